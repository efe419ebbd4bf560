"""A booking, its dates, and the quarter hours that they hold."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bookings import rules
from bookings.enums import BOOKING_MOVES, Band, BookingState, DateState, Displacement
from bookings.models.room import Part, Room
from core.models import is_known
from core.moves import MoveRecord
from hubs.models import Recurring


class BookingQuerySet(models.QuerySet):
    """Bookings in the words of the pages that list them."""

    def to_answer(self):
        """Those of which a date waits for the hub, the oldest first."""
        states = (BookingState.ASKED, BookingState.HELD)
        waiting = BookingDate.objects.filter(state=DateState.ASKED).values("booking")
        return self.filter(state__in=states, pk__in=waiting).order_by("asked_at", "pk")

    def with_details(self):
        """With what a line or a page of each shows, in a fixed number of statements."""
        return self.select_related("room__hub__venue", "organisation", "asked_by").prefetch_related(
            "dates"
        )


class Booking(Recurring):
    """A room for a group, once or again and again."""

    MOVES = BOOKING_MOVES
    State = BookingState

    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("room")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        on_delete=models.PROTECT,
        related_name="bookings",
        verbose_name=_("group"),
        help_text=_("Empty: the hub itself."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=BookingState,
        default=BookingState.ASKED,
        editable=False,
    )
    purpose = models.CharField(_("what for"), max_length=300)
    people = models.PositiveSmallIntegerField(_("how many people"))
    band = models.CharField(_("rate"), max_length=12, choices=Band, default=Band.COMMUNITY)
    pence_an_hour = models.PositiveIntegerField(_("an hour"), default=0)
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta(Recurring.Meta):
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *Recurring.Meta.constraints,
            is_known("booking", state=BookingState),
            is_known("booking", band=Band),
            models.CheckConstraint(condition=~Q(purpose=""), name="booking_says_what_for"),
            models.CheckConstraint(condition=Q(people__gte=1), name="booking_is_for_somebody"),
        ]

    def __str__(self):
        return self.purpose

    @property
    def whose(self) -> str:
        """The group, or the hub itself, in words."""
        return self.organisation.name if self.organisation_id else str(self.room.hub)

    @property
    def filed_under(self) -> str:
        """What messages about it are filed under."""
        return f"booking:{self.pk}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may say so of it."""
        return rules.may_move(actor, self, to)


class BookingMove(MoveRecord):
    """The history of a booking's state."""

    thing = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a booking")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class BookingDate(models.Model):
    """One date of a booking, in UTC; what is skipped is kept, so that it can be offered again."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="dates")
    day = models.DateField(_("date"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    state = models.CharField(
        _("state"), max_length=10, choices=DateState, default=DateState.ASKED, editable=False
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    displaced_for = models.CharField(
        _("taken back for"), max_length=10, choices=Displacement, blank=True
    )
    notice_days = models.PositiveSmallIntegerField(
        _("working days of notice"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("date of a booking")
        verbose_name_plural = _("dates of bookings")
        ordering = ["starts_at", "pk"]
        constraints = [
            is_known("booking_date", state=DateState),
            models.UniqueConstraint(fields=["booking", "day"], name="booking_date_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_date_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state=DateState.DISPLACED, notice_days__isnull=False)
                & ~Q(displaced_for="")
                & ~Q(why="")
                | Q(notice_days=None, displaced_for="") & ~Q(state=DateState.DISPLACED),
                name="booking_date_says_why_it_is_taken_back",
            ),
        ]

    def __str__(self):
        return f"{self.day}"

    @property
    def is_ahead(self) -> bool:
        """Whether it hasn't begun."""
        return self.starts_at > timezone.now()


class Slot(models.Model):
    """A quarter of an hour of a part of a building that a date holds: nobody else's can.

    Rows are written in one order, by time and part, so that bookings wait for each other and never
    in a circle.
    """

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="slots")
    at = models.DateTimeField(_("quarter of an hour that begins at"))
    date = models.ForeignKey(BookingDate, on_delete=models.CASCADE, related_name="slots")

    class Meta:
        verbose_name = _("held quarter of an hour")
        verbose_name_plural = _("held quarters of an hour")
        ordering = ["at", "part"]
        constraints = [
            models.UniqueConstraint(fields=["part", "at"], name="slot_is_held_once"),
        ]

    def __str__(self):
        return f"{self.part_id} {self.at}"
