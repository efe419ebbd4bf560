"""What becomes of who manages a hub where two records of one person become one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import HubManager
from people.merge_keys import moves


def declare() -> None:
    """Say how the rows of managers move."""
    moves(
        "hubs.HubManager",
        "person",
        gettext_lazy("hubs that they look after"),
        doubles=of_both,
        says=lambda row: _("Both look after %(hub)s: it is kept once.") % {"hub": row.hub},
    )


def of_both(kept, gone) -> list[HubManager]:
    """The rows of the record that goes, of hubs that the other one manages too."""
    there = HubManager.objects.filter(person=kept).values("hub")
    return list(HubManager.objects.filter(person=gone, hub__in=there).select_related("hub__venue"))
