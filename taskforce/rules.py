"""Who may do what in the Taskforce. Predicates over people and rows; nothing here reads a request.

None as the actor is the portal itself: a job that runs when a date has come.
"""

import rules

from core.actors import PORTAL
from taskforce.enums import Audience, ExpenseState, MemberState


@rules.predicate
def is_member(user, member) -> bool:
    """The membership is this person's own and has not come to an end."""
    return (
        member is not None and member.person_id == user.pk and member.state == MemberState.SERVING
    )


can_keep_own_page = is_member

rules.add_perm("taskforce.keep_own_page", can_keep_own_page)


def may_manage_members(actor) -> bool:
    """Appoint, end, give roles."""
    return actor is PORTAL or (actor.is_staff and actor.has_perm("taskforce.manage_members"))


def may_keep(actor, member) -> bool:
    """Write what a member says of themselves: the member, or an officer who enters it for them."""
    return may_manage_members(actor) or is_member(actor, member)


def may_move_member(actor, member, to: str) -> bool:
    """Officers end memberships; a member may step down; the portal ends terms."""
    return may_manage_members(actor) or (to == MemberState.LEFT and is_member(actor, member))


def may_claim(actor, member) -> bool:
    """Ask for money back: whoever is or was the member, or an officer who enters it for them."""
    return may_manage_members(actor) or actor.pk == member.person_id


def may_move_expense(actor, claim, to: str) -> bool:
    """Officers decide and pay, never on a claim of their own; who claimed may withdraw."""
    if to == ExpenseState.WITHDRAWN:
        return actor.pk == claim.member.person_id
    return (
        actor.is_staff
        and actor.pk != claim.member.person_id
        and actor.has_perm("taskforce.decide_expenses")
    )


def _officer_may(actor, permission: str) -> bool:
    return actor.is_staff and actor.has_perm(permission)


def may_run_meetings(actor) -> bool:
    """Announce, hold, cancel, mark who came."""
    return _officer_may(actor, "taskforce.run_meeting")


def may_publish_minutes(actor) -> bool:
    """Approve minutes, publish them and take them back."""
    return _officer_may(actor, "taskforce.publish_minutes")


def may_confirm_engagements(actor) -> bool:
    """Say that what a member reported of an engagement is right."""
    return _officer_may(actor, "taskforce.change_engagement")


def may_move_work(actor, work) -> bool:
    """Officers, and the member whose work it is."""
    return _officer_may(actor, "taskforce.move_work") or is_member(actor, work.owner)


def may_read_paper(member, paper) -> bool:
    """On the public side: everybody what is public, members in office what is for them."""
    if not paper.meeting.is_public:
        return False
    return paper.audience == Audience.PUBLIC or (
        member is not None and paper.audience == Audience.MEMBERS
    )


def may_publish_evidence(actor) -> bool:
    """Record consent to evidence, and say how much of it may be read."""
    return _officer_may(actor, "taskforce.publish_evidence")


def may_decide_review(actor) -> bool:
    """Decide what becomes of the Taskforce."""
    return _officer_may(actor, "taskforce.decide_review")


def may_run_votes(actor) -> bool:
    """Call a vote of the members, open it, close it, cancel it."""
    return _officer_may(actor, "taskforce.run_vote")
