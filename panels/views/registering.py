"""Registering, step by step: each step has an address and is sent to it, then the next is shown.

It works without JavaScript, in two tabs, and after a wait. Who is signed in presses three times.
"""

from functools import partial

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.refusal import Refusal
from panels import emails, links, services
from panels.models import Registration, Session
from panels.services.places import GROUP_IS_FULL, refuse_unless_open
from panels.views.journey import CHECK, Journey
from people.limits import in_words
from people.rules import is_verified_resident
from people.services import choose_language, complete_profile, person_for
from people.sign_in import (
    ASKED_FOR,
    code_minutes,
    remember_language,
    start_code_sign_in,
)
from people.views.account import ConfirmCode


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_register(request, slug, step=""):
    """Show one step, or take what was typed on it and lead to the next; "" is the first."""
    session = get_object_or_404(Session.objects.public().with_details(), slug=slug)
    journey = Journey(request, session)
    step = step or next(iter(journey.steps))
    if step not in {*journey.steps, CHECK, "details"}:
        raise Http404
    if request.method == "POST" and step == CHECK and "language" not in request.POST:
        return _register(request, journey)
    try:
        refuse_unless_open(session, timezone.now())
    except Refusal as refusal:
        return _refused(request, session, refusal)
    if request.method == "POST":
        return _take(request, journey, step)
    unanswered = journey.unanswered()
    names = [*journey.steps, CHECK]
    if step not in names:
        return redirect(journey.url(names[0]))
    if unanswered and names.index(step) > names.index(unanswered):
        return redirect(journey.url(unanswered))
    return _check(request, journey) if step == CHECK else _ask(request, journey, step)


def _take(request, journey, step):
    """Keep what was typed; then the next step, the one before, or this one again."""
    if step in journey.steps:
        journey.keep(step, request.POST)
    if request.POST.get("language") in dict(settings.LANGUAGES):
        return _speak(request, journey.url(step))
    if step not in journey.steps:
        return redirect(journey.url(next(iter(journey.steps))))
    if "back" in request.POST:
        return redirect(journey.before(step))
    journey.sent(step)
    right = journey.form(step).is_valid()
    return redirect(journey.after(step) if right else journey.url(step))


def _speak(request, url):
    """Show the step again in the language that was pressed."""
    language = request.POST["language"]
    if request.user.is_authenticated:
        choose_language(person=request.user, actor=request.user, language=language)
    response = redirect(url)
    remember_language(response, language)
    return response


def _ask(request, journey, step, *, form=None):
    context = {
        "session": journey.session,
        "form": form or journey.form(step),
        "step": step,
        "language_form": "register",
    }
    return render(request, "panels/register.html", context)


def _check(request, journey, *, wait: int | None = None):
    """Check your answers; `wait` says for how many seconds no code can be sent."""
    rows = [
        (bound.label, form.cleaned_data[bound.name] or _("Nothing said"), journey.url(step))
        for step, form in journey.forms().items()
        if form.is_valid()
        for bound in form
    ]
    context = {
        "session": journey.session,
        "rows": rows,
        "back": journey.before(CHECK),
        "seen": journey.digest(),
        "wait": wait and in_words(wait),
    }
    status = 200 if wait is None else 429
    return render(request, "panels/register_check.html", context, status=status)


def _register(request, journey):
    """Register with what was checked, unless it was changed in another tab since."""
    unanswered = journey.unanswered()
    if unanswered:
        return redirect(journey.url(unanswered))
    if request.POST.get("seen", journey.digest()) != journey.digest():
        messages.warning(request, _("Your answers changed in another tab. Check them again."))
        return redirect(journey.url(CHECK))
    answers = journey.answers()
    try:
        if not request.user.is_authenticated:
            return _hold(request, journey, answers)
        if "name" in answers:
            complete_profile(person=request.user, actor=request.user, name=answers["name"])
        registration = services.register(
            session_id=journey.session.pk,
            person=request.user,
            actor=request.user,
            access_needs=answers["access_needs"],
            group_hold_id=journey.group,
        )
    except Refusal as refusal:
        return _not_registered(request, journey, refusal)
    journey.end()
    return redirect("panels:registration", registration.reference)


def _not_registered(request, journey, refusal):
    """Say why not, beside its field where there is one; nothing typed is lost."""
    if refusal.code == GROUP_IS_FULL:
        journey.of_group(None)
        said = _("%(why)s You can register as everybody does.") % {"why": refusal.message}
        messages.warning(request, said)
        return redirect(journey.url(CHECK))
    form = journey.forms().get("details", ())
    if refusal.field in getattr(form, "fields", ()):
        form.add_error(refusal.field, refusal.message)
        return _ask(request, journey, "details", form=form)
    return _refused(request, journey.session, refusal)


def _hold(request, journey, answers):
    """Hold a newcomer's place and send the code; too many codes and nothing is held."""
    session = journey.session
    with transaction.atomic():
        person = person_for(email=answers["email"], language=get_language())
        registration = services.hold(
            session_id=session.pk,
            person=person,
            name=answers["name"],
            access_needs=answers["access_needs"],
            network=get_ip(request),
            visitor=journey.visitor,
            group_hold_id=journey.group,
        )
        said = {field: answers[field] for field in ("name", "postcode", "access_needs")}
        response = start_code_sign_in(
            request,
            user=person,
            email=person.email,
            next_url=reverse("panels:registered", args=[session.slug]),
            letter=letter_for(registration),
            asked_for=services.asked_for(
                registration,
                is_new=not is_verified_resident(person),
                language=get_language(),
                **said,
            ),
            code_url=reverse("panels:session_register_code", args=[session.slug]),
        )
        if response.status_code != 302:
            transaction.set_rollback(True)
            return _check(request, journey, wait=int(response["Retry-After"]))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_by_link(request, token):
    """Say what is held for a group, and begin to register for one of its places on a POST."""
    try:
        hold = links.group_of(token)
    except links.LinkRefused:
        return render(request, "panels/link_refused.html", status=404)
    try:
        refuse_unless_open(hold.session, timezone.now())
    except Refusal as refusal:
        return _refused(request, hold.session, refusal)
    if request.method == "POST" and hold.is_there:
        journey = Journey(request, hold.session)
        journey.of_group(hold.pk)
        response = redirect(journey.url(next(iter(journey.steps))))
    else:
        response = render(request, "panels/group.html", {"hold": hold, "session": hold.session})
    # Keeps the link to ourselves; "no-referrer" would make browsers post without an origin.
    response["Referrer-Policy"] = "strict-origin"
    return response


def letter_for(registration: Registration | None):
    """What writes the email around a code: for what is held, else the usual one."""
    if registration is None or not registration.is_unconfirmed:
        return None
    return partial(emails.place_held, registration)


class RegistrationCode(ConfirmCode):
    """Asks for the code of a registration; it can be sent again, and the answers changed."""

    template_name = "panels/register_code.html"

    def dispatch(self, request, slug) -> HttpResponse:
        self.session = get_object_or_404(Session.objects.public(), slug=slug)
        self.journey = Journey(request, self.session)
        return super().dispatch(request)

    def letter(self):
        held = services.asked_about(self._process.state.get(ASKED_FOR, {}))
        return letter_for(held)

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            Journey(self.request, self.session).end()
        return response

    def get_next_url(self) -> str:
        return reverse("panels:registered", args=[self.session.slug])

    def code_asked_at(self) -> str:
        """The answers, which are all there, to send another code."""
        return self.journey.url(CHECK)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "session": self.session,
            "back": self.journey.url(CHECK),
            "other_address": self.journey.url(next(iter(self.journey.steps))),
            "minutes": code_minutes(),
        }


def _refused(request, session, refusal):
    """Say why not, with status 409, and where to go instead."""
    context = {"session": session, "refusal": refusal}
    return render(request, "panels/register_refused.html", context, status=409)
