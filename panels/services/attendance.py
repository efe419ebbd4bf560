"""Who came: marking, walk-ins and the head count."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.actors import recorded
from core.refusal import Refusal, require
from core.words import Words
from messaging.kinds import BY_LETTER
from panels import reminders
from panels.enums import LIVE, Attendance, RegistrationState, SessionState
from panels.models import Registration, Session
from panels.services.places import lock
from people.services import account_of, person_for, person_without_email


def refuse_unless_marking(session: Session, actor) -> None:
    """Raise the Refusal that says why this officer can't say now who came, if they can't.

    Raises:
        Refusal: `not-allowed`, or `too-early`.
    """
    require(actor.has_perm("panels.mark_attendance"))
    if (
        session.state
        not in {
            SessionState.PUBLISHED,
            SessionState.HELD,
            SessionState.REPORTED,
        }
        or not session.day_has_come
    ):
        raise Refusal(
            _("Attendance can be marked from the day of the session on."), code="too-early"
        )


def mark_attendance(*, registration_id: int, attendance: str, actor) -> Registration:
    """Mark that somebody came or did not; those who came are asked how it was.

    Raises:
        Refusal: `not-allowed`, `too-early`, or `not-live` where the registration has ended.
    """
    with transaction.atomic():
        registration = (
            Registration.objects.select_for_update(of=("self",))
            .select_related("session", "person")
            .get(pk=registration_id)
        )
        refuse_unless_marking(registration.session, actor)
        if registration.state not in LIVE:
            raise Refusal(_("This registration has ended."), code="not-live")
        registration.attendance = Attendance(attendance)
        registration.save(update_fields=["attendance"])
        if attendance == Attendance.ATTENDED and not registration.person.gets_letters:
            reminders.schedule_feedback_request(registration)
        return registration


def add_walk_in(*, session_id: int, email: str, name: str, actor) -> Registration:
    """Record somebody who came without registering and left a name, and perhaps an address.

    A walk-in takes no place from the count: the room decided that they fit.

    Raises:
        Refusal: `not-allowed`, `too-early`, or what `people.services.person_for` raises.
    """
    with transaction.atomic():
        session = lock(session_id)
        refuse_unless_marking(session, actor)
        person = account_of(email) if email else _without_email(session, name)
        person = person or person_for(email=email, name=name)
        live = Registration.objects.live().of(person).filter(session=session).first()
        if live is None:
            live = Registration.objects.create(
                session=session,
                person=person,
                state=RegistrationState.CONFIRMED,
                is_walk_in=True,
            )
            live.moves.create(
                from_state="",
                to_state=live.state,
                actor=recorded(actor),
                reason=Words("panels.walked-in"),
            )
        return mark_attendance(registration_id=live.pk, attendance=Attendance.ATTENDED, actor=actor)


def _without_email(session: Session, name: str):
    """Somebody who walked in and left a name alone: at one session, one name is one person."""
    walked_in = session.registrations.filter(is_walk_in=True, person__email__endswith=BY_LETTER)
    known = walked_in.filter(person__name=name).select_related("person").first()
    return known.person if known else person_without_email(name=name, postcode="")


def sheet_numbers(session: Session) -> dict[int, int]:
    """{key of a registration: its number on the sign-in sheet}; a number never becomes another's.

    Whoever registers later has a higher one, so that a sheet printed before is still right.
    """
    keys = session.registrations.order_by("pk").values_list("pk", flat=True)
    return {key: number for number, key in enumerate(keys, 1)}


def on_sheet(session: Session, numbers: Iterable[int]) -> dict[int, Registration]:
    """{number: registration} of those numbers that the session's sheets can have, by number."""
    wanted = {*numbers}
    keys = {key: number for key, number in sheet_numbers(session).items() if number in wanted}
    found = session.registrations.filter(pk__in=keys).select_related("person").order_by("pk")
    return {keys[one.pk]: one for one in found}


def enter_sheet(
    *,
    session_id: int,
    actor,
    came: Iterable[int],
    absent: Iterable[int] = (),
    others_absent: bool = False,
) -> int:
    """Mark what was ticked on paper, all of it or nothing; returns how many were marked.

    Args:
        session_id: primary key of the session.
        actor: an officer with `panels.mark_attendance`.
        came: numbers of the sign-in sheet; so is `absent`, of those who did not come.
        others_absent: whether everybody else with a place who isn't marked did not come.

    Raises:
        Refusal: `not-allowed`, `too-early`, `no-numbers`, `both` where a number is in both,
            `unknown-number`, or `not-live` where somebody has given the place back.
    """
    came, absent = {*came}, {*absent}
    with transaction.atomic():
        session = lock(session_id)
        refuse_unless_marking(session, actor)
        if not (came or absent or others_absent):
            raise Refusal(_("Enter at least one number."), code="no-numbers", field="came")
        found = on_sheet(session, came | absent)
        _refuse_what_is_not_on_it(found, came, absent)
        marks = {found[number].pk: Attendance.ATTENDED for number in came}
        marks |= {found[number].pk: Attendance.ABSENT for number in absent}
        if others_absent:
            others = session.registrations.with_a_place().filter(attendance=Attendance.UNMARKED)
            marks = {one.pk: Attendance.ABSENT for one in others} | marks
        for pk, attendance in marks.items():
            mark_attendance(registration_id=pk, attendance=attendance, actor=actor)
        return len(marks)


def _refuse_what_is_not_on_it(found: dict, came: set[int], absent: set[int]) -> None:
    """Raise the Refusal that names the numbers that are typed twice, unknown or given back."""
    twice = _("These numbers are in both: %(numbers)s. Leave each in one.")
    _refuse_numbers(came & absent, twice, code="both", field="absent")
    unknown = _("No sheet of this session has these numbers: %(numbers)s.")
    gone = _("They have given the place back: %(numbers)s. Add who came as a walk-in.")
    for field, numbers in (("came", came), ("absent", absent)):
        _refuse_numbers(numbers - {*found}, unknown, code="unknown-number", field=field)
        ended = {number for number in numbers if not found[number].is_live}
        _refuse_numbers(ended, gone, code="not-live", field=field)


def _refuse_numbers(numbers: set[int], words: str, *, code: str, field: str) -> None:
    if numbers:
        said = ", ".join(map(str, sorted(numbers)))
        raise Refusal(words % {"numbers": said}, code=code, field=field)


def set_head_count(*, session_id: int, walked_in: int, actor) -> Session:
    """Record how many people walked in without giving a name.

    Raises:
        Refusal: `not-allowed`, `too-early`.
    """
    with transaction.atomic():
        session = lock(session_id)
        refuse_unless_marking(session, actor)
        session.walked_in = walked_in
        session.save(update_fields=["walked_in"])
        return session
