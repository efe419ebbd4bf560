"""The work programme: priority areas of Luton 2040, and what is done in each."""

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import has_address, is_known
from core.moves import MoveRecord
from taskforce.enums import SLUG_HELP, EngagementKind, WorkKind, WorkState
from taskforce.models.owned import OwnedWork, WorkQuerySet

MOST_REACHED = 1_000_000


class AreaQuerySet(WorkQuerySet):
    """Priority areas as the public page lists them."""

    def agreed(self):
        """Public: agreed on a day that has come."""
        return self.filter(agreed_on__lte=timezone.localdate())


class PriorityArea(OwnedWork):
    """An area of focus that the Taskforce has agreed, tied to a theme of Luton 2040."""

    slug = models.SlugField(
        _("address of its page"), max_length=80, unique=True, help_text=SLUG_HELP
    )
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what is to change"), max_length=1000, blank=True)
    theme = models.ForeignKey(
        "programme.Theme",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Luton 2040 theme"),
    )
    agreed_on = models.DateField(
        _("agreed on"), null=True, blank=True, help_text=_("It is public from then on.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority area")
        verbose_name_plural = _("priority areas")
        ordering = ["order", "title"]
        permissions = [("export_areas", _("Can export priority areas"))]
        constraints = [
            has_address("priority_area"),
            is_known("area", state=WorkState),
            models.CheckConstraint(
                condition=Q(agreed_on=None) | Q(due_on=None) | Q(due_on__gte=F("agreed_on")),
                name="area_ends_after_it_is_agreed",
                violation_error_message=_("It can't be due before it is agreed."),
            ),
        ]

    def __str__(self):
        return self.title


class AreaMove(MoveRecord):
    """The history of a priority area."""

    thing = models.ForeignKey(PriorityArea, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a priority area")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class WorkItem(OwnedWork):
    """An action or an output of the work programme."""

    area = models.ForeignKey(
        PriorityArea,
        on_delete=models.PROTECT,
        related_name="items",
        verbose_name=_("priority area"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=WorkKind)
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    is_public = models.BooleanField(_("shown in public"), default=False)

    class Meta:
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        ordering = ["area__order", "due_on", "pk"]
        permissions = [("export_work", _("Can export the work programme"))]
        constraints = [
            is_known("work", state=WorkState),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="work_is_due_after_it_starts",
                violation_error_message=_("It can't be due before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | ~Q(owner_words="") | Q(is_public=False),
                name="work_in_public_has_an_owner",
                violation_error_message=_("Say whose it is before it is shown in public."),
            ),
        ]

    def __str__(self):
        return self.title


class WorkMove(MoveRecord):
    """The history of a piece of work."""

    thing = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a piece of work")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class EngagementQuerySet(models.QuerySet):
    """Engagements as the public pages count them."""

    def confirmed(self):
        return self.exclude(confirmed_on=None)

    def totals(self) -> dict:
        """`number` of confirmed engagements and the `reach` of them all, in people."""
        return self.confirmed().aggregate(number=Count("pk"), reach=Sum("reach", default=0))


class Engagement(models.Model):
    """One time that a member spoke for the work of the Taskforce."""

    member = models.ForeignKey(
        "taskforce.Member",
        on_delete=models.CASCADE,
        related_name="engagements",
        verbose_name=_("member"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EngagementKind)
    title = models.CharField(_("what it was"), max_length=160)
    held_on = models.DateField(_("when"))
    place = models.CharField(_("where"), max_length=160, blank=True)
    reach = models.PositiveIntegerField(_("how many people it reached"))
    confirmed_on = models.DateField(
        _("confirmed on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Only what an officer has confirmed counts in public."),
    )
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("ambassadors’ engagements")
        ordering = ["-held_on", "-pk"]
        permissions = [("export_engagements", _("Can export engagements"))]
        constraints = [
            is_known("engagement", kind=EngagementKind),
            models.CheckConstraint(
                condition=Q(reach__gte=1) & Q(reach__lte=MOST_REACHED),
                name="engagement_reach_makes_sense",
                violation_error_message=_("Enter how many people it reached, in numbers."),
            ),
        ]

    def __str__(self):
        return self.title
