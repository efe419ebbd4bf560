"""Milestones with what was forecast of them, and what the council's plan says of the programme."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investment.enums import Precision
from investment.moments import When


class MilestoneQuerySet(models.QuerySet):
    """Milestones in the words of the pages that list them."""

    def of_the_programme(self):
        """Those of the plan for all hubs together."""
        return self.filter(project=None)

    def late(self, today):
        """What hasn't happened, and should have by what is forecast, or planned."""
        last = Forecast.objects.filter(milestone=models.OuterRef("pk")).order_by("-pk")
        forecast = models.Subquery(last.values("last")[:1])
        due = models.functions.Coalesce(forecast, "last")
        return self.filter(actual_on=None).alias(due=due).filter(due__lt=today)

    def with_forecasts(self):
        """With what was forecast of each, the newest last."""
        return self.prefetch_related("forecasts")


class Dated(models.Model):
    """Two days, and whether they were said or months alone."""

    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    precision = models.CharField(_("how exactly"), max_length=5, choices=Precision)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="%(class)s_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(precision=Precision.DAY) | Q(last=F("first")),
                name="%(class)s_of_a_day_is_one_day",
            ),
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="%(class)s_precision_is_known"
            ),
        ]

    @property
    def when(self) -> When:
        """In the words of a plan."""
        return When(self.first, self.last, self.precision)


class Milestone(Dated):
    """Something that is to be reached: of a project, or of the programme for all hubs."""

    project = models.ForeignKey(
        "Project",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("project"),
    )
    title = models.CharField(_("milestone"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    actual_on = models.DateField(_("reached on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["first", "last", "pk"]

    def __str__(self):
        return self.title

    @property
    def forecast(self):
        """What is expected now; None where nobody forecast anything but the plan."""
        return max(self.forecasts.all(), key=lambda one: one.pk, default=None)

    @property
    def expected(self) -> When:
        """When it is expected: the last forecast, or the plan."""
        return (self.forecast or self).when


class Forecast(Dated):
    """When a milestone was expected, as somebody said at some time. It stays."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="forecasts", verbose_name=_("milestone")
    )
    reason = models.CharField(_("why"), max_length=300)
    said_at = models.DateTimeField(_("said at"), default=timezone.now, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("said by"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")
        ordering = ["milestone", "pk"]

    def __str__(self):
        return str(self.when)


class PlanLine(models.Model):
    """What the council's plan says of the programme, word for word, contradictions and all."""

    heading = models.CharField(_("heading"), max_length=160)
    words = models.TextField(_("words"), max_length=2000)
    document = models.CharField(_("document"), max_length=200)
    pages = models.CharField(_("pages"), max_length=20)

    class Meta:
        verbose_name = _("what the plan says")
        verbose_name_plural = _("what the plan says")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "heading"], name="plan_line_once_a_heading"
            ),
        ]

    def __str__(self):
        return self.heading
