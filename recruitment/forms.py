"""What applicants are asked beside the question sets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from people.models import User
from places.services import normalise_postcode
from recruitment.enums import HowConsented
from recruitment.models import Application, Draw, Offer, Round
from taskforce.enums import Sector


def _most(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class CheckNumberForm(NamedLimits, forms.Form):
    """What a public source gave or might give, to see which panel of a lottery that is."""

    given = forms.CharField(
        label=_("What the source gave"),
        help_text=_(
            "Exactly as it was published, such as 3 11 19 28 40 51; spaces at either end don’t "
            "count"
        ),
        max_length=_most(Draw, "chance"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Enter what the source gave.")},
    )


class DetailsForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """Whom somebody would speak for, and where they live."""

    knows = False

    name = forms.CharField(
        label=_("Full name"),
        max_length=_most(User, "name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name")},
    )
    sector = forms.ChoiceField(
        label=_("Which seat do you apply for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which seat you apply for")},
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        help_text=_("Leave this empty if you apply as a resident."),
        max_length=_most(Application, "organisation"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    address = forms.CharField(
        label=_("First line of your address"),
        help_text=_("We choose at most one member from one address."),
        max_length=_most(Application, "address"),
        widget=forms.TextInput(attrs={"autocomplete": "address-line1", "dir": "auto"}),
        error_messages={"required": _("Enter the first line of your address")},
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=10,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "postal-code",
                "class": "govuk-input--width-10",
                "dir": "ltr",
            }
        ),
        error_messages={"required": _("Enter your postcode")},
    )

    def __init__(self, *args, round: Round, ask_name: bool, acting: bool = False, **kwargs):
        """The form; with `acting`, as an officer reads it who enters them for somebody."""
        super().__init__(*args, **kwargs)
        if acting:
            self._speak_of_them()
        if not ask_name:
            del self.fields["name"]
        sectors = round.seat_groups.values_list("sector", flat=True)
        choices = [choice for choice in Sector.choices if choice[0] in set(sectors)]
        self.fields["sector"].choices = choices
        if len(choices) == 1:
            self.fields["sector"].initial = choices[0][0]
            self.initial.setdefault("sector", choices[0][0])
        if set(sectors) == {Sector.RESIDENTS}:
            del self.fields["organisation"]

    def _speak_of_them(self) -> None:
        """Ask for the applicant's details, not for the officer's own."""
        self.fields["sector"].label = _("Which seat do they apply for?")
        self.fields["organisation"].help_text = _("Leave this empty for somebody of the residents.")
        self.fields["address"].label = _("First line of their address")
        self.fields["address"].error_messages["required"] = _(
            "Enter the first line of their address"
        )
        self.fields["postcode"].label = _("Their postcode")
        self.fields["postcode"].error_messages["required"] = _("Enter their postcode")
        for field in self.fields.values():
            # The browser would offer the officer's own.
            field.widget.attrs["autocomplete"] = "off"

    def clean_postcode(self):
        postcode = self.cleaned_data["postcode"]
        if not normalise_postcode(postcode):
            raise forms.ValidationError(_("Enter a full UK postcode, like LU1 2BQ"))
        return postcode


class EligibilityForm(forms.Form):
    """One yes or no for each condition of a round; nothing of it is kept."""

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        for number, condition in enumerate(round.conditions):
            self.fields[f"condition-{number}"] = forms.ChoiceField(
                label=condition,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose yes or no")},
            )

    def unmet(self) -> list[str]:
        """The conditions that were answered with no, in words."""
        return [self.fields[name].label for name, said in self.cleaned_data.items() if said == "no"]


class ConsentForm(forms.Form):
    """The consent to the selection questions."""

    agree = forms.BooleanField(
        label=_("I agree"),
        error_messages={"required": _("Tick the box if you agree, or go back")},
    )


class TheirConsentForm(forms.Form):
    """How an applicant agreed whose application an officer enters."""

    how = forms.ChoiceField(
        label=_("How did the applicant agree?"),
        choices=[choice for choice in HowConsented.choices if choice[0] != HowConsented.ONLINE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the applicant agreed")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": _("Enter the day on which the applicant agreed")},
    )


class WithdrawForm(NamedLimits, forms.Form):
    """Taking an application back."""

    reason = forms.CharField(
        label=_("Would you like to tell us why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
    )


class DeclineForm(NamedLimits, forms.Form):
    """Leaving a seat to somebody else."""

    reason = forms.CharField(
        label=_("Would you like to tell us why?"),
        max_length=_most(Offer, "decline_reason"),
        required=False,
        widget=forms.Textarea,
    )


class AcceptForm(NamedLimits, forms.Form):
    """Taking a seat."""

    interests = forms.CharField(
        label=_("Interests to register"),
        help_text=_(
            "Organisations you work for, run or belong to that the Taskforce may talk about, one a "
            "line. The register is public; you can change it later."
        ),
        max_length=_most(Offer, "interests"),
        required=False,
        widget=forms.Textarea,
    )


class InviteForm(NamedLimits, forms.Form):
    """Somebody who should apply."""

    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_("We send them one email and keep nothing else about them."),
        max_length=_most(User, "email"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter their email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )
