"""The officers' pages of rooms and bookings."""

from bookings.admin.bookings import BookingAdmin, RoomAdmin

__all__ = ["BookingAdmin", "RoomAdmin"]
