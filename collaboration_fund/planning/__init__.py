"""How a round's money could be granted: down the ranking, or so that merit times pounds is most.

It stands alone: no Django, no database, and nothing of people. It advises; a panel decides.
"""

from collaboration_fund.planning.plan import best, changes, down_the_ranking
from collaboration_fund.planning.solver import Programme, SolverFailedError
from collaboration_fund.planning.things import Plan, Reason, Terms, Wish
from collaboration_fund.planning.why import why

__all__ = [
    "Plan",
    "Programme",
    "Reason",
    "SolverFailedError",
    "Terms",
    "Wish",
    "best",
    "changes",
    "down_the_ranking",
    "why",
]
