"""Work that somebody is to do: actions of meetings, priority areas, the programme; engagements."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Portal, recorded
from core.languages import Texts, columns, differs, english_column, in_english
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from people.models import User
from taskforce import emails
from taskforce.enums import OPEN_WORK, WorkState, work_needs_a_reason
from taskforce.models import Action, Engagement, Meeting, Member, PriorityArea, WorkItem
from taskforce.models.work import MOST_REACHED
from taskforce.rules import (
    is_member,
    may_confirm_engagements,
    may_keep,
    may_move_work,
    may_run_meetings,
)
from taskforce.services.meetings import unsettled


def add_action(
    *,
    meeting_id: int,
    text: Texts,
    actor: User,
    owner: Member | None = None,
    owner_words: str = "",
    due_on: date | None = None,
) -> Action:
    """Add what somebody promised at a meeting, and tell the member who is to do it.

    Raises:
        Refusal: `not-allowed`, `text-needed`, `owner-needed` where nobody is to do it,
            `due-before-the-meeting`, or as `meetings.unsettled`.
    """
    _check_action(text, owner, owner_words, actor)
    with transaction.atomic():
        meeting = unsettled(meeting_id)
        _not_before(meeting, due_on)
        action = Action.objects.create(
            meeting=meeting,
            owner=owner,
            owner_words=owner_words.strip(),
            due_on=due_on,
            **columns("text", text),
        )
        tell_owner(action)
        return action


def change_action(
    *,
    action_id: int,
    text: Texts,
    actor: User,
    owner: Member | None = None,
    owner_words: str = "",
    due_on: date | None = None,
) -> Action:
    """Correct an action: its words while the minutes aren't approved, else who does it by when.

    Raises:
        Refusal: as `add_action`; `minutes-approved` where its words would change afterwards.
    """
    _check_action(text, owner, owner_words, actor)
    with transaction.atomic():
        action = Action.objects.select_for_update(of=("self",)).get(pk=action_id)
        if due_on != action.due_on:
            _not_before(action.meeting, due_on)
        said = columns("text", text)
        if differs(action, said):
            unsettled(action.meeting_id)
        is_new = action.owner_id != (owner and owner.pk)
        changes = said | {"owner": owner, "owner_words": owner_words.strip(), "due_on": due_on}
        for name, value in changes.items():
            setattr(action, name, value)
        action.save(update_fields=list(changes))
        if is_new:
            tell_owner(action)
        return action


def delete_action(*, action_id: int, actor: User) -> None:
    """Delete an action that was written by mistake.

    Raises:
        Refusal: `not-allowed`, or as `meetings.unsettled`.
    """
    require(may_run_meetings(actor))
    with transaction.atomic():
        action = Action.objects.select_for_update(of=("self",)).get(pk=action_id)
        unsettled(action.meeting_id)
        action.delete()


def _check_action(text: Texts, owner: Member | None, owner_words: str, actor: User) -> None:
    require(may_run_meetings(actor))
    if not in_english(text):
        raise Refusal(
            _("Write what is to be done."), code="text-needed", field=english_column("text")
        )
    if owner is None and not owner_words.strip():
        raise Refusal(_("Say who is to do it."), code="owner-needed", field="owner")


def _not_before(meeting: Meeting, due_on: date | None) -> None:
    if due_on and due_on < timezone.localdate(meeting.starts_at):
        raise Refusal(
            _("It can't be due before the meeting at which it was promised."),
            code="due-before-the-meeting",
            field="due_on",
        )


def tell_owner(work: Action | WorkItem) -> None:
    """Tell the member whose work it is, once each time it becomes theirs."""
    if work.owner is None or not work.owner.is_live or work.state not in OPEN_WORK:
        return
    stamp = timezone.now().isoformat()
    post(
        emails.work_given(work.owner, work),
        key=f"taskforce.work:{work._meta.model_name}:{work.pk}:{work.owner_id}:{stamp}",
    )


def move_action(*, action_id: int, to: str, actor: User, reason: str = "") -> Action:
    """Say how far an action is.

    Args:
        action_id: primary key of the action.
        to: one of `enums.WorkState`; the state it is in, to say how it goes.
        actor: an officer with `taskforce.move_work`, or the member whose action it is.
        reason: public; needed where the work is paused, stopped, opened again or as it was.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    return _move(Action, action_id, to, actor, reason)


def move_work_item(*, item_id: int, to: str, actor: User, reason: str = "") -> WorkItem:
    """Say how far a piece of the work programme is; arguments and refusals as `move_action`."""
    return _move(WorkItem, item_id, to, actor, reason)


def move_area(*, area_id: int, to: str, actor: User, reason: str = "") -> PriorityArea:
    """Say how far a priority area is; arguments and refusals as `move_action`."""
    return _move(PriorityArea, area_id, to, actor, reason)


@transaction.atomic
def _move(model, pk: int, to: str, actor: User, reason: str):
    work = model.objects.select_for_update(of=("self",)).select_related("owner").get(pk=pk)
    reason = reason.strip()
    if not reason and (to == work.state or work_needs_a_reason(work.state, to)):
        raise Refusal(
            _("Say why. It is shown beside the work."), code="reason-needed", field="reason"
        )
    if to == work.state:
        return _note(work, actor, reason)
    move(work, to=WorkState(to), actor=actor, reason=reason, state_reason=reason)
    return work


def _note(work, actor: User, reason: str):
    """Keep how it goes without moving it."""
    require(may_move_work(actor, work))
    work.moves.create(
        from_state=work.state, to_state=work.state, actor=recorded(actor), reason=reason
    )
    work.state_reason = reason
    work.save(update_fields=["state_reason"])
    return work


# --- Engagements ----------------------------------------------------------------------------------


def record_engagement(
    *,
    member_id: int,
    kind: str,
    title: str,
    held_on: date,
    reach: int,
    actor: User | Portal,
    place: str = "",
) -> Engagement:
    """Keep that a member spoke for the Taskforce; the same one again is one.

    It counts in public once an officer has confirmed it: at once where an officer enters it.

    Args:
        member_id: primary key of the membership.
        kind: one of `enums.EngagementKind`.
        title: what it was.
        held_on: a day of the term, not in the future.
        reach: how many people it reached, 1 to `MOST_REACHED`.
        actor: the member, or an officer who enters it for them.
        place: where it was.

    Raises:
        Refusal: `not-allowed`, `not-that-day` or `not-that-many`.
    """
    member = Member.objects.get(pk=member_id)
    require(may_keep(actor, member))
    _check_engagement(member, held_on, reach)
    is_own = is_member(actor, member)
    engagement, _created = Engagement.objects.get_or_create(
        member=member,
        kind=kind,
        title=title.strip(),
        held_on=held_on,
        defaults={
            "reach": reach,
            "place": place.strip(),
            "confirmed_on": None if is_own else timezone.localdate(),
            "is_demo": member.is_demo,
        },
    )
    return engagement


def correct_engagement(
    *,
    engagement_id: int,
    kind: str,
    title: str,
    held_on: date,
    reach: int,
    actor: User,
    place: str = "",
) -> Engagement:
    """An officer corrects what was reported, and confirms it by that.

    Raises:
        Refusal: `not-allowed`, `not-that-day` or `not-that-many`.
    """
    with transaction.atomic():
        engagement = _engagement(engagement_id, actor)
        _check_engagement(engagement.member, held_on, reach)
        engagement.kind, engagement.title, engagement.place = kind, title.strip(), place.strip()
        engagement.held_on, engagement.reach = held_on, reach
        engagement.confirmed_on = timezone.localdate()
        engagement.save(
            update_fields=["kind", "title", "place", "held_on", "reach", "confirmed_on"]
        )
        return engagement


def confirm_engagement(*, engagement_id: int, actor: User) -> Engagement:
    """An officer confirms what a member reported: it counts in public from now on. Twice is once.

    Raises:
        Refusal: `not-allowed`.
    """
    with transaction.atomic():
        engagement = _engagement(engagement_id, actor)
        if engagement.confirmed_on is None:
            engagement.confirmed_on = timezone.localdate()
            engagement.save(update_fields=["confirmed_on"])
        return engagement


def withdraw_engagement(*, engagement_id: int, actor: User) -> None:
    """A member takes back what they reported, until it is confirmed.

    Raises:
        Refusal: `not-allowed` or `confirmed`.
    """
    with transaction.atomic():
        rows = Engagement.objects.select_for_update(of=("self",)).select_related("member")
        engagement = rows.get(pk=engagement_id)
        if not is_member(actor, engagement.member):
            raise Refusal(_("Only the member can do this."), code="not-allowed")
        if engagement.confirmed_on:
            raise Refusal(
                _("This is confirmed already. Ask the team to correct it."), code="confirmed"
            )
        engagement.delete()


def _engagement(engagement_id: int, actor: User) -> Engagement:
    require(may_confirm_engagements(actor))
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("member")
    return rows.get(pk=engagement_id)


def _check_engagement(member: Member, held_on: date, reach: int) -> None:
    last = min(timezone.localdate(), member.left_on or member.ends_on)
    if not member.starts_on <= held_on <= last:
        raise Refusal(
            _("Enter a day since the term began, up to today."),
            code="not-that-day",
            field="held_on",
        )
    if not 1 <= reach <= MOST_REACHED:
        raise Refusal(
            _("Enter how many people it reached, in numbers."), code="not-that-many", field="reach"
        )
