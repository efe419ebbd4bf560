"""A set of questions that people answer at an address of its own, between two dates."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaires.enums import Audience, Kind, Purpose, VersionState
from questionnaires.models.questions import Question
from questionnaires.models.responses import Response
from questionnaires.models.sets import QuestionSet, SetVersion


class SurveyQuerySet(models.QuerySet):
    """Surveys in the words of the pages."""

    def published(self):
        """Those whose questions can be read: published now, or answered before."""
        versions = SetVersion.objects.filter(question_set=OuterRef("question_set"))
        return self.filter(Exists(versions.exclude(state=VersionState.DRAFT)))

    def open(self):
        """Those that can be begun now, the first to close first."""
        now = timezone.now()
        versions = SetVersion.objects.published().filter(question_set=OuterRef("question_set"))
        return (
            self.filter(Exists(versions), opens_at__lte=now)
            .filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now))
            .select_related("question_set")
            .order_by(F("closes_at").asc(nulls_last=True), "pk")
        )


class Survey(models.Model):
    """When a set can be answered, and by whom."""

    Audience = Audience

    question_set = models.OneToOneField(
        QuestionSet, on_delete=models.CASCADE, related_name="survey", verbose_name=_("set")
    )
    version = models.ForeignKey(
        SetVersion,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("version that people answer"),
        help_text=_(
            "Publishing another changes nothing for a survey that is open: choose it here to ask "
            "it from now on. Whoever has begun goes on with theirs."
        ),
    )
    audience = models.CharField(
        _("who may answer"),
        max_length=20,
        choices=Audience,
        default=Audience.SIGNED_IN,
        help_text=_(
            "Without signing in, answers are sent from one page, can’t be saved for later, and "
            "nothing stops anybody from answering twice."
        ),
    )
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(
        _("closes at"), null=True, blank=True, help_text=_("Empty: open until you retire it.")
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey dates")
        verbose_name_plural = _("survey dates")
        ordering = ["-opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values),
                name="survey_audience_is_known",
                violation_error_message=_("Choose who may answer."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="survey_closes_after_it_opens",
                violation_error_message=_("A survey must close after it opens."),
            ),
        ]

    def __str__(self):
        return str(self.question_set)

    def save(self, **kwargs):
        """Keep to the published version where none is chosen."""
        if self.version_id is None:
            versions = SetVersion.objects.published()
            self.version = versions.filter(question_set=self.question_set_id).first()
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("surveys:survey", args=[self.question_set.key])

    def clean(self):
        """Refuse a set for another purpose, and files from people whom nobody knows."""
        super().clean()
        if self.question_set.purpose != Purpose.SURVEY:
            raise ValidationError(_("Only a set for a survey has dates."))
        if self.version and self.version.question_set_id != self.question_set_id:
            raise ValidationError({"version": _("Choose a version of this set.")})
        asked = Question.objects.filter(version__question_set=self.question_set)
        asked = asked.filter(Q(version__state=VersionState.PUBLISHED) | Q(version=self.version_id))
        if self.is_for_anybody and asked.filter(kind=Kind.FILE).exists():
            raise ValidationError(
                {
                    "audience": _(
                        "These questions ask for a file, which takes signing in. Choose people "
                        "who are signed in, or make a version without the file."
                    )
                }
            )

    @property
    def is_for_anybody(self) -> bool:
        return self.audience == Audience.ANYBODY

    def opens_later(self, now: datetime | None = None) -> bool:
        """Whether it isn't open yet at `now`, this moment by default."""
        return (now or timezone.now()) < self.opens_at

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether it has closed at `now`, this moment by default."""
        return self.closes_at is not None and self.closes_at <= (now or timezone.now())


class SurveyResponse(models.Model):
    """Which answers to a survey are whose: the one place that knows."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="survey_responses"
    )
    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("link to survey answers")
        verbose_name_plural = _("links to survey answers")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "person"],
                name="survey_response_once_a_person",
                violation_error_message=_("This person has answered the survey already."),
            )
        ]

    def __str__(self):
        return str(self.pk)
