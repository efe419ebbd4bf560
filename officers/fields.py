"""Days and moments that officers type into the browser's own controls."""

from datetime import UTC, date, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

ISO_DAY = "%Y-%m-%d"
ISO_MINUTE = "%Y-%m-%dT%H:%M:%S"
EARLIEST, LATEST = _("Enter a year from 2000 on."), _("Enter a year before 2100.")


class DayField(forms.DateField):
    """A day that an officer can mean: from 2000 on and before 2100."""

    default_validators = [
        MinValueValidator(date(2000, 1, 1), EARLIEST),
        MaxValueValidator(date(2099, 12, 31), LATEST),
    ]


class MomentField(forms.DateTimeField):
    """A day and a time of day in Luton, typed into the browser's own control.

    A time that the clock change skips or repeats is refused, because nobody could tell when it is.
    """

    widget = forms.DateTimeInput(format=ISO_MINUTE, attrs={"type": "datetime-local"})
    default_validators = [
        MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC), EARLIEST),
        MaxValueValidator(datetime(2100, 1, 1, tzinfo=UTC), LATEST),
    ]

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "input_formats": [ISO_MINUTE]})


# Beside a column, in an admin's `formfield_overrides`.
DAY = {
    "form_class": DayField,
    "input_formats": [ISO_DAY],
    "widget": forms.DateInput(format=ISO_DAY, attrs={"type": "date"}),
}
MOMENT = {"form_class": MomentField, "widget": MomentField.widget}


def day_field(label, *, required=True, **options) -> forms.DateField:
    """A date typed into the browser's own control."""
    options = {k: v for k, v in DAY.items() if k != "form_class"} | options
    return DayField(label=label, required=required, **options)


def text_field(label, *, most: int = 1000, rows: int = 3, **options) -> forms.CharField:
    """A text of several lines, of so many characters at most."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def without_buttons(field: forms.Field | None) -> forms.Field | None:
    """A choice of rows of another model, without buttons that add, change or show one of them."""
    if field is not None and hasattr(field.widget, "can_add_related"):
        field.widget.can_add_related = field.widget.can_change_related = False
        field.widget.can_delete_related = field.widget.can_view_related = False
    return field
