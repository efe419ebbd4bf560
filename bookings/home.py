"""What rooms tell the officers' home."""

from collections.abc import Iterable

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bookings.models import Booking
from hubs import rules as hubs
from hubs.models import Hub
from officers.registry import HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """Who asks for a room at the hubs that an officer looks after."""
    if not officer.has_perm("bookings.view_booking"):
        return
    rows = Booking.objects.to_answer()
    if not hubs.may_edit_all(officer):
        rows = rows.filter(room__hub__in=Hub.objects.managed_by(officer))
    yield Waiting(
        _("groups that ask for a room"),
        rows.count(),
        f"{reverse('admin:bookings_booking_changelist')}?state__exact=asked",
        oldest=rows.order_by().aggregate(oldest=Min("asked_at"))["oldest"],
    )


PART = HomePart(waits=waits)
