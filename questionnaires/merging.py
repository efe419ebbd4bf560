"""What becomes of answers where two records of one person are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.merge_keys import moves, stays
from questionnaires.models import MonitoringLink, SurveyResponse


def declare() -> None:
    """Say how answers move."""
    moves(
        "questionnaires.SurveyResponse",
        "person",
        gettext_lazy("answers to surveys"),
        doubles=surveys_twice,
        drop=delete_answers,
        says=lambda row: (
            _("Both answered “%(survey)s”: the older answers are deleted.") % {"survey": row.survey}
        ),
    )
    moves(
        "questionnaires.MonitoringLink",
        "person",
        gettext_lazy("answers about equality"),
        doubles=equality_twice,
        drop=delete_answers,
        says=lambda _row: _("Both answered about equality: the older answers are deleted."),
    )
    stays("questionnaires.Tagging", "by")


def surveys_twice(kept, gone) -> list[SurveyResponse]:
    """Of each survey that both answered, the answers that were saved first."""
    rows = SurveyResponse.objects.select_related("survey__question_set", "response")
    theirs = {row.survey_id: row for row in rows.filter(person=gone)}
    both = rows.filter(person=kept, survey__in=theirs.keys()).order_by("survey_id")
    return [min(row, theirs[row.survey_id], key=_saved) for row in both]


def equality_twice(kept, gone) -> list[MonitoringLink]:
    """Of two who answered about equality, the answers that were saved first."""
    rows = MonitoringLink.objects.filter(person__in=[kept, gone]).select_related("response")
    return sorted(rows, key=_saved)[:-1]


def delete_answers(row: SurveyResponse | MonitoringLink) -> None:
    """Delete the answers, and with them whose they were."""
    row.response.delete()


def _saved(row) -> tuple:
    return (row.response.saved_at, row.pk)
