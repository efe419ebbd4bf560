"""Who may do what in the fund. Predicates over people and rows; none reads a request."""

from collaboration_fund.enums import BY_THE_CLOCK
from core.actors import PORTAL


def may_run(actor, _thing=None) -> bool:
    """Officers of the fund: they run every round and read every application."""
    return bool(
        actor.is_active and actor.is_staff and actor.has_perm("collaboration_fund.run_round")
    )


def may_move_round(actor, to: str) -> bool:
    """Officers of the fund; the portal itself opens and closes rounds by the clock."""
    return to in BY_THE_CLOCK if actor is PORTAL else may_run(actor)
