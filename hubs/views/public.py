"""The directory, and what a hub's public page shows."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hubs import opening, rules, services
from hubs.enums import AccessKind, Answer, NoticeKind, Weekday
from hubs.forms import CoverageForm, DirectoryForm
from hubs.models import Hub
from hubs.services import Entry
from hubs.services.coverage import MILE
from hubs.views.town_map import town_map
from hubs.words import hours_words, metres_words, now_words, spans_words
from places.points import Point

HUBS_A_PAGE = 20
DAYS_SHOWN = 14
DAYS_AHEAD = 120


@require_safe
def directory(request):
    """The hubs, narrowed by the address, as a list and on a map."""
    form = DirectoryForm(request.GET)
    found = services.find(form.asked()) if form.is_valid() else []
    page = Paginator(found, HUBS_A_PAGE).get_page(request.GET.get("page"))
    lines = [line_of(number, entry) for number, entry in enumerate(page, page.start_index())]
    numbered = [(line["number"], line["entry"]) for line in lines]
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "is_narrowed": form.is_narrowed,
        "is_near": form.is_valid() and form.start is not None,
        "map": town_map(numbered, form.start if form.is_valid() else None),
    }
    return render(request, "hubs/directory.html", context)


@require_safe
def coverage(request):
    """How far everybody is from a hub that has something, and where another would help most."""
    form = CoverageForm(request.GET)
    found = services.coverage(form.cleaned_data["facility"]) if form.is_valid() else None
    shown = found and town_map(
        [(number, entry) for number, entry in enumerate(services.entries_of(found.hubs), 1)],
        Point(found.site.easting, found.site.northing) if found.site else None,
    )
    return render(
        request, "hubs/coverage.html", {"form": form, "found": found, "map": shown, "mile": MILE}
    )


def line_of(number: int, entry: Entry) -> dict:
    """What the list says of one hub."""
    now = timezone.now()
    return {
        "number": number,
        "entry": entry,
        "hub": entry.hub,
        "now": now_words(entry.now),
        "is_open": bool(entry.now and entry.now.is_open),
        "distance": "" if entry.metres is None else metres_words(entry.metres),
        "notices": [
            (notice, notice.starts_at > now)
            for notice in entry.notices
            if notice.starts_at <= now + timedelta(days=DAYS_SHOWN)
        ],
        "step_free": entry.step_free,
    }


def visible_hub(request, slug: str) -> Hub:
    """The hub at this address, if there is a page of it for who asks.

    Raises:
        Http404: there is none, or nobody has assured us of it for a year and it isn't theirs.
    """
    hub = Hub.objects.with_details().filter(slug=slug).first()
    if hub is None or not (hub.is_public or rules.may_edit(request.user, hub)):
        raise Http404
    return hub


def hub_page(request, hub: Hub, *, sessions, dates_of):
    """The page of a hub.

    Args:
        hub: as `visible_hub` gives it.
        sessions: the panel sessions that will be held there, which an app beside this one knows.
        dates_of: (entry) -> what takes place there next, which an app above knows.
    """
    entry, today = services.entry_of(hub), timezone.localdate()
    context = {
        "hub": hub,
        "entry": entry,
        "now": now_words(entry.now),
        "days": days_of(entry, today),
        "ahead": days_ahead(entry, today),
        "week": [
            (Weekday(day).label, spans_words(spans))
            for day, spans in services.usual_week(hub, today)
        ],
        "seasons": seasons_of(entry, today),
        "announced_to": entry.rules.announced_to,
        "facts": [(kind.label, entry.facts.get(kind)) for kind in AccessKind],
        "step_free": entry.step_free,
        "lift_failed": is_lift_out(entry),
        "notices": entry.notices,
        "sessions": sessions,
        "dates": dates_of(entry),
        "lines": hub.source_lines.all(),
        "may_edit": request.user.is_authenticated and rules.may_edit(request.user, hub),
    }
    return render(request, "hubs/hub.html", context)


def days_of(entry: Entry, today) -> list[dict]:
    """The next two weeks, a line a day: the hours, and whether a notice shuts it that day."""
    days = [today + timedelta(days=number) for number in range(DAYS_SHOWN)]
    found = []
    for day in days:
        said = opening.day_of(entry.rules, day)
        shut = bool(said.spans) and not services.opens_on(entry.rules, day)
        cut = (
            not shut
            and bool(said.spans)
            and any(
                notice.kind == NoticeKind.CLOSED and _touches(notice, day)
                for notice in entry.notices
            )
        )
        found.append({"day": day, "said": hours_words(said), "is_shut": shut, "is_cut": cut})
    return found


def days_ahead(entry: Entry, today) -> list[tuple]:
    """(day, what it is called, hours) of bank holidays and other days, after these two weeks."""
    days = [today + timedelta(days=number) for number in range(DAYS_SHOWN, DAYS_AHEAD)]
    said = [opening.day_of(entry.rules, day) for day in days]
    return [
        (one.day, entry.rules.holidays.get(one.day, ""), hours_words(one))
        for one in said
        if one.day in entry.rules.holidays or one.basis == opening.Basis.EXCEPTION
    ]


def _touches(notice, day) -> bool:
    """Whether a notice holds at any time of a day in Luton."""
    starts = timezone.localtime(notice.starts_at).date()
    return starts <= day and (
        notice.ends_at is None or day <= timezone.localtime(notice.ends_at).date()
    )


def seasons_of(entry: Entry, today) -> list[dict]:
    """Seasons that are on or to come, and usual hours that begin later, with their weeks."""
    ahead = [
        period
        for period in entry.rules.periods
        if (period.ends_on and period.ends_on >= today) or period.starts_on > today
    ]
    return [
        {
            "period": period,
            "week": [(Weekday(day).label, spans_words(period.week[day])) for day in Weekday.values],
        }
        for period in sorted(ahead, key=lambda one: one.starts_on)
    ]


def is_lift_out(entry: Entry) -> bool:
    """Whether a lift is out of order, which ends step-free access."""
    lift = entry.facts.get(AccessKind.LIFT)
    return lift is not None and lift.answer == Answer.FAILED
