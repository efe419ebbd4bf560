"""Cross-sector groups: who is in them, what they are for, and how it is measured."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import has_address, is_known
from taskforce.enums import SLUG_HELP, Sector


class CrossSectorGroup(models.Model):
    """A group of organisations and partners that acts on a priority area."""

    slug = models.SlugField(
        _("address of its page"), max_length=80, unique=True, help_text=SLUG_HELP
    )
    name = models.CharField(_("name"), max_length=120)
    remit = models.TextField(_("remit"), max_length=2000)
    area = models.ForeignKey(
        "taskforce.PriorityArea",
        on_delete=models.PROTECT,
        related_name="groups",
        verbose_name=_("priority area"),
    )
    set_up_on = models.DateField(_("set up on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    framework_agreed_on = models.DateField(
        _("measures agreed on"),
        null=True,
        blank=True,
        help_text=_("When the Taskforce approved how the group is measured."),
    )
    is_public = models.BooleanField(_("shown in public"), default=False)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("cross-sector group")
        verbose_name_plural = _("cross-sector groups")
        ordering = ["name"]
        permissions = [("export_groups", _("Can export cross-sector groups"))]
        constraints = [
            has_address("cross_sector_group"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("set_up_on")),
                name="group_ends_after_it_starts",
                violation_error_message=_("It can't end before it starts."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """The Taskforce agreed to the measures by today."""
        if self.framework_agreed_on and self.framework_agreed_on > timezone.localdate():
            raise ValidationError(
                {"framework_agreed_on": _("The day they were agreed can't be in the future.")}
            )


class GroupMember(models.Model):
    """An organisation in a group. Who comes for it is not public."""

    group = models.ForeignKey(CrossSectorGroup, on_delete=models.CASCADE, related_name="members")
    organisation = models.CharField(_("organisation or partner"), max_length=160)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who comes for it"),
    )

    leads = models.BooleanField(_("leads the group"), default=False)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of the group")
        ordering = ["-leads", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation", "person"],
                name="group_member_once",
                violation_error_message=_("This is in the group already."),
            ),
            is_known("group_member", sector=Sector),
        ]

    def __str__(self):
        return self.organisation


class GroupMeasure(models.Model):
    """How the group's impact is measured: where it began, where it should be, where it is."""

    group = models.ForeignKey(CrossSectorGroup, on_delete=models.CASCADE, related_name="measures")
    measure = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("at the start"), max_digits=12, decimal_places=2)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    latest = models.DecimalField(
        _("latest"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    latest_on = models.DateField(_("latest figure of"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("framework of measures")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latest__isnull=True, latest_on__isnull=True)
                | Q(latest__isnull=False, latest_on__isnull=False),
                name="measure_latest_has_a_day",
                violation_error_message=_("Give the latest figure and its day, or neither."),
            )
        ]

    def __str__(self):
        return self.measure

    def clean(self):
        """A figure is of today or earlier."""
        if self.latest_on and self.latest_on > timezone.localdate():
            raise ValidationError({"latest_on": _("The day of a figure can't be in the future.")})
