"""What an officer reads first of a survey: whether it is open, how many answered, its address."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.statistics import published
from questionnaires import rules, services
from questionnaires.enums import Purpose, VersionState
from questionnaires.models import QuestionSet, Survey


def standing(officer, question_set: QuestionSet) -> list[tuple]:
    """(words, value) rows of a survey; none of a set for another purpose."""
    if question_set.purpose != Purpose.SURVEY:
        return []
    survey = Survey.objects.filter(question_set=question_set).first()
    said = [
        (_("Is it open?"), _is_open(survey, question_set)),
        (_("Answers"), _sent(officer, question_set)),
    ]
    if survey:
        address = settings.SITE_URL + survey.get_absolute_url()
        said.append(
            (_("Public address"), format_html('<code class="officers-copy">{}</code>', address))
        )
    return said


def _is_open(survey: Survey | None, question_set: QuestionSet) -> str:
    states = {*question_set.versions.values_list("state", flat=True)}
    if VersionState.PUBLISHED not in states:
        if VersionState.RETIRED in states:
            return _("No: its questions are retired. Who has begun can finish.")
        return _("No: its questions aren’t published yet.")
    if survey is None:
        return _("No: it has no dates yet. Set them below.")
    return render_to_string("questionnaires/partials/survey_when.html", {"survey": survey}).strip()


def _sent(officer, question_set: QuestionSet) -> str:
    """How many sent their answers, rounded for who may not read them."""
    number = services.responses_to(question_set).sent().count()
    return str(number) if rules.can_read_answers(officer, question_set) else published(number)
