"""The way from a hub's own page to its rooms, with how many wait for an answer."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.models import Booking
from hubs.models import Hub
from hubs.registry import Line


def own_page(_person, hub: Hub) -> Line:
    """The way to the rooms of a hub."""
    waiting = Booking.objects.to_answer().filter(room__hub=hub).count()
    said = ngettext("%(number)s waits for you", "%(number)s wait for you", waiting)
    return Line(
        words=_("Rooms and who asks for them"),
        url=reverse("my_hub_bookings:home", args=[hub.slug]),
        said=said % {"number": waiting} if waiting else "",
    )
