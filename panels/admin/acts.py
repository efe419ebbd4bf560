"""The moves an officer can make with a session: what the button says and which service acts."""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from officers.acts import Act, ActForm, moves_to
from officers.fields import day_field
from panels import services
from panels.admin.tabs import when
from panels.enums import Every, Registered, SessionState


class PublishForm(ActForm):
    """Asks for a reason where the notice is short, and about dates that are more often a slip."""

    late_reason = forms.CharField(
        label=_("Reason for short notice"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        if session.needs_late_reason:
            self.fields["late_reason"].help_text = _(
                "Needed, since people get less than %(days)s days of notice. It is kept in the "
                "history of this session."
            ) % {"days": session.notice_days}
        else:
            del self.fields["late_reason"]

    def doubts(self):
        asked = ("programme", "starts_at", "ends_at", "registration_closes_at", "venue", "pk")
        return services.doubts_about(**{name: getattr(self.thing, name) for name in asked})


class CancelForm(ActForm):
    """Asks why; people will read it."""

    translated = {
        "reason": forms.CharField(
            label=_("Reason for cancelling"),
            help_text=_("Everybody who has a place or waits for one will read it."),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    }


class ReportForm(ActForm):
    """Asks what came of the session."""

    translated = {
        "outcome": forms.CharField(
            label=_("What came of it"),
            help_text=_("What was said and what changed. It is published on the session's page."),
            max_length=10_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 10}),
        )
    }


def _facts(session) -> list[tuple]:
    """When and where it is, so that nobody acts on another one."""
    return [(_("When"), when(session)), (_("Where"), session.venue or _("online"))]


class RepeatForm(ActForm):
    """Asks on which days the session takes place again."""

    first = day_field(_("First day"))
    every = forms.ChoiceField(
        label=_("How often?"),
        choices=Every.choices,
        initial=Every.MONTH,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("How many sessions?"),
        min_value=1,
        max_value=services.MOST_AT_ONCE,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
    )
    but_not = forms.CharField(
        label=_("Leave out these days"),
        help_text=_("One on each line, such as 2026-12-29. You see the days before they are kept."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    publish = forms.BooleanField(
        label=_("Publish them at once"),
        help_text=_("Otherwise they are drafts, to be looked at and published one by one."),
        required=False,
    )
    late_reason = forms.CharField(
        label=_("Reason for short notice"),
        help_text=_("Needed to publish those that begin sooner than residents are promised."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        last = localtime(session.starts_at).date()
        self.fields["first"].initial = services.days_of(last, Every.MONTH, 2)[1]

    def clean_but_not(self):
        """The days that are left out."""
        field = forms.DateField()
        return {field.clean(line) for line in self.cleaned_data["but_not"].split()}

    def clean(self):
        """Work out the days."""
        asked = super().clean()
        if self.errors:
            return asked
        days = services.days_of(asked["first"], Every(asked["every"]), asked["number"])
        self.days = [day for day in days if day not in asked["but_not"]]
        return asked

    def arguments(self):
        asked = super().arguments()
        return {"days": self.days} | {name: asked[name] for name in ("publish", "late_reason")}

    def doubts(self):
        """The days, and what may be a slip in them."""
        said = ", ".join(date_format(day, "l j F Y") for day in self.days)
        words = _("It takes place on these days: %(days)s.") % {"days": said}
        return [words, *services.doubts_about_days(self.thing, self.days)]


class WriteForm(ActForm):
    """Asks what to tell whom."""

    translated = {
        "subject": forms.CharField(label=_("Subject"), max_length=120),
        "text": forms.CharField(
            label=_("Message"),
            help_text=_("Such as: bring your ID, or: we meet in another room."),
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 6}),
        ),
    }
    to = forms.ChoiceField(
        label=_("Who gets it?"),
        choices=Registered.choices,
        initial=Registered.PLACES,
        widget=forms.RadioSelect,
    )
    field_order = ["to", "subject", "text"]


class CallerForm(ActForm):
    """Asks who called or wrote, and how they are reached."""

    name = NameField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("Leave it empty for somebody without one: they get letters instead."),
        max_length=254,
        required=False,
    )
    telephone = forms.CharField(label=_("Telephone number"), max_length=30, required=False)
    address = forms.CharField(
        label=_("First line of their address"),
        help_text=_("For the letters to somebody without an email address."),
        max_length=120,
        required=False,
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    language = forms.ChoiceField(
        label=_("Language of what they are sent"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
    )
    access_needs = forms.CharField(
        label=_("What they need to take part"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _to_the_registration(_admin, _session, registration) -> str:
    return reverse("admin:panels_registration_change", args=[registration.pk])


def _to_the_series(admin, _session, copies) -> str:
    """The new ones, latest first, as the list shows them."""
    if len(copies) == 1:
        return admin.address("change", copies[0].pk)
    return f"{admin.address('changelist')}?{urlencode({'q': copies[0].title_en})}"


SESSION_ACTS = (
    Act(
        name="publish",
        leads=True,
        label=_("Publish"),
        explain=_(
            "Anyone can see the session, and residents can register while registration is open. "
            "Nobody is emailed."
        ),
        done=_("The session is published."),
        form=PublishForm,
        run=services.publish_session,
        preview=_facts,
        **moves_to(SessionState.PUBLISHED),
    ),
    Act(
        name="hold",
        leads=True,
        label=_("Mark as held"),
        explain=_("The session took place. Its numbers, rounded, become public."),
        done=_("The session is marked as held."),
        run=services.hold_session,
        preview=_facts,
        may=moves_to(SessionState.HELD)["may"],
        open=lambda session: SessionState.HELD in session.MOVES[session.state] and session.is_over,
    ),
    Act(
        name="report",
        leads=True,
        label=_("Report"),
        explain=_(
            "Anyone can read what came of the session on its page, and those who came are told by "
            "email. You see first who is told what."
        ),
        done=_("The report is published."),
        form=ReportForm,
        run=services.report_session,
        preview=_facts,
        **moves_to(SessionState.REPORTED),
    ),
    Act(
        name="cancel",
        ends=True,
        label=_("Cancel the session"),
        explain=_(
            "This can't be undone. Everybody's place is given up and they are told why. You see "
            "first who is told what."
        ),
        done=_("The session is cancelled."),
        form=CancelForm,
        run=services.cancel_session,
        preview=_facts,
        **moves_to(SessionState.CANCELLED),
    ),
    Act(
        name="repeat",
        label=_("Repeat or copy"),
        explain=_(
            "The copies have the same words, venue, places and times of day; registration opens "
            "and closes as long before. Nobody is emailed."
        ),
        press=_("Make the sessions"),
        done=_("The sessions are made."),
        form=RepeatForm,
        run=services.repeat_session,
        preview=_facts,
        may=lambda officer, _session: officer.has_perm("panels.add_session"),
        open=lambda _session: True,
        then=_to_the_series,
    ),
    Act(
        name="write",
        label=_("Write to everybody registered"),
        explain=_(
            "They get it by email, each in their language where you give it, else in English. You "
            "see first who is told what. It is kept in the history of the session."
        ),
        press=_("Send the message"),
        done=_("The message is on its way."),
        form=WriteForm,
        run=services.write_to_registered,
        preview=_facts,
        may=lambda officer, _session: officer.has_perm("panels.change_session"),
        open=lambda session: session.state != SessionState.DRAFT and not session.is_cancelled,
    ),
    Act(
        name="register",
        label=_("Register somebody"),
        explain=_(
            "For somebody who calls or writes. They get a place, or a place in line, and are told "
            "by email, or by a letter that waits to be posted."
        ),
        press=_("Register"),
        done=_("They are registered."),
        form=CallerForm,
        run=services.register_caller,
        preview=_facts,
        may=lambda officer, _session: officer.has_perm("panels.add_registration"),
        open=lambda session: session.state == SessionState.PUBLISHED,
        then=_to_the_registration,
    ),
)
