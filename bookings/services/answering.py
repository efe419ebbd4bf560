"""Answering who asks for a room, and what becomes of dates that were booked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings import emails, rules
from bookings.enums import SKIPPED, BookingState, DateState, Displacement
from bookings.models import Booking, BookingDate, Slot
from bookings.services.verdicts import quarters, verdicts
from core.moves import move
from core.refusal import Refusal, require
from core.working_days import is_working_day
from messaging.services import post
from organisations.services import acting_for

LONGEST_WHY = 300


@dataclass(frozen=True)
class Clash:
    """Another booking that waits, and the days on which both can't be had."""

    booking: Booking
    days: tuple[date, ...]


def _lock(booking_id: int) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",))
    found = rows.select_related("room__hub__venue", "organisation").filter(pk=booking_id).first()
    if found is None:
        raise Refusal(_("This booking isn’t there any more."), code="not-found")
    return found


def _refuse_unless_open(booking: Booking) -> None:
    if booking.state not in {BookingState.ASKED, BookingState.HELD}:
        state = booking.get_state_display()
        raise Refusal(
            _("This can't be done now: it is already “%(state)s”.") % {"state": state},
            code="not-now",
        )


@transaction.atomic
def approve(*, booking_id: int, actor) -> Booking:
    """Book every date that is asked for and still free; the others are named to the group.

    Each date takes its quarter hours in the order of their times, all in one transaction: who
    comes second finds the first one's row, whatever both saw before.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-now`, `nothing-asked`; `nothing-free` where no
            date could be booked, and nothing is changed.
    """
    booking = _lock(booking_id)
    require(rules.may_let(actor, booking.room))
    _refuse_unless_open(booking)
    asked = list(booking.dates.filter(state=DateState.ASKED).order_by("starts_at", "pk"))
    if not asked:
        raise Refusal(_("Nothing is asked for any more."), code="nothing-asked")
    found = verdicts(booking.room, [one.day for one in asked], booking.begins, booking.ends)
    closed = {one.day for one in found if one.state == DateState.CLOSED}
    parts = sorted(booking.room.parts.values_list("pk", flat=True))
    for one in asked:
        one.state = _hold(booking, one, parts, is_closed=one.day in closed)
    if not any(one.state == DateState.HELD for one in asked):
        words = _("None of these dates is free any more. Say no, so that the group can ask anew.")
        raise Refusal(words, code="nothing-free")
    BookingDate.objects.bulk_update(asked, ["state", "why"])
    if booking.state == BookingState.ASKED:
        move(booking, to=BookingState.HELD, actor=actor)
    _tell(booking, f"held:{asked[0].pk}:{asked[-1].pk}", emails.answered, dates=asked)
    return booking


def _hold(booking: Booking, one: BookingDate, parts: list[int], *, is_closed: bool) -> str:
    """Take the quarter hours of a date; what came of it."""
    if not one.is_ahead:
        one.why = _("It was over before it was answered.")
        return DateState.CLOSED
    if is_closed:
        return DateState.CLOSED
    times = quarters(booking.room, one.starts_at, one.ends_at)
    slots = [Slot(part_id=part, at=at, date=one) for at in times for part in parts]
    try:
        with transaction.atomic():
            Slot.objects.bulk_create(slots)
    except IntegrityError:
        return DateState.TAKEN
    return DateState.HELD


@transaction.atomic
def decline(*, booking_id: int, actor, reason: str) -> Booking:
    """Say no to what is asked for, and why; the group is told. What is booked already stays.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-now`, `nothing-asked`; `reason` naming its field.
    """
    booking = _lock(booking_id)
    require(rules.may_let(actor, booking.room))
    _refuse_unless_open(booking)
    reason = reason.strip()
    if not reason:
        raise Refusal(_("Say why; the group reads it."), code="reason", field="reason")
    asked = list(booking.dates.filter(state=DateState.ASKED))
    if booking.state == BookingState.HELD and not asked:
        raise Refusal(_("Nothing is asked for any more."), code="nothing-asked")
    booking.dates.filter(pk__in=[one.pk for one in asked]).update(
        state=DateState.DECLINED, why=reason[:LONGEST_WHY]
    )
    if booking.state == BookingState.ASKED:
        move(booking, to=BookingState.DECLINED, actor=actor, reason=reason)
    mark = "-".join(str(one.pk) for one in asked[:1])
    _tell(booking, f"declined:{mark}:{len(asked)}", emails.declined, reason=reason)
    return booking


@transaction.atomic
def give_back(*, booking_id: int, actor, date_ids: Collection[int]) -> int:
    """Give dates ahead back, so that others can have them; returns how many. Past ones stay.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    booking = _lock(booking_id)
    if booking.organisation_id is None:
        require(rules.may_let(actor, booking.room))
    else:
        require(rules.may_ask(actor, booking.organisation))
    return _release(booking.dates.filter(pk__in=date_ids))


@transaction.atomic
def end(*, booking_id: int, actor) -> Booking:
    """End a booking: every date ahead is given back, and what was stays for the record.

    Raises:
        Refusal: `not-found`, or what `core.moves.move` raises.
    """
    booking = _lock(booking_id)
    move(booking, to=BookingState.ENDED, actor=actor)
    _release(booking.dates.all())
    return booking


def _release(dates) -> int:
    ahead = dates.filter(starts_at__gt=timezone.now(), state__in=(DateState.ASKED, DateState.HELD))
    keys = list(ahead.values_list("pk", flat=True))
    Slot.objects.filter(date__in=keys).delete()
    return BookingDate.objects.filter(pk__in=keys).update(state=DateState.GIVEN_BACK, why="")


@transaction.atomic
def ask_again(*, booking_id: int, actor) -> int:
    """Ask for what was skipped and has come free since; returns how many dates.

    Raises:
        Refusal: `not-found`, `not-allowed`; `nothing-free`.
    """
    booking = _lock(booking_id)
    require(booking.organisation_id and rules.may_ask(actor, booking.organisation))
    free = free_again(booking)
    if not free or booking.state not in {BookingState.ASKED, BookingState.HELD}:
        raise Refusal(_("None of these dates is free."), code="nothing-free")
    return booking.dates.filter(pk__in=[one.pk for one in free]).update(state=DateState.ASKED)


def free_again(booking: Booking) -> list[BookingDate]:
    """The dates ahead that were skipped and are free now."""
    skipped = [one for one in booking.dates.all() if one.state in SKIPPED and one.is_ahead]
    found = verdicts(booking.room, [one.day for one in skipped], booking.begins, booking.ends)
    free = {one.day for one in found if one.is_free}
    return [one for one in skipped if one.day in free]


@transaction.atomic
def displace(
    *, date_id: int, actor, displaced_for: str, why: str, instead: str = ""
) -> BookingDate:
    """Take a booked date back for the council's use or an emergency; the group is told at once.

    Args:
        displaced_for: of Displacement.
        instead: what the hub offers in its place, in words.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-now`; `why`, `displaced_for` naming the field.
    """
    booking_id = BookingDate.objects.filter(pk=date_id).values_list("booking", flat=True).first()
    booking = _lock(booking_id or 0)
    require(rules.may_let(actor, booking.room))
    one = booking.dates.get(pk=date_id)
    if one.state != DateState.HELD or not one.is_ahead:
        raise Refusal(_("This date isn’t booked any more."), code="not-now")
    if displaced_for not in Displacement.values:
        words = _("Choose what it is taken back for.")
        raise Refusal(words, code="displaced_for", field="displaced_for")
    if not why.strip():
        raise Refusal(_("Say why; the group reads it."), code="why", field="why")
    one.slots.all().delete()
    one.state, one.why, one.displaced_for = DateState.DISPLACED, why.strip(), displaced_for
    one.notice_days = working_days_between(timezone.localdate(), one.day)
    one.save(update_fields=["state", "why", "displaced_for", "notice_days"])
    _tell(booking, f"displaced:{one.pk}", emails.displaced, one=one, instead=instead.strip())
    return one


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` and before `last`."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days))
    return sum(map(is_working_day, days))


def clashes_of(booking: Booking) -> list[Clash]:
    """The other bookings that wait and that approving this one would leave without some dates."""
    mine = {
        at: one.day
        for one in booking.dates.all()
        if one.state == DateState.ASKED
        for at in quarters(booking.room, one.starts_at, one.ends_at)
    }
    others = (
        Booking.objects.filter(
            room__parts__in=booking.room.parts.all(), dates__state=DateState.ASKED
        )
        .exclude(pk=booking.pk)
        .distinct()
        .with_details()
        .order_by("asked_at", "pk")
    )
    found = []
    for other in others:
        days = {
            one.day
            for one in other.dates.all()
            if one.state == DateState.ASKED
            and any(at in mine for at in quarters(other.room, one.starts_at, one.ends_at))
        }
        if days:
            found.append(Clash(other, tuple(sorted(days))))
    return found


def _tell(booking: Booking, mark: str, say, **more) -> None:
    if booking.organisation_id is None:
        return
    for person in acting_for(booking.organisation):
        post(
            say(booking, person, **more),
            key=f"{emails.ANSWERS}:{mark}:{booking.pk}:{person.pk}",
        )
