"""Registering, question by question.

Nothing is kept until the last page: each page carries the answers so far as hidden fields, so it
works without JavaScript, in two tabs, and after a wait. A signed-in resident needs four requests.
"""

from functools import partial

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.refusal import Refusal
from core.text import without_controls
from panels import emails, services
from panels.forms import AccessForm, NameForm, NewcomerForm
from panels.models import Session
from panels.services.registration import refuse_unless_open
from people.services import complete_profile, person_for
from people.sign_in import start_code_sign_in

CHECK = "check"


def _steps(user) -> dict:
    """The questions for this person, in order: what the step is called and its form."""
    if not user.is_authenticated:
        return {"details": NewcomerForm, "access": AccessForm}
    if not user.name:
        return {"details": NameForm, "access": AccessForm}
    return {"access": AccessForm}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_register(request, slug):
    """Show one question, the answers to check, or register."""
    session = get_object_or_404(Session.objects.public().with_details(), slug=slug)
    try:
        refuse_unless_open(session)
    except Refusal as refusal:
        return _refused(request, session, refusal)
    steps = _steps(request.user)
    if request.method == "POST":
        return _go_on(request, session, steps)
    return _ask(request, session, steps, next(iter(steps)))


def _go_on(request, session, steps):
    """Show the first question that is unanswered or wrong, or register once all were checked."""
    back_to, answered = request.POST.get("change"), request.POST.get("step")
    if back_to in steps:
        return _ask(request, session, steps, back_to)
    forms = {name: form(request.POST) for name, form in steps.items()}
    for name, form in forms.items():
        if not form.is_valid():
            return _ask(request, session, steps, name, form=form)
        if name == answered:
            following = _after(steps, name)
            if following != CHECK:
                return _ask(request, session, steps, following)
    if answered == CHECK:
        return _register(request, session, forms)
    return _check(request, session, forms)


def _after(steps, answered) -> str:
    names = [*steps, CHECK]
    return names[names.index(answered) + 1]


def _ask(request, session, steps, name, *, form=None):
    """Show the form of one step; everything typed on the other steps travels along."""
    if form is None:
        initial = {}
        if name == "access" and request.user.is_authenticated:
            initial["access_needs"] = request.user.access_needs
        typed = {
            field: request.POST[field] for field in steps[name].base_fields if field in request.POST
        }
        form = steps[name](initial=initial | typed)
    others = [
        (field, without_controls(request.POST[field]))
        for other, fields in steps.items()
        if other != name
        for field in fields.base_fields
        if field in request.POST
    ]
    context = {"session": session, "form": form, "step": name, "carried": others}
    return render(request, "panels/register.html", context)


def _check(request, session, forms):
    """Check your answers."""
    rows, carried = [], []
    for name, form in forms.items():
        for bound in form:
            value = form.cleaned_data[bound.name]
            rows.append((bound.label, value or _("Nothing said"), name))
            carried.append((bound.name, without_controls(form.data.get(bound.name, ""))))
    context = {"session": session, "rows": rows, "carried": carried}
    return render(request, "panels/register_check.html", context)


def _register(request, session, forms):
    answers = {key: value for form in forms.values() for key, value in form.cleaned_data.items()}
    try:
        if request.user.is_authenticated:
            if "name" in answers:
                complete_profile(person=request.user, actor=request.user, name=answers["name"])
            registration = services.register(
                session_id=session.pk,
                person=request.user,
                actor=request.user,
                access_needs=answers["access_needs"],
            )
            return redirect("panels:registration", registration.reference)
        return _hold(request, session, answers)
    except Refusal as refusal:
        if refusal.field in forms.get("details", ()):
            forms["details"].add_error(refusal.field, refusal.message)
            return _ask(request, session, _steps(request.user), "details", form=forms["details"])
        return _refused(request, session, refusal)


def _hold(request, session, answers):
    """Hold a newcomer's place and send the code; too many codes and nothing is held."""
    with transaction.atomic():
        person = person_for(
            email=answers["email"],
            name=answers["name"],
            postcode=answers["postcode"],
            language=get_language(),
        )
        registration = services.register(
            session_id=session.pk,
            person=person,
            actor=None,
            access_needs=answers["access_needs"],
            confirmed=False,
        )
        response = start_code_sign_in(
            request,
            user=person,
            email=person.email,
            next_url=reverse("panels:registered", args=[session.slug]),
            letter=partial(emails.place_held, registration)
            if registration.is_unconfirmed
            else None,
        )
        if response.status_code != 302:
            transaction.set_rollback(True)
        return response


def _refused(request, session, refusal):
    """Say why not, with status 409, and where to go instead."""
    context = {"session": session, "refusal": refusal}
    return render(request, "panels/register_refused.html", context, status=409)
