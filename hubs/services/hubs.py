"""The record of a hub: made, changed, assured, opened; and who manages it."""

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from hubs import rules
from hubs.enums import HubState
from hubs.models import Hub, HubFacility, HubManager
from hubs.services.locks import lock, lock_to_edit
from places.models import Venue, Ward
from places.services import point_of_postcode

# What its managers say themselves.
SAID = ("about", "getting_there", "run_by", "email", "telephone", "website")


@transaction.atomic
def create(*, actor, venue: Venue) -> Hub:
    """Make the record of a hub at a venue; it is planned until somebody says that it is in use.

    Raises:
        Refusal: `not-allowed`, `there-already` where the venue has one.
    """
    require(rules.may_edit_all(actor))
    if Hub.objects.filter(venue=venue).exists():
        words = _("This venue is a hub already.")
        raise Refusal(words, code="there-already", field="venue")
    hub = Hub(venue=venue, slug=venue.slug, is_demo=venue.is_demo)
    _take_point(hub)
    hub.save()
    return hub


@transaction.atomic
def change(
    *,
    hub_id: int,
    actor,
    said: Mapping[str, str],
    facilities: Iterable[str] | None = None,
    serves: Iterable[Ward] | None = None,
) -> Hub:
    """Write what is said of a hub.

    Args:
        hub_id: primary key of the hub.
        actor: one of its managers, or a hub officer.
        said: names among `SAID` to their new, checked words.
        facilities: all that it has, of Facility; None leaves them as they are.
        serves: all wards that it serves; None leaves them as they are.

    Raises:
        Refusal: `not-found`, `not-allowed`.
        ValueError: `said` names something else.
    """
    if unknown := set(said) - set(SAID):
        raise ValueError(f"not said of a hub: {sorted(unknown)}")
    hub = lock_to_edit(hub_id, actor)
    for name, words in said.items():
        setattr(hub, name, words.strip())
    hub.save(update_fields=[*said])
    if facilities is not None:
        wanted = set(facilities)
        for row in hub.facilities.exclude(kind__in=wanted):
            row.delete()
        for kind in sorted(wanted - set(hub.facilities.values_list("kind", flat=True))):
            HubFacility.objects.create(hub=hub, kind=kind)
    if serves is not None:
        hub.serves.set(serves)
    return hub


@transaction.atomic
def assure(*, hub_id: int, actor) -> Hub:
    """Say that all that is shown of a hub is right today.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    hub = lock_to_edit(hub_id, actor)
    hub.assured_on = timezone.localdate()
    hub.save(update_fields=["assured_on"])
    return hub


@transaction.atomic
def open_hub(*, hub_id: int, actor) -> Hub:
    """Say that a planned hub is in use.

    Raises:
        Refusal: `not-found`, and those of `core.moves.move`.
    """
    hub = lock(hub_id)
    move(hub, to=HubState.OPEN, actor=actor)
    return hub


@transaction.atomic
def add_manager(*, hub_id: int, actor, person) -> HubManager:
    """Let somebody look after a hub. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`, `no-account` where they can't sign in.
    """
    require(rules.may_manage_people(actor))
    hub = lock(hub_id)
    if not person.is_active:
        raise Refusal(_("This account is closed."), code="no-account", field="person")
    try:
        with transaction.atomic():
            return HubManager.objects.create(hub=hub, person=person)
    except IntegrityError:
        return HubManager.objects.get(hub=hub, person=person)


@transaction.atomic
def remove_manager(*, hub_id: int, actor, manager_id: int) -> None:
    """Somebody looks after a hub no more. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    require(rules.may_manage_people(actor))
    hub = lock(hub_id)
    for manager in HubManager.objects.filter(hub=hub, pk=manager_id):
        manager.delete()


def venue_changed(venue: Venue, changed: Iterable[str]) -> None:
    """Move the hub of a venue whose postcode is another, as `places.registry` asks."""
    if "postcode" not in changed:
        return
    for hub in Hub.objects.filter(venue=venue).select_related("venue"):
        hub.venue = venue
        _take_point(hub)
        hub.save(update_fields=["easting", "northing"])


def _take_point(hub: Hub) -> None:
    """Put a hub where the postcode of its venue is, if anybody knows."""
    point = point_of_postcode(hub.venue.postcode)
    hub.easting, hub.northing = point or (None, None)
