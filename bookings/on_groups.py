"""The way from a group's own page to the rooms that it has asked for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Organisation
from organisations.registry import Line


def own_page(_person, organisation: Organisation) -> Line:
    """The way to a group's rooms."""
    return Line(words=_("Rooms"), url=reverse("my_bookings:home", args=[organisation.slug]))
