"""What activities tell the hubs: the way from a hub's own page, and how the directory narrows."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import services
from activities.enums import Kind
from activities.models import Activity
from hubs.models import Hub
from hubs.registry import Line


def own_page(_person, hub: Hub) -> Line:
    """The way to what takes place at a hub, with how many wait for an answer."""
    waiting = Activity.objects.to_answer().filter(hub=hub).count()
    said = ngettext("%(number)s waits for you", "%(number)s wait for you", waiting)
    return Line(
        words=_("What takes place here"),
        url=reverse("my_hub_activities:home", args=[hub.slug]),
        said=said % {"number": waiting} if waiting else "",
    )


def kinds() -> Iterable[tuple[str, str]]:
    """What the directory offers to choose."""
    return Kind.choices


def hubs_with(kind: str, day: date | None) -> set[int]:
    """The hubs at which something of this kind takes place then."""
    return services.hubs_with(kind, day)
