"""Public pages of the panels and a resident's own registrations."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.calendar import calendar_file
from core.forms import posted
from core.refusal import Refusal
from panels import links, services
from panels.calendar import calendar_of
from panels.filters import SessionFilter
from panels.forms import RegistrationDetailsForm
from panels.journey import Journey
from panels.models import Registration, Session
from panels.services.feedback import FEEDBACK_SET
from panels.structured import event_data
from questionnaires.forms import whole_form
from questionnaires.services import published_version

SESSIONS_A_PAGE = 20


@require_safe
def programme(request):
    """The programme ahead, narrowed by the address."""
    sessions = Session.objects.public().ahead().with_details()
    narrowed = SessionFilter(request.GET, queryset=sessions)
    found = narrowed.qs if narrowed.form.is_valid() else sessions.none()
    page = Paginator(found, SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": narrowed.form, "page": page, "is_narrowed": narrowed.is_narrowed}
    return render(request, "panels/programme.html", context)


@require_safe
def results(request):
    """Sessions that took place, how many people came, and what came of it."""
    held = Session.objects.held().with_details().with_numbers()
    page = Paginator(held, SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "panels/results.html", {"page": page})


@require_safe
def session_page(request, slug):
    """One session: when, where, what to expect, and the way in."""
    sessions = Session.objects.visible_to(request.user).with_details()
    session = get_object_or_404(sessions.with_numbers(), slug=slug)
    mine = held = None
    if request.user.is_authenticated:
        mine = session.registrations.live().of(request.user).first()
    elif (journey := Journey(request, session)).is_begun:
        held = session.registrations.live().filter(held_by=journey.visitor).first()
    context = {"session": session, "mine": mine, "held": held, "event": event_data(session)}
    return render(request, "panels/session.html", context)


@require_safe
def session_number(request, pk):
    """The session of a short address, as a letter has it: leads to its page."""
    return redirect(get_object_or_404(Session.objects.visible_to(request.user), pk=pk))


def _own_registration(request, reference) -> Registration:
    """The registration if `request.user` may see it; else 404, the same as if it didn't exist."""
    registration = get_object_or_404(
        Registration.objects.select_related("session__venue", "person"), reference=reference
    )
    if not request.user.has_perm("panels.see_registration", registration):
        raise Http404
    return registration


@login_required
@never_cache
@require_safe
def registered(request, slug):
    """Where a newcomer arrives after the code: at their registration for this session."""
    session = get_object_or_404(Session.objects.public(), slug=slug)
    latest = session.registrations.of(request.user).order_by("-pk").first()
    if latest is None:
        return redirect(session)
    return redirect("panels:registration", latest.reference)


@login_required
@never_cache
@require_safe
def registration(request, reference):
    """A resident's registration: its state, its reference and what they can do."""
    found = _own_registration(request, reference)
    return render(request, "panels/registration.html", {"registration": found})


@login_required
@never_cache
@require_safe
def registration_calendar(request, reference):
    """The calendar file of a place, with the online link."""
    found = _own_registration(request, reference)
    text = calendar_of([found.session], with_link=found.has_place)
    return calendar_file(text, name=found.session.slug)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def details(request, reference):
    """Change what one is called at the session and what one needs."""
    found = _own_registration(request, reference)
    initial = {"name": found.name or found.person.name, "access_needs": found.access_needs}
    form = RegistrationDetailsForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            services.change_details(
                registration_id=found.pk, actor=request.user, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("It is saved."))
            return redirect("panels:registration", found.reference)
    context = {"registration": found, "form": form}
    return render(request, "panels/registration_details.html", context)


@login_required
@never_cache
@require_POST
def was_it_you(request, reference):
    """Keep a hold that somebody made with this person's address, or give it up."""
    found = _own_registration(request, reference)
    decide = services.confirm if request.POST.get("mine") == "yes" else services.disown
    try:
        decide(registration_id=found.pk, actor=request.user)
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    return redirect("panels:registration", found.reference)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, reference):
    """Ask, then give the place back."""
    return _withdraw(request, _own_registration(request, reference), by_link=False)


def signed(purpose):
    """Find the registration of a signed link, or say plainly that the link is no good."""

    def decorate(view):
        @wraps(view)
        @never_cache
        def wrapped(request, token):
            try:
                found = links.registration_of(token, purpose)
            except links.LinkRefused:
                return render(request, "panels/link_refused.html", status=404)
            response = view(request, found)
            # Keeps the link to ourselves; "no-referrer" would make browsers post without an origin.
            response["Referrer-Policy"] = "strict-origin"
            return response

        return wrapped

    return decorate


@signed(links.WITHDRAW)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_by_link(request, found):
    """Ask, then give the place back, for whoever holds the signed link."""
    return _withdraw(request, found, by_link=True)


def _withdraw(request, found, *, by_link):
    context = {"registration": found, "by_link": by_link}
    if request.method == "POST":
        try:
            found = services.withdraw(registration_id=found.pk, actor=found.person)
        except Refusal as refusal:
            context["refusal"] = refusal
        if not by_link and "refusal" not in context:
            return redirect("panels:registration", found.reference)
        context["registration"] = found
    return render(request, "panels/withdraw.html", context)


@signed(links.FEEDBACK)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_by_link(request, found):
    """A few questions for somebody who came."""
    context = {"registration": found}
    version = published_version(FEEDBACK_SET)
    if version is None:
        return render(request, "panels/feedback_given.html", context | {"is_closed": True})
    form = whole_form(version, data=request.POST if request.method == "POST" else None)
    if form.is_valid() and not form.has_more:
        try:
            services.give_feedback(
                registration_id=found.pk,
                version_id=form.version.pk,
                values=form.cleaned_data,
                language=get_language(),
            )
        except Refusal as refusal:
            context["refusal"] = refusal
        return render(request, "panels/feedback_given.html", context)
    section = form.questions[0].section
    return render(request, "panels/feedback.html", context | {"form": form, "section": section})
