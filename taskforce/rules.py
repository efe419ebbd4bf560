"""Who may do what in the Taskforce. Predicates over people and rows; nothing here reads a request.

None as the actor is the portal itself: a job that runs when a date has come.
"""

import rules

from taskforce.enums import MemberState


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
    return actor is None or (actor.is_staff and actor.has_perm("taskforce.manage_members"))


def may_keep(actor, member) -> bool:
    """Write what a member says of themselves: the member, or an officer who enters it for them."""
    return is_member(actor, member) or may_manage_members(actor)


def may_move_member(actor, member, to: str) -> bool:
    """Officers end memberships; a member may step down; the portal ends terms."""
    return may_manage_members(actor) or (to == MemberState.LEFT and is_member(actor, member))


def may_move_expense(actor, claim) -> bool:
    """Officers decide and pay, never on a claim of their own."""
    return (
        actor is not None
        and actor.is_staff
        and actor.pk != claim.member.person_id
        and actor.has_perm("taskforce.decide_expenses")
    )
