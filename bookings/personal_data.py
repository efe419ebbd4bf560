"""What the portal holds about people who ask for rooms, and who answered them."""

from django.utils.translation import gettext_lazy as _

from people.registry import Keep, counts_from, not_personal, register_personal

SINCE_THEN = Keep(_("6 years"), years=6)


def declare() -> None:
    """Register the personal fields of bookings and their history."""
    register_personal(
        "bookings.Booking",
        "asked_by",
        purpose=_("To know who asked for a room in a group’s name"),
        keep=SINCE_THEN,
    )
    not_personal(
        "bookings.Booking",
        *("room", "organisation", "state", "purpose", "people", "band", "pence_an_hour"),
        *("asked_at", "starts_on", "ends_on", "begins", "ends", "how_often", "every", "weekdays"),
    )
    counts_from("bookings.Booking", "asked_at")
    register_personal(
        "bookings.BookingMove",
        *("thing", "actor", "from_state", "to_state", "reason", "at"),
        purpose=_("To know who let a room or said no"),
        keep=SINCE_THEN,
    )
    counts_from("bookings.BookingMove", "at")
    not_personal("bookings.BookingMove", "id")
    not_personal(
        "bookings.BookingDate",
        *("booking", "day", "starts_at", "ends_at", "state", "why", "displaced_for", "notice_days"),
    )
    not_personal("bookings.Slot", "part", "at", "date")
