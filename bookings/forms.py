"""What is asked about rooms: what one is, when somebody needs it, what is answered."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from bookings.enums import MOST_PENCE, MOST_PEOPLE, QUARTER_MINUTES, Band, Displacement
from bookings.models import Room
from bookings.services import KEPT
from core.fields import PoundsField, WholeNumberField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from hubs.enums import Weekday
from hubs.forms import WhenForm
from hubs.times import SpansField

TURNAROUNDS = [(str(minutes), str(minutes)) for minutes in range(0, 121, QUARTER_MINUTES)]


def _number(label, most: int, **options) -> WholeNumberField:
    attributes = {"inputmode": "numeric", "class": "govuk-input--width-5"}
    limits = [MinValueValidator(1), MaxValueValidator(most)]
    return WholeNumberField(
        label=label, validators=limits, widget=forms.TextInput(attrs=attributes), **options
    )


class RoomForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """A room: what it is, when it can be used, and what it costs."""

    name = forms.CharField(label=_("What is the room called?"), max_length=80)
    about = forms.CharField(
        label=_("What is it like?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    seats = _number(_("How many people fit in?"), MOST_PEOPLE)
    equipment = forms.CharField(
        label=_("What is in it?"),
        max_length=300,
        required=False,
        help_text=_("Such as: 40 chairs, a projector, a kitchen hatch."),
    )
    parts = forms.CharField(
        label=_("Which parts of the building does it take?"),
        max_length=300,
        required=False,
        help_text=_(
            "With commas between them. A whole hall with a folding wall takes “Hall A, Hall B”; "
            "rooms that share a part can’t be booked at the same time. Empty: it stands alone."
        ),
    )
    before = forms.ChoiceField(label=_("Minutes needed before"), choices=TURNAROUNDS)
    after = forms.ChoiceField(label=_("Minutes needed after"), choices=TURNAROUNDS)
    getting_in = forms.CharField(
        label=_("How does one get in?"),
        max_length=300,
        required=False,
        help_text=_("Only who has booked it is told: who opens, where the key is, a code."),
    )
    is_let = forms.BooleanField(label=_("It can be booked"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for weekday in Weekday:
            hint = (
                "" if weekday else _("Like 9:00-22:00. All days empty means: as the hub is open.")
            )
            self.fields[f"day_{weekday.value}"] = SpansField(
                label=weekday.label, required=False, help_text=hint
            )
        for band in Band:
            self.fields[f"rate_{band.value}"] = PoundsField(
                label=_("An hour for: %(whom)s") % {"whom": band.label},
                required=False,
                help_text=_("0 is free. Empty: it isn’t let to them."),
                validators=[MaxValueValidator(MOST_PENCE, _("Enter a smaller amount"))],
            )

    @staticmethod
    def shown(room: Room) -> dict:
        """What the form shows of a room."""
        found = {name: getattr(room, name) for name in KEPT}
        found |= {name: str(getattr(room, name)) for name in ("before", "after")}
        found["parts"] = ", ".join(str(part) for part in room.parts.all())
        spans = {day: [] for day in Weekday.values}
        for one in room.hours.all():
            spans[one.weekday].append(f"{one.opens:%H:%M}-{one.closes:%H:%M}")
        found |= {f"day_{day}": ", ".join(said) for day, said in spans.items()}
        return found | {f"rate_{one.band}": one.pence for one in room.rates.all()}

    def arguments(self) -> dict:
        """What the service is given."""
        said = self.cleaned_data
        week = {
            day: [(one.opens, one.closes) for one in said[f"day_{day}"]] for day in Weekday.values
        }
        kept = {name: said[name] for name in KEPT}
        kept |= {name: int(said[name]) for name in ("before", "after")}
        return {
            "said": kept,
            "parts": said["parts"].split(","),
            "week": week,
            "rates": {band: said[f"rate_{band}"] for band in Band.values},
        }


class AskForm(WhenForm):
    """When somebody needs a room, for what and how many."""

    knows = False
    purpose = forms.CharField(
        label=_("What do you need it for?"),
        max_length=300,
        error_messages={"required": _("Say what you need it for")},
    )
    people = _number(_("How many people come?"), MOST_PEOPLE)
    band = forms.ChoiceField(label=_("At which rate?"), required=False)

    field_order = ["purpose", "people", "band"]

    def __init__(self, *args, room: Room, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = _("For what comes back; within a year.")
        rates = list(room.rates.all())
        if rates:
            choices = [(one.band, one.get_band_display()) for one in rates]
            self.fields["band"].choices = choices if len(rates) == 1 else [("", "–"), *choices]
            self.fields["band"].required = True
        else:
            del self.fields["band"]

    def arguments(self) -> dict:
        """What the service is given."""
        said = self.cleaned_data
        asked = {name: said[name] for name in ("purpose", "people", "band") if name in said}
        return super().arguments() | asked


class DeclineForm(NamedLimits, forms.Form):
    """Why a room can't be had."""

    reason = forms.CharField(
        label=_("Why? The group reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Say why; the group reads it")},
    )


class DisplaceForm(NamedLimits, forms.Form):
    """Why a date is taken back, and what the hub offers in its place."""

    displaced_for = forms.ChoiceField(
        label=_("What is it taken back for?"),
        choices=Displacement.choices,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why? The group reads it."),
        max_length=300,
        error_messages={"required": _("Say why; the group reads it")},
    )
    instead = forms.CharField(
        label=_("What do you offer in its place?"),
        max_length=300,
        required=False,
        help_text=_("Another room, day or hub."),
    )
