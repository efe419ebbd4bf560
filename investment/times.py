"""A field for when something is planned."""

from django import forms
from django.utils.translation import gettext_lazy

from investment.moments import read


class WhenField(forms.CharField):
    """When, in the words of a plan; its value is a `When`."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "Write it like 12 May 2027, February 2027 or March 2027 – December 2027."
        )
    }

    def __init__(self, **options):
        hint = gettext_lazy("Like 12 May 2027, February 2027 or March 2027 – December 2027.")
        super().__init__(**{"max_length": 60, "help_text": hint} | options)

    def clean(self, value):
        """Read what was typed. Raises ValidationError."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read(typed)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
