"""Form fields that Django hasn't got."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import email_address, is_visible, one_line


class NameField(forms.CharField):
    """The name of a person or a thing: in one line, and something that can be seen."""

    def to_python(self, value):
        """Return the name in one line, "" where nothing of it can be seen."""
        name = one_line(super().to_python(value) or "")
        return name if is_visible(name) else ""


class MailboxField(forms.EmailField):
    """An email address, of which every spelling is read as the one that accounts know."""

    def to_python(self, value):
        """Return the address in the form of `core.text.email_address`."""
        return email_address(super().to_python(value) or "")

    def clean(self, value):
        """Return the address; a domain in any script is one that mail servers know."""
        return super().clean(self.to_python(value))


FIRST_YEAR = 1000


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
        "year": _("Enter all four numbers of the year, like 2026"),
    }

    def to_python(self, value):
        """Return the date typed in the three boxes, None if all are empty.

        Raises:
            ValidationError: `invalid` where the boxes don't make a date, `year` where the year is
                short: 27 is a year of this century to whom a document runs out, and of the last
                to whom a birthday is asked.
        """
        if value is None or isinstance(value, datetime.date):
            return value
        typed = [(part or "").strip() for part in value]
        if not any(typed):
            return None
        try:
            day, month, year = map(int, typed)
            found = datetime.date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if year < FIRST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        return found


class TimeOfDayField(forms.TimeField):
    """A time of day, in the browser's own control or typed: 14:30, 2.30pm."""

    widget = forms.TimeInput(
        format="%H:%M", attrs={"type": "time", "class": "govuk-input--width-5"}
    )
    default_error_messages = {"invalid": _("Enter a time, like 14:30")}

    def __init__(self, **options):
        formats = ["%H:%M", "%H:%M:%S", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]
        super().__init__(input_formats=formats, **options)

    def prepare_value(self, value):
        """Show a time to the minute; what was typed stays as it was typed."""
        return value.strftime("%H:%M") if isinstance(value, datetime.time) else value


# Digits with or without commas between thousands, or as lakhs are written: 1,200 or 1,00,000. A
# comma anywhere else may be somebody's decimal point, so 12,34 is no number.
_WHOLE = r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{2,3}){0,3},[0-9]{3})"


class WholeNumberField(forms.CharField):
    """A whole number as people type it, with or without commas: 1,200."""

    default_error_messages = {"invalid": _("Enter a whole number, like 12")}

    def to_python(self, value):
        """Return the number, None if nothing is typed.

        Raises:
            ValidationError: `invalid` where it isn't one.
        """
        if value is None or isinstance(value, int):
            return value
        typed = re.sub(r"\s", "", value)
        if not typed:
            return None
        if not re.fullmatch(rf"[-−]?{_WHOLE}", typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(typed.replace("−", "-").replace(",", ""))

    def prepare_value(self, value):
        """Show a number in groups, 1,200; what was typed stays as it was typed."""
        return f"{value:,}" if isinstance(value, int) else value


class PoundsField(forms.CharField):
    """An amount of money as people type it, £1,250 or 99.50; its value is whole pence."""

    prefix = "£"
    default_error_messages = {"invalid": _("Enter an amount in pounds, like 250 or 99.50")}

    def to_python(self, value):
        """Return the pence typed, None if nothing is.

        Raises:
            ValidationError: `invalid` where it isn't an amount.
        """
        if value is None or isinstance(value, int):
            return value
        typed = re.sub(r"[\s£]", "", value)
        if not typed:
            return None
        if not re.fullmatch(rf"{_WHOLE}(\.[0-9]{{1,2}})?", typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        pounds, _point, pence = typed.replace(",", "").partition(".")
        return int(pounds) * 100 + int(pence.ljust(2, "0"))

    def prepare_value(self, value):
        """Show pence as pounds; what was typed stays as it was typed."""
        if not isinstance(value, int):
            return value
        pounds, pence = divmod(value, 100)
        return f"{pounds:,}.{pence:02}" if pence else f"{pounds:,}"
