"""A group's own pages of rooms: ask, see what became of it, give dates back; for its people."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bookings import services
from bookings.enums import DateState
from bookings.forms import AskForm
from bookings.models import Booking
from bookings.services.answering import free_again
from bookings.services.asking import AN_HOUR, dates_asked, waited_for
from bookings.views.public import let_room, let_rooms
from core.forms import add_refusal
from core.refusal import Refusal
from hubs.words import rule_words
from organisations import rules as organisations
from organisations.rules import Act
from organisations.views.pages import OwnPage, own_group, own_page
from questionnaires.values import pounds

LOOK = "look"


@own_page
@require_safe
def home(request, slug):
    """All that a group has asked for, and the rooms that there are."""
    group = own_group(request, slug)
    bookings = group.bookings.with_details()
    context = {
        "organisation": group,
        "lines": [line_of(one) for one in bookings],
        "rooms": let_rooms(),
        "may_ask": organisations.may(request.user, group, Act.EDIT),
    }
    return render(request, "bookings/my/group.html", context)


def line_of(booking: Booking) -> dict:
    """What a list says of a booking."""
    dates = list(booking.dates.all())
    return {
        "booking": booking,
        "when": rule_words(booking),
        "held": sum(one.state == DateState.HELD for one in dates),
        "asked": sum(one.state == DateState.ASKED for one in dates),
    }


@own_page
@require_safe
def booking(request, slug, pk):
    """One booking with each of its dates, and what can be done with them."""
    group = own_group(request, slug)
    found = get_object_or_404(group.bookings.with_details(), pk=pk)
    dates = list(found.dates.all())
    is_held = any(one.state == DateState.HELD and one.is_ahead for one in dates)
    context = {
        "organisation": group,
        "booking": found,
        "when": rule_words(found),
        "dates": dates,
        "price": pounds(services.pence_of(found)) if found.pence_an_hour else "",
        "getting_in": found.room.getting_in if is_held else "",
        "free_again": free_again(found),
        "may_ask": organisations.may(request.user, group, Act.EDIT),
        "is_open": found.state in {Booking.State.ASKED, Booking.State.HELD},
        "declined": found.moves.filter(to_state=Booking.State.DECLINED).last(),
    }
    return render(request, "bookings/my/booking.html", context)


class BookingPage(OwnPage):
    """A page of a group's bookings with a form that calls one service."""

    template_name = "bookings/my/form.html"
    title = explain = send = ""

    @cached_property
    def booking(self) -> Booking:
        """The one at this address. Raises Http404."""
        rows = self.organisation.bookings.with_details()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def asked(self) -> dict:
        """Which booking a service is called for, and by whom."""
        return {"booking_id": self.booking.pk, "actor": self.request.user}

    def get_success_url(self) -> str:
        return reverse("my_bookings:booking", args=[self.organisation.slug, self.booking.pk])

    def get_context_data(self, **more) -> dict:
        shown = {"title": self.title, "explain": self.explain, "send": self.send}
        return super().get_context_data(**shown | more)


class Ask(BookingPage):
    """Asks for a room: first every date's verdict is shown, then it is asked for."""

    form_class = AskForm
    template_name = "bookings/my/ask.html"
    title = gettext_lazy("Ask for a room")

    @cached_property
    def room(self):
        """Which one. Raises Http404."""
        return let_room(self.kwargs["room"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"room": self.room}

    def get_initial(self) -> dict:
        return {"starts_on": timezone.localdate(), "how_often": "once"}

    def form_valid(self, form) -> HttpResponse:
        """Look first: the verdicts stand above the form, and a second press asks."""
        asked = form.arguments()
        booking = Booking(room=self.room, purpose=asked["purpose"], people=asked["people"])
        for name, value in asked["when"].items():
            setattr(booking, name, value)
        try:
            if LOOK in self.request.POST:
                found = dates_asked(booking)
                context = self.get_context_data(form=form, verdicts=found, looked=True)
                return self.render_to_response(context | self.sum_of(found, asked.get("band")))
            made = services.ask(
                room_id=self.room.pk,
                actor=self.request.user,
                organisation=self.organisation,
                **asked,
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The hub has it. We write to you when it answers."))
        return redirect("my_bookings:booking", self.organisation.slug, made.pk)

    def sum_of(self, found: list, band: str | None) -> dict:
        """How many dates are free, which others wait for, and what the free ones would cost."""
        rates = {one.band: one.pence for one in self.room.rates.all()}
        free = [one for one in found if one.is_free]
        hours = sum((one.ends_at - one.starts_at for one in free), timedelta()) / AN_HOUR
        price = pounds(round(hours * rates[band])) if rates.get(band) else ""
        return {"free": len(free), "waited": waited_for(self.room, free), "price": price}

    def get_context_data(self, **more) -> dict:
        return super().get_context_data(room=self.room, **more)


class GiveBack(BookingPage):
    """Gives one date back."""

    form_class = forms.Form
    title = gettext_lazy("Give this date back?")
    send = gettext_lazy("Give it back")

    @cached_property
    def date(self):
        """Which one. Raises Http404."""
        return get_object_or_404(self.booking.dates, pk=self.kwargs["date"])

    def get_context_data(self, **more) -> dict:
        day = date_format(self.date.day, "l j F Y")
        said = _("%(room)s on %(day)s. Others can have it then.")
        explain = said % {"room": self.booking.room, "day": day}
        return super().get_context_data(explain=explain, **more)

    def act(self, answers: dict) -> None:
        services.give_back(**self.asked(), date_ids=[self.date.pk])
        self.done = _("It is given back. Thank you.")


class End(BookingPage):
    """Gives all dates ahead back."""

    form_class = forms.Form
    title = gettext_lazy("End this booking?")
    explain = gettext_lazy("Every date that is still to come is given back. Past ones stay.")
    send = gettext_lazy("End it")

    def act(self, answers: dict) -> None:
        services.end(**self.asked())
        self.done = _("It has ended.")


class Again(BookingPage):
    """Asks for skipped dates that have come free."""

    form_class = forms.Form
    title = gettext_lazy("Ask for the dates that have come free?")
    send = gettext_lazy("Ask for them")

    def act(self, answers: dict) -> None:
        services.ask_again(**self.asked())
        self.done = _("The hub has it. We write to you when it answers.")
