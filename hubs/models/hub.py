"""A hub: what it is, what was said of it, what it has, who looks after it."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import has_address, is_known
from core.moves import MoveRecord
from hubs import rules
from hubs.enums import HUB_MOVES, Facility, HolidayRule, HubState
from places.points import Point


class HubQuerySet(models.QuerySet):
    """Hubs in the words of the pages that list them."""

    def public(self):
        """Those that somebody assured us of within the last twelve months."""
        return self.filter(assured_on__gte=rules.hidden_from(timezone.localdate()))

    def to_assure(self):
        """Those that nobody assured us of for three months."""
        return self.filter(assured_on__lt=rules.asked_from(timezone.localdate()))

    def managed_by(self, person):
        """Those that somebody manages."""
        return self.filter(managers__person=person)

    def with_details(self):
        """With what a list shows of each, in a fixed number of statements."""
        return self.select_related("venue__ward").prefetch_related(
            "facilities", "facts", "notices__instead_hub__venue", "serves"
        )


class Hub(models.Model):
    """A community hub, or one that is planned: a venue with a record of its own."""

    MOVES = HUB_MOVES
    State = HubState

    venue = models.OneToOneField(
        "places.Venue", on_delete=models.PROTECT, related_name="hub", verbose_name=_("venue")
    )
    slug = models.SlugField(_("address of its page"), max_length=120, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=HubState, default=HubState.PLANNED, editable=False
    )
    easting = models.PositiveIntegerField(
        _("easting"),
        null=True,
        blank=True,
        help_text=_("Metres of the National Grid. Empty: taken from the postcode of the venue."),
    )
    northing = models.PositiveIntegerField(_("northing"), null=True, blank=True)
    about = models.TextField(_("what it is"), max_length=2000, blank=True)
    getting_there = models.TextField(_("how to get there"), max_length=1000, blank=True)
    run_by = models.CharField(
        _("run by"), max_length=160, blank=True, help_text=_("An organisation or a team.")
    )
    email = models.EmailField(_("email address for the public"), max_length=254, blank=True)
    telephone = models.CharField(_("telephone number for the public"), max_length=20, blank=True)
    website = models.CharField(
        _("website"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    serves = models.ManyToManyField(
        "places.Ward", blank=True, related_name="+", verbose_name=_("wards it serves")
    )
    on_holidays = models.CharField(
        _("on bank holidays"),
        max_length=10,
        choices=HolidayRule,
        default=HolidayRule.UNKNOWN,
        blank=True,
    )
    assured_on = models.DateField(
        _("last assured on"),
        default=timezone.localdate,
        help_text=_("The last day on which somebody said that all of this is right."),
    )
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = HubQuerySet.as_manager()

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")
        ordering = ["venue__name", "pk"]
        constraints = [
            has_address("hub"),
            is_known("hub", state=HubState),
            is_known("hub", on_holidays=HolidayRule),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
                name="hub_has_a_whole_point_or_none",
                violation_error_message=_("Give both easting and northing, or neither."),
            ),
        ]

    def __str__(self):
        return self.venue.name

    def get_absolute_url(self):
        return reverse("hubs:hub", args=[self.slug])

    @property
    def own_url(self) -> str:
        """Where its managers look after it."""
        return reverse("my_hubs:hub", args=[self.slug])

    @property
    def point(self) -> Point | None:
        """Where it is, as far as its own row says."""
        return None if self.easting is None else Point(self.easting, self.northing)

    @property
    def is_planned(self) -> bool:
        """Whether it isn't there yet."""
        return self.state == HubState.PLANNED

    @property
    def is_public(self) -> bool:
        """Whether anybody may read of it."""
        return self.assured_on >= rules.hidden_from(timezone.localdate())

    @property
    def is_to_assure(self) -> bool:
        """Whether somebody should look whether all of it is still right."""
        return self.assured_on < rules.asked_from(timezone.localdate())

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may say that it is in use."""
        return rules.may_move(actor, to)

    def is_managed_by(self, person) -> bool:
        """Whether this person looks after it; each row is asked once, however often a page asks."""
        known = self.__dict__.setdefault("_managed", {})
        if person.pk not in known:
            known[person.pk] = self.managers.filter(person=person.pk).exists()
        return known[person.pk]


class HubMove(MoveRecord):
    """The history of a hub's state."""

    thing = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a hub")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class SourceLine(models.Model):
    """What the council's plan says of a place, word for word, and on which pages."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="source_lines", verbose_name=_("hub")
    )
    document = models.CharField(_("document"), max_length=200)
    pages = models.CharField(_("pages"), max_length=20)
    words = models.TextField(_("words"), max_length=2000)

    class Meta:
        verbose_name = _("what the plan says")
        verbose_name_plural = _("what the plan says")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="source_line_says_something"),
            models.CheckConstraint(condition=~Q(pages=""), name="source_line_has_a_page"),
        ]

    def __str__(self):
        return self.words


class HubFacility(models.Model):
    """One thing that a hub has."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="facilities", verbose_name=_("hub")
    )
    kind = models.CharField(_("what"), max_length=10, choices=Facility)
    note = models.CharField(_("more about it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["kind"]
        constraints = [
            is_known("facility", kind=Facility),
            models.UniqueConstraint(fields=["hub", "kind"], name="facility_once_a_hub"),
        ]

    def __str__(self):
        return self.get_kind_display()


class HubManager(models.Model):
    """That a person looks after a hub."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="managers", verbose_name=_("hub")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    since = models.DateField(_("since"), default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("manager of a hub")
        verbose_name_plural = _("managers of hubs")
        ordering = ["hub", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "person"],
                name="manager_once_a_hub",
                violation_error_message=_("This person manages the hub already."),
            ),
        ]

    def __str__(self):
        return self.person.name or self.person.email
