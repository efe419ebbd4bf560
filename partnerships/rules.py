"""Who may do what with needs, offers, matches and partnerships.

Predicates over people and rows. What somebody may do for a group, `organisations.rules` says: a
viewer of a group reads all of this, an editor acts for it.
"""

from core.actors import PORTAL
from organisations.rules import may_edit
from partnerships.enums import PostingState

MANAGE = "partnerships.manage_postings"


def may_manage(officer) -> bool:
    """Whether an officer enters what groups said, and closes what doesn't belong there."""
    return officer.is_staff and officer.has_perm(MANAGE)


def may_post(person, organisation) -> bool:
    """Whether somebody posts a need or an offer for a group, changes it and answers for it."""
    return may_edit(person, organisation)


def may_move_posting(actor, posting, to: str) -> bool:
    """The group says what becomes of its posting, and officers close it.

    The portal runs it out.
    """
    if actor is PORTAL:
        return to == PostingState.EXPIRED
    if to == PostingState.EXPIRED:
        return False
    if to == PostingState.CLOSED and may_manage(actor):
        return True
    return may_post(actor, posting.organisation)


def may_act_for_a_side(person, thing) -> bool:
    """Whether somebody may act for one of the groups of a match or a partnership."""
    return any(may_edit(person, group) for group in thing.groups())


def may_move_between(actor, thing, _to: str) -> bool:
    """Those who act for one of its groups move a match or a partnership; the portal takes back."""
    return actor is PORTAL or may_act_for_a_side(actor, thing)
