"""What somebody answered. Nothing here says who: the app that asked keeps that link."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.actors import PORTAL
from core.files import KeptFile
from core.moves import MoveRecord
from core.uploads import LONGEST_NAME, Takes
from questionnaires import rules
from questionnaires.enums import (
    READ_WITH_THE_APPLICATION,
    RESPONSE_MOVES,
    ResponseState,
)
from questionnaires.models.questions import Question
from questionnaires.models.sets import QUESTIONS, SetVersion

ANSWERS = ("answers", "files", "submissions")
READING = (*(f"version__{name}" for name in QUESTIONS), *ANSWERS)
ONE_OF_TWO = Q(value__isnull=False, sealed__isnull=True) | Q(
    value__isnull=True, sealed__isnull=False
)


class ResponseQuerySet(models.QuerySet):
    """Responses in the words of the readers."""

    def to(self, key: str):
        """Answers to the set with this key."""
        return self.filter(version__question_set__key=key)

    def sent(self):
        """Those that count: sent and not taken back, also while the person changes them."""
        return self.filter(submitted_at__isnull=False).exclude(state=ResponseState.WITHDRAWN)

    def ordinary(self):
        """Without those to special-category sets."""
        return self.filter(version__question_set__is_special=False)

    def readable_by(self, user):
        """Those that this officer may read here: `rules.can_read_answers` as a query."""
        return self.filter(
            version__question_set__is_special__in=rules.kinds_readable_by(user)
        ).exclude(version__question_set__purpose__in=READ_WITH_THE_APPLICATION)

    def with_answers(self):
        """With what was answered, for who has the version already."""
        return self.prefetch_related(*ANSWERS)

    def for_reading(self):
        """With what `answers_of` needs, in the same few statements for one and for many."""
        return self.select_related("version__question_set").prefetch_related(*READING)


class Response(models.Model):
    """One set of answers, under a random `pseudonym`, without a key to a person."""

    MOVES = RESPONSE_MOVES
    State = ResponseState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        SetVersion, on_delete=models.PROTECT, related_name="responses", verbose_name=_("version")
    )
    pseudonym = models.UUIDField(_("pseudonym"), default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ResponseState, default=ResponseState.DRAFT
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    started_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)
    saved_at = models.DateTimeField(_("last saved at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-started_at", "pk"]
        permissions = [
            ("view_answers", "Can read answers"),
            ("view_special_answers", "Can read special-category answers"),
            ("export_answers", "Can export answers"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ResponseState.values),
                name="response_state_is_known",
                violation_error_message=_("A response is being answered, submitted or withdrawn."),
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="response_submitted_has_a_time",
                violation_error_message=_("A submitted response says when it was submitted."),
            ),
        ]

    def __str__(self):
        return str(self.pseudonym)

    def may_move(self, actor, to) -> bool:
        """The services move responses for the app that asked, which has asked its own rule."""
        return actor is PORTAL

    @property
    def is_draft(self) -> bool:
        return self.state == ResponseState.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.state == ResponseState.SUBMITTED

    @property
    def is_changing(self) -> bool:
        """Whether it was sent and is being changed; what was sent last counts until it is again."""
        return self.is_draft and self.submitted_at is not None

    @property
    def is_special(self) -> bool:
        return self.version.question_set.is_special


class ResponseMove(MoveRecord):
    """When a response was submitted, reopened or withdrawn; never by whom."""

    thing = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("response history")
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=True),
                name="response_move_names_nobody",
                violation_error_message=_("The history of a response never names anybody."),
            )
        ]

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Answer(models.Model):
    """The answer to one question: `value` as JSON, or `sealed` where the set is special."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(_("value"), null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                name="answer_once_a_question",
                violation_error_message=_("This question has been answered already."),
            ),
            models.CheckConstraint(
                condition=ONE_OF_TWO,
                name="answer_is_plain_or_sealed",
                violation_error_message=_("An answer is either written plainly or sealed."),
            ),
        ]

    def __str__(self):
        return f"{self.response_id}: {self.question_id}"


class AnswerFile(KeptFile):
    """A file that answers a question, under the name that its sender gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)

    class Meta(KeptFile.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.name

    @property
    def takes(self) -> Takes:
        """What its question takes."""
        return self.question.takes


class Submission(models.Model):
    """All answers as they stood at one submit, by question key, to compare with the next."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField(_("number"))
    value = models.JSONField(null=True)
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField(_("submitted at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number"],
                name="submission_number_once",
                violation_error_message=_("There is a submission with this number already."),
            ),
            models.CheckConstraint(
                condition=ONE_OF_TWO,
                name="submission_is_plain_or_sealed",
                violation_error_message=_("A submission is either written plainly or sealed."),
            ),
        ]

    def __str__(self):
        return f"{self.response_id}: {self.number}"
