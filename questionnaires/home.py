"""What the question sets tell the officers' home."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from officers.registry import MOST_FOUND, Figure, Found, Happening, HomePart
from questionnaires.models import QuestionSet, Response, Survey


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The closing of surveys."""
    if not officer.has_perm("questionnaires.change_questionset"):
        return
    closing = Survey.objects.published().filter(closes_at__gte=begins, closes_at__lt=ends)
    for survey in closing.select_related("question_set").order_by("closes_at", "pk"):
        yield Happening(
            at=survey.closes_at,
            words=survey.question_set.title,
            url=reverse("admin:questionnaires_questionset_change", args=[survey.question_set_id]),
            said=_("the survey closes"),
        )


def figures(officer, since: date) -> Iterable[Figure]:
    """Answers that were sent to surveys this year."""
    if officer.has_perm("questionnaires.view_questionset"):
        sent = Response.objects.sent().filter(submitted_at__date__gte=since)
        surveys = sent.filter(version__question_set__survey__isnull=False)
        yield Figure(_("answers to surveys"), surveys.count())


def finds(officer, words: str) -> Iterable[Found]:
    """Question sets by title."""
    if not officer.has_perm("questionnaires.view_questionset"):
        return
    for one in QuestionSet.objects.filter(title__icontains=words).order_by("title", "pk")[
        :MOST_FOUND
    ]:
        yield Found(
            kind=_("Question sets"),
            words=one.title,
            said=one.get_purpose_display(),
            url=reverse("admin:questionnaires_questionset_change", args=[one.pk]),
        )


PART = HomePart(on=on, figures=figures, finds=finds)
