"""A room that can be booked: what it is made of, when it can be used, what it costs."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bookings.enums import MOST_PENCE, MOST_PEOPLE, MOST_TURNAROUND, QUARTER_MINUTES, Band
from core.models import has_address, is_known
from hubs.enums import Weekday
from hubs.models import Hub


class Part(models.Model):
    """What can't be divided further: half a hall, a room. A room takes one or several."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="room_parts")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("part of a building")
        verbose_name_plural = _("parts of buildings")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hub", "name"], name="part_once_a_hub"),
            models.CheckConstraint(condition=~Q(name=""), name="part_has_a_name"),
        ]

    def __str__(self):
        return self.name


def _turnaround(label):
    return models.PositiveSmallIntegerField(
        label, default=0, validators=[MaxValueValidator(MOST_TURNAROUND)]
    )


class Room(models.Model):
    """Something that is let: a room, or several parts of a building together."""

    hub = models.ForeignKey(
        Hub, on_delete=models.PROTECT, related_name="rooms", verbose_name=_("hub")
    )
    slug = models.SlugField(_("address of its page"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=80)
    about = models.TextField(_("what it is"), max_length=1000, blank=True)
    parts = models.ManyToManyField(
        Part, related_name="rooms", verbose_name=_("parts of the building that it takes")
    )
    seats = models.PositiveSmallIntegerField(
        _("most people"), validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    equipment = models.CharField(_("what is in it"), max_length=300, blank=True)
    before = _turnaround(_("minutes needed before"))
    after = _turnaround(_("minutes needed after"))
    getting_in = models.CharField(
        _("how to get in"),
        max_length=300,
        blank=True,
        help_text=_("Only who has booked it is told."),
    )
    is_let = models.BooleanField(_("can be booked"), default=True)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["hub", "name", "pk"]
        constraints = [
            has_address("room"),
            models.UniqueConstraint(
                fields=["hub", "name"],
                name="room_once_a_hub",
                violation_error_message=_("The hub has a room of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1) & Q(seats__lte=MOST_PEOPLE), name="room_seats_somebody"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__lte": MOST_TURNAROUND})
                    & Q(**{f"{name}__in": range(0, MOST_TURNAROUND + 1, QUARTER_MINUTES)}),
                    name=f"room_{name}_is_in_quarters",
                    violation_error_message=_("Enter 0, 15, 30, 45 … minutes."),
                )
                for name in ("before", "after")
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("bookings:room", args=[self.slug])


class RoomHours(models.Model):
    """From when to when a room can be used on a weekday; none of a room: as its hub is open."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta:
        verbose_name = _("hours of a room")
        verbose_name_plural = _("hours of rooms")
        ordering = ["weekday", "opens"]
        constraints = [
            is_known("room_hours", weekday=Weekday),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="room_hours_close_after_they_open",
                violation_error_message=_("It must end after it begins, on the same day."),
            ),
            models.UniqueConstraint(fields=["room", "weekday", "opens"], name="room_hours_once"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens}–{self.closes}"


class Rate(models.Model):
    """What an hour costs for a kind of group. Nothing is paid here: it is invoiced."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="rates")
    band = models.CharField(_("for whom"), max_length=12, choices=Band)
    pence = models.PositiveIntegerField(_("an hour"), validators=[MaxValueValidator(MOST_PENCE)])

    class Meta:
        verbose_name = _("rate of a room")
        verbose_name_plural = _("rates of rooms")
        ordering = ["band"]
        constraints = [
            is_known("room_rate", band=Band),
            models.UniqueConstraint(fields=["room", "band"], name="room_rate_once_a_band"),
            models.CheckConstraint(condition=Q(pence__lte=MOST_PENCE), name="room_rate_is_so_much"),
        ]

    def __str__(self):
        return f"{self.get_band_display()}: {self.pence}"
