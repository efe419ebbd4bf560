"""The way from a hub's own page to the record of its building, with what is late."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buildings.services import owed
from buildings.services.due import with_checks
from hubs.models import Hub
from hubs.registry import Line


def own_page(_person, hub: Hub) -> Line:
    """The way to the record of a hub's building."""
    late = owed(with_checks().filter(hub=hub), timezone.localdate()).overdue
    said = ngettext("%(number)s check is overdue", "%(number)s checks are overdue", late)
    return Line(
        words=_("The building: checks, counts and incidents"),
        url=reverse("my_hub_building:home", args=[hub.slug]),
        said=said % {"number": late} if late else "",
    )
