"""What is asked in the directory, and of those who look after a hub."""

from datetime import date

from django import forms
from django.core.cache import cache
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import DateField, TimeOfDayField, WholeNumberField
from core.forms import FilterForm, NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from hubs.enums import (
    ANSWERS,
    MOST_EVERY,
    MOST_NUMBER,
    AccessKind,
    AccessNeed,
    Answer,
    Facility,
    HolidayRule,
    HowOften,
    MeasuredBy,
    NoticeKind,
    Weekday,
)
from hubs.models import Hub, Notice, Recurring
from hubs.registry import narrowings
from hubs.services import SAID, Asked
from hubs.times import SpansField, moment_at
from places.models import Area, Ward
from places.services import point_of_postcode

CHOICES_SECONDS = 60
NOW, ON_DAY = "now", "day"
ANY = ("", _("Any"))


def _wards() -> list[tuple[str, str]]:
    """(slug, name) of each ward, kept for a minute."""
    wards = cache.get_or_set(
        "hubs.forms.wards", lambda: [*Ward.objects.values_list("slug", "name")], CHOICES_SECONDS
    )
    return [ANY, *wards]


class NearForm(FilterForm):
    """A search that starts from a postcode, and may ask for a day: `start` is where that is."""

    start = None
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=20,
        required=False,
        help_text=_("The nearest comes first. Like LU1 2BQ."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    on = DateField(label=_("Day"), required=False)

    def clean_postcode(self):
        """Where the postcode is; the form keeps what was typed."""
        typed = self.cleaned_data["postcode"].strip()
        self.start = point_of_postcode(typed) if typed else None
        if typed and self.start is None:
            raise forms.ValidationError(
                _("We don’t know this postcode. Check it, or choose a ward instead.")
            )
        return typed

    def clean_on(self):
        """A day from today on: what was open once helps nobody."""
        day = self.cleaned_data["on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class CoverageForm(FilterForm):
    """Of which facility town coverage is asked."""

    facility = forms.ChoiceField(
        label=_("A hub that has"), choices=[ANY, *Facility.choices], required=False
    )


class DirectoryForm(NearForm):
    """What somebody looks for, and what apps above ask further."""

    ward = forms.ChoiceField(label=_("Ward"), choices=_wards, required=False)
    area = forms.ChoiceField(label=_("Area of Luton"), choices=[ANY, *Area.choices], required=False)
    facility = forms.ChoiceField(
        label=_("What it has"), choices=[ANY, *Facility.choices], required=False
    )
    need = forms.MultipleChoiceField(
        label=_("What you need"),
        choices=AccessNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only hubs where somebody has measured it and it works now."),
    )
    open = forms.ChoiceField(
        label=_("Open"),
        choices=[ANY, (NOW, _("Now")), (ON_DAY, _("On the day below"))],
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for one in narrowings():
            choices = [ANY, *one.choices()]
            self.fields[one.name] = forms.ChoiceField(
                label=one.label, choices=choices, required=False
            )

    @property
    def further(self) -> list:
        """What apps above ask."""
        return [self[one.name] for one in narrowings()]

    def clean(self):
        """A day that was typed is asked for, also where the choice above it wasn't made."""
        said = super().clean()
        if said.get("open") == ON_DAY and not said.get("on") and "on" not in self.errors:
            self.add_error("on", _("Enter the day on which it should be open."))
        return said

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked that could leave a hub out."""
        if not self.is_valid():
            return True
        return any(value for name, value in self.cleaned_data.items() if name != "postcode")

    def asked(self) -> Asked:
        """What was asked, as the service takes it; the form has to be valid."""
        said = self.cleaned_data
        return Asked(
            start=self.start,
            ward=said["ward"],
            area=said["area"],
            facility=said["facility"],
            needs=tuple(said["need"]),
            open_now=said["open"] == NOW,
            open_on=None if said["open"] == NOW else said["on"],
            only=self._only(),
        )

    def _only(self) -> frozenset[int] | None:
        """The hubs that fit what apps above ask; None where nothing of it is asked."""
        said = self.cleaned_data
        day = timezone.localdate() if said["open"] == NOW else said["on"]
        asked = [one.hubs(said[one.name], day) for one in narrowings() if said[one.name]]
        return frozenset.intersection(*map(frozenset, asked)) if asked else None


class SaidForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.ModelForm):
    """What is said of a hub, in words, and what it has."""

    SAID = SAID
    facilities = forms.MultipleChoiceField(
        label=_("What it has"),
        choices=Facility.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Hub
        fields = SAID
        labels = {
            "about": _("What it is"),
            "getting_there": _("How to get there"),
            "run_by": _("Run by"),
            "email": _("Email address for the public"),
            "telephone": _("Telephone number for the public"),
            "website": _("Website"),
        }
        help_texts = {"run_by": _("An organisation or a team.")}


class WeekForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """The hours of a week, a line a day."""

    starts_on = DateField(label=_("From which day do these hours hold?"))
    ends_on = DateField(
        label=_("Until which day?"),
        required=False,
        help_text=_("Only for a season, such as the summer. Leave it empty for usual hours."),
    )
    name = forms.CharField(
        label=_("Name of the season"),
        max_length=80,
        required=False,
        help_text=_("Such as “Summer holidays”. Everybody reads it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for weekday in Weekday:
            hint = _("Like 9:00-12:00, 13:30-17:00. Empty means closed.") if not weekday else ""
            self.fields[f"day_{weekday.value}"] = SpansField(
                label=weekday.label, required=False, help_text=hint
            )

    @staticmethod
    def arguments_of(said: dict) -> dict:
        """What the service is given of the answers."""
        week = {weekday: said[f"day_{weekday}"] for weekday in Weekday.values}
        return {name: said[name] for name in ("starts_on", "ends_on", "name")} | {"week": week}


class ExceptionForm(NamedLimits, forms.Form):
    """One day with other hours, or closed."""

    day = DateField(label=_("Which day?"))
    spans = SpansField(
        label=_("Hours on that day"),
        required=False,
        help_text=_("Like 9:00-12:00, 13:30-17:00. Empty means closed."),
    )
    why = forms.CharField(
        label=_("Why?"), max_length=120, required=False, help_text=_("Everybody reads it.")
    )

    def clean_day(self) -> date:
        """Today or later: what a day had that is over helps nobody."""
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        return day


class HolidaysForm(KnowsWhatItWasMadeFrom, forms.Form):
    """What the hub does on bank holidays."""

    on_holidays = forms.ChoiceField(
        label=_("On bank holidays"), choices=HolidayRule.choices, required=False
    )


class NoticeForm(NamedLimits, forms.Form):
    """That the hub is closed, or partly."""

    kind = forms.ChoiceField(
        label=_("How much is closed?"), choices=NoticeKind.choices, widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=_("What do people need to know?"),
        max_length=Notice._meta.get_field("what").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    from_day = DateField(label=_("From which day?"))
    from_time = TimeOfDayField(label=_("From what time?"), required=False)
    to_day = DateField(
        label=_("Until which day?"),
        required=False,
        help_text=_("Leave it empty while nobody knows."),
    )
    to_time = TimeOfDayField(
        label=_("Until what time?"),
        required=False,
        help_text=_("Leave it empty for the end of that day."),
    )
    instead = forms.CharField(label=_("Where else can people go?"), max_length=300, required=False)
    instead_hub = forms.ModelChoiceField(
        label=_("Another hub to go to"), queryset=Hub.objects.none(), required=False
    )

    def __init__(self, *args, hub: Hub, **kwargs):
        super().__init__(*args, **kwargs)
        others = Hub.objects.public().exclude(pk=hub.pk).select_related("venue")
        self.fields["instead_hub"].queryset = others

    def clean(self):
        """With the two moments; a time of its own needs its day."""
        said = super().clean()
        if said.get("to_time") and not said.get("to_day") and "to_day" not in self.errors:
            self.add_error("to_day", _("Enter the day too."))
        return said

    @staticmethod
    def arguments_of(said: dict) -> dict:
        """What the service is given of the answers; a day without a time is the whole day."""
        kept = ("kind", "what", "instead", "instead_hub")
        return {name: said[name] for name in kept} | {
            "starts_at": moment_at(said["from_day"], said["from_time"]),
            "ends_at": said["to_day"] and moment_at(said["to_day"], said["to_time"], ends=True),
        }


class FactForm(NamedLimits, forms.Form):
    """One access fact of a kind."""

    number = WholeNumberField(label=_("Number"))
    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    measured_on = DateField(label=_("On which day was it measured?"))
    measured_by = forms.ChoiceField(
        label=_("Who measured it?"),
        choices=MeasuredBy.choices,
        help_text=_("Everybody reads it. Nobody’s name is kept."),
    )
    note = forms.CharField(label=_("More about it"), max_length=200, required=False)

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        answers = ANSWERS[kind]
        if answers == (Answer.NUMBER,):
            del self.fields["answer"]
            is_door = kind == AccessKind.DOOR_WIDTH
            words = _("How wide, in centimetres?") if is_door else _("How many?")
            self.fields["number"].label = words
        else:
            del self.fields["number"]
            self.fields["answer"].choices = [(one, Answer(one).label) for one in answers]

    def clean_number(self):
        """A number that can be kept."""
        number = self.cleaned_data["number"]
        if number is not None and not 0 <= number <= MOST_NUMBER:
            words = _("Enter a whole number from 0 to %(most)d.") % {"most": MOST_NUMBER}
            raise forms.ValidationError(words)
        return number


class WhenForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """When something is that comes back."""

    starts_on = DateField(label=_("On which day is it first?"))
    begins = TimeOfDayField(label=_("When does it begin?"))
    ends = TimeOfDayField(label=_("When does it end?"))
    how_often = forms.ChoiceField(
        label=_("How often is it?"), choices=HowOften.choices, widget=forms.RadioSelect
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which weekdays?"),
        choices=[(str(one.value + 1), one.label) for one in Weekday],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only if it is by the week. Empty is the weekday of the first day."),
    )
    every = WholeNumberField(
        label=_("Every how many weeks or months?"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_EVERY)],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        required=False,
        help_text=_("Empty is every one."),
    )
    ends_on = DateField(
        label=_("On which day is it last?"),
        required=False,
        help_text=_("Leave it empty if no end is planned."),
    )

    @staticmethod
    def shown(recurring) -> dict:
        """What the form shows of it."""
        return {name: getattr(recurring, name) for name in Recurring.WHEN} | {
            "weekdays": [*recurring.weekdays]
        }

    def clean(self):
        """Weekdays are those of the week alone; where none is chosen, the first day's."""
        said = super().clean()
        if said.get("how_often") != HowOften.WEEKLY:
            said["weekdays"] = ""
        elif not said.get("weekdays") and said.get("starts_on"):
            said["weekdays"] = str(said["starts_on"].isoweekday())
        else:
            said["weekdays"] = "".join(sorted(said.get("weekdays", ())))
        said["every"] = said.get("every") or 1
        return said

    def arguments(self) -> dict:
        """What the service is given."""
        return {"when": {name: self.cleaned_data[name] for name in Recurring.WHEN}}
