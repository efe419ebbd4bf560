"""What a person says about themselves, and what they want to hear about."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from core.forms import NamedLimits
from messaging.services import opted_out, optional_kinds
from people.models import User
from places.models import Ward
from places.services import spaced_postcode, ward_for_postcode

ELSEWHERE = "elsewhere"


class DetailsForm(NamedLimits, forms.Form):
    """The profile. The list of wards is shown once a postcode doesn't tell the ward."""

    name = NameField(
        label=_("Full name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"max_length": _("Your name must be 120 characters or fewer.")},
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        required=False,
        help_text=_("It tells us which ward you live in, so that we can show what is near you."),
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "class": "govuk-input--width-10"}
        ),
    )
    ward = forms.ChoiceField(
        label=_("Which ward do you live in?"),
        error_messages={
            "required": _(
                "We don’t know the ward of this postcode. Choose your ward from the list."
            )
        },
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("For these pages and our emails."),
    )
    access_needs = forms.CharField(
        label=_("What we should know so that you can take part"),
        max_length=1000,
        required=False,
        help_text=_(
            "Such as a ramp, a hearing loop or an interpreter. We fill this in for you when you "
            "book a place."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("This must be 1,000 characters or fewer.")},
    )

    def __init__(self, *args, person: User, **kwargs):
        initial = {
            "name": person.name,
            "postcode": person.postcode,
            # Nobody lives elsewhere for want of an answer: a registration asks for no ward.
            "ward": person.ward_id or "",
            "language": person.language,
            "access_needs": person.access_needs,
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        postcode = self["postcode"].value() or ""
        self.found = ward_for_postcode(postcode)
        if self.found or not spaced_postcode(postcode):
            del self.fields["ward"]
        else:
            wards = Ward.objects.values_list("pk", "name")
            self.fields["ward"].choices = [
                ("", _("Choose one")),
                *wards,
                (ELSEWHERE, _("I live outside Luton")),
            ]

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        if typed and not spaced_postcode(typed):
            raise forms.ValidationError(_("Enter a full UK postcode, like LU1 2BQ."))
        return spaced_postcode(typed)

    def clean_ward(self) -> Ward | None:
        chosen = self.cleaned_data["ward"]
        return None if chosen == ELSEWHERE else Ward.objects.get(pk=chosen)


class PreferencesForm(forms.Form):
    """Which messages a person wants beyond those they need."""

    wanted = forms.MultipleChoiceField(
        label=_("Send me emails about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    mark_optional = False

    def __init__(self, *args, person: User, **kwargs):
        kinds = optional_kinds()
        wanted = [kind.name for kind in kinds if not opted_out(person.reference, kind.name)]
        super().__init__(*args, **kwargs | {"initial": {"wanted": wanted}})
        self.fields["wanted"].choices = [(kind.name, kind.label) for kind in kinds]
