"""Surveys: begun, sent and taken back by people who signed in, or answered at once by others."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.deadlines import receiving
from core.refusal import Refusal, require
from questionnaires import rules
from questionnaires.models import Response, SetVersion, Submission, Survey, SurveyResponse
from questionnaires.services.answering import answer_once, reopen, start, submit


def refuse_unless_open(survey: Survey, at: datetime | None = None) -> None:
    """Say when it opens, or that it has closed.

    Args:
        at: when what was sent was received; now, to somebody who only looks.

    Raises:
        Refusal: `not-yet` or `closed`.
    """
    if survey.opens_later(at):
        raise Refusal(_("This survey isn’t open yet. Come back when it is."), code="not-yet")
    if survey.is_over(at):
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


def begin_survey(*, survey_id: int, person, actor, language: str) -> Response:
    """The answers of `person` to a survey, open to be written: those there are, or new ones.

    What was sent counts as it was, until it is sent again.

    Raises:
        Refusal: `not-allowed` for anybody else; `not-yet`, `closed`, or `not-open` where no
            version is published.
    """
    with receiving() as received:
        survey = _locked(survey_id)
        require(rules.is_the_person(actor, person))
        refuse_unless_open(survey, received)
        response = _begun(survey, person) or _begin(survey, person, actor, language)
        if response.is_submitted:
            return reopen(response_id=response.pk, actor=actor)
        return response


def _begun(survey: Survey, person) -> Response | None:
    link = SurveyResponse.objects.filter(survey=survey, person=person).first()
    return link.response if link else None


def _begin(survey: Survey, person, actor, language: str) -> Response:
    """New answers to the version of the survey, or those begun on another device meanwhile."""
    key, version_id = survey.question_set.key, survey.version_id
    try:
        with transaction.atomic():
            response = start(key=key, version_id=version_id, actor=actor, language=language)
            SurveyResponse.objects.create(survey=survey, person=person, response=response)
            return response
    except IntegrityError:
        return SurveyResponse.objects.get(survey=survey, person=person).response


def submit_survey(*, survey_id: int, person, actor) -> Submission:
    """Send the answers of `person`, while the survey is open; twice is once.

    Raises:
        Refusal: `not-allowed`, `not-yet`, `closed`, or what `submit` raises.
    """
    with receiving() as received:
        survey = _locked(survey_id)
        require(rules.is_the_person(actor, person))
        refuse_unless_open(survey, received)
        link = SurveyResponse.objects.get(survey=survey, person=person)
        return submit(response_id=link.response_id, actor=actor)


def answer_survey(
    *,
    survey_id: int,
    values: Mapping[str, object],
    language: str,
    version_id: int | None = None,
) -> Response:
    """Keep answers of somebody who isn't signed in. Nothing is kept of who that was.

    Args:
        version_id: of the questions that the person saw; the survey's by default.

    Raises:
        Refusal: `sign-in` where the survey asks for that; `not-yet`, `closed`, or what
            `answer_once` raises.
    """
    with receiving() as received:
        survey = _locked(survey_id)
        if not survey.is_for_anybody:
            raise Refusal(_("Sign in to answer this survey."), code="sign-in")
        refuse_unless_open(survey, received)
        return answer_once(
            key=survey.question_set.key,
            version_id=version_id or survey.version_id,
            values=values,
            actor=PORTAL,
            language=language,
        )


def asked_version(survey: Survey) -> SetVersion | None:
    """The version that people answer, with its questions; None once the set is retired."""
    versions = SetVersion.objects.filter(question_set=survey.question_set_id)
    if not versions.published().exists():
        return None
    return versions.with_questions().filter(pk=survey.version_id).first()


@transaction.atomic
def delete_survey_answers(*, survey_id: int, person, actor) -> None:
    """Delete what `person` answered and that they did, at once. Twice is once.

    Raises:
        Refusal: `not-allowed` to anybody else.
    """
    require(rules.is_the_person(actor, person))
    link = SurveyResponse.objects.filter(survey=survey_id, person=person).first()
    if link:
        link.response.delete()


def _locked(survey_id: int) -> Survey:
    """The survey with its row locked, so that its dates hold until this is done."""
    Survey.objects.select_for_update().get(pk=survey_id)
    return Survey.objects.select_related("question_set").get(pk=survey_id)
