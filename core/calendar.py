"""Calendar files (RFC 5545): full time zone, updates and cancellations by SEQUENCE."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from core.luton import LUTON


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar.

    Args:
        key: names it for good among all of the portal's, such as "session-7".
        sequence: grows with each change that a calendar has to follow.
        changed_at: when it was last written, in UTC.
        starts_at: in UTC, like `ends_at`.
        ends_at: after `starts_at`.
        title: what it is called.
        summary: what it is about.
        location: where it is, in one line.
        url: its page, in full.
        is_cancelled: whether it doesn't take place.
    """

    key: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    summary: str
    location: str
    url: str
    is_cancelled: bool


def calendar_of(entries: Iterable[Entry], *, name: str) -> str:
    """An iCalendar text of `entries`; `name` is what a calendar that follows it is called."""
    calendar = Calendar()
    calendar.add("prodid", "-//Luton community involvement portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add_component(_luton_time())
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical().decode()


def calendar_file(text: str, *, name: str) -> HttpResponse:
    """A calendar file to keep, called `name`."""
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def location_of(thing, *, with_link: bool = False) -> str:
    """Where something is that has a `venue`, an `online_link` or both, in one line.

    Args:
        thing: with its venue loaded.
        with_link: whether to tell the online link, for people who may come.
    """
    parts = []
    if thing.venue:
        parts += [thing.venue.name, thing.venue.address, thing.venue.postcode]
    if thing.online_link:
        parts.append(thing.online_link if with_link else _("Online"))
    return ", ".join(filter(None, parts))


def _luton_time() -> Timezone:
    """Europe/London as a rule for every year since 1996 (the Summer Time Order 2002, SI 2002/262).

    Outlook reads rules and no lists of dates. It also makes a calendar without events a valid one.
    """
    zone = Timezone()
    zone.add("tzid", LUTON.key)
    hour, none = timedelta(hours=1), timedelta(0)
    for part, name, starts, before, after, month in (
        (TimezoneDaylight(), "BST", "1996-03-31T01:00", none, hour, 3),
        (TimezoneStandard(), "GMT", "1996-10-27T02:00", hour, none, 10),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime.fromisoformat(starts))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _event(entry: Entry) -> Event:
    event = Event()
    cancelled = entry.is_cancelled
    event.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(LUTON))
    event.add("dtend", entry.ends_at.astimezone(LUTON))
    event.add("summary", _("Cancelled: %s") % entry.title if cancelled else entry.title)
    event.add("description", entry.summary)
    event.add("location", entry.location)
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
