"""The invented surveys of a demonstration."""

import pytest

from people.demo import seed as seed_people
from questionnaires import demo
from questionnaires.models import Response, Survey
from tests.factories.people import sign_in_officer
from tests.questionnaires.test_admin import page, words

pytestmark = pytest.mark.django_db


def test_the_demo_has_surveys_that_its_officer_reads_and_exports(client):
    _resident, officer = seed_people()
    demo.seed(officer=officer)
    demo.seed(officer=officer)
    assert {survey.question_set.key for survey in Survey.objects.open()} == {
        demo.STREET,
        demo.IDEAS,
    }
    street = Survey.objects.get(question_set__key=demo.STREET).question_set
    assert Response.objects.to(demo.STREET).sent().count() == demo.ANSWERS
    assert "your street" in words(client.get("/surveys/"))
    sign_in_officer(client, officer)
    export = page("questionset", "export", street.pk)
    assert f"{demo.ANSWERS} submitted responses" in words(client.get(export))
    assert "Lights" in words(client.post(export, {"kind": "csv"}))
