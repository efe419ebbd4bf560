"""Who has things at a venue, and has to be told when it changes. Apps above register themselves."""

from collections.abc import Callable, Iterable

from places.models import Venue

# Tells whom one app has at venues, in the transaction of the change; it is given the venue as it is
# now, and the names of the columns that changed.
VenueUse = Callable[[Venue, Iterable[str]], None]

_uses: list[VenueUse] = []


def register_venue_use(use: VenueUse) -> None:
    """Make a use known; each app does so from AppConfig.ready."""
    if use not in _uses:
        _uses.append(use)


def venue_uses() -> list[VenueUse]:
    """Every registered use."""
    return [*_uses]
