"""An activity at a hub: what it is, when it comes back, who runs it, whom it is for."""

from django.conf import settings
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities import rules
from activities.enums import (
    ACTIVITY_MOVES,
    MOST_PENCE,
    OLDEST,
    Access,
    ActivityState,
    Joining,
    Kind,
)
from core.models import has_address, is_known
from core.moves import MoveRecord
from hubs.models import Hub, Recurring
from organisations.enums import Language


class ActivityQuerySet(models.QuerySet):
    """Activities in the words of the pages that list them."""

    def listed(self):
        """Those that the hub has taken, whether shown or not."""
        return self.filter(state=ActivityState.LISTED)

    def public(self):
        """What anybody may read: listed, not over, assured within a year, of a public hub."""
        today = timezone.localdate()
        return self.listed().filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            assured_on__gte=rules.hidden_from(today),
            hub__in=Hub.objects.public(),
        )

    def to_answer(self):
        """Those that wait for the hub."""
        return self.filter(state=ActivityState.PROPOSED)

    def to_assure(self):
        """Listed ones of which nobody said for three months that they still take place."""
        today = timezone.localdate()
        going_on = Q(ends_on=None) | Q(ends_on__gte=today)
        return self.listed().filter(going_on, assured_on__lt=rules.asked_from(today))

    def with_details(self):
        """With what a line or a page of each shows, in a fixed number of statements."""
        return self.select_related("hub__venue__ward", "organisation").prefetch_related(
            "languages", "access", "changed_dates__hub__venue", "stretches__hub__venue"
        )


class Activity(Recurring):
    """Something that takes place at a hub, once or again and again."""

    MOVES = ACTIVITY_MOVES
    State = ActivityState

    hub = models.ForeignKey(
        Hub, on_delete=models.PROTECT, related_name="activities", verbose_name=_("hub")
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        verbose_name=_("group that runs it"),
    )
    run_by = models.CharField(_("run by"), max_length=160, blank=True)
    slug = models.SlugField(_("address of its page"), max_length=120, unique=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ActivityState,
        default=ActivityState.PROPOSED,
        editable=False,
    )
    title = models.CharField(_("what it is called"), max_length=120)
    about = models.TextField(_("what happens there"), max_length=2000)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    where = models.CharField(_("where in the building"), max_length=120, blank=True)
    pence = models.PositiveIntegerField(
        _("price"), null=True, blank=True, validators=[MaxValueValidator(MOST_PENCE)]
    )
    price_note = models.CharField(_("more about the price"), max_length=200, blank=True)
    youngest = models.PositiveSmallIntegerField(_("from which age"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("up to which age"), null=True, blank=True)
    joining = models.CharField(
        _("how to join"), max_length=10, choices=Joining, default=Joining.DROP_IN
    )
    email = models.EmailField(_("email address for the public"), max_length=254, blank=True)
    telephone = models.CharField(_("telephone number for the public"), max_length=20, blank=True)
    website = models.CharField(
        _("website"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    assured_on = models.DateField(_("last assured on"), default=timezone.localdate)
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta(Recurring.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["title", "pk"]
        constraints = [
            *Recurring.Meta.constraints,
            has_address("activity"),
            is_known("activity", state=ActivityState),
            is_known("activity", kind=Kind),
            is_known("activity", joining=Joining),
            models.CheckConstraint(
                condition=Q(oldest=None) | Q(youngest=None) | Q(oldest__gte=F("youngest")),
                name="activity_ages_are_in_order",
                violation_error_message=_("The oldest must not be younger than the youngest."),
            ),
            models.CheckConstraint(
                condition=Q(oldest=None) | Q(oldest__lte=OLDEST), name="activity_age_is_an_age"
            ),
            models.CheckConstraint(
                condition=Q(pence=None) | Q(pence__lte=MOST_PENCE), name="activity_costs_so_much"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:activity", args=[self.slug])

    @property
    def filed_under(self) -> str:
        """What messages about it are filed under."""
        return f"activity:{self.pk}"

    @property
    def runner(self) -> str:
        """Who runs it, in words."""
        return self.run_by or (self.organisation.name if self.organisation_id else "")

    @property
    def is_public(self) -> bool:
        """Whether anybody may read of it."""
        today = timezone.localdate()
        return (
            self.state == ActivityState.LISTED
            and (self.ends_on is None or self.ends_on >= today)
            and self.assured_on >= rules.hidden_from(today)
            and self.hub.is_public
        )

    @property
    def is_to_assure(self) -> bool:
        """Whether somebody should say that it still takes place."""
        return self.assured_on < rules.asked_from(timezone.localdate())

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may say so of it."""
        return rules.may_move(actor, self, to)


class ActivityMove(MoveRecord):
    """The history of an activity's state."""

    thing = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of an activity")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class ActivityLanguage(models.Model):
    """A language that is spoken there."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=3, choices=Language)

    class Meta:
        verbose_name = _("language of an activity")
        verbose_name_plural = _("languages of activities")
        ordering = ["code"]
        constraints = [
            is_known("activity_language", code=Language),
            models.UniqueConstraint(fields=["activity", "code"], name="activity_language_once"),
        ]

    def __str__(self):
        return self.get_code_display()


class ActivityAccess(models.Model):
    """Something that is done so that everybody can take part."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="access")
    kind = models.CharField(_("what"), max_length=10, choices=Access)

    class Meta:
        verbose_name = _("access of an activity")
        verbose_name_plural = _("access of activities")
        ordering = ["kind"]
        constraints = [
            is_known("activity_access", kind=Access),
            models.UniqueConstraint(fields=["activity", "kind"], name="activity_access_once"),
        ]

    def __str__(self):
        return self.get_kind_display()


class Follower(models.Model):
    """That a person is told where a date of an activity is other than usual."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("follower of an activity")
        verbose_name_plural = _("followers of activities")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="activity_follower_once")
        ]

    def __str__(self):
        return f"{self.person_id} → {self.activity_id}"
