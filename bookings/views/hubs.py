"""Rooms of a hub for who looks after it: what they are, who asks, what is booked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bookings import services
from bookings.enums import DateState
from bookings.forms import DeclineForm, DisplaceForm, RoomForm
from bookings.models import Booking, BookingDate, Room
from bookings.services.verdicts import verdicts
from core.refusal import Refusal
from core.views import ServicePage
from hubs.views.own import own_hub
from hubs.words import rule_words

BASE = "hubs/my/base.html"
MOST_WAITING = 50
# A longer number is the key of nothing.
LONGEST_KEY = 18


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def home(request, slug):
    """All that waits on one screen, to be ticked and booked at once; and the rooms."""
    hub = own_hub(request, slug)
    if request.method == "POST":
        return _approve_ticked(request, hub)
    waiting = Booking.objects.to_answer().filter(room__hub=hub).with_details()[:MOST_WAITING]
    context = {
        "hub": hub,
        "waiting": [waiting_line(one) for one in waiting],
        "rooms": hub.rooms.all(),
        "ahead": ahead_of(hub),
    }
    return render(request, "bookings/my/hub.html", context)


def ahead_of(hub) -> list[BookingDate]:
    """What is booked next in a hub's rooms."""
    dates = BookingDate.objects.filter(state=DateState.HELD, booking__room__hub=hub)
    rows = dates.select_related("booking__room__hub__venue", "booking__organisation")
    return [one for one in rows.order_by("starts_at")[:200] if one.is_ahead][:20]


def waiting_line(booking: Booking) -> dict:
    """What waits: its dates as they could be answered now, and whom it would keep out."""
    asked = [one for one in booking.dates.all() if one.state == DateState.ASKED]
    found = verdicts(booking.room, [one.day for one in asked], booking.begins, booking.ends)
    return {
        "booking": booking,
        "when": rule_words(booking),
        "free": sum(one.is_free for one in found),
        "not_free": [one for one in found if not one.is_free],
        "clashes": services.clashes_of(booking),
    }


def _approve_ticked(request, hub) -> HttpResponse:
    """Book what was ticked, one after the other; what can't be is named."""
    sent = [one for one in request.POST.getlist("booking") if one.isdecimal()]
    ticked = [int(one) for one in sent if len(one) <= LONGEST_KEY][:MOST_WAITING]
    booked = 0
    for found in Booking.objects.filter(pk__in=ticked, room__hub=hub).order_by("asked_at", "pk"):
        asked = [*found.dates.filter(state=DateState.ASKED).values_list("pk", flat=True)]
        try:
            services.approve(booking_id=found.pk, actor=request.user)
        except Refusal as refusal:
            messages.warning(request, f"{found}: {refusal.message}")
            continue
        booked += 1
        lost = len(asked) - found.dates.filter(pk__in=asked, state=DateState.HELD).count()
        if lost:
            words = _("%(booking)s: %(lost)s of %(all)s dates were not free any more.")
            said = {"booking": found, "lost": lost, "all": len(asked)}
            messages.warning(request, words % said)
    if booked:
        words = ngettext("%(number)s is booked.", "%(number)s are booked.", booked)
        said = _("The groups are told.")
        messages.success(request, f"{words % {'number': booked}} {said}")
    elif not ticked:
        messages.warning(request, _("Tick what you want to book."))
    return redirect("my_hub_bookings:home", hub.slug)


class HubPage(ServicePage):
    """A page of a hub's rooms with a form that calls one service."""

    template_name = "bookings/my/hub_form.html"
    title = explain = send = ""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            self.hub = own_hub(request, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        if hasattr(form, "arguments"):
            form.cleaned_data = form.arguments()
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("my_hub_bookings:home", args=[self.hub.slug])

    def get_context_data(self, **more) -> dict:
        shown = {"title": self.title, "explain": self.explain, "send": self.send}
        shown |= {"hub": self.hub, "back": HubPage.get_success_url(self)}
        return super().get_context_data(**shown | more)


class NewRoom(HubPage):
    """A room more."""

    form_class = RoomForm
    title = gettext_lazy("A room to book")
    send = gettext_lazy("Save")

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.knows = False
        return form

    def get_initial(self) -> dict:
        return {"is_let": True, "before": "0", "after": "15"}

    def act(self, answers: dict) -> None:
        services.make_room(hub_id=self.hub.pk, actor=self.request.user, **answers)
        self.done = _("The room is saved. Groups can ask for it.")


class ChangeRoom(HubPage):
    """What a room is."""

    form_class = RoomForm
    title = gettext_lazy("Change the room")
    send = gettext_lazy("Save")

    @cached_property
    def room(self) -> Room:
        """Which one. Raises Http404."""
        return get_object_or_404(self.hub.rooms, pk=self.kwargs["pk"])

    def get_initial(self) -> dict:
        return RoomForm.shown(self.room)

    def act(self, answers: dict) -> None:
        services.keep_room(room_id=self.room.pk, actor=self.request.user, **answers)
        self.done = _("The room is saved.")


def own_booking(hub, pk: int) -> Booking:
    """A booking of a room of this hub. Raises Http404."""
    return get_object_or_404(Booking.objects.filter(room__hub=hub).with_details(), pk=pk)


@login_required
@never_cache
@require_safe
def booking(request, slug, pk):
    """One booking, for who answers it."""
    hub = own_hub(request, slug)
    found = own_booking(hub, pk)
    context = {
        "hub": hub,
        "booking": found,
        "dates": found.dates.all(),
        "line": waiting_line(found),
    }
    return render(request, "bookings/my/hub_booking.html", context)


class Decline(HubPage):
    """Says no to who asks."""

    form_class = DeclineForm
    title = gettext_lazy("Say no")
    send = gettext_lazy("Say no, and tell the group")

    @property
    def explain(self) -> str:
        """What is asked for."""
        found = own_booking(self.hub, self.kwargs["pk"])
        return f"{found.whose}: {found}, {rule_words(found)}"

    def act(self, answers: dict) -> None:
        found = own_booking(self.hub, self.kwargs["pk"])
        services.decline(booking_id=found.pk, actor=self.request.user, **answers)
        self.done = _("The group is told.")


class Displace(HubPage):
    """Takes a booked date back."""

    form_class = DisplaceForm
    title = gettext_lazy("Take this date back")
    send = gettext_lazy("Take it back, and tell the group")

    @cached_property
    def date(self) -> BookingDate:
        """Which one. Raises Http404."""
        rows = BookingDate.objects.filter(booking__room__hub=self.hub, booking=self.kwargs["pk"])
        found = rows.select_related("booking__room", "booking__organisation")
        return get_object_or_404(found, pk=self.kwargs["date"])

    @property
    def explain(self) -> str:
        """Which date of whom."""
        return (
            f"{self.date.booking.whose}: {self.date.booking}, {date_format(self.date.day, 'j F Y')}"
        )

    def act(self, answers: dict) -> None:
        services.displace(date_id=self.date.pk, actor=self.request.user, **answers)
        self.done = _("It is taken back. The group is told.")
