"""The questions of a registration and of the feedback."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from core.forms import NamedLimits
from panels.models import Registration
from people.models import User
from places.services import normalise_postcode


def _full_name() -> NameField:
    return NameField(
        label=_("Full name"),
        max_length=User._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name")},
    )


def _access_needs() -> forms.CharField:
    return forms.CharField(
        label=_("Do you need anything to take part?"),
        help_text=_(
            "For example an interpreter, step-free access, large print or somewhere quiet. "
            "Only the people who run the session read it. By writing it here you agree to that."
        ),
        max_length=Registration._meta.get_field("access_needs").max_length,
        required=False,
        widget=forms.Textarea,
    )


class NewcomerForm(NamedLimits, forms.Form):
    """Who somebody is that has not signed in."""

    title = _("Your details")
    name = _full_name()
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("We send a code to this address to confirm your place."),
        max_length=User._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        help_text=_("It tells us which ward you live in, so that every part of Luton is heard."),
        max_length=10,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "class": "govuk-input--width-10"}
        ),
    )

    def clean_postcode(self):
        postcode = self.cleaned_data["postcode"]
        if postcode and not normalise_postcode(postcode):
            raise forms.ValidationError(
                _("Enter a full UK postcode, like LU1 2BQ, or leave it empty")
            )
        return postcode


class NameForm(NamedLimits, forms.Form):
    """The name of a resident who signed in but never gave one."""

    title = _("Your name")
    name = _full_name()


class AccessForm(NamedLimits, forms.Form):
    """What somebody needs to take part."""

    title = _("Access needs")
    page_heading = "access_needs"
    access_needs = _access_needs()


class RegistrationDetailsForm(NamedLimits, forms.Form):
    """What somebody who is registered is called at the session, and what they need."""

    title = _("Your name and what you need")
    name = _full_name()
    access_needs = _access_needs()
