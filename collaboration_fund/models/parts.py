"""The rows of a round: eligibility, priority areas, documents, monitoring."""

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import Verdict
from collaboration_fund.models.round import Round
from collaboration_fund.validators import only_known
from core.models import is_known
from organisations.enums import DocumentKind

# A page of this site or of another, and nothing that a browser would run.
ADDRESS = r"^(https?://|/)[^\s]+$"


class EligibilityQuestion(models.Model):
    """Something that a group must be able to say yes to, and where a no leads."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="eligibility")
    question = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("Asked so that yes is right: “Do at least two groups work together?”"),
    )
    if_no = models.TextField(
        _("what a no means"),
        max_length=600,
        help_text=_("Why it is asked, and what a group that can't say yes can do instead."),
    )
    leads_to = models.CharField(
        _("where a no leads"),
        max_length=200,
        validators=[RegexValidator(ADDRESS, _("Begin with https:// or, on this site, with /."))],
        help_text=_("The address of a page that helps, such as /organisations/."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("eligibility question")
        verbose_name_plural = _("eligibility questions")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(if_no="") & Q(leads_to__regex=ADDRESS),
                name="fund_eligibility_explains_and_leads",
            ),
        ]

    def __str__(self):
        return self.question


class Priority(models.Model):
    """A priority area of a round, and the theme of Luton 2040 that it belongs to."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="priorities")
    words = models.CharField(_("priority area"), max_length=160)
    theme = models.ForeignKey(
        "programme.Theme", on_delete=models.PROTECT, related_name="+", verbose_name=_("theme")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("priority area")
        verbose_name_plural = _("priority areas")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.words


class WantedDocument(models.Model):
    """A document that the lead group must keep with us, and that its application uses."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="documents")
    what = models.CharField(_("document"), max_length=20, choices=DocumentKind)

    class Meta:
        verbose_name = _("wanted document")
        verbose_name_plural = _("wanted documents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "what"],
                name="fund_document_wanted_once",
                violation_error_message=_("The round asks for this document already."),
            ),
            models.CheckConstraint(
                condition=Q(what__in=DocumentKind.values), name="fund_document_is_known"
            ),
        ]

    def __str__(self):
        return str(self.get_what_display())


class Monitoring(models.Model):
    """What a grant up to a size is asked to report."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="monitoring")
    up_to_pence = models.PositiveBigIntegerField(_("grants up to"))
    every_months = models.PositiveSmallIntegerField(
        _("a report every so many months"),
        default=0,
        validators=[MaxValueValidator(12)],
        help_text=_("0 is one report, when the work is over."),
    )
    asks = models.TextField(_("what is asked"), max_length=600)

    class Meta:
        verbose_name = _("monitoring")
        verbose_name_plural = _("monitoring by size of grant")
        ordering = ["up_to_pence"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "up_to_pence"],
                name="fund_monitoring_once_a_size",
                violation_error_message=_("Say once what grants up to this size are asked."),
            ),
            models.CheckConstraint(
                condition=Q(up_to_pence__gte=1),
                name="fund_monitoring_has_a_size",
                violation_error_message=_("Enter an amount above nought."),
            ),
        ]

    def __str__(self):
        return self.asks


class Floor(models.Model):
    """The least that goes to one priority area, or to groups of one ward, in the plan."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="floors")
    priority = models.ForeignKey(
        Priority,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("priority area"),
    )
    ward = models.ForeignKey(
        "places.Ward",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ward of the lead group"),
    )
    pence = models.PositiveBigIntegerField(_("at least"))

    class Meta:
        verbose_name = _("money kept for an area")
        verbose_name_plural = _("money kept for areas")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(priority=None, ward__isnull=False)
                | Q(priority__isnull=False, ward=None),
                name="fund_floor_is_of_one_thing",
                violation_error_message=_("Choose a priority area or a ward, not both."),
            ),
            models.CheckConstraint(
                condition=Q(pence__gte=1),
                name="fund_floor_is_of_something",
                violation_error_message=_("Enter an amount above nought."),
            ),
            models.UniqueConstraint(
                fields=["round", "priority"],
                name="fund_floor_once_a_priority",
                violation_error_message=_("Say once how much goes there."),
            ),
            models.UniqueConstraint(
                fields=["round", "ward"],
                name="fund_floor_once_a_ward",
                violation_error_message=_("Say once how much goes there."),
            ),
        ]

    def __str__(self):
        return str(self.priority or self.ward)


class Letter(models.Model):
    """What the groups are written of one kind of decision; officers' words with placeholders."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="letters")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict)
    subject = models.CharField(_("subject"), max_length=120, validators=[only_known])
    text = models.TextField(_("letter"), max_length=5000, validators=[only_known])

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["verdict"]
        constraints = [
            is_known("fund_letter", verdict=Verdict),
            models.UniqueConstraint(
                fields=["round", "verdict"],
                name="fund_letter_once_a_decision",
                violation_error_message=_("There is a letter for this decision already."),
            ),
        ]

    def __str__(self):
        return str(self.get_verdict_display())
