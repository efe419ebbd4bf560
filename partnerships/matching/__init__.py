"""Which offers meet which needs, and which few groups could meet one together.

It stands alone: no Django, no database, and nothing of people. It knows groups by their keys.
"""

from partnerships.matching.board import Board, Pair
from partnerships.matching.things import Group, Member, Need, Offer, Part, Reason

__all__ = ["Board", "Group", "Member", "Need", "Offer", "Pair", "Part", "Reason"]
