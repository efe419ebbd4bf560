"""How the pieces of a round are assessed: the criteria, and the panel of assessors."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment import registry
from assessment.enums import (
    HEAVIEST,
    HIGHEST_SCORE,
    LARGEST_GAP,
    LEAST_ASSESSORS,
    USUAL_LOAD,
    Asked,
)


class AssessmentQuerySet(models.QuerySet):
    """Assessments in the words of the pages that list them."""

    def run_by(self, officer):
        """Those that this officer runs, with what they belong to."""
        return self.filter(registry.run_by(officer)).with_things()

    def with_things(self):
        """Each with what it belongs to, such as its round."""
        return self.select_related(*registry.things())


class Assessment(models.Model):
    """How the pieces of one round are assessed. The use that it belongs to creates it."""

    use = models.CharField(max_length=30, editable=False)
    least_assessors = models.PositiveSmallIntegerField(
        _("scorers an application needs"), default=LEAST_ASSESSORS
    )
    gap = models.PositiveSmallIntegerField(
        _("largest gap between scorers"),
        default=LARGEST_GAP,
        validators=[MaxValueValidator(HIGHEST_SCORE)],
        help_text=_("Scores of one criterion that differ by more are talked over."),
    )
    asked = models.CharField(
        _("who scores what"), max_length=20, choices=Asked, default=Asked.EVERYBODY
    )
    is_blind = models.BooleanField(
        _("assessors don’t see who applies"),
        default=True,
        help_text=_(
            "Names of groups, questions that identify and files are left out of what they read."
        ),
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least_assessors__gte=LEAST_ASSESSORS),
                name="assessment_two_assessors_at_least",
                violation_error_message=_("At least two people score each application."),
            ),
            models.CheckConstraint(
                condition=Q(gap__lte=HIGHEST_SCORE),
                name="assessment_gap_is_a_score",
                violation_error_message=_("The gap is a score from 0 to 4."),
            ),
            models.CheckConstraint(
                condition=Q(asked__in=Asked.values),
                name="assessment_asked_is_known",
                violation_error_message=_("Choose who scores what."),
            ),
        ]

    def __str__(self):
        # What it belongs to is there a moment after it.
        return str(registry.thing_of(self) or _("assessment"))


class Criterion(models.Model):
    """What the assessors score, and how much it counts."""

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="criteria",
        verbose_name=_("round"),
    )
    title = models.CharField(_("criterion"), max_length=120)
    explain = models.TextField(_("what it means"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)],
        help_text=_("How many times it counts in the mean: 1 for all means that all count alike."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "title"],
                name="criterion_once_an_assessment",
                violation_error_message=_("This round has a criterion with these words already."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1) & Q(weight__lte=HEAVIEST),
                name="criterion_weighs_1_to_10",
                violation_error_message=_("A weight is a whole number from 1 to 10."),
            ),
        ]

    def __str__(self):
        return self.title


class Anchor(models.Model):
    """What a score of one criterion looks like."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    text = models.CharField(_("what it looks like"), max_length=300)

    class Meta:
        verbose_name = _("anchor")
        ordering = ["score"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "score"],
                name="anchor_once_a_score",
                violation_error_message=_("Write one text for each score."),
            ),
            models.CheckConstraint(
                condition=Q(score__lte=HIGHEST_SCORE),
                name="anchor_score_is_0_to_4",
                violation_error_message=_("A score is a whole number from 0 to 4."),
            ),
        ]

    def __str__(self):
        return f"{self.score}: {self.text}"


class Assessor(models.Model):
    """Somebody who scores, and what could make them partial."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    address = models.CharField(_("first line of their address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    areas = models.JSONField(_("what they know about"), default=list, blank=True)
    largest_load = models.PositiveSmallIntegerField(
        _("how many applications they take at most"),
        default=USUAL_LOAD,
        validators=[MinValueValidator(1)],
    )

    class Meta:
        verbose_name = _("panel member")
        verbose_name_plural = _("selection panel")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "person"],
                name="assessor_once_an_assessment",
                violation_error_message=_("This person is on the panel already."),
            ),
            models.CheckConstraint(
                condition=Q(largest_load__gte=1),
                name="assessor_takes_one_at_least",
                violation_error_message=_("The largest load is one or more, or empty."),
            ),
        ]

    def __str__(self):
        return str(self.person)
