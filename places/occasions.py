"""Occasions: what takes place somewhere at a time, whichever app it belongs to.

A session and a meeting extend `Occasion`, and their QuerySets `OccasionQuerySet`. Who hears of a
change is each app's to say; that there is one, and what may be a slip in it, is said here.
"""

from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import calendar
from places.models import Venue


class OccasionQuerySet(models.QuerySet):
    """Occasions by when they are."""

    def ahead(self):
        """Not over, soonest first; one that is cancelled says so itself."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def upcoming(self):
        """Not over and not cancelled, soonest first."""
        return self.ahead().exclude(state=Occasion.CANCELLED)

    def past(self):
        """Over, latest first."""
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")


class Occasion(models.Model):
    """Something that takes place. Times are stored in UTC and spoken in Europe/London."""

    CANCELLED = "cancelled"
    # A change of these is a move: people are told of it, and their calendars take it over.
    WHEN_AND_WHERE = ("starts_at", "ends_at", "venue", "online_link")

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("venue"),
    )
    online_link = models.URLField(
        _("online link"),
        max_length=300,
        blank=True,
        help_text=_("Only those who take part are told; never shown on the public page."),
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text=_("Rises when date, time or place change: the calendar's SEQUENCE."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message=_("It must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(venue__isnull=False) | ~Q(online_link=""),
                name="%(class)s_has_a_place",
                violation_error_message=_("Give a venue, an online link or both."),
            ),
        ]

    @property
    def full_url(self) -> str:
        """The address of its page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.CANCELLED

    @property
    def lasts_days(self) -> bool:
        """Whether it ends on another day than it starts."""
        return timezone.localdate(self.starts_at) != timezone.localdate(self.ends_at)

    def write(self, changes: dict) -> list[str]:
        """Take over changed values, not saved yet; a move is counted, for calendars.

        Args:
            changes: field names to their new, validated values.

        Returns:
            What moves of it: the names among `WHEN_AND_WHERE` whose values are new.
        """
        moved = [
            name
            for name in self.WHEN_AND_WHERE
            if name in changes and changes[name] != getattr(self, name)
        ]
        for name, value in changes.items():
            setattr(self, name, value)
        self.version += bool(moved)
        return moved

    def calendar_entry(
        self, *, summary: str, changed_at: datetime, with_link: bool
    ) -> calendar.Entry:
        """What a calendar is told of it.

        Args:
            summary: what it is about.
            changed_at: when what the calendar is told was changed last.
            with_link: whether to tell the online link, for those who take part.
        """
        return calendar.Entry(
            key=f"{self._meta.model_name}-{self.pk}",
            sequence=self.version - 1 + self.is_cancelled,
            changed_at=changed_at,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            title=self.title,
            summary=summary,
            location=calendar.location_of(self, with_link=with_link),
            url=self.full_url,
            is_cancelled=self.is_cancelled,
        )


def in_the_same_room(occasion: Occasion) -> list[Occasion]:
    """What else is planned for its venue at its time, of every app, soonest first."""
    if occasion.venue_id is None:
        return []
    found = []
    for model in apps.get_models():
        if issubclass(model, Occasion):
            others = model.objects.filter(
                venue_id=occasion.venue_id,
                starts_at__lt=occasion.ends_at,
                ends_at__gt=occasion.starts_at,
            ).exclude(state=Occasion.CANCELLED)
            if isinstance(occasion, model):
                others = others.exclude(pk=occasion.pk)
            found += others.select_related("venue")
    return sorted(found, key=lambda other: (other.starts_at, other.pk))


def doubts_of(occasion: Occasion) -> list[str]:
    """What may be a slip: in the past, or in a room where something else is."""
    past = [gettext("It starts in the past: look at the date.")] if occasion.has_started else []
    return past + doubts_of_its_room(occasion)


def doubts_of_its_room(occasion: Occasion) -> list[str]:
    """Whether something else is in the same room at the same time."""
    return [
        gettext("“%(title)s” is at %(venue)s at the same time.")
        % {"title": other.title, "venue": other.venue}
        for other in in_the_same_room(occasion)
    ]
