"""Sets of questions and their versions. What was published or answered never changes again."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.models import has_address
from core.moves import MoveRecord
from core.refusal import Refusal
from questionnaires import rules
from questionnaires.enums import ALWAYS_SPECIAL, VERSION_MOVES, Purpose, VersionState


class QuestionSet(models.Model):
    """One form of the portal, whatever its wording is in the version of the day."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("The portal finds the set by it.")
    )
    title = models.CharField(_("title"), max_length=160)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    is_special = models.BooleanField(
        _("special-category data"),
        default=False,
        help_text=_(
            "Such as ethnicity, health or belief. Answers are encrypted, kept apart from names, "
            "and read by a permission of their own. Equality and selection sets always are."
        ),
    )

    class Meta:
        verbose_name = _("question set")
        verbose_name_plural = _("question sets")
        ordering = ["title", "pk"]
        constraints = [
            has_address("question_set", field="key"),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="question_set_purpose_is_known",
                violation_error_message=_("Choose what the set is for from the list."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=ALWAYS_SPECIAL) | Q(is_special=True),
                name="question_set_equality_is_special",
                violation_error_message=_(
                    "Equality and selection questions are always special-category data."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        """Save, but never change how answers are kept, nor for what they were given.

        Raises:
            Refusal: `frozen` where a version has been published and `is_special` or `purpose`
                changes.
        """
        if self.pk and self.versions.frozen().exists():
            kept = QuestionSet.objects.get(pk=self.pk)
            if kept.is_special != self.is_special:
                raise Refusal(
                    _("How answers are kept can't change once a version is published."),
                    code="frozen",
                    field="is_special",
                )
            if kept.purpose != self.purpose:
                raise Refusal(
                    _(
                        "What the set is for can't change once a version is published. Copy the "
                        "set and choose another purpose for the copy."
                    ),
                    code="frozen",
                    field="purpose",
                )
        super().save(**kwargs)


class VersionQuerySet(models.QuerySet):
    """Versions in the words of the services."""

    def published(self):
        return self.filter(state=VersionState.PUBLISHED)

    def frozen(self):
        """Published at some time, or answered."""
        return self.filter(~Q(state=VersionState.DRAFT) | Exists(_responses()))

    def with_questions(self):
        """With everything that showing or reading the questions takes, in a few statements."""
        return self.select_related("question_set").prefetch_related(*QUESTIONS)


def _responses():
    return SetVersion._meta.get_field("responses").related_model.objects.filter(
        version=OuterRef("pk")
    )


QUESTIONS = (
    "sections",
    "questions__section",
    "questions__show_if_question",
    "questions__choices",
    "questions__columns",
)


class SetVersion(models.Model):
    """The wording of a set at one time; every response names the version that it answers."""

    MOVES = VERSION_MOVES
    State = VersionState

    question_set = models.ForeignKey(
        QuestionSet, on_delete=models.PROTECT, related_name="versions", verbose_name=_("set")
    )
    number = models.PositiveIntegerField(_("version"), editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=VersionState, default=VersionState.DRAFT, editable=False
    )
    intro = models.TextField(
        _("introduction"),
        max_length=4000,
        blank=True,
        help_text=_("Why you ask, and what happens with the answers. Shown before the questions."),
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["question_set_id", "-number"]
        permissions = [("publish_setversion", "Can publish and retire versions")]
        constraints = [
            models.UniqueConstraint(
                fields=["question_set", "number"],
                name="set_version_number_once",
                violation_error_message=_(
                    "There is a version with this number already. Reload the page."
                ),
            ),
            models.UniqueConstraint(
                fields=["question_set"],
                condition=Q(state="published"),
                name="set_version_one_published",
                violation_error_message=_(
                    "Another version of this set is published. Retire it first."
                ),
            ),
            models.UniqueConstraint(
                fields=["question_set"],
                condition=Q(state="draft"),
                name="set_version_one_draft",
                violation_error_message=_(
                    "There is a draft of this set already. Go on with that one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values),
                name="set_version_state_is_known",
                violation_error_message=_("A version is a draft, published or retired."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="set_version_published_has_a_time",
                violation_error_message=_("A published version says when it was published."),
            ),
        ]

    def __str__(self):
        return _("%(set)s, version %(number)d") % {"set": self.question_set, "number": self.number}

    def save(self, **kwargs):
        """Save a draft; a version that is in use moves only by the services.

        Raises:
            Refusal: `frozen`.
        """
        with transaction.atomic():
            if self.pk:
                self.lock_draft()
            super().save(**kwargs)

    def delete(self, **kwargs):
        """Throw a draft away.

        Raises:
            Refusal: `frozen`.
        """
        with transaction.atomic():
            self.lock_draft()
            return super().delete(**kwargs)

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the version to state `to`."""
        return rules.may_move_version(actor, to)

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def is_frozen(self) -> bool:
        """Whether its wording may no longer change, as the database has it now."""
        return SetVersion.objects.frozen().filter(pk=self.pk).exists()

    def lock_draft(self) -> None:
        """Lock the row, in the caller's transaction, so that nobody publishes it meanwhile.

        Raises:
            Refusal: `frozen`.
        """
        SetVersion.objects.select_for_update().filter(pk=self.pk).first()
        if self.is_frozen:
            raise Refusal(
                _("This version is published, so its wording is kept. Make a new version."),
                code="frozen",
            )


class VersionMove(MoveRecord):
    """Who published or retired a version, and when."""

    thing = models.ForeignKey(SetVersion, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("version history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
