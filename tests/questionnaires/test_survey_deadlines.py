"""What is sent to a survey in time and waits for somebody else's lock is still in time."""

from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.refusal import Refusal
from questionnaires import services
from questionnaires.models import Response, Survey
from tests.factories.people import ResidentFactory
from tests.factories.questionnaires import open_survey
from tests.recruitment.test_deadlines import until_it_waits

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGE = {"language": "en"}


@pytest.fixture
def begun():
    """A survey for anybody, and somebody who has begun it and may send."""
    survey, person = open_survey(audience=Survey.Audience.ANYBODY), ResidentFactory()
    who = {"survey_id": survey.pk, "person": person, "actor": person}
    response = services.begin_survey(**who, **LANGUAGE)
    services.save_answers(response_id=response.pk, values={"lamps": "yes"}, actor=person)
    return who


def beginning(who):
    other = ResidentFactory()
    newcomer = who | {"person": other, "actor": other}
    return lambda: services.begin_survey(**newcomer, **LANGUAGE)


def sending(who):
    return lambda: services.submit_survey(**who).response


def answering(who):
    at_once = {"survey_id": who["survey_id"], "values": {"lamps": "no"}}
    return lambda: services.answer_survey(**at_once, **LANGUAGE)


@pytest.mark.parametrize("makes", [beginning, sending, answering])
def test_what_waits_for_a_lock_while_the_survey_closes_is_taken_and_what_comes_later_is_not(
    begun, makes
):
    act, came = makes(begun), []

    def run():
        try:
            came.append(act())
        except Refusal as refusal:
            came.append(refusal.code)
        connection.close()

    waiting = Thread(target=run)
    with transaction.atomic():
        survey = Survey.objects.select_for_update().get()
        waiting.start()
        until_it_waits(1)
        # It closes now, after what waits was received.
        Survey.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    waiting.join(20)
    assert isinstance(came[0], Response), came
    with pytest.raises(Refusal) as late:
        makes(begun)()
    assert late.value.code == "closed"
