"""Times of day as people type them, several in one line: 9:00-12:00, 13:30-17:00."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.fields import TimeOfDayField
from core.luton import LUTON
from hubs.opening import Span

_DASH = re.compile(r"\s*[-–—−]\s*|\s+to\s+")
MIDNIGHT_AT_THE_END = "24:00"


class SpansField(forms.CharField):
    """The windows of one day, typed in one line; empty is closed."""

    default_error_messages = {"invalid": _("Enter times like 9:00-12:00, 13:30-17:00")}

    def __init__(self, **options):
        super().__init__(max_length=120, **options)

    def to_python(self, value) -> tuple[Span, ...]:
        """The windows that were typed, in order.

        Raises:
            ValidationError: `invalid` where they aren't times with a dash between them.
        """
        if isinstance(value, tuple):
            return value
        typed = [part.strip() for part in re.split(r"[,;،؛]|\band\b", value or "")]
        return tuple(sorted(self._span(part) for part in typed if part))

    def validate(self, value) -> None:
        """What was read is good."""

    def run_validators(self, value) -> None:
        """What was read is no text any more."""

    def prepare_value(self, value):
        """Show windows as they are typed; what was typed stays as it was typed."""
        if not isinstance(value, Sequence) or isinstance(value, str):
            return value
        return ", ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in value)

    def _span(self, typed: str) -> Span:
        parts = _DASH.split(typed)
        if len(parts) != 2:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        closes = "00:00" if parts[1] == MIDNIGHT_AT_THE_END else parts[1]
        return Span(self._time(parts[0]), self._time(closes))

    def _time(self, typed: str) -> time:
        whole = f"{typed}:00" if re.fullmatch(r"[0-9]{1,2}", typed) else typed
        try:
            found = TimeOfDayField().clean(whole)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return found.replace(second=0)


def moment_at(day: date, at: time | None, *, ends: bool = False) -> datetime:
    """A moment in Luton, of a day and a time; without one its beginning, or its end.

    Args:
        day: the day.
        at: the time on the clock, or None for the whole day.
        ends: whether it is when something ends.
    """
    if at is None:
        at, day = time.min, day + timedelta(days=1) if ends else day
    return datetime.combine(day, at, tzinfo=LUTON)
