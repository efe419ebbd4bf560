"""Rooms and bookings of every hub: to read, and to answer on the hub's own pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bookings import rules
from bookings.enums import BookingState, DateState
from bookings.models import Booking, Room
from bookings.services import pence_of
from hubs.filters import HubFilter
from hubs.words import rule_words
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.lists import ReadOnlyMixin, moment
from officers.tabs import HISTORY, OVERVIEW
from questionnaires.values import pounds


def held(booking: Booking) -> int:
    """How many dates are booked."""
    return sum(one.state == DateState.HELD for one in booking.dates.all())


@admin.register(Room)
class RoomAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What can be booked."""

    area, place = Area.HUBS, 3
    tabs = (OVERVIEW, HISTORY)
    list_display = ["name", "hub", "seats", "is_let"]
    list_filter = ["is_let", ("hub", HubFilter)]
    list_select_related = ["hub__venue"]
    search_fields = ["name", "hub__venue__name"]

    def get_queryset(self, request):
        """With their hubs."""
        return super().get_queryset(request).select_related("hub__venue")

    def facts(self, request, room):
        """Where it is, and whom it holds."""
        return [(_("Hub"), room.hub), (_("Most people"), room.seats)]

    def told(self, request, room):
        """What it is."""
        return [(_("What it is"), room.about)]

    def links(self, request, room):
        """The pages on which it is changed, and on which who asks is answered."""
        if not rules.may_let(request.user, room):
            return []
        own = reverse("my_hub_bookings:room", args=[room.hub.slug, room.pk])
        return [(_("Change the room"), own)]

    def is_on_site(self, thing) -> bool:
        """Whether groups can ask for it."""
        return thing.is_let and thing.hub.is_public


@admin.register(Booking)
class BookingAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Who asked for which room, and what it comes to; exported for invoices."""

    area, place = Area.HUBS, 4
    tabs = (OVERVIEW, HISTORY)
    view_on_site = False
    list_display = ["purpose", "state", "room", "organisation", "asked"]
    list_filter = ["state", ("room__hub", HubFilter)]
    list_tabs = (
        (_("All"), ""),
        (_("To answer"), f"state__exact={BookingState.ASKED}"),
        (_("Booked"), f"state__exact={BookingState.HELD}"),
    )
    list_select_related = ["room__hub__venue", "organisation"]
    search_fields = ["purpose", "organisation__name", "room__name", "room__hub__venue__name"]
    export_permission = "bookings.view_booking"
    export_columns = (
        Column(_("Hub"), lambda one: one.room.hub),
        Column(_("Room"), lambda one: one.room),
        Column(_("Group"), lambda one: one.whose),
        Column(_("What for"), lambda one: one.purpose),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Rate"), lambda one: one.get_band_display()),
        Column(_("An hour, in pounds"), lambda one: one.pence_an_hour / 100),
        Column(_("Dates booked"), held),
        Column(_("To invoice, in pounds"), lambda one: pence_of(one) / 100),
    )

    def get_queryset(self, request):
        """With their rooms, groups and dates."""
        return super().get_queryset(request).with_details()

    @admin.display(description=_("asked for"), ordering="asked_at")
    def asked(self, booking):
        """When it was asked for."""
        return moment(booking.asked_at)

    def facts(self, request, booking):
        """Who, where and when."""
        return [
            (_("Group"), booking.whose),
            (_("Room"), f"{booking.room}, {booking.room.hub}"),
            (_("When"), rule_words(booking)),
            (_("Dates booked"), str(held(booking))),
            (_("To invoice"), pounds(pence_of(booking))),
        ]

    def links(self, request, booking):
        """The page on which it is answered."""
        if not rules.may_let(request.user, booking.room):
            return []
        own = reverse("my_hub_bookings:booking", args=[booking.room.hub.slug, booking.pk])
        return [(_("Answer it, or take a date back"), own)]

    def history_parts(self, booking) -> list:
        """Its dates are told of with it."""
        return [booking.dates.all()]
