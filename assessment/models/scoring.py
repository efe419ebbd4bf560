"""The pieces, who is asked to score them, interests, scores, and what was agreed after talking."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment import registry
from assessment.enums import HIGHEST_SCORE, Advice, Asked, Confidence, Interest
from assessment.models.assessment import Assessment, Assessor, Criterion
from core.models import is_known
from core.text import random_letters


def new_code() -> str:
    """What assessors know a piece by; nothing leads from it to whose it is."""
    return random_letters(5)


class PieceQuerySet(models.QuerySet):
    """Pieces in the words of the services."""

    def assessed_now(self):
        """Those that are assessed now."""
        return self.filter(registry.assessed_now())

    def asked_of(self, person):
        """Those that this person is asked to score, whether they are assessed now or not."""
        sits = Assessor.objects.filter(assessment=OuterRef("assessment"), person=person)
        mine = Assignment.objects.released().filter(piece=OuterRef("pk"), assessor__person=person)
        asked = Q(assessment__asked=Asked.EVERYBODY) | Q(Exists(mine))
        return self.filter(asked, Exists(sits))


class Piece(models.Model):
    """One thing to assess, known by a code; its use keeps what it is and whose."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="pieces")
    code = models.CharField(_("code"), max_length=5, unique=True, default=new_code, editable=False)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("application to score")
        verbose_name_plural = _("applications to score")
        ordering = ["code"]
        default_permissions = ()
        permissions = [("assess", _("Can score what the panels that they sit on are asked to"))]

    def __str__(self):
        return self.code


class AssignmentQuerySet(models.QuerySet):
    """Assignments in the words of the services."""

    def released(self):
        """Those that the assessors see."""
        return self.filter(released_at__isnull=False)

    def held(self):
        """Those that nobody sees but who runs the assessment."""
        return self.filter(released_at=None)


class Assignment(models.Model):
    """That an assessor is asked to score a piece, where each piece has assessors of its own.

    It is held until an officer releases it.
    """

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="assignments")
    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="assignments")
    released_at = models.DateTimeField(_("asked at"), null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        ordering = ["piece", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "assessor"], name="assignment_once_an_assessor"
            )
        ]

    def __str__(self):
        return f"{self.piece_id}: {self.assessor_id}"


class Declaration(models.Model):
    """What one assessor said, or the portal found, before a piece was opened."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="declarations")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="declarations")
    interest = models.CharField(_("interest"), max_length=20, choices=Interest)
    reason = models.TextField(_("what the interest is"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "assessor"], name="declaration_once_an_assessor"
            ),
            models.CheckConstraint(
                condition=~Q(interest="declared") | ~Q(reason=""),
                name="declaration_says_what_the_interest_is",
            ),
            is_known("declaration", interest=Interest),
        ]

    def __str__(self):
        return f"{self.piece_id}: {self.get_interest_display()}"

    @property
    def is_clear(self) -> bool:
        return self.interest == Interest.NONE


class Lift(models.Model):
    """That an officer lifted what was found between an assessor and a piece, and why.

    What is found later, and isn't among `ties`, stands.
    """

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="lifts")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="lifts")
    ties = models.JSONField(_("what was found"))
    reason = models.TextField(_("why it is lifted"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lifted interest")
        verbose_name_plural = _("lifted interests")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "assessor"], name="lift_once_an_assessor"),
            models.CheckConstraint(condition=~Q(reason=""), name="lift_says_why"),
        ]

    def __str__(self):
        return f"{self.piece_id}: {self.assessor_id}"


class OfEditions(models.QuerySet):
    """What was given to an edition of a piece."""

    def current(self):
        """Of the edition that the piece has now."""
        return self.alias(now=registry.edition_of("piece")).filter(edition=F("now"))

    def sent(self):
        """Sent by the assessor; a draft is their own."""
        return self.filter(submitted_at__isnull=False)


class Score(models.Model):
    """What one assessor gave one edition of a piece on one criterion. Once submitted it stays."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="scores")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(
        _("score"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    confidence = models.PositiveSmallIntegerField(
        _("how sure they are"), choices=Confidence, default=Confidence.FAIR
    )
    comment = models.TextField(_("why"), max_length=2000, blank=True)
    edition = models.CharField(_("edition"), max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfEditions.as_manager()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["piece", "criterion", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "assessor", "criterion", "edition"],
                name="score_once_a_criterion",
            ),
            models.CheckConstraint(condition=Q(value__lte=HIGHEST_SCORE), name="score_is_0_to_4"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="score_confidence_is_1_to_3"
            ),
        ]

    def __str__(self):
        return f"{self.piece_id} {self.criterion_id}: {self.value}"


class Recommendation(models.Model):
    """What one assessor recommends for one edition of a piece, beside the scores."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="recommendations")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="recommendations")
    advice = models.CharField(_("recommendation"), max_length=20, choices=Advice)
    conditions = models.TextField(_("conditions"), max_length=1000, blank=True)
    edition = models.CharField(_("edition"), max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfEditions.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["piece", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "assessor", "edition"], name="recommendation_once_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(conditions="") | Q(advice="conditions"),
                name="recommendation_conditions_only_with",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(advice="conditions") | ~Q(conditions=""),
                name="recommendation_says_its_conditions",
            ),
            is_known("recommendation", advice=Advice),
        ]

    def __str__(self):
        return f"{self.piece_id}: {self.get_advice_display()}"


class Moderation(models.Model):
    """The score of one criterion that the assessors agreed on; the originals stay beside it."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="moderations")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="moderations")
    value = models.PositiveSmallIntegerField(
        _("agreed score"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    reason = models.TextField(_("why"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("moderation")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "criterion"], name="moderation_once_a_criterion"
            ),
            models.CheckConstraint(
                condition=Q(value__lte=HIGHEST_SCORE), name="moderation_is_0_to_4"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="moderation_says_why"),
        ]

    def __str__(self):
        return f"{self.piece_id} {self.criterion_id}: {self.value}"
