"""Rooms for everybody: what there is, what it costs, and when it is booked, by nobody's name."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings.enums import DateState
from bookings.models import BookingDate, Room
from hubs.models import Hub

DAYS_SHOWN = 28


def let_rooms():
    """The rooms that can be booked, of public hubs, with what a page shows of each."""
    rooms = Room.objects.filter(is_let=True, hub__in=Hub.objects.public())
    return rooms.select_related("hub__venue").prefetch_related("rates", "hours", "parts")


@require_safe
def rooms(request):
    """Every room that can be booked, by hub."""
    return render(request, "bookings/rooms.html", {"rooms": let_rooms()})


@require_safe
def room(request, slug):
    """One room, its rates, and when it is booked in the next weeks."""
    found = get_object_or_404(let_rooms(), slug=slug)
    return render(request, "bookings/room.html", {"room": found, "booked": booked(found)})


def booked(found: Room) -> list[BookingDate]:
    """The dates of the next weeks on which it, or a part of it, is booked."""
    now = timezone.now()
    dates = BookingDate.objects.filter(
        state=DateState.HELD,
        booking__room__parts__in=found.parts.all(),
        ends_at__gt=now,
        starts_at__lt=now + timedelta(days=DAYS_SHOWN),
    )
    return list(dates.distinct().order_by("starts_at", "pk"))


def let_room(slug_or_key) -> Room:
    """A room that can be booked. Raises Http404."""
    found = let_rooms().filter(pk=slug_or_key).first()
    if found is None:
        raise Http404
    return found
