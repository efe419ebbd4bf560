"""What people are asked about needs, offers, matches and partnerships."""

import re
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import DateField, NameField, TimeOfDayField, WholeNumberField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from organisations.enums import Language
from organisations.forms import AsksName
from partnerships.enums import (
    COUNTED,
    MOST_PARTS,
    WEEKDAY_CHOICES,
    Category,
    Family,
    family_of,
    is_unit,
)
from partnerships.matching.things import family
from partnerships.models import Message, Partnership, Posting
from partnerships.services import Facts
from places.models import Ward

SHOWN_FOR = timedelta(days=90)


def category_choices() -> list[tuple]:
    """The categories under their families, each with what is counted of it, to choose from."""
    words = _("%(category)s (%(counted)s)")
    return [
        (
            one.label,
            [
                (c.value, words % {"category": c.label, "counted": COUNTED[one]})
                for c in Category
                if family(c) == one
            ],
        )
        for one in Family
    ]


class QuantityField(forms.CharField):
    """How many, as people type it: 30, or 30 people where it is people that are counted."""

    default_error_messages = {"invalid": _("Enter a whole number, like 12")}

    def prepare_value(self, value):
        """Show a number in groups, 1,200; what was typed stays as it was typed."""
        return WholeNumberField().prepare_value(value)

    def read(self, typed: str, category: str) -> int | None:
        """The number that somebody typed beside a category, None where they typed nothing.

        Raises:
            ValidationError: `invalid` where it is none, `unit` where something else is counted.
        """
        found = re.fullmatch(r"([-−]?[0-9][0-9,\s]*)([^0-9]*)", typed.strip())
        number, words = found.groups() if found else (typed, "")
        if found and words and category and not is_unit(category, words):
            said = _(
                "Enter a number alone: here it counts %(counted)s. Say all else under “More about "
                "it”"
            )
            counted = {"counted": COUNTED[family_of(category)]}
            raise forms.ValidationError(said % counted, code="unit")
        return WholeNumberField(required=False).clean(number)


class PostingForm(KnowsWhatItWasMadeFrom, NamedLimits, AsksName):
    """A need or an offer: what, how much, where, when, in which languages."""

    title = NameField(
        label=_("In a few words"),
        help_text=_("For example: a hall for a weekly lunch, or two drivers on Fridays."),
        max_length=Posting._meta.get_field("title").max_length,
        error_messages={"required": _("Say in a few words what it is")},
    )
    details = forms.CharField(
        label=_("More about it"),
        help_text=_("For how many people, how often, how many weeks. Don’t name people here."),
        max_length=Posting._meta.get_field("details").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wards = forms.MultipleChoiceField(
        label=_("In which wards?"),
        help_text=_("Choose none where anywhere in Luton will do."),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DateField(
        label=_("From which day?"), help_text=_("Leave it empty if any will do."), required=False
    )
    ends_on = DateField(
        label=_("Until which day?"), help_text=_("Leave it empty if it goes on."), required=False
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which weekdays?"),
        help_text=_("Choose none where any will do."),
        choices=WEEKDAY_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_at = TimeOfDayField(
        label=_("From what time?"),
        help_text=_("Leave both times empty if any will do."),
        required=False,
    )
    ends_at = TimeOfDayField(label=_("Until what time?"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Which languages?"),
        help_text=_("Choose none where any will do."),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = DateField(
        label=_("Show it until"),
        help_text=_("We look for matches until then. You can open it again."),
        error_messages={"required": _("Enter the day until which it is shown")},
    )

    def __init__(self, *args, **kwargs):
        initial = {"expires_on": timezone.localdate() + SHOWN_FOR}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["wards"].choices = Ward.objects.values_list("pk", "name")
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"category_{number}"] = forms.ChoiceField(
                label=_("What?") if number == 1 else _("What else?"),
                choices=[("", _("Choose")), *category_choices()],
                required=number == 1,
                error_messages={"required": _("Choose what it is about")},
            )
            self.fields[f"quantity_{number}"] = QuantityField(
                label=_("How many?"),
                help_text=_("Count what stands in brackets behind your choice. Empty means one."),
                required=False,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}
                ),
            )

    def pairs(self) -> list[tuple]:
        """(what, how many) as the page shows them, row by row."""
        numbers = range(1, MOST_PARTS + 1)
        return [(self[f"category_{number}"], self[f"quantity_{number}"]) for number in numbers]

    def more_is_open(self) -> bool:
        """Whether a row below the first two is filled in or wrong."""
        return any(one.value() or one.errors for pair in self.pairs()[2:] for one in pair)

    def clean(self):
        said = super().clean()
        for number in range(1, MOST_PARTS + 1):
            name, category = f"quantity_{number}", said.get(f"category_{number}")
            try:
                quantity = self.fields[name].read(said.get(name, ""), category)
            except forms.ValidationError as error:
                self.add_error(name, error)
                continue
            said[name] = quantity
            if quantity is not None and not category and f"category_{number}" not in self.errors:
                self.add_error(f"category_{number}", _("Choose what it is about"))
        return said

    def facts(self, kind: str) -> Facts:
        """What was said, for the service; a number that is left empty is one."""
        said = self.cleaned_data
        parts = []
        for number in range(1, MOST_PARTS + 1):
            if said[f"category_{number}"]:
                quantity = said[f"quantity_{number}"]
                parts.append((said[f"category_{number}"], 1 if quantity is None else quantity))
        names = ("title", "details", "wards", "starts_on", "ends_on", "starts_at", "ends_at")
        names += ("languages", "expires_on")
        weekdays = [int(day) for day in said["weekdays"]]
        plain = {name: said[name] for name in names}
        return Facts(kind=kind, parts=parts, weekdays=weekdays, **plain)

    @classmethod
    def answering(cls, posting: Posting) -> dict:
        """What an offer starts with for another group's need, or a need for its offer."""
        said = {
            name: value
            for name, value in cls.of(posting).items()
            if not name.startswith(("category", "quantity", "details", "expires_on"))
        }
        title = _("For: %(title)s") % {"title": posting.title}
        said["title"] = title[: cls.base_fields["title"].max_length]
        asked = (part for part in posting.parts.all() if part.missing)
        for number, part in enumerate(asked, start=1):
            said |= {f"category_{number}": part.category, f"quantity_{number}": part.missing}
        return said

    @staticmethod
    def of(posting: Posting) -> dict:
        """What stands in the form of a need or an offer."""
        plain = ("title", "details", "starts_on", "ends_on", "starts_at", "ends_at", "expires_on")
        said = {name: getattr(posting, name) for name in plain}
        said["weekdays"] = [*posting.weekdays]
        said["wards"] = [ward.pk for ward in posting.wards.all()]
        said["languages"] = [one.code for one in posting.spoken.all()]
        for number, part in enumerate(posting.parts.all(), start=1):
            said |= {f"category_{number}": part.category, f"quantity_{number}": part.quantity}
        return said


class CloseForm(NamedLimits, forms.Form):
    """Why a need or an offer is closed; the group may leave it empty."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept in its history. You can leave it empty."),
        max_length=300,
        required=False,
    )


class AgainForm(forms.Form):
    """Until when it is shown once more."""

    expires_on = DateField(
        label=_("Show it until"),
        error_messages={"required": _("Enter the day until which it is shown")},
    )

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"expires_on": timezone.localdate() + SHOWN_FOR}
        super().__init__(*args, **kwargs)


class YesForm(AsksName):
    """A yes to a match, with consent to be named to the other groups."""

    consent = forms.BooleanField(
        label=_("Show my name and email address to the other groups once all have said yes"),
        error_messages={"required": _("Tick the box to say yes. Without it nobody can reach you")},
    )


class MessageForm(NamedLimits, forms.Form):
    """Something to the other groups of a match."""

    text = forms.CharField(
        label=_("Write to the other groups"),
        help_text=_("Everybody of these groups reads it, now and later. It can’t be changed."),
        max_length=Message._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first")},
    )


class PartnershipForm(NamedLimits, forms.Form):
    """What a partnership is to be called."""

    name = NameField(
        label=_("Name of the partnership"),
        max_length=Partnership._meta.get_field("name").max_length,
        error_messages={"required": _("Give the partnership a name")},
    )


class EndForm(NamedLimits, forms.Form):
    """Why a partnership ends."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("The other groups read it."),
        max_length=300,
        error_messages={"required": _("Say why it ends")},
    )
