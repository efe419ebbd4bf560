"""Rooms, what they are made of and cost, and bookings with their dates and quarter hours."""

from bookings.models.booking import Booking, BookingDate, BookingMove, Slot
from bookings.models.room import Part, Rate, Room, RoomHours

__all__ = [
    "Booking",
    "BookingDate",
    "BookingMove",
    "Part",
    "Rate",
    "Room",
    "RoomHours",
    "Slot",
]
