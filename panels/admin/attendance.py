"""Who came: one form for everybody registered, for people who walked in, and for a head count.

Two officers may mark at once on two phones. Each field says what it showed when the page was
opened, and only what an officer changed is written.
"""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from core.forms import NamedLimits, add_refusal, posted
from core.refusal import Refusal
from core.text import comparable, tidy
from messaging.overhearing import overheard
from officers.asking import AskFirstError, ask_first
from panels import services
from panels.enums import Attendance, SessionState
from people.models import User
from people.services import record_reading

SOUGHT = "name"
WALK_IN_ROWS = 3
MOST_WALK_INS = 9999


class AttendanceForm(forms.Form):
    """Three radios for each person, and how many walked in without giving a name."""

    walked_in = forms.IntegerField(
        label=_("How many more people walked in without giving a name?"),
        min_value=0,
        max_value=MOST_WALK_INS,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
    )

    def __init__(self, session, registrations, data=None):
        super().__init__(data, initial={"walked_in": session.walked_in})
        self.registrations = registrations
        for registration in registrations:
            self.fields[field_name(registration)] = forms.ChoiceField(
                label=registration.called,
                choices=Attendance.choices,
                initial=registration.attendance,
                widget=forms.RadioSelect,
                show_hidden_initial=True,
            )

    def people(self):
        """Each registration with its field, and what the field showed at first, hidden."""
        fields = [self[field_name(registration)] for registration in self.registrations]
        hidden = [field.as_hidden(only_initial=True) for field in fields]
        return zip(self.registrations, fields, hidden, strict=True)


class WalkInForm(NamedLimits, forms.Form):
    """Somebody who came without registering."""

    name = NameField(label=_("Full name"), max_length=User._meta.get_field("name").max_length)
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("If they gave one. Without it we can't tell them what came of the session."),
        max_length=User._meta.get_field("email").max_length,
        required=False,
    )


WalkIns = forms.formset_factory(
    WalkInForm, extra=WALK_IN_ROWS, max_num=WALK_IN_ROWS, absolute_max=WALK_IN_ROWS
)


def field_name(registration) -> str:
    """What the field of this registration is called."""
    return f"attendance-{registration.pk}"


def may_mark_attendance(officer, _session) -> bool:
    """Whether they may say who came."""
    return officer.has_perm("panels.mark_attendance")


def is_marked(session) -> bool:
    """Whether anybody could come: it is public and not cancelled."""
    return session.state != SessionState.DRAFT and not session.is_cancelled


def attendance_view(model_admin, request, session):
    """Show the form, or save what was changed: all of it or nothing."""
    data, asked = posted(request), tidy(request.GET.get(SOUGHT, ""))
    question = None
    form = AttendanceForm(session, _shown(session, data, asked), data)
    walk_ins = WalkIns(data, prefix="walk-in")
    if data is None:
        record_reading(session, actor=request.user, what="attendance", rows=len(form.registrations))
    elif all([form.is_valid(), walk_ins.is_valid()]):
        try:
            if _save(session, form, walk_ins, request):
                if "find" not in data or form.has_changed() or walk_ins.has_changed():
                    messages.success(request, _("Attendance is saved."))
                return _next_page(model_admin, request, session, asked)
        except AskFirstError as first:
            question = model_admin.to_ask(request, session, first.question)
    return model_admin.page(
        request,
        session,
        _("Attendance"),
        "admin/panels/session/attendance.html",
        form=form,
        walk_ins=walk_ins,
        question=question,
        everybody="everybody" in request.POST,
        asked=asked,
        refused=_refused(session, request.user) if data is None else "",
        here=model_admin.address("attendance", session.pk),
        may_enter_sheet=session.day_has_come,
    )


def _refused(session, officer) -> str:
    """Why nobody can be marked now, or ""."""
    try:
        services.refuse_unless_marking(session, officer)
    except Refusal as refusal:
        return refusal.message
    return ""


def _shown(session, data, asked: str):
    """Everybody registered whose name or reference has what was looked for, by name.

    Of a page that comes back, those whom it showed: also who has left since, to say so.
    """
    registrations = session.registrations.by_name()
    if data is not None:
        return [one for one in registrations if f"initial-{field_name(one)}" in data]
    words = comparable(asked)
    return [
        one
        for one in registrations
        if one.is_live and words in comparable(f"{one.called} {one.reference}")
    ]


def _next_page(model_admin, request, session, asked: str):
    """What was looked for; after a search everybody again; else the session."""
    here = model_admin.address("attendance", session.pk)
    if "find" in request.POST:
        sought = tidy(request.POST.get(SOUGHT, ""))
        return redirect(f"{here}?{urlencode({SOUGHT: sought})}" if sought else here)
    return redirect(here) if asked else model_admin.back(session)


def _marks(form, *, everybody: bool):
    """Whose mark was changed; with `everybody`, who has a place and isn't marked came too."""
    for registration, field, _hidden in form.people():
        mark = form.cleaned_data[field.name]
        if everybody and mark == Attendance.UNMARKED and registration.has_place:
            yield registration, Attendance.ATTENDED
        elif field.name in form.changed_data:
            yield registration, mark


def _save(session, form, walk_ins, request) -> bool:
    """Write what was changed; where a service refuses, say so beside it and write nothing.

    A search doesn't ask first, since people come through the door meanwhile: the page has said who
    is asked how it was.

    Raises:
        AskFirstError: the officer hasn't seen who will be asked how it was.
    """
    actor = request.user
    at_fault = form
    try:
        with transaction.atomic(), overheard() as heard:
            for registration, attendance in _marks(form, everybody="everybody" in request.POST):
                services.mark_attendance(
                    registration_id=registration.pk, attendance=attendance, actor=actor
                )
            if "walked_in" in form.changed_data:
                services.set_head_count(
                    session_id=session.pk, walked_in=form.cleaned_data["walked_in"], actor=actor
                )
            for at_fault in walk_ins:
                if at_fault.has_changed():
                    services.add_walk_in(
                        session_id=session.pk, **at_fault.cleaned_data, actor=actor
                    )
            if "find" not in request.POST:
                ask_first((), heard, request)
    except Refusal as refusal:
        add_refusal(at_fault, refusal)
        return False
    return True
