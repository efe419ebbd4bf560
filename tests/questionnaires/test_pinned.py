"""People answer the version they saw, and what they sent counts until they send it again."""

from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires import services
from questionnaires.models import Response, Survey
from questionnaires.services.monitoring import EQUALITY
from questionnaires.services.sent import sent
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.questionnaires import open_survey
from tests.panels.officers import panels_officer
from tests.questionnaires.test_admin import fill, page, words

pytestmark = pytest.mark.django_db
ANYBODY = Survey.Audience.ANYBODY
DAY = timedelta(days=1)


def publish_another(survey, label: str = "Is your park dark?"):
    """Another version, whose first question asks something else under the same key."""
    draft = services.new_version(question_set_id=survey.question_set_id, actor=PORTAL)
    lamps = draft.questions.get(key="lamps")
    lamps.label = lamps.label_en = label
    lamps.save()
    return services.publish_version(version_id=draft.pk, actor=PORTAL)


def at(survey, name="survey") -> str:
    return reverse(f"surveys:{name}", args=[survey.question_set.key])


def begin(survey, person):
    return services.begin_survey(survey_id=survey.pk, person=person, actor=person, language="en")


def send(survey, person, **values):
    response = begin(survey, person)
    services.save_answers(response_id=response.pk, values=values, actor=person)
    return services.submit_survey(survey_id=survey.pk, person=person, actor=person).response


# --- Versions -------------------------------------------------------------------------------------


def test_publishing_another_version_changes_nothing_for_an_open_survey(client):
    survey, person = open_survey(audience=ANYBODY), ResidentFactory()
    first = survey.version
    assert first.state == "published"
    form = client.get(at(survey, "answer"))
    publish_another(survey)
    assert "Is your street dark?" in words(client.get(at(survey, "answer")))
    version = {"version": form.context["form"].version.pk}
    assert client.post(at(survey, "answer"), version | {"q-lamps": "yes"}).status_code == 302
    assert begin(survey, person).version == first
    assert {response.version for response in Response.objects.all()} == {first}
    assert survey in Survey.objects.open()


def test_a_survey_that_is_not_open_yet_asks_the_newest(client):
    survey = open_survey(opens_at=timezone.now() + DAY)
    newest = publish_another(survey)
    survey.refresh_from_db()
    assert survey.version == newest


def test_a_page_of_another_version_is_shown_again_with_what_was_typed(client):
    survey = open_survey(audience=ANYBODY)
    old = {"version": survey.version_id}
    Survey.objects.update(version=publish_another(survey))
    typed = {"q-lamps": "yes", "q-where": "By the park"}
    again = client.post(at(survey, "answer"), old | typed)
    assert again.status_code == 409
    said = words(again)
    assert "The questions have changed while you had this page open" in said
    assert "Is your park dark?" in said
    assert "By the park" in said
    assert "There is a problem" not in said
    assert not Response.objects.exists()
    now = {"version": again.context["form"].version.pk}
    assert client.post(at(survey, "answer"), now | typed).status_code == 302
    assert Response.objects.get().version.number == 2
    for bad in ("", "x", "9" * 400):
        assert client.post(at(survey, "answer"), typed | {"version": bad}).status_code == 409
    assert Response.objects.count() == 1


def test_an_officer_sees_the_version_and_may_ask_the_new_one(client):
    panels_officer(client)
    survey = open_survey()
    newest = publish_another(survey)
    here = page("questionset", "change", survey.question_set_id)
    shown = client.get(here)
    field = shown.context["inline_admin_formsets"][0].formset.forms[0]["version"]
    assert field.value() == survey.version_id
    assert {pk for pk, _label in field.field.choices if pk} == {survey.version_id, newest.pk}
    assert client.post(here, fill(shown, **{"survey-0-version": newest.pk})).status_code == 302
    survey.refresh_from_db()
    assert survey.version == newest


def test_a_survey_asks_a_version_of_its_own_set():
    survey, other = open_survey(), open_survey("other")
    survey.version = other.version
    with pytest.raises(ValidationError, match="version of this set"):
        survey.full_clean()


def test_a_survey_whose_set_is_retired_takes_nobody_whatever_it_keeps_to(client):
    survey, person = open_survey(), ResidentFactory()
    services.retire(version_id=publish_another(survey).pk, actor=PORTAL)
    assert survey not in Survey.objects.open()
    with pytest.raises(Refusal) as refused:
        begin(survey, person)
    assert refused.value.code == "not-open"
    assert services.asked_version(survey) is None


# --- What was sent counts -------------------------------------------------------------------------


def counted() -> dict:
    return dict(Counter(one.values["lamps"] for one in sent(Response.objects.all())))


def exported(client, survey) -> list[list]:
    here = page("questionset", "export", survey.question_set_id)
    answer = client.post(here, {"kind": "xlsx", "blind": ""})
    book = load_workbook(BytesIO(answer.getvalue()))
    return [list(row) for row in book.active.values]


def test_what_was_sent_counts_while_it_is_changed_and_after_the_survey_closed(client):
    survey, person = open_survey(), ResidentFactory()
    first = send(survey, person, lamps="yes", where="By the park")
    begin(survey, person)
    services.save_answers(response_id=first.pk, values={"lamps": "no", "where": ""}, actor=person)
    Survey.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    response = Response.objects.for_reading().get()
    assert response.is_changing
    assert list(Response.objects.to("lamps-survey").sent()) == [response]
    assert [one.text for one in services.answers_of(response)] == ["Yes", "By the park"]
    assert counted() == {"yes": 1}
    panels_officer(client)
    _headings, row = exported(client, survey)
    assert row[-2:] == ["Yes", "By the park"]
    read = words(client.get(page("response", "change", response.pk)))
    assert "By the park" in read


def test_the_person_sees_what_they_change_and_that_the_rest_counts(client):
    survey, person = open_survey(), ResidentFactory()
    first = send(survey, person, lamps="yes")
    sign_in(client, person, "code")
    assert "until you do, what you sent before counts" in words(client.get(at(survey)))
    client.post(at(survey))
    services.save_answers(response_id=first.pk, values={"lamps": "no"}, actor=person)
    assert "What you sent last counts" in words(client.get(at(survey)))
    assert "Sent, and being changed" in words(client.get(reverse("my")))
    assert "No" in words(client.get(at(survey, "check")))
    client.post(at(survey, "check"))
    assert counted() == {"no": 1}


def test_what_was_never_sent_or_was_taken_back_does_not_count():
    survey, person, other = open_survey(), ResidentFactory(), ResidentFactory()
    begin(survey, person)
    first = send(survey, other, lamps="yes")
    services.withdraw(response_id=first.pk, actor=other)
    assert not Response.objects.to("lamps-survey").sent()


def test_equality_answers_count_while_they_are_changed(client):
    services.load_question_sets()
    person = ResidentFactory()
    response = services.start_monitoring(person=person, actor=person, language="en")
    services.save_answers(response_id=response.pk, values={"gender-same": "no"}, actor=person)
    services.submit(response_id=response.pk, actor=person)
    services.reopen(response_id=response.pk, actor=person)
    services.save_answers(response_id=response.pk, values={"gender-same": "yes"}, actor=person)
    assert [one.values for one in sent(Response.objects.to(EQUALITY))] == [{"gender-same": "no"}]
    sign_in(client, person, "code")
    page = words(client.get(reverse("questionnaires:equality")))
    assert "What you sent last counts" in page
