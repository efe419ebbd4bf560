"""Changing a venue: who has to be told hears of it."""

from django.db import transaction

from core.refusal import require
from places.models import Venue
from places.registry import venue_uses


def change_venue(*, venue_id: int, actor, changes: dict) -> Venue:
    """Write what an officer changed, and tell those who rely on it.

    Args:
        venue_id: primary key of the venue.
        actor: an officer with `places.change_venue`.
        changes: field names of Venue to their new, validated values.

    Raises:
        Refusal: `not-allowed`.
    """
    require(actor.has_perm("places.change_venue"))
    with transaction.atomic():
        venue, new = _write(venue_id, changes)
        if new:
            for use in venue_uses():
                use(venue, new)
        return venue


def _write(venue_id: int, changes: dict) -> tuple[Venue, list[str]]:
    """Write the changes; returns the venue, and what is new of what visitors rely on."""
    venue = Venue.objects.select_for_update().get(pk=venue_id)
    new = [
        name
        for name in Venue.FOR_VISITORS
        if name in changes and changes[name] != getattr(venue, name)
    ]
    for name, value in changes.items():
        setattr(venue, name, value)
    venue.save(update_fields=[*changes])
    return venue, new
