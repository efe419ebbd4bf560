"""Form fields that Django hasn't got."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DateWidget(forms.MultiWidget):
    """Three boxes: day, month and year."""

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput(attrs) for _part in range(3)], attrs)

    def decompress(self, value):
        """Split a date into what the three boxes show."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.Field):
    """A date typed as day, month and year in numbers."""

    widget = DateWidget
    default_error_messages = {
        "required": _("Enter a date"),
        "invalid": _("Enter a real date in numbers, like 31 3 2026"),
    }

    def to_python(self, value):
        """Return the date typed in the three boxes, None if all are empty.

        Raises:
            ValidationError: `invalid` where the boxes don't make a date.
        """
        if value is None or isinstance(value, datetime.date):
            return value
        typed = [(part or "").strip() for part in value]
        if not any(typed):
            return None
        try:
            day, month, year = map(int, typed)
            return datetime.date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
