"""A building: how it is held, what it is worth, what it has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.enums import FIRST_YEAR, LAST_YEAR, Feature, Holding
from core.models import is_known


class Building(models.Model):
    """The building of a hub. Money is in pence."""

    hub = models.OneToOneField(
        "hubs.Hub", on_delete=models.PROTECT, related_name="building", verbose_name=_("hub")
    )
    holding = models.CharField(
        _("how it is held"), max_length=10, choices=Holding, default=Holding.UNKNOWN, blank=True
    )
    lease_ends_on = models.DateField(_("lease ends on"), null=True, blank=True)
    built = models.PositiveSmallIntegerField(_("year it was built"), null=True, blank=True)
    floor_m2 = models.PositiveIntegerField(_("floor in m²"), null=True, blank=True)
    value_pence = models.PositiveBigIntegerField(_("asset value"), null=True, blank=True)
    valued_on = models.DateField(_("valued on"), null=True, blank=True)

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ["hub__venue__name", "pk"]
        permissions = [("view_every_building", "Can read the records of all buildings")]
        constraints = [
            is_known("building", holding=Holding),
            models.CheckConstraint(
                condition=Q(built__isnull=True) | Q(built__gte=FIRST_YEAR, built__lte=LAST_YEAR),
                name="building_in_a_year_to_reckon_with",
            ),
            models.CheckConstraint(
                condition=Q(value_pence__isnull=True) | Q(valued_on__isnull=False),
                name="building_valued_on_a_day",
                violation_error_message=_("Say on which day it was valued."),
            ),
        ]

    def __str__(self):
        return str(self.hub)


class BuildingFeature(models.Model):
    """One thing that a building has and that must be checked."""

    building = models.ForeignKey(Building, on_delete=models.CASCADE, related_name="features")
    kind = models.CharField(_("what"), max_length=20, choices=Feature)

    class Meta:
        verbose_name = _("feature of a building")
        verbose_name_plural = _("features of buildings")
        ordering = ["kind"]
        constraints = [
            is_known("building_feature", kind=Feature),
            models.UniqueConstraint(fields=["building", "kind"], name="feature_once_a_building"),
        ]

    def __str__(self):
        return self.get_kind_display()


class PriceLevel(models.Model):
    """What building work costs in a year, beside other years: an index that officers keep."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    index = models.DecimalField(
        _("index"),
        max_digits=7,
        decimal_places=2,
        help_text=_("Of one series, such as the ONS construction output price index."),
    )

    class Meta:
        verbose_name = _("price level")
        verbose_name_plural = _("price levels")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(index__gt=0), name="price_level_is_a_level"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="price_level_in_a_year_to_reckon_with",
            ),
        ]

    def __str__(self):
        return f"{self.year}: {self.index}"
