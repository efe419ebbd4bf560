"""What a building costs and brings in a year, how many use it, and what happened there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.enums import CountKind, CountSource, IncidentKind, MoneyKind
from buildings.models.building import Building
from core.models import is_known
from questionnaires.values import pounds


class YearFigure(models.Model):
    """What running a building cost, or brought, in a financial year: the one it begins in."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="figures", verbose_name=_("building")
    )
    year = models.PositiveSmallIntegerField(_("financial year"))
    kind = models.CharField(_("kind"), max_length=6, choices=MoneyKind)
    pence = models.PositiveBigIntegerField(_("how much"))
    what = models.CharField(_("what"), max_length=120)

    class Meta:
        verbose_name = _("figure of a year")
        verbose_name_plural = _("figures of years")
        ordering = ["building", "-year", "kind", "pk"]
        constraints = [
            is_known("year_figure", kind=MoneyKind),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2099), name="year_figure_in_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.year}, {self.get_kind_display()}, {pounds(self.pence)}: {self.what}"


class Count(models.Model):
    """How many came, or called, on a day."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="counts", verbose_name=_("building")
    )
    on = models.DateField(_("day"))
    kind = models.CharField(_("what was counted"), max_length=10, choices=CountKind)
    number = models.PositiveIntegerField(_("how many"))
    source = models.CharField(_("how it was counted"), max_length=8, choices=CountSource)

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        ordering = ["building", "-on", "kind"]
        constraints = [
            is_known("count", kind=CountKind),
            is_known("count", source=CountSource),
            models.CheckConstraint(condition=Q(number__lte=100_000), name="count_is_a_count"),
            models.UniqueConstraint(
                fields=["building", "on", "kind"], name="count_once_a_day_and_kind"
            ),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d}: {self.number}"


class Incident(models.Model):
    """What happened on a day, of what kind, and what was done. Nobody is named."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="incidents", verbose_name=_("building")
    )
    on = models.DateField(_("day"))
    kind = models.CharField(_("what happened"), max_length=10, choices=IncidentKind)
    action = models.CharField(_("what was done"), max_length=300)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["building", "-on", "-pk"]
        constraints = [
            is_known("incident", kind=IncidentKind),
            models.CheckConstraint(condition=~Q(action=""), name="incident_says_what_was_done"),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d}, {self.get_kind_display()}"
