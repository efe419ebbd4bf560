"""Meetings: announced, changed, held or cancelled; who came; minutes and what follows."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.deadlines import receiving
from core.languages import Texts, columns, english_column, in_english
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from people.models import User
from taskforce import emails
from taskforce.enums import Attended, MeetingState, MinutesState
from taskforce.models import Attendance, Decision, Meeting, Member, Minutes
from taskforce.rules import is_member, may_run_meetings


def lock(meeting_id: int) -> Meeting:
    """The meeting, locked until the transaction ends."""
    meetings = Meeting.objects.select_for_update(of=("self",)).select_related("venue")
    return meetings.get(pk=meeting_id)


def who_is_told(meeting: Meeting) -> list[Member]:
    """The members who get an email about this meeting: those in office on its day."""
    return list(Member.objects.live().serving(_day(meeting)).select_related("person"))


def who_is_told_of_a_move(meeting: Meeting, old_day: date) -> list[Member]:
    """The members who get an email when a meeting has moved from `old_day` to its day now.

    Whoever is in office on one of the two days, since they expect it or are expected.
    """
    members = Member.objects.live().select_related("person")
    return list(members.serving(old_day) | members.serving(_day(meeting)))


def _day(meeting: Meeting) -> date:
    """On which day in Luton it starts."""
    return timezone.localdate(meeting.starts_at)


def announce_meeting(*, meeting_id: int, actor: User) -> Meeting:
    """Make a draft public and tell the members.

    Raises:
        Refusal: `in-the-past`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        meeting = lock(meeting_id)
        if meeting.starts_at <= timezone.now():
            raise Refusal(
                _("This meeting is in the past. Change its date before you announce it."),
                code="in-the-past",
            )
        move(meeting, to=MeetingState.ANNOUNCED, actor=actor)
        _tell(meeting, emails.meeting_announced, "announced")
        return meeting


def change_meeting(*, meeting_id: int, actor: User, changes: dict) -> Meeting:
    """Write an officer's changes; of a new date, time or place members are told.

    Told are those in office on the old or the new day. Apologies were for the old time: for another
    one they are asked anew.

    Args:
        meeting_id: primary key of the meeting.
        actor: an officer with `taskforce.run_meeting`.
        changes: field names of Meeting to their new, validated values.

    Raises:
        Refusal: `not-allowed`, `over` where a meeting that took place would move ahead, or
            `cancelled` where one that doesn't take place would move at all.
    """
    require(may_run_meetings(actor))
    with transaction.atomic():
        meeting = lock(meeting_id)
        ends_at = changes.get("ends_at", meeting.ends_at)
        if meeting.state == MeetingState.HELD and ends_at > timezone.now():
            raise Refusal(
                _("This meeting took place: it can't end in the future."),
                code="over",
                field="ends_at",
            )
        started_at, old_day = meeting.starts_at, _day(meeting)
        moved = bool(meeting.write(changes))
        if moved and meeting.state == MeetingState.CANCELLED:
            raise Refusal(_("This meeting is cancelled. Plan a new one instead."), code="cancelled")
        meeting.save(update_fields=[*changes, "version"])
        if moved and meeting.state == MeetingState.ANNOUNCED:
            asked_anew = _ask_anew(meeting) if meeting.starts_at != started_at else set()
            _tell_of_a_move(meeting, old_day, asked_anew)
        return meeting


def _ask_anew(meeting: Meeting) -> set[int]:
    """Take back what apologies were for, the old time; returns the members who had sent them."""
    sent = list(meeting.attendance.filter(mark=Attended.APOLOGIES))
    for row in sent:
        row.mark = Attended.UNMARKED
        row.save(update_fields=["mark"])
    return {row.member_id for row in sent}


def _tell_of_a_move(meeting: Meeting, old_day: date, asked_anew: set[int]) -> None:
    expected = {member.pk for member in who_is_told(meeting)}
    for member in who_is_told_of_a_move(meeting, old_day):
        post(
            emails.meeting_changed(
                member,
                meeting,
                is_expected=member.pk in expected,
                asked_anew=member.pk in asked_anew,
            ),
            key=_key("changed", meeting, member),
        )


def cancel_meeting(*, meeting_id: int, reason: Texts, actor: User) -> Meeting:
    """Cancel an announced meeting and tell the members why, each in their language.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    why = _reason(in_english(reason), field=english_column("reason"))
    said = columns("cancel_reason", reason)
    with transaction.atomic():
        meeting = lock(meeting_id)
        move(meeting, to=MeetingState.CANCELLED, actor=actor, reason=why, **said)
        _tell(meeting, emails.meeting_cancelled, "cancelled")
        return meeting


def hold_meeting(*, meeting_id: int, actor: User) -> Meeting:
    """Say that a meeting took place; one that was never announced becomes public by it.

    Raises:
        Refusal: `not-over-yet`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        meeting = lock(meeting_id)
        if not meeting.is_over:
            raise Refusal(_("This meeting isn't over yet."), code="not-over-yet")
        move(meeting, to=MeetingState.HELD, actor=actor)
        return meeting


def _tell(meeting: Meeting, email, what: str) -> None:
    for member in who_is_told(meeting):
        post(
            email(member, meeting),
            key=_key(what, meeting, member),
        )


def _key(what: str, meeting: Meeting, member: Member) -> str:
    return f"taskforce.meeting-{what}:{meeting.pk}:{meeting.version}:{member.pk}"


# --- Who came -------------------------------------------------------------------------------------


def mark_attendance(*, meeting_id: int, member_id: int, mark: str, actor: User) -> Attendance:
    """Write whether a member came.

    Raises:
        Refusal: `not-allowed`, `not-announced` while the meeting is a draft or cancelled, or
            `not-over-yet` where it can't be known yet who came.
    """
    require(may_run_meetings(actor))
    with transaction.atomic():
        meeting = lock(meeting_id)
        if mark in {Attended.CAME, Attended.ABSENT} and meeting.starts_at > timezone.now():
            raise Refusal(
                _("This meeting hasn't begun: you can only note apologies."), code="not-over-yet"
            )
        return _mark(meeting, member_id, mark)


def send_apologies(
    *, meeting_id: int, member_id: int, actor: User, comes: bool = False
) -> Attendance:
    """A member says that they can't come, or, with `comes`, that they can after all.

    Raises:
        Refusal: `not-allowed`, `not-announced`, `started` once the meeting has begun, or
            `not-expected` where the member isn't in office on its day.
    """
    member = Member.objects.get(pk=member_id)
    if not is_member(actor, member):
        raise Refusal(_("Only the member can do this."), code="not-allowed")
    with receiving() as received:
        meeting = lock(meeting_id)
        if meeting.starts_at <= received:
            raise Refusal(_("This meeting has started already."), code="started")
        if not Member.objects.serving(_day(meeting)).filter(pk=member_id).exists():
            raise Refusal(
                _("You are not a member on the day of this meeting."), code="not-expected"
            )
        return _mark(meeting, member_id, Attended.UNMARKED if comes else Attended.APOLOGIES)


def _mark(meeting: Meeting, member_id: int, mark: str) -> Attendance:
    if meeting.state not in {MeetingState.ANNOUNCED, MeetingState.HELD}:
        raise Refusal(_("This meeting is not announced."), code="not-announced")
    row, _created = Attendance.objects.update_or_create(
        meeting=meeting, member_id=member_id, defaults={"mark": mark}
    )
    return row


# --- Minutes, decisions, actions ------------------------------------------------------------------


def write_minutes(*, meeting_id: int, text: Texts, actor: User) -> Minutes:
    """Write or rewrite the draft of the minutes.

    Raises:
        Refusal: `not-allowed`, `not-held`, `text-needed`, or `not-a-draft` once approved.
    """
    require(may_run_meetings(actor))
    if not in_english(text):
        raise Refusal(_("Write the minutes."), code="text-needed", field=english_column("text"))
    with transaction.atomic():
        meeting = lock(meeting_id)
        if meeting.state != MeetingState.HELD:
            raise Refusal(_("Mark the meeting as held first."), code="not-held")
        minutes, _created = Minutes.objects.get_or_create(meeting=meeting)
        if minutes.state != MinutesState.DRAFT:
            raise Refusal(
                _("These minutes are approved. Take them back to a draft first."),
                code="not-a-draft",
            )
        _write(minutes, columns("text", text))
        return minutes


def _write(thing, changes: dict) -> None:
    """Write these columns of a row that is locked, and no others."""
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(changes))


@transaction.atomic
def circulate_minutes(*, meeting_id: int, actor: User) -> Minutes:
    """Send the draft to the members who were in office on the day, to check.

    Raises:
        Refusal: `no-minutes`, or what `core.moves.move` raises.
    """
    minutes, record = _move_minutes(meeting_id, MinutesState.CIRCULATED, actor)
    meeting = lock(meeting_id)
    for member in who_is_told(meeting):
        post(
            emails.minutes_to_check(member, meeting),
            key=f"taskforce.minutes:{record.pk}:{member.pk}",
        )
    return minutes


@transaction.atomic
def approve_minutes(*, meeting_id: int, approved_on: date, actor: User) -> Minutes:
    """Record that the members approved the minutes, and on which day.

    Raises:
        Refusal: `no-minutes`, `not-that-day` before the meeting or in the future, or what
            `core.moves.move` raises.
    """
    held_on = timezone.localdate(Meeting.objects.get(pk=meeting_id).starts_at)
    if not held_on <= approved_on <= timezone.localdate():
        raise Refusal(
            _("Enter a day since the meeting, up to today."),
            code="not-that-day",
            field="approved_on",
        )
    minutes, _record = _move_minutes(
        meeting_id, MinutesState.APPROVED, actor, approved_on=approved_on
    )
    return minutes


def publish_minutes(*, meeting_id: int, actor: User) -> Minutes:
    """Make minutes, decisions and actions public.

    Raises:
        Refusal: `no-minutes`, or what `core.moves.move` raises.
    """
    return _move_minutes(meeting_id, MinutesState.PUBLISHED, actor)[0]


def take_back_minutes(*, meeting_id: int, reason: str, actor: User) -> Minutes:
    """Make them a draft again, to correct them.

    Raises:
        Refusal: `reason-needed`, `no-minutes`, or what `core.moves.move` raises.
    """
    return _move_minutes(
        meeting_id, MinutesState.DRAFT, actor, reason=_reason(reason), approved_on=None
    )[0]


@transaction.atomic
def _move_minutes(meeting_id: int, to: MinutesState, actor: User, **changes) -> tuple:
    """The minutes in their new state, and the record of the move."""
    lock(meeting_id)
    minutes = Minutes.objects.filter(meeting_id=meeting_id).first()
    if minutes is None:
        raise Refusal(_("Nobody has written minutes yet."), code="no-minutes")
    return minutes, move(minutes, to=to, actor=actor, **changes)


def unsettled(meeting_id: int) -> Meeting:
    """The meeting, locked, while what it decided can still be written.

    Raises:
        Refusal: `not-held`, or `minutes-approved` once the members approved its minutes.
    """
    meeting = lock(meeting_id)
    if meeting.state != MeetingState.HELD:
        raise Refusal(_("Mark the meeting as held first."), code="not-held")
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and minutes.are_settled:
        raise Refusal(
            _("The minutes are approved. Take them back to a draft first."),
            code="minutes-approved",
        )
    return meeting


def record_decision(*, meeting_id: int, text: Texts, actor: User) -> Decision:
    """Add what a meeting decided.

    Raises:
        Refusal: `not-allowed`, `text-needed`, or as `unsettled`.
    """
    require(may_run_meetings(actor))
    if not in_english(text):
        raise Refusal(
            _("Write what was decided."), code="text-needed", field=english_column("text")
        )
    with transaction.atomic():
        meeting = unsettled(meeting_id)
        order = meeting.decisions.count() + 1
        return Decision.objects.create(meeting=meeting, order=order, **columns("text", text))


def change_decision(*, decision_id: int, text: Texts, actor: User) -> None:
    """Correct what a meeting decided; without any English text the decision is deleted.

    Raises:
        Refusal: `not-allowed`, or as `unsettled`.
    """
    require(may_run_meetings(actor))
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=decision_id)
        unsettled(decision.meeting_id)
        if in_english(text):
            _write(decision, columns("text", text))
        else:
            decision.delete()


def _reason(reason: str, field: str = "reason") -> str:
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason-needed", field=field)
    return reason.strip()
