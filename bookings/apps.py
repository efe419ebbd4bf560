from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingsConfig(AppConfig):
    name = "bookings"
    verbose_name = _("Rooms and bookings")

    def ready(self):
        from bookings import emails, home, merging, on_groups, on_hubs, personal_data
        from bookings.models import Booking
        from hubs.registry import register_own_page
        from messaging.services import Kind, of_all, register_about, register_kind
        from officers.registry import register_part
        from organisations.registry import register_own_page as register_group_page

        label = _("What hubs say to the rooms that you ask for")
        register_kind(Kind(name=emails.ANSWERS, label=label, optional=False))
        register_about("booking", of_all(Booking, "bookings.view_booking"))
        register_own_page(on_hubs.own_page)
        register_group_page(on_groups.own_page)
        register_part(home.PART)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Hub officers let every room, hub managers those of their hub."""
        from people import roles

        for role in (roles.READ_ONLY, roles.HUB_MANAGER, roles.HUB_OFFICER):
            roles.grant(role, "bookings.view_booking", "bookings.view_room")

    def _record_changes(self):
        """Keep who changed what of a room, and what became of a date."""
        from auditlog.registry import auditlog

        from bookings import models

        auditlog.register(models.Room, m2m_fields={"parts"})
        for name in ("Booking", "BookingDate", "Rate", "RoomHours"):
            auditlog.register(getattr(models, name))
