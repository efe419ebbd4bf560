"""What is asked about activities: to find them, to propose them, to change a date."""

from django import forms
from django.core.cache import cache
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from activities.enums import MOST_PENCE, OLDEST, Access, Joining, Kind
from activities.models import Activity
from activities.services import SAID, Asked
from core.fields import DateField, PoundsField, TimeOfDayField, WholeNumberField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from hubs.enums import HubState
from hubs.forms import NearForm, WhenForm
from hubs.models import Hub
from organisations.enums import Language
from places.models import Ward

CHOICES_SECONDS = 60
ANY = ("", _("Any"))
EVERYBODY_READS_IT = _("Everybody reads it.")


def _kept(name: str, rows) -> list[tuple[str, str]]:
    """(slug, name) pairs, kept for a minute."""
    pairs = cache.get_or_set(f"activities.forms.{name}", lambda: [*rows()], CHOICES_SECONDS)
    return [ANY, *pairs]


def _wards() -> list[tuple[str, str]]:
    return _kept("wards", lambda: Ward.objects.values_list("slug", "name"))


def _hubs() -> list[tuple[str, str]]:
    return _kept("hubs", lambda: Hub.objects.public().values_list("slug", "venue__name"))


class ActivitiesForm(NearForm):
    """What somebody looks for."""

    words = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("About"), choices=[ANY, *Kind.choices], required=False)
    ward = forms.ChoiceField(label=_("Ward"), choices=_wards, required=False)
    hub = forms.ChoiceField(label=_("Hub"), choices=_hubs, required=False)
    free = forms.BooleanField(label=_("Free"), required=False)
    age = WholeNumberField(
        label=_("For somebody of which age?"),
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(OLDEST)],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[ANY, *Language.choices], required=False
    )
    access = forms.ChoiceField(label=_("Access"), choices=[ANY, *Access.choices], required=False)
    FIRST = ("words", "kind", "postcode", "on")

    @property
    def more(self) -> list:
        """The questions that are folded away."""
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def has_more(self) -> bool:
        """Whether one of those is answered, or wrong."""
        return any(field.value() or field.errors for field in self.more)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked that could leave one out."""
        if not self.is_valid():
            return True
        return any(value for name, value in self.cleaned_data.items() if name != "postcode")

    def asked(self) -> Asked:
        """What was asked, as the service takes it; the form has to be valid."""
        said = self.cleaned_data
        return Asked(
            **{name: said[name] for name in ("words", "kind", "ward", "hub", "age")},
            **{name: said[name] for name in ("language", "access")},
            start=self.start,
            day=said["on"],
            is_free=said["free"],
        )


def _number(label, most: int, **options) -> WholeNumberField:
    attributes = {"inputmode": "numeric", "class": "govuk-input--width-3"}
    limits = [MinValueValidator(0), MaxValueValidator(most)]
    return WholeNumberField(
        label=label, validators=limits, widget=forms.TextInput(attrs=attributes), **options
    )


def _line(label, *, most: int, **options) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


class SaidForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """What is said of an activity."""

    title = _line(
        _("What is it called?"), most=120, error_messages={"required": _("Say what it is called")}
    )
    about = forms.CharField(
        label=_("What happens there, and for whom is it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Say what happens there")},
    )
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices)
    run_by = _line(
        _("Who runs it?"),
        most=160,
        required=False,
        help_text=_("Only if it isn’t the group itself."),
    )
    where = _line(_("Where in the building?"), most=120, required=False)
    pence = PoundsField(
        label=_("What does it cost?"),
        required=False,
        help_text=_("In pounds. 0 is free; leave it empty if it isn’t known yet."),
        validators=[MaxValueValidator(MOST_PENCE, _("Enter a smaller amount"))],
    )
    price_note = _line(
        _("More about the price"), most=200, required=False, help_text=_("Such as: £1 for children")
    )
    youngest = _number(_("From which age?"), OLDEST, required=False)
    oldest = _number(_("Up to which age?"), OLDEST, required=False)
    joining = forms.ChoiceField(
        label=_("How does somebody join?"), choices=Joining.choices, widget=forms.RadioSelect
    )
    telephone = forms.CharField(
        label=_("Telephone number for the public"), max_length=20, required=False
    )
    email = forms.EmailField(
        label=_("Email address for the public"), max_length=254, required=False
    )
    website = forms.URLField(label=_("Website"), max_length=200, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Which languages are spoken, beside English?"),
        choices=[one for one in Language.choices if one[0] != Language.ENGLISH],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access = forms.MultipleChoiceField(
        label=_("What makes it easier to take part?"),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @staticmethod
    def shown(activity: Activity) -> dict:
        """What the form shows of an activity."""
        return {name: getattr(activity, name) for name in SAID} | {
            "languages": [one.code for one in activity.languages.all()],
            "access": [one.kind for one in activity.access.all()],
        }

    def arguments(self) -> dict:
        """What the service is given."""
        said = {name: self.cleaned_data[name] for name in SAID}
        rows = {name: self.cleaned_data[name] for name in ("languages", "access")}
        return {"said": said} | rows


class ProposeForm(SaidForm, WhenForm):
    """A new activity; a group also says at which hub."""

    knows = False
    hub = forms.ModelChoiceField(label=_("At which hub?"), queryset=Hub.objects.none())

    field_order = ["hub", "title", "about", "kind", "starts_on", "begins", "ends", "how_often"]

    def __init__(self, *args, hubs=None, **kwargs):
        super().__init__(*args, **kwargs)
        if hubs is None:
            del self.fields["hub"]
        else:
            self.fields["hub"].queryset = hubs

    def arguments(self) -> dict:
        """What the service is given."""
        said, when = SaidForm.arguments(self), WhenForm.arguments(self)
        found = said | {"said": said["said"] | when["when"]}
        if "hub" in self.fields:
            found["hub_id"] = self.cleaned_data["hub"].pk
        return found


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=EVERYBODY_READS_IT,
        error_messages={"required": _("Say why")},
    )


class CancelForm(NamedLimits, forms.Form):
    """A date that doesn't take place."""

    why = _why()


class MoveForm(NamedLimits, forms.Form):
    """To when, and where, a date moves."""

    to_day = DateField(label=_("To which day?"))
    begins = TimeOfDayField(label=_("When does it begin?"))
    ends = TimeOfDayField(label=_("When does it end?"))
    hub = forms.ModelChoiceField(
        label=_("At another hub?"),
        queryset=Hub.objects.none(),
        required=False,
        empty_label=_("No, where it is usually"),
    )
    why = _why()

    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hub"].queryset = others(activity.hub)


class StretchForm(NamedLimits, forms.Form):
    """A time in which it is elsewhere, or not at all."""

    first = DateField(label=_("From which day?"))
    last = DateField(
        label=_("Until which day?"),
        required=False,
        help_text=_("Leave it empty while nobody knows."),
    )
    hub = forms.ModelChoiceField(
        label=_("Where is it then?"),
        queryset=Hub.objects.none(),
        required=False,
        empty_label=_("It doesn’t take place"),
    )
    why = _why()

    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hub"].queryset = others(activity.hub)


class RelocateForm(NamedLimits, forms.Form):
    """Where everything that takes place at a hub goes for a time."""

    to_hub = forms.ModelChoiceField(
        label=_("To which hub does everything go?"), queryset=Hub.objects.none()
    )
    first = DateField(label=_("From which day?"))
    last = DateField(
        label=_("Until which day?"),
        required=False,
        help_text=_("Leave it empty while nobody knows."),
    )
    why = _why()

    def __init__(self, *args, hub: Hub, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_hub"].queryset = others(hub)


class BackForm(NamedLimits, forms.Form):
    """From when everything is back."""

    day = DateField(label=_("From which day is everything here again?"))


class DeclineForm(NamedLimits, forms.Form):
    """Why a hub doesn't take what a group proposes."""

    reason = forms.CharField(
        label=_("Why? The group reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Say why; the group reads it")},
    )


class EndForm(NamedLimits, forms.Form):
    """That it takes place no more."""

    reason = forms.CharField(
        label=_("Why? Who follows it reads it."), max_length=1000, required=False
    )


def others(hub: Hub):
    """The hubs in use that are shown, without one."""
    in_use = Hub.objects.public().filter(state=HubState.OPEN)
    return in_use.exclude(pk=hub.pk).select_related("venue")
