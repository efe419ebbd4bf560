"""Wards, the postcode table and venues."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from core.models import has_address


class Area(models.TextChoices):
    """The council's five areas of the town."""

    NORTH = "north", _("North")
    EAST = "east", _("East")
    SOUTH = "south", _("South")
    WEST = "west", _("West")
    CENTRAL = "central", _("Central")


class Ward(models.Model):
    """One of Luton's 20 wards of 2023 with its Census 2021 figures (people, not percentages)."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    area = models.CharField(max_length=10, choices=Area)
    population = models.PositiveIntegerField()
    asian = models.PositiveIntegerField()
    black = models.PositiveIntegerField()
    mixed = models.PositiveIntegerField()
    other = models.PositiveIntegerField()
    white = models.PositiveIntegerField()
    disabled = models.PositiveIntegerField()
    mean_deprivation_decile = models.DecimalField(max_digits=3, decimal_places=1)
    deprived_lsoas = models.PositiveSmallIntegerField()
    lsoas = models.PositiveSmallIntegerField()

    ETHNIC_GROUPS = ("asian", "black", "mixed", "other", "white")

    class Meta:
        ordering = ["name"]
        verbose_name = _("ward")
        verbose_name_plural = _("wards")
        constraints = [
            has_address("ward"),
            models.CheckConstraint(
                condition=models.Q(area__in=Area.values), name="ward_area_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(deprived_lsoas__lte=models.F("lsoas")),
                name="ward_deprived_lsoas_within_lsoas",
            ),
        ]

    def __str__(self):
        return self.name


class PostcodeWard(models.Model):
    """One postcode, its ward and where it is, filled from a file of the ONS or of OS.

    `easting` and `northing` are metres of the National Grid; empty where the file had none.
    """

    postcode = models.CharField(
        max_length=7, primary_key=True, help_text=_("Upper case, without the space.")
    )
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    is_sample = models.BooleanField(
        default=False, help_text=_("Never issued; invented for tests and the demonstration.")
    )

    class Meta:
        ordering = ["postcode"]
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(postcode=Upper("postcode")) & ~models.Q(postcode__contains=" "),
                name="postcode_is_upper_case_without_space",
            ),
            models.CheckConstraint(
                condition=models.Q(easting__isnull=True, northing__isnull=True)
                | models.Q(easting__isnull=False, northing__isnull=False),
                name="postcode_has_a_whole_point_or_none",
            ),
        ]

    def __str__(self):
        return self.postcode


class Neighbourhood(models.Model):
    """A neighbourhood of the Census (LSOA) with its place, its households and how deprived it is.

    Decile 1 is the most deprived tenth of England. The point is in metres of the National Grid.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    decile = models.PositiveSmallIntegerField()
    households = models.PositiveIntegerField()
    easting = models.PositiveIntegerField()
    northing = models.PositiveIntegerField()

    class Meta:
        ordering = ["code"]
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decile__gte=1, decile__lte=10),
                name="neighbourhood_decile_is_one",
            ),
        ]

    def __str__(self):
        return self.name


FACT_WORDS = {True: _("yes"), False: _("no"), None: _("not known yet")}


class Venue(models.Model):
    """Somewhere a session can be held, with what a visitor needs to know about getting in."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^LU[0-9]{1,2} [0-9][A-Z]{2}$", _("Like LU1 2BQ."))],
    )
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT)
    step_free = models.BooleanField(_("step-free access"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)
    parking = models.BooleanField(_("parking"), null=True, blank=True)
    accessible_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    prayer_room = models.BooleanField(_("prayer room"), null=True, blank=True)
    nearest_stop = models.CharField(_("nearest stop"), max_length=120, blank=True)
    notes = models.TextField(_("notes on getting in"), blank=True)
    is_demo = models.BooleanField(
        default=False, help_text=_("Facts invented for demonstration, not checked at the venue.")
    )

    ACCESS_FACTS = ("step_free", "hearing_loop", "parking", "accessible_toilet", "prayer_room")
    # What people who come to a venue rely on.
    FOR_VISITORS = ("name", "address", "postcode", *ACCESS_FACTS, "nearest_stop", "notes")

    class Meta:
        ordering = ["name"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [has_address("venue")]

    def __str__(self):
        return self.name

    def say(self, field: str):
        """What one of `FOR_VISITORS` is, in words; lazily translated."""
        value = getattr(self, field)
        return FACT_WORDS[value] if field in self.ACCESS_FACTS else value
