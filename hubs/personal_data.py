"""What the portal holds about the people who look after hubs."""

from django.utils.translation import gettext_lazy as _

from people.registry import Keep, counts_from, not_personal, register_personal

WHILE_MANAGER = Keep(_("While you look after the hub"))
SINCE_THEN = Keep(_("6 years"), years=6)


def declare() -> None:
    """Register the personal fields of managers, and of the history of hubs."""
    register_personal(
        "hubs.HubManager",
        "hub",
        "person",
        "since",
        purpose=_("So that whoever looks after a hub, and nobody else, says when it is open"),
        keep=WHILE_MANAGER,
    )
    register_personal(
        "hubs.HubMove",
        *("thing", "actor", "from_state", "to_state", "reason", "at"),
        purpose=_("To know who said that a hub is in use"),
        keep=SINCE_THEN,
    )
    counts_from("hubs.HubMove", "at")
    for model in ("HubManager", "HubMove"):
        not_personal(f"hubs.{model}", "id")
