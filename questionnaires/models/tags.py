"""What officers call answers in words, to see what many of them say."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.columns import ComparableColumn
from questionnaires.models.responses import Response
from questionnaires.models.sets import QuestionSet


class AnswerTag(models.Model):
    """A tag of one set's own. It is there while an answer has it."""

    question_set = models.ForeignKey(
        QuestionSet, on_delete=models.CASCADE, related_name="answer_tags"
    )
    name = models.CharField(_("tag"), max_length=60)
    name_compared = ComparableColumn(of="name")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name_compared", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_compared=""),
                name="answer_tag_says_something",
                violation_error_message=_("Write the tag in letters or figures."),
            ),
            models.UniqueConstraint(
                fields=["question_set", "name_compared"],
                name="answer_tag_once_a_set",
                violation_error_message=_("This set has this tag already."),
            ),
        ]

    def __str__(self):
        return self.name


class Tagging(models.Model):
    """One tag on the answer to one question, and who put it there."""

    tag = models.ForeignKey(AnswerTag, on_delete=models.CASCADE, related_name="taggings")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="taggings")
    key = models.CharField(_("key of the question"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("tagged at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("tagged answer")
        verbose_name_plural = _("tagged answers")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "key", "tag"],
                name="tagging_once_an_answer",
                violation_error_message=_("This answer has this tag already."),
            )
        ]

    def __str__(self):
        return f"{self.response_id}, {self.key}: {self.tag_id}"
