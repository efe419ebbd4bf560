"""A person's own answers about equality: theirs to give, change and take back."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires.models import (
    Answer,
    MonitoringLink,
    Question,
    QuestionSet,
    Response,
    SetVersion,
)
from questionnaires.services import (
    load_question_sets,
    monitoring_of,
    publish_version,
    responses_to,
    results,
    save_answers,
    start_monitoring,
    submit,
    values_of,
    withdraw_monitoring,
)
from questionnaires.services.building import new_version
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in

pytestmark = pytest.mark.django_db

HERE = "/my/equality/"


@pytest.fixture(autouse=True)
def sets(db):
    load_question_sets()


@pytest.fixture
def person(client):
    person = ResidentFactory()
    sign_in(client, person, "code")
    return person


def answered(**values):
    person = ResidentFactory()
    response = start_monitoring(person=person, actor=person, language="en")
    save_answers(
        response_id=response.pk,
        values={key.replace("_", "-"): value for key, value in values.items()},
        actor=person,
    )
    submit(response_id=response.pk, actor=person)
    return person


def test_the_sets_are_loaded_once_and_what_officers_wrote_stays():
    assert load_question_sets() == QuestionSet.objects.count() == 4
    call_command("load_question_sets", verbosity=0)
    version = SetVersion.objects.get(question_set__key="equality")
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    question = draft.questions.get(key="age")
    question.label_en = "Your age?"
    question.save()
    publish_version(version_id=draft.pk, actor=PORTAL)
    call_command("load_reference", verbosity=0)
    published = SetVersion.objects.published().get(question_set__key="equality")
    assert published.questions.get(key="age").label_en == "Your age?"


def test_ethnicity_is_asked_in_two_steps_with_the_19_groups_of_the_census():
    version = SetVersion.objects.published().get(question_set__key="equality")
    second = version.questions.filter(key__endswith="-background")
    values = [
        choice.value
        for question in second
        for choice in question.choices.all()
        if not choice.is_exclusive
    ]
    assert len(values) == len(set(values)) == 19
    assert "roma" in values


def test_every_choice_can_be_left_unsaid_and_no_question_must_be_answered():
    for question in Question.objects.filter(version__question_set__key="equality"):
        assert not question.is_required
        if question.has_choices:
            assert question.choices.filter(value="prefer-not-to-say", is_exclusive=True).exists()


def test_a_resident_answers_changes_and_deletes(client, person):
    page = client.get(HERE).content.decode()
    assert "never affect a decision" in page
    assert not Response.objects.exists()
    first = client.post(HERE)
    assert first.url == f"{HERE}questions/age/"
    assert client.post(first.url, {"q-age": "25-34"}).url == f"{HERE}questions/sex/"
    client.post(f"{HERE}questions/ethnic-group/", {"q-ethnic-group": "white"})
    client.post(f"{HERE}questions/white-background/", {"q-white-background": "roma"})
    client.post(f"{HERE}check/")
    assert "You have answered these questions" in client.get(HERE).content.decode()
    response = Response.objects.get()
    assert response.is_submitted
    assert values_of(response)["white-background"] == "roma"

    assert client.post(HERE).url == f"{HERE}check/"
    changed = client.post(
        f"{HERE}questions/ethnic-group/?change=1", {"q-ethnic-group": "prefer-not-to-say"}
    )
    assert changed.url == f"{HERE}check/"
    client.post(f"{HERE}check/")
    assert "white-background" not in values_of(Response.objects.get())

    assert client.get(f"{HERE}withdraw/").status_code == 200
    assert Answer.objects.exists()
    client.post(f"{HERE}withdraw/")
    assert not Answer.objects.exists()
    assert not MonitoringLink.objects.exists()
    assert Response.objects.get().state == "withdrawn"
    assert client.post(HERE).url == f"{HERE}questions/age/"


def test_who_has_not_begun_is_led_to_the_start(client, person):
    for page in ("questions/age/", "check/"):
        for ask in (client.get, client.post):
            assert ask(HERE + page).url == HERE


def test_nothing_to_answer_is_said(client, person):
    SetVersion.objects.filter(question_set__key="equality").update(state="retired")
    assert "can't be answered" in client.get(HERE).content.decode().replace("&#x27;", "'")
    assert client.post(HERE).url == HERE


def test_beginning_twice_is_once():
    person = ResidentFactory()
    one, two = (start_monitoring(person=person, actor=person, language="en") for _ in range(2))
    assert one == two
    assert Response.objects.count() == 1


def test_the_link_is_read_by_a_permission_of_its_own_and_recorded():
    person = answered(age="25-34")
    officer = OfficerFactory()
    with pytest.raises(Refusal, match="permission"):
        monitoring_of(person=person, actor=officer)
    with pytest.raises(Refusal, match="permission"):
        withdraw_monitoring(person=person, actor=officer)
    officer.user_permissions.add(Permission.objects.get(codename="view_monitoringlink"))
    officer = type(officer).objects.get(pk=officer.pk)
    before = LogEntry.objects.count()
    assert monitoring_of(person=person, actor=officer)
    assert LogEntry.objects.count() == before + 1
    assert monitoring_of(person=person, actor=person)
    assert LogEntry.objects.count() == before + 1


def test_counts_are_rounded_and_small_ones_hidden():
    def rows():
        equality = QuestionSet.objects.get(key="equality")
        _number, found = results(responses_to(equality))
        age = next(one for one in found if one.label == "How old are you?")
        return {row.words: row.count for row in age.rows}

    def statements():
        with CaptureQueriesContext(connection) as queries:
            rows()
        return len(queries)

    for _ in range(2):
        answered(age="25-34")
    few = statements()
    assert rows()["25 to 34"] == "fewer than 5"
    assert rows()["16 to 24"] == "0"
    for _ in range(6):
        answered(age="25-34")
    assert rows()["25 to 34"] == "10"
    assert statements() == few
