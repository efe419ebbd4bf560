"""Who has things at a venue, and has to be told when it changes. Apps above register themselves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.telling import Telling
from places.models import Venue


@dataclass(frozen=True)
class VenueUse:
    """What one app has at venues.

    Args:
        told: who would be told what; called after the change is written, before it is undone.
        tell: tells them, in the transaction of the change.

    Both are given the venue as it is now, and the names of the columns that changed.
    """

    told: Callable[[Venue, Iterable[str]], list[Telling]]
    tell: Callable[[Venue, Iterable[str]], None]


_uses: list[VenueUse] = []


def register_venue_use(use: VenueUse) -> None:
    """Make a use known; each app does so from AppConfig.ready."""
    if use not in _uses:
        _uses.append(use)


def venue_uses() -> list[VenueUse]:
    """Every registered use."""
    return [*_uses]
