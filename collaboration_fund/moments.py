"""How moments of the fund are said: to the second, with the clock that they are by."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from core.text import closing


def exactly(moment: datetime) -> str:
    """A moment in Luton to the second, such as 1 March 2027, 12:00:01 GMT."""
    return date_format(localtime(moment), "j F Y, H:i:s T")


def closes(moment: datetime) -> str:
    """When something closes, with the clock: midday on Monday 1 March 2027 (GMT)."""
    return f"{closing(moment)} ({date_format(localtime(moment), 'T')})"
