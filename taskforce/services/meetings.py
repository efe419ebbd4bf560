"""Meetings: announced, changed, held or cancelled; who came; minutes and what follows."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from messaging.services import post
from people.models import User
from taskforce import emails
from taskforce.enums import (
    NEEDS_A_REASON,
    Attended,
    MeetingState,
    MinutesState,
    WorkState,
)
from taskforce.models import Action, Attendance, Decision, Meeting, Member, Minutes
from taskforce.rules import is_member, may_run_meetings

WHEN_AND_WHERE = ("starts_at", "ends_at", "venue", "online_link")


def lock(meeting_id: int) -> Meeting:
    """The meeting, locked until the transaction ends."""
    meetings = Meeting.objects.select_for_update(of=("self",)).select_related("venue")
    return meetings.get(pk=meeting_id)


def who_is_told(meeting: Meeting) -> list[Member]:
    """The members who get an email about this meeting: those in office on its day."""
    day = timezone.localdate(meeting.starts_at)
    return list(Member.objects.live().serving(day).select_related("person"))


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

    Args:
        meeting_id: primary key of the meeting.
        actor: an officer with `taskforce.run_meeting`.
        changes: field names of Meeting to their new, validated values.

    Raises:
        Refusal: `not-allowed`.
    """
    _officers_only(actor)
    with transaction.atomic():
        meeting = lock(meeting_id)
        moved = any(
            name in changes and changes[name] != getattr(meeting, name) for name in WHEN_AND_WHERE
        )
        for name, value in changes.items():
            setattr(meeting, name, value)
        meeting.version += moved
        meeting.save(update_fields=[*changes, "version"])
        if moved and meeting.state == MeetingState.ANNOUNCED:
            _tell(meeting, emails.meeting_changed, "changed")
        return meeting


def cancel_meeting(*, meeting_id: int, reason: str, actor: User) -> Meeting:
    """Cancel an announced meeting and tell the members why.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    reason = _reason(reason)
    with transaction.atomic():
        meeting = lock(meeting_id)
        move(meeting, to=MeetingState.CANCELLED, actor=actor, reason=reason, cancel_reason=reason)
        _tell(meeting, emails.meeting_cancelled, "cancelled")
        return meeting


def hold_meeting(*, meeting_id: int, actor: User) -> Meeting:
    """Say that an announced meeting took place.

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
            key=f"taskforce.meeting-{what}:{meeting.pk}:{meeting.version}:{member.pk}",
        )


# --- Who came -------------------------------------------------------------------------------------


def mark_attendance(*, meeting_id: int, member_id: int, mark: str, actor: User) -> Attendance:
    """Write whether a member came.

    Raises:
        Refusal: `not-allowed`, or `not-announced` while the meeting is a draft or cancelled.
    """
    _officers_only(actor)
    return _mark(meeting_id, member_id, mark)


def send_apologies(*, meeting_id: int, member_id: int, actor: User) -> Attendance:
    """A member says that they can't come.

    Raises:
        Refusal: `not-allowed`, `not-announced`, or `started` once the meeting has begun.
    """
    member = Member.objects.get(pk=member_id)
    if not is_member(actor, member):
        raise Refusal(_("Only the member can do this."), code="not-allowed")
    if Meeting.objects.get(pk=meeting_id).starts_at <= timezone.now():
        raise Refusal(_("This meeting has started already."), code="started")
    return _mark(meeting_id, member_id, Attended.APOLOGIES)


@transaction.atomic
def _mark(meeting_id: int, member_id: int, mark: str) -> Attendance:
    meeting = lock(meeting_id)
    if meeting.state not in {MeetingState.ANNOUNCED, MeetingState.HELD}:
        raise Refusal(_("This meeting is not announced."), code="not-announced")
    row, _created = Attendance.objects.update_or_create(
        meeting=meeting, member_id=member_id, defaults={"mark": mark}
    )
    return row


# --- Minutes, decisions, actions ------------------------------------------------------------------


def write_minutes(*, meeting_id: int, text: str, actor: User) -> Minutes:
    """Write or rewrite the draft of the minutes.

    Raises:
        Refusal: `not-allowed`, `not-held`, `text-needed`, or `not-a-draft` once approved.
    """
    _officers_only(actor)
    if not text.strip():
        raise Refusal(_("Write the minutes."), code="text-needed", field="text")
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
        minutes.text = text.strip()
        minutes.save(update_fields=["text"])
        return minutes


def approve_minutes(*, meeting_id: int, actor: User) -> Minutes:
    """Record that the members approved the minutes.

    Raises:
        Refusal: `no-minutes`, or what `core.moves.move` raises.
    """
    return _move_minutes(meeting_id, MinutesState.APPROVED, actor)


def publish_minutes(*, meeting_id: int, actor: User) -> Minutes:
    """Make minutes, decisions and actions public.

    Raises:
        Refusal: `no-minutes`, or what `core.moves.move` raises.
    """
    return _move_minutes(meeting_id, MinutesState.PUBLISHED, actor)


def take_back_minutes(*, meeting_id: int, reason: str, actor: User) -> Minutes:
    """Make them a draft again, to correct them.

    Raises:
        Refusal: `reason-needed`, `no-minutes`, or what `core.moves.move` raises.
    """
    return _move_minutes(meeting_id, MinutesState.DRAFT, actor, _reason(reason))


@transaction.atomic
def _move_minutes(meeting_id: int, to: MinutesState, actor: User, reason: str = "") -> Minutes:
    minutes = Minutes.objects.select_for_update().filter(meeting_id=meeting_id).first()
    if minutes is None:
        raise Refusal(_("Nobody has written minutes yet."), code="no-minutes")
    move(minutes, to=to, actor=actor, reason=reason)
    return minutes


def record_decision(*, meeting_id: int, text: str, actor: User) -> Decision:
    """Add what a meeting decided.

    Raises:
        Refusal: `not-allowed` or `text-needed`.
    """
    _officers_only(actor)
    if not text.strip():
        raise Refusal(_("Write what was decided."), code="text-needed", field="text")
    with transaction.atomic():
        meeting = lock(meeting_id)
        order = meeting.decisions.count() + 1
        return Decision.objects.create(meeting=meeting, text=text.strip(), order=order)


def add_action(
    *,
    meeting_id: int,
    text: str,
    actor: User,
    owner: Member | None = None,
    owner_words: str = "",
    due_on: date | None = None,
) -> Action:
    """Add what somebody promised at a meeting.

    Raises:
        Refusal: `not-allowed`, `text-needed`, or `owner-needed` where nobody is to do it.
    """
    _officers_only(actor)
    if not text.strip():
        raise Refusal(_("Write what is to be done."), code="text-needed", field="text")
    if owner is None and not owner_words.strip():
        raise Refusal(_("Say who is to do it."), code="owner-needed", field="owner")
    return Action.objects.create(
        meeting_id=meeting_id,
        text=text.strip(),
        owner=owner,
        owner_words=owner_words.strip(),
        due_on=due_on,
    )


def move_action(*, action_id: int, to: str, actor: User, reason: str = "") -> Action:
    """Say how far an action is.

    Args:
        action_id: primary key of the action.
        to: one of `enums.WorkState`.
        actor: an officer with `taskforce.move_work`, or the member whose action it is.
        reason: public; needed where the work is paused or stopped.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        action = (
            Action.objects.select_for_update(of=("self",)).select_related("owner").get(pk=action_id)
        )
        return move_work(action, to=to, actor=actor, reason=reason)


def move_work(work, *, to: str, actor: User, reason: str):
    """Move an action or an item of the work programme, with the reason that people read."""
    if to in NEEDS_A_REASON and not reason.strip():
        raise Refusal(
            _("Say why. It is shown beside the work."), code="reason-needed", field="reason"
        )
    move(work, to=WorkState(to), actor=actor, reason=reason.strip(), state_reason=reason.strip())
    return work


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason-needed", field="reason")
    return reason.strip()


def _officers_only(actor: User) -> None:
    if not may_run_meetings(actor):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
