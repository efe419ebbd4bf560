"""Activities for everybody: the list, one, its dates as a calendar, following it."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from activities import rules, services
from activities.forms import ActivitiesForm
from activities.models import Activity
from activities.words import ages_words, price_words
from core.calendar import Entry, calendar_file, calendar_of
from core.refusal import Refusal
from hubs.words import metres_words, rule_words
from places.points import metres_between

A_PAGE = 20
DAYS_SHOWN = 60
DATES_SHOWN = 8
CALENDAR_DAYS = 180


@require_safe
def activities(request):
    """What takes place at hubs, narrowed by the address."""
    form = ActivitiesForm(request.GET)
    found = services.find(form.asked()) if form.is_valid() else []
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page, day=form.is_valid() and form.cleaned_data["on"], start=form.start),
        "is_near": form.is_valid() and form.start is not None,
        "is_narrowed": form.is_narrowed,
    }
    return render(request, "activities/list.html", context)


def lines_of(keys, *, day=None, start=None) -> list[dict]:
    """What a list says of the activities with these keys, in their order."""
    rows = {one.pk: one for one in Activity.objects.filter(pk__in=list(keys)).with_details()}
    in_order = [rows[pk] for pk in keys if pk in rows]
    return [
        {
            "activity": line.activity,
            "next": line.next,
            "when": rule_words(line.activity),
            "price": price_words(line.activity),
            "distance": _distance(start, line.activity.hub.point),
        }
        for line in services.lines_of(in_order, day or None)
    ]


def _distance(start, point) -> str:
    return metres_words(metres_between(start, point)) if start and point else ""


def seen_activity(request, slug: str) -> Activity:
    """The activity at this address, if there is a page of it for who asks. Raises Http404."""
    found = Activity.objects.with_details().filter(slug=slug).first()
    if found is None or not (found.is_public or rules.may_change(request.user, found)):
        raise Http404
    return found


@require_safe
def activity(request, slug):
    """One activity: what, when, where, for whom; and its next dates with what is otherwise."""
    found = seen_activity(request, slug)
    today = timezone.localdate()
    dates = services.occurrences_of([found], today, today + timedelta(days=DAYS_SHOWN))
    person = request.user
    context = {
        "activity": found,
        "when": rule_words(found),
        "price": price_words(found),
        "ages": ages_words(found),
        "dates": [one for one in dates if one.ends_at > timezone.now()][:DATES_SHOWN],
        "may_change": rules.may_change(person, found),
        "follows": person.is_authenticated and found.followers.filter(person=person.pk).exists(),
    }
    return render(request, "activities/activity.html", context)


@login_required
@require_POST
def follow(request, slug):
    """Follow an activity, or follow it no more."""
    found = get_object_or_404(Activity, slug=slug)
    try:
        if "stop" in request.POST:
            services.unfollow(activity_id=found.pk, actor=request.user)
            messages.success(request, _("We tell you nothing of it any more."))
        else:
            services.follow(activity_id=found.pk, actor=request.user)
            said = _("We write to you when a date of it is cancelled or moves.")
            messages.success(request, said)
    except Refusal as refusal:
        messages.warning(request, refusal.message)
        return redirect("activities:activities")
    return redirect(found)


@require_safe
def feed(request, slug):
    """The dates of a public activity as a calendar to follow."""
    found = get_object_or_404(Activity.objects.public().with_details(), slug=slug)
    text = calendar_of(entries_of([found]), name=found.title)
    return calendar_file(text, name=found.slug)


def entries_of(found) -> list[Entry]:
    """The dates of activities as entries of a calendar: half a year, cancelled ones said so."""
    today = timezone.localdate()
    dates = services.occurrences_of(found, today, today + timedelta(days=CALENDAR_DAYS))
    return [
        Entry(
            key=f"activity-{one.activity.pk}-{one.day:%Y%m%d}",
            sequence=int(one.activity.changed_at.timestamp()) - 1_700_000_000,
            changed_at=one.activity.changed_at,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            title=one.activity.title,
            summary=one.why or one.activity.about,
            location=", ".join(filter(None, (one.hub.venue.name, one.hub.venue.address))),
            url=settings.SITE_URL + one.activity.get_absolute_url(),
            is_cancelled=one.is_cancelled,
        )
        for one in dates
    ]
