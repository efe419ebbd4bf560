"""Whether a room is free: for each date, before anybody asks, and again when it is answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bookings.enums import DateState
from bookings.models import Room, Slot
from core.luton import LUTON
from hubs import opening
from hubs.opening import Rules
from hubs.services import rules_of

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one date.

    Args:
        day: the day in Luton.
        starts_at: in UTC, like `ends_at`.
        ends_at: after `starts_at`.
        state: HELD where it could be booked, else TAKEN or CLOSED.
    """

    day: date
    starts_at: datetime
    ends_at: datetime
    state: str

    @property
    def is_free(self) -> bool:
        """Whether it could be booked."""
        return self.state == DateState.HELD


def moments(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """Two times on the clock in Luton on a day, in UTC."""
    return tuple(datetime.combine(day, at, tzinfo=LUTON).astimezone(UTC) for at in (begins, ends))


def quarters(room: Room, starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The quarter hours that a date takes, with what is needed before and after, in order."""
    first = starts_at - timedelta(minutes=room.before)
    last = ends_at + timedelta(minutes=room.after)
    number = -((first - last) // QUARTER)
    return [first + QUARTER * one for one in range(number)]


def verdicts(room: Room, days: Iterable[date], begins: time, ends: time) -> list[Verdict]:
    """What is to be said of each of these days; a constant few statements for a year of them."""
    whens = [(day, *moments(day, begins, ends)) for day in days]
    if not whens:
        return []
    taken = _taken(room, whens[0][1], whens[-1][2])
    rules = rules_of([room.hub])[room.hub_id]
    hours = list(room.hours.all())
    return [
        Verdict(
            *when,
            DateState.CLOSED
            if is_closed(rules, hours, *when)
            else _state(quarters(room, *when[1:]), taken),
        )
        for when in whens
    ]


def _taken(room: Room, first: datetime, last: datetime) -> set[datetime]:
    parts = list(room.parts.all())
    around = timedelta(minutes=max(room.before, room.after))
    rows = Slot.objects.filter(part__in=parts, at__gte=first - around, at__lt=last + around)
    return set(rows.values_list("at", flat=True))


def _state(asked: list[datetime], taken: set[datetime]) -> str:
    return DateState.TAKEN if any(one in taken for one in asked) else DateState.HELD


def is_closed(rules: Rules, hours: list, day: date, starts_at, ends_at) -> bool:
    """Whether a room can't be used then.

    Its own hours say so where it has any, else its hub's; a notice, a bank holiday or an exception
    of the hub closes it too. Where nobody has said any hours, nothing is closed but by those.
    """
    if opening.is_shut(rules, day, starts_at, ends_at):
        return True
    said = opening.day_of(rules, day)
    if said.basis == opening.Basis.EXCEPTION:
        # A day with other hours has them for rooms too, whatever theirs are.
        hours = []
    if hours:
        local = [at.astimezone(LUTON).time() for at in (starts_at, ends_at)]
        windows = [one for one in hours if one.weekday == day.weekday()]
        return not any(one.opens <= local[0] and local[1] <= one.closes for one in windows)
    if not said.is_known:
        return False
    stretches = opening.stretches(rules, day, day)
    return not any(begins <= starts_at and ends_at <= ends for begins, ends in stretches)
