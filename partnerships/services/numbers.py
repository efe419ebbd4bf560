"""What needs and offers have come to, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from partnerships import registry
from partnerships.enums import Kind, MatchState
from partnerships.models import Match, Partnership, Posting
from partnerships.models.posting import PostingState


@dataclass(frozen=True)
class Numbers:
    """So many since a day: `new_pairs` are funded pairs that had never been funded together."""

    needs: int
    offers: int
    agreed: int
    formed: int
    new_pairs: int


def numbers_since(day: date) -> Numbers:
    """What was posted, agreed, formed and funded from a day on."""
    posted = Posting.objects.exclude(state=PostingState.DRAFT).filter(created_at__date__gte=day)
    agreed = Match.objects.filter(state=MatchState.AGREED, agreed_at__date__gte=day)
    return Numbers(
        needs=posted.filter(kind=Kind.NEED).count(),
        offers=posted.filter(kind=Kind.OFFER).count(),
        agreed=agreed.count(),
        formed=Partnership.objects.filter(since__gte=day).count(),
        new_pairs=len(new_pairs(registry.awards(), since=day)),
    )


def new_pairs(awards: Sequence[registry.Award], *, since: date) -> list[tuple[int, int]]:
    """Pairs of groups that were funded together from a day on, and never before it.

    Args:
        awards: all there were, the oldest first.
    """
    first: dict[tuple[int, int], date] = {}
    for award in awards:
        for pair in combinations(sorted({*award.organisations}), 2):
            first.setdefault(pair, award.on)
    return sorted(pair for pair, on in first.items() if on >= since)
