"""What may be a slip in a date, a room or a seat, in words that ask an officer whether it is meant.

What can't be meant is refused by the services and the fields; here is what may be.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.text import clock
from places.occasions import doubts_of
from taskforce.enums import TERM_YEARS, Sector
from taskforce.models import Meeting, SectorSeats
from taskforce.services.membership import most_at_once
from taskforce.services.reviews import years_after

LONG_MEETING = timedelta(days=3)
MEETINGS_AHEAD = 2
ACTIONS_AHEAD = 2
WORK_AHEAD = 15
VOTES_AHEAD = 1
SHORT_VOTE = timedelta(days=1)
TERM_BEGINS_AHEAD = 1
SHORT_TERM = timedelta(days=183)
# A term may end with the month or with the meeting after it.
TERM_SLACK = timedelta(days=31)


def of_a_meeting(meeting: Meeting) -> list[str]:
    """Whether it is in the past, far ahead, in a room where something else is, or very long."""
    doubts = doubts_of(meeting)
    if _is_far(timezone.localdate(meeting.starts_at), MEETINGS_AHEAD):
        doubts.append(_("It is years ahead, on %(day)s.") % {"day": _moment(meeting.starts_at)})
    if meeting.ends_at - meeting.starts_at > LONG_MEETING:
        doubts.append(_("It lasts until %(day)s.") % {"day": _moment(meeting.ends_at)})
    return doubts


def of_a_due_day(day: date | None, years: int = WORK_AHEAD) -> list[str]:
    """Whether what somebody is to do would be late at once, or is due in a far year."""
    if day is None:
        return []
    if day < timezone.localdate():
        return [_("It is due in the past, on %(day)s.") % {"day": _day(day)}]
    if _is_far(day, years):
        return [_("It is due years ahead, on %(day)s.") % {"day": _day(day)}]
    return []


def of_a_closing(closes_at: datetime) -> list[str]:
    """Whether members would have hardly any time to vote, or years."""
    if closes_at - timezone.now() < SHORT_VOTE:
        return [_("It closes in less than a day, at %(day)s.") % {"day": _moment(closes_at)}]
    if _is_far(timezone.localdate(closes_at), VOTES_AHEAD):
        return [_("It closes far ahead, on %(day)s.") % {"day": _moment(closes_at)}]
    return []


def of_a_term(sector: str, starts_on: date, ends_on: date, *, but=None) -> list[str]:
    """Whether a term is long, short or far ahead, or its sector has more members than seats.

    Args:
        but: the person whose term it is, who isn't counted as another.
    """
    doubts = []
    if ends_on > years_after(starts_on) + TERM_SLACK:
        doubts.append(
            _("A term is %(years)s years. This one is longer: until %(day)s.")
            % {"years": TERM_YEARS, "day": _day(ends_on)}
        )
    if ends_on - starts_on < SHORT_TERM:
        doubts.append(
            _("A term is %(years)s years. This one ends on %(day)s already.")
            % {"years": TERM_YEARS, "day": _day(ends_on)}
        )
    if _is_far(starts_on, TERM_BEGINS_AHEAD):
        doubts.append(_("It begins far ahead, on %(day)s.") % {"day": _day(starts_on)})
    seats = SectorSeats.objects.filter(sector=sector).exclude(number=None).first()
    taken = most_at_once(sector, starts_on, ends_on, but=but)
    if seats and taken >= seats.number:
        doubts.append(
            _("%(sector)s: there are %(seats)s seats, and %(taken)s members in these days already.")
            % {"sector": Sector(sector).label, "seats": seats.number, "taken": taken}
        )
    return doubts


def _is_far(day: date, years: int) -> bool:
    return day > years_after(timezone.localdate(), years)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l j F Y')}, {clock(moment)}"
