"""What the acts on a session ask."""

import re

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from core.languages import columns
from core.text import REFERENCE_LETTERS
from messaging.services import reads_blind
from officers.acts import ActForm
from officers.fields import MomentField, day_field
from officers.lists import moment
from panels import services
from panels.admin.tabs import drafted
from panels.enums import Every, Registered
from panels.models.registration import new_reference
from people.duplicates import like_caller
from people.services import account_of, record_readings

# How many may be like a caller before an officer looks for them elsewhere.
MOST_ALIKE = 10


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
        return _doubts_about(self.thing)


class PublishManyForm(ActForm):
    """Asks for one reason where some have short notice, and about the dates of each."""

    late_reason = forms.CharField(
        label=_("Reason for short notice"),
        help_text=_(
            "Needed for those that begin sooner than residents are promised. It is kept in the "
            "history of each."
        ),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def doubts(self):
        about = {session: _doubts_about(session) for session in self.things}
        return [f"{session}: {doubt}" for session, found in about.items() for doubt in found]


def _doubts_about(session) -> list[str]:
    asked = ("programme", "starts_at", "ends_at", "registration_closes_at", "venue", "pk")
    return services.doubts_about(**{name: getattr(session, name) for name in asked})


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

    def __init__(self, session, data=None):
        super().__init__(session, data)
        for name, words in columns("outcome", drafted(session)).items():
            self.fields[name].initial = words


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
    """Asks who called or wrote, and how they are reached.

    The reference that is shown before it is done is the one that they get.
    """

    not_compared = ("reference", "same_as")
    reference = forms.RegexField(
        rf"^CP-[{REFERENCE_LETTERS}]{{4}}-[{REFERENCE_LETTERS}]{{4}}$",
        initial=new_reference,
        required=False,
        widget=forms.HiddenInput,
    )
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
    group_hold_id = forms.TypedChoiceField(
        label=_("Are they of a group that places are held for?"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        groups = groups_of(session)
        if groups:
            self.fields["group_hold_id"].choices = [("", _("No")), *groups]
        else:
            del self.fields["group_hold_id"]
        asked = {name: (data or {}).get(name, "") for name in ("name", "telephone", "postcode")}
        self.alike = [*like_caller(**asked)[:MOST_ALIKE]]
        if self.alike and not account_of((data or {}).get("email", "")):
            self.fields["same_as"] = forms.TypedChoiceField(
                label=_("Is it somebody who is known already?"),
                choices=self._who_it_may_be,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Somebody of this name is known already. Say whether it is them.")
                },
            )
            self.order_fields(["same_as"])

    def _who_it_may_be(self) -> list[tuple[int, str]]:
        """Those who are alike, as this officer may know them, and somebody new."""
        officer = self.actor
        may_see = officer and officer.has_perm("people.view_user") and not reads_blind(officer)
        said = [(one.pk, f"{one}, {one.reached_by}" if may_see else str(one)) for one in self.alike]
        return [*said, (0, _("Somebody else: make a new record"))]

    def clean(self):
        """That somebody was shown is recorded."""
        asked = super().clean()
        if "same_as" in self.errors:
            record_readings(self.alike, actor=self.actor, what="people like a caller")
        return asked


class HoldPlacesForm(ActForm):
    """Asks for whom, how many, and until when."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    places = forms.IntegerField(
        label=_("How many places?"),
        min_value=1,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
    )
    until = MomentField(
        label=_("Until when?"),
        help_text=_("In Luton's time. Then the waiting list gets what nobody has taken."),
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        self.fields["until"].initial = session.registration_closes_at


class ReleaseForm(ActForm):
    """Asks whose places are given back."""

    group_hold_id = forms.TypedChoiceField(
        label=_("Whose places?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        groups = groups_of(session)
        self.fields["group_hold_id"].choices = groups
        if len(groups) == 1:
            self.fields["group_hold_id"].initial = groups[0][0]


def groups_of(session) -> list[tuple[int, str]]:
    """(key, words) of the groups that places of a session are held for."""
    said = _("%(name)s: %(left)s of %(places)s left, until %(until)s")
    return [
        (
            hold.pk,
            said
            % {
                "name": hold.name,
                "left": hold.left,
                "places": hold.places,
                "until": moment(hold.until),
            },
        )
        for hold in session.group_holds.open()
    ]


class NumbersField(forms.CharField):
    """Numbers of a sheet as they are typed: 1, 4, 7-9; a set of them."""

    HIGHEST = 9999

    def clean(self, value):
        """The numbers; what is none of them is named."""
        numbers: set[int] = set()
        for part in re.split(r"[\s,;]+", super().clean(value).replace("–", "-").strip(" ,;\n")):
            first, _dash, last = part.partition("-")
            ends = [end for end in (first, last or first) if re.fullmatch("[0-9]{1,4}", end)]
            if part and (len(ends) < 2 or int(ends[0]) > int(ends[1])):
                said = _("“%(part)s” is not a number of the sheet. Write them like 1, 4, 7-9.")
                raise forms.ValidationError(said % {"part": part[:30]})
            numbers |= {*range(int(ends[0]), int(ends[1]) + 1)} if part else set()
        return numbers


class EnterSheetForm(ActForm):
    """Asks which numbers of the paper sheet came, and which did not."""

    came = NumbersField(
        label=_("Numbers of those who came"),
        help_text=_("As the sheet has them, such as 1, 4, 7-9."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "text"}),
    )
    absent = NumbersField(
        label=_("Numbers of those who did not come"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    others_absent = forms.BooleanField(
        label=_("Everybody else with a place who isn't marked did not come"), required=False
    )

    def doubts(self):
        """The names behind the numbers, since a finger slips."""
        asked = self.cleaned_data
        found = services.on_sheet(self.thing, asked["came"] | asked["absent"])
        for field, words in (("came", _("Came")), ("absent", _("Did not come"))):
            names = [f"{number} {found[number].called}" for number in sorted(asked[field])]
            if names:
                yield f"{words}: {', '.join(names)}"
