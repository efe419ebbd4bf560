"""Surveys: begun, sent and taken back by people who signed in, or answered at once by others."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.refusal import Refusal
from questionnaires import rules
from questionnaires.models import Response, Submission, Survey, SurveyResponse
from questionnaires.services.answering import answer_once, reopen, start, submit


def refuse_unless_open(survey: Survey) -> None:
    """Say when it opens, or that it has closed.

    Raises:
        Refusal: `not-yet` or `closed`.
    """
    if survey.opens_later():
        raise Refusal(_("This survey isn’t open yet. Come back when it is."), code="not-yet")
    if survey.is_over():
        raise Refusal(
            _("This survey has closed, so answers can’t be sent any more."), code="closed"
        )


def surveys_of(person) -> QuerySet[SurveyResponse]:
    """What this person has begun or answered, the latest first, in one statement."""
    return (
        SurveyResponse.objects.filter(person=person)
        .select_related("survey__question_set", "response")
        .order_by("-response__started_at")
    )


@transaction.atomic
def begin_survey(*, survey_id: int, person, actor, language: str) -> Response:
    """The answers of `person` to a survey, open to be written: those there are, or new ones.

    Raises:
        Refusal: `not-allowed` for anybody else; `not-yet`, `closed`, or `not-open` where no
            version is published.
    """
    survey = _locked(survey_id)
    if not rules.is_the_person(actor, person):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    refuse_unless_open(survey)
    link = SurveyResponse.objects.filter(survey=survey, person=person).first()
    if link is None:
        try:
            with transaction.atomic():
                response = start(key=survey.question_set.key, actor=actor, language=language)
                return SurveyResponse.objects.create(
                    survey=survey, person=person, response=response
                ).response
        except IntegrityError:
            # They began on another device at the same moment.
            link = SurveyResponse.objects.get(survey=survey, person=person)
    if link.response.is_submitted:
        return reopen(response_id=link.response_id, actor=actor)
    return link.response


@transaction.atomic
def submit_survey(*, survey_id: int, person, actor) -> Submission:
    """Send the answers of `person`, while the survey is open; twice is once.

    Raises:
        Refusal: `not-allowed`, `not-yet`, `closed`, or what `submit` raises.
    """
    survey = _locked(survey_id)
    if not rules.is_the_person(actor, person):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    refuse_unless_open(survey)
    link = SurveyResponse.objects.get(survey=survey, person=person)
    return submit(response_id=link.response_id, actor=actor)


@transaction.atomic
def answer_survey(*, survey_id: int, values: Mapping[str, object], language: str) -> Response:
    """Keep answers of somebody who isn't signed in. Nothing is kept of who that was.

    Raises:
        Refusal: `sign-in` where the survey asks for that; `not-yet`, `closed`, or what
            `answer_once` raises.
    """
    survey = _locked(survey_id)
    if not survey.is_for_anybody:
        raise Refusal(_("Sign in to answer this survey."), code="sign-in")
    refuse_unless_open(survey)
    return answer_once(key=survey.question_set.key, values=values, actor=None, language=language)


@transaction.atomic
def delete_survey_answers(*, survey_id: int, person, actor) -> None:
    """Delete what `person` answered and that they did, at once. Twice is once.

    Raises:
        Refusal: `not-allowed` to anybody else.
    """
    if not rules.is_the_person(actor, person):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    link = SurveyResponse.objects.filter(survey=survey_id, person=person).first()
    if link:
        link.response.delete()


def _locked(survey_id: int) -> Survey:
    """The survey with its row locked, so that its dates hold until this is done."""
    Survey.objects.select_for_update().get(pk=survey_id)
    return Survey.objects.select_related("question_set").get(pk=survey_id)
