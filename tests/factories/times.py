"""Times that people would choose, whatever the time of day at which the tests run."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def evening(days: int) -> datetime:
    """Half past six in Luton, so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(18, 30)))


def later_today() -> datetime:
    """In two hours, or as late today in Luton as is left."""
    last_minute = datetime.combine(timezone.localdate(), time(23, 59, 59))
    return min(timezone.now() + timedelta(hours=2), timezone.make_aware(last_minute))
