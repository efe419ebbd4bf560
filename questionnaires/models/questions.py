"""Sections, questions, choices and columns: the wording that freezes with its version."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import has_address
from core.refusal import Refusal
from core.uploads import KINDS, MOST_MEGABYTES, Takes
from questionnaires.enums import CHOICES, ColumnKind, Kind, Operator, VersionState
from questionnaires.models.sets import SetVersion

MOST_CHARACTERS = 10_000
MOST_ROWS = 50
# The limits that belong to each kind of question; others are forgotten.
LIMITS: dict[str, tuple[str, ...]] = {
    Kind.SHORT_TEXT: ("max_characters", "max_words"),
    Kind.LONG_TEXT: ("max_characters", "max_words"),
    Kind.NUMBER: ("min_number", "max_number"),
    Kind.MONEY: ("min_number", "max_number"),
    Kind.DATE: ("earliest", "latest"),
    Kind.MANY: ("max_choices",),
    Kind.TABLE: ("max_rows",),
    Kind.FILE: ("file_kinds", "max_megabytes"),
}
# Far beyond anything that is counted or paid, and within what the database holds.
LARGEST = 10**15


class WordingQuerySet(models.QuerySet):
    """Refuses to change many rows at once where one of them is frozen."""

    def _refuse_frozen(self):
        if self.exclude(**{f"{self.model.VERSION}__state": VersionState.DRAFT}).exists():
            raise Refusal(
                _("This version is published, so its wording is kept. Make a new version."),
                code="frozen",
            )

    def update(self, **kwargs):
        """Raises Refusal `frozen`."""
        self._refuse_frozen()
        return super().update(**kwargs)

    def delete(self):
        """Raises Refusal `frozen`."""
        self._refuse_frozen()
        return super().delete()


class Wording(models.Model):
    """A part of a version. Saving or deleting it raises Refusal `frozen` once that is in use."""

    VERSION = "version"

    objects = WordingQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        with transaction.atomic():
            self.get_version().lock_draft()
            super().save(**kwargs)

    def delete(self, **kwargs):
        with transaction.atomic():
            self.get_version().lock_draft()
            return super().delete(**kwargs)

    def get_version(self) -> SetVersion:
        """The version that this is a part of."""
        return self.version


class Section(Wording):
    """Questions that belong together: a heading, and a line of the task list."""

    version = models.ForeignKey(SetVersion, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=160)
    intro = models.TextField(_("introduction"), max_length=4000, blank=True)
    is_one_page = models.BooleanField(
        _("ask together"),
        default=False,
        help_text=_("All questions on one page, for few that are closely tied."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "pk"]
        constraints = [
            has_address("section", field="key"),
            models.UniqueConstraint(
                fields=["version", "key"],
                name="section_key_once_a_version",
                violation_error_message=_(
                    "Another section of this version has this key. Choose another."
                ),
            ),
        ]

    def __str__(self):
        return self.title


class Question(Wording):
    """One question, its limits, and when it is asked."""

    version = models.ForeignKey(
        SetVersion, on_delete=models.CASCADE, related_name="questions", editable=False
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="questions", verbose_name=_("section")
    )
    key = models.SlugField(
        _("key"),
        max_length=60,
        help_text=_("The same in every version, so that answers can be set side by side."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = models.TextField(_("question"), max_length=500)
    help = models.TextField(_("help"), max_length=2000, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    is_identifying = models.BooleanField(
        _("tells who somebody is"),
        default=False,
        help_text=_("Never shown to people who read without names. Files never are."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    max_characters = models.PositiveIntegerField(
        _("most characters"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CHARACTERS)],
    )
    max_words = models.PositiveIntegerField(
        _("most words"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CHARACTERS // 5)],
    )
    # Of money: in pence.
    min_number = models.BigIntegerField(_("smallest number"), null=True, blank=True)
    max_number = models.BigIntegerField(_("largest number"), null=True, blank=True)
    earliest = models.DateField(_("earliest date"), null=True, blank=True)
    latest = models.DateField(_("latest date"), null=True, blank=True)
    max_choices = models.PositiveSmallIntegerField(
        _("most choices"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    max_rows = models.PositiveSmallIntegerField(
        _("most rows"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ROWS)],
    )
    file_kinds = models.CharField(
        _("kinds of file"),
        max_length=100,
        blank=True,
        help_text=_("Such as “pdf, docx, jpg”. Empty: any that the portal takes."),
    )
    max_megabytes = models.PositiveSmallIntegerField(
        _("largest file, in MB"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MEGABYTES)],
    )

    show_if_question = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name=_("ask only if this earlier question"),
    )
    show_if_operator = models.CharField(
        _("answer"), max_length=20, choices=Operator, blank=True, default=""
    )
    show_if_value = models.CharField(
        _("value"), max_length=200, blank=True, help_text=_("A choice by its value.")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["section__order", "section_id", "order", "pk"]
        constraints = [
            has_address("question", field="key"),
            models.UniqueConstraint(
                fields=["version", "key"],
                name="question_key_once_a_version",
                violation_error_message=_("Another question of this version has this key."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="question_kind_is_known",
                violation_error_message=_("Choose a kind of question from the list."),
            ),
            models.CheckConstraint(
                condition=Q(show_if_question__isnull=True, show_if_operator="")
                | Q(show_if_question__isnull=False, show_if_operator__in=Operator.values),
                name="question_condition_is_whole",
                violation_error_message=_("A condition takes a question and how to look at it."),
            ),
            models.CheckConstraint(
                condition=Q(min_number__isnull=True)
                | Q(max_number__isnull=True)
                | Q(min_number__lte=F("max_number")),
                name="question_smallest_is_not_above_largest",
                violation_error_message=_("The smallest must not be above the largest."),
            ),
            models.CheckConstraint(
                condition=Q(earliest__isnull=True)
                | Q(latest__isnull=True)
                | Q(earliest__lte=F("latest")),
                name="question_earliest_is_not_after_latest",
                violation_error_message=_("The earliest date must not be after the latest."),
            ),
        ]

    def __str__(self):
        return self.label

    def save(self, **kwargs):
        """Keep the version that the section is of."""
        self.version_id = self.section.version_id
        super().save(**kwargs)

    def clean(self):
        """Forget limits of other kinds; refuse, all at once, what can't be.

        That is a key that is taken, a condition on a later question, unknown kinds of file.
        """
        super().clean()
        self._forget_other_limits()
        wrong = {}
        if self.section_id:
            twins = Question.objects.filter(version=self.section.version_id, key=self.key)
            if twins.exclude(pk=self.pk).exists():
                wrong["key"] = _("Another question of this version has this key.")
        unknown = self.takes.kinds - KINDS.keys()
        if unknown:
            wrong["file_kinds"] = _("We can't take %s.") % ", ".join(sorted(unknown))
        earlier = self.show_if_question
        if earlier and self.section_id and not self._comes_after(earlier):
            wrong["show_if_question"] = _("Choose a question that is asked before this one.")
        if wrong:
            raise ValidationError(wrong)

    def _forget_other_limits(self) -> None:
        """Take back what was set for another kind of question."""
        own = LIMITS.get(self.kind, ())
        for name in {name for names in LIMITS.values() for name in names}.difference(own):
            setattr(self, name, "" if name == "file_kinds" else None)

    def _comes_after(self, earlier) -> bool:
        if earlier.version_id != self.section.version_id or earlier.pk == self.pk:
            return False
        return earlier.place < self.place

    @property
    def place(self) -> tuple:
        """Where it stands among the questions of its version."""
        return (self.section.order, self.section_id, self.order, self.pk or LARGEST)

    @property
    def is_asked(self) -> bool:
        """Whether it takes an answer: a statement doesn't."""
        return self.kind != Kind.STATEMENT

    @property
    def has_choices(self) -> bool:
        return self.kind in CHOICES

    @property
    def takes(self) -> Takes:
        """The files that may be sent: of any kind that the portal knows where none is named."""
        named = {kind.strip().lower().lstrip(".") for kind in self.file_kinds.split(",")} - {""}
        return Takes(kinds=named or set(KINDS), megabytes=self.max_megabytes or MOST_MEGABYTES)


class Choice(Wording):
    """One answer that can be chosen."""

    VERSION = "question__version"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    value = models.SlugField(_("value"), max_length=80)
    label = models.CharField(_("label"), max_length=300)
    is_exclusive = models.BooleanField(_("can't go with others"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["order", "pk"]
        constraints = [
            has_address("choice", field="value"),
            models.UniqueConstraint(
                fields=["question", "value"],
                name="choice_value_once",
                violation_error_message=_(
                    "Two choices of this question have the same value. Change one."
                ),
            ),
        ]

    def __str__(self):
        return self.label

    def get_version(self) -> SetVersion:
        """The version that the question is a part of."""
        return self.question.version


class Column(Wording):
    """One column of a table of rows."""

    VERSION = "question__version"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="columns")
    key = models.SlugField(_("key"), max_length=60)
    label = models.CharField(_("label"), max_length=160)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ColumnKind, default=ColumnKind.SHORT_TEXT
    )
    is_required = models.BooleanField(_("must be filled in"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["order", "pk"]
        constraints = [
            has_address("column", field="key"),
            models.UniqueConstraint(
                fields=["question", "key"],
                name="column_key_once",
                violation_error_message=_(
                    "Two columns of this table have the same key. Change one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ColumnKind.values),
                name="column_kind_is_known",
                violation_error_message=_("Choose a kind of column from the list."),
            ),
        ]

    def __str__(self):
        return self.label

    def get_version(self) -> SetVersion:
        """The version that the question is a part of."""
        return self.question.version
