"""Surveys: found, begun, gone on with, sent once each, or answered without saying who one is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires import services
from questionnaires.enums import Kind
from questionnaires.models import Answer, QuestionSet, Response, Survey, SurveyResponse
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
    columns,
    open_survey,
    published,
)
from tests.panels.officers import panels_officer
from tests.questionnaires.test_admin import fill, page, words

pytestmark = pytest.mark.django_db
ANYBODY = Survey.Audience.ANYBODY


def at(survey, name="survey", **more):
    return reverse(f"surveys:{name}", kwargs={"slug": survey.question_set.key, **more})


def carried(survey) -> dict:
    """What the page of all questions carries beside what is typed."""
    return {"version": survey.version_id}


@pytest.fixture
def resident(client):
    person = ResidentFactory()
    sign_in(client, person, "code")
    return person


def begin(survey, person):
    return services.begin_survey(survey_id=survey.pk, person=person, actor=person, language="en")


def code(act, **arguments) -> str:
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    return caught.value.code


def test_a_resident_answers_goes_on_later_sends_changes_and_deletes(client, resident):
    survey = open_survey()
    assert at(survey) in client.get(reverse("surveys:list")).content.decode()
    front = client.get(at(survey))
    assert "Answer the questions" in words(front)
    assert not SurveyResponse.objects.exists()
    first = client.post(at(survey))
    assert first.url == at(survey, "page", page="lamps")
    left = client.post(first.url, {"q-lamps": "yes", "later": "1"})
    assert left.url == at(survey)
    assert "You have begun" in words(client.get(at(survey)))
    assert "Begun and not sent yet." in words(client.get(reverse("my")))
    assert client.post(at(survey)).url == at(survey, "check")
    sent = client.post(at(survey, "check"))
    assert sent.url == at(survey, "thanks")
    assert "Thank you" in words(client.get(sent.url))
    assert Response.objects.to("lamps-survey").sent().count() == 1
    assert "Sent." in words(client.get(reverse("my")))
    # Sent, so the pages lead back; a POST opens it again, and it is still the one response.
    assert client.get(at(survey, "check")).url == at(survey)
    client.post(at(survey))
    client.post(at(survey, "check"))
    assert Response.objects.get().submissions.count() == 2
    assert client.get(at(survey, "delete")).status_code == 200
    client.post(at(survey, "delete"))
    assert not Response.objects.exists()
    assert not Answer.objects.exists()


def test_who_is_not_signed_in_is_asked_to_or_answers_at_once(client):
    closed_circle = open_survey("members")
    shown = words(client.get(at(closed_circle)))
    assert "Sign in to answer" in shown
    assert "without signing in" not in shown
    assert client.get(at(closed_circle, "answer")).url == at(closed_circle)
    assert client.post(at(closed_circle, "answer"), {"q-lamps": "yes"}).status_code == 302
    assert client.get(at(closed_circle, "page", page="lamps")).url.startswith("/account/")
    assert not Response.objects.exists()
    survey = open_survey("everybody", audience=ANYBODY)
    assert "Answer without signing in" in words(client.get(at(survey)))
    form = client.get(at(survey, "answer"))
    assert form.status_code == 200
    wrong = client.post(at(survey, "answer"), {**carried(survey), "q-where": "By the park"})
    assert "Choose an answer" in words(wrong)
    assert "By the park" in words(wrong)
    sent = client.post(
        at(survey, "answer"), {**carried(survey), "q-lamps": "yes", "q-where": "By the park"}
    )
    assert sent.url == at(survey, "thanks")
    response = Response.objects.get()
    assert services.values_of(response) == {"lamps": "yes", "where": "By the park"}
    assert not SurveyResponse.objects.exists()


def test_a_table_grows_and_an_opened_question_is_asked_before_anything_is_kept(client):
    version = SetVersionFactory(question_set=QuestionSetFactory(key="rows"))
    section = SectionFactory(version=version)
    table = QuestionFactory(section=section, key="list", kind=Kind.TABLE, is_required=False)
    columns(table, what=Kind.SHORT_TEXT)
    lamps = QuestionFactory(section=section, key="lamps", kind=Kind.ONE)
    choices(lamps, "yes", "no")
    QuestionFactory(
        section=section,
        key="where",
        show_if_question=lamps,
        show_if_operator="is",
        show_if_value="yes",
    )
    services.publish_version(version_id=version.pk, actor=PORTAL)
    survey = Survey.objects.create(
        question_set=version.question_set, audience=ANYBODY, opens_at=timezone.now()
    )
    here = at(survey, "answer")
    row = carried(survey) | {"q-list.rows": "1", "q-list.0.what": "Tea", "q-lamps": "yes"}
    longer = client.post(here, row | {"add_row": "list"})
    assert 'name="q-list.1.what"' in longer.text
    assert "There is a problem" not in words(longer)
    opened = client.post(here, row)
    assert 'name="q-where"' in opened.text
    assert "Tea" in opened.text
    assert not Response.objects.exists()
    # The survey is the heading of its page, and what is opened is not.
    for shown in (client.get(here), opened):
        assert shown.text.count("<h1") == 1
    sent = client.post(here, row | {"q-where": "Here", "asked": ["lamps list", "where"]})
    assert sent.url == at(survey, "thanks")
    for bad in ("nothing", "\x00", "x" * 10_000):
        assert client.post(here, row | {"add_row": bad}).status_code == 200


def test_whoever_is_signed_in_is_led_to_their_own_answers(client, resident):
    survey = open_survey(audience=ANYBODY)
    assert client.get(at(survey, "answer")).url == at(survey)


def test_one_network_answers_so_often_and_then_waits(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"answer_survey": "2/h/ip"}
    survey = open_survey(audience=ANYBODY)
    statuses = []
    for _ in range(3):
        answer = client.post(
            at(survey, "answer"), {**carried(survey), "q-lamps": "no", "q-where": "Here"}
        )
        statuses.append(answer.status_code)
    assert statuses == [302, 302, 429]
    assert "Here" in words(answer)
    assert "press the button again in" in words(answer)
    assert "sign in to answer now" in words(answer)
    assert Response.objects.count() == 2


DAY = timedelta(days=1)


def test_before_it_opens_and_after_it_closes_it_says_so_and_takes_nothing(client, resident):
    now = timezone.now()
    later = open_survey("later", opens_at=now + DAY, audience=ANYBODY)
    over = open_survey("over", opens_at=now - 3 * DAY, audience=ANYBODY)
    begun = begin(over, resident)
    services.save_answers(response_id=begun.pk, values={"lamps": "yes"}, actor=resident)
    Survey.objects.filter(pk=over.pk).update(closes_at=now - DAY)
    over.refresh_from_db()
    for survey, says, refused in ((later, "Opens on", "not-yet"), (over, "It closed at", "closed")):
        assert says in words(client.get(at(survey)))
        answer = client.post(at(survey))
        assert answer.status_code == 409
        who = {"survey_id": survey.pk, "person": resident, "actor": resident}
        assert code(services.begin_survey, **who, language="en") == refused
        assert code(services.submit_survey, **who) == refused
        at_once = {"survey_id": survey.pk, "values": {"lamps": "yes"}, "language": "en"}
        assert code(services.answer_survey, **at_once) == refused
    assert client.post(at(over, "check")).status_code == 409
    assert client.post(at(over, "page", page="where"), {"q-where": "x"}).status_code == 409
    assert Response.objects.sent().count() == 0
    client.logout()
    assert client.post(at(over, "answer"), {**carried(over), "q-lamps": "yes"}).status_code == 409
    listed = words(client.get(reverse("surveys:list")))
    assert "No survey is open just now" in listed
    assert "Tell us in a survey" not in words(client.get("/"))


def test_a_survey_that_closes_at_midnight_says_the_day_that_ends(client):
    midnight = datetime(2031, 3, 1, tzinfo=UTC)
    survey = open_survey(closes_at=midnight)
    assert "Open until the end of Friday 28 February 2031." in words(client.get(at(survey)))
    Survey.objects.update(
        opens_at=datetime(2025, 1, 1, tzinfo=UTC), closes_at=datetime(2025, 3, 1, 12, tzinfo=UTC)
    )
    assert "It closed at midday on Saturday 1 March 2025." in words(client.get(at(survey)))


def test_nothing_is_at_the_address_of_a_draft_or_of_another_set(client):
    draft = QuestionSet.objects.create(key="draft", title="Draft", purpose="survey")
    Survey.objects.create(question_set=draft, opens_at=timezone.now())
    published(key="no-dates")
    for slug in ("draft", "no-dates", "nothing"):
        for name in ("survey", "answer", "thanks"):
            assert client.get(reverse(f"surveys:{name}", args=[slug])).status_code == 404


def test_a_retired_survey_takes_nobody_new_and_lets_others_finish(client, resident):
    survey = open_survey()
    begun = begin(survey, resident)
    services.retire(version_id=begun.version_id, actor=PORTAL)
    assert client.get(at(survey, "page", page="lamps")).status_code == 200
    assert survey not in Survey.objects.open()
    other = ResidentFactory()
    who = {"survey_id": survey.pk, "person": other, "actor": other}
    assert code(services.begin_survey, **who, language="en") == "not-open"


def test_nobody_answers_or_deletes_for_somebody_else():
    survey, me, other = open_survey(), ResidentFactory(), ResidentFactory()
    begin(survey, me)
    who = {"survey_id": survey.pk, "person": me, "actor": other}
    assert code(services.begin_survey, **who, language="en") == "not-allowed"
    assert code(services.submit_survey, **who) == "not-allowed"
    assert code(services.delete_survey_answers, **who) == "not-allowed"
    services.delete_survey_answers(survey_id=survey.pk, person=me, actor=me)
    services.delete_survey_answers(survey_id=survey.pk, person=me, actor=me)


def test_the_database_keeps_one_response_a_person_and_dates_in_order():
    survey, person = open_survey(), ResidentFactory()
    response = begin(survey, person)
    assert begin(survey, person) == response
    other = services.start(key="lamps-survey", actor=PORTAL, language="en")
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyResponse.objects.create(survey=survey, person=person, response=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(closes_at=survey.opens_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(audience="martians")


def test_a_survey_for_anybody_asks_for_no_file():
    survey = open_survey(audience=ANYBODY)
    draft = services.new_version(question_set_id=survey.question_set_id, actor=PORTAL)
    QuestionFactory(section=draft.sections.get(), kind=Kind.FILE)
    who = {"version_id": draft.pk, "actor": PORTAL}
    assert code(services.publish_version, **who) == "unfinished"
    survey.audience = Survey.Audience.SIGNED_IN
    survey.save()
    services.publish_version(**who)
    survey.audience = ANYBODY
    with pytest.raises(ValidationError, match="takes signing in"):
        survey.full_clean()


def test_an_officer_sets_the_dates_and_looks_at_the_public_page(client):
    panels_officer(client)
    survey = open_survey()
    here = page("questionset", "change", survey.question_set_id)
    shown = client.get(here)
    assert at(survey) in shown.content.decode()
    day = "2031-05-01T09:00:00"
    wrong = {"survey-0-opens_at": day, "survey-0-closes_at": day}
    assert "must close after it opens" in words(client.post(here, fill(shown, **wrong)))
    right = wrong | {"survey-0-closes_at": "2031-05-02T09:00:00", "survey-0-audience": "anybody"}
    assert client.post(here, fill(client.get(here), **right)).status_code == 302
    survey.refresh_from_db()
    assert survey.is_for_anybody
    assert survey.opens_later()
    other = published(key="feedback-set", purpose="feedback").question_set
    assert (
        "survey-0-opens_at"
        not in client.get(page("questionset", "change", other.pk)).content.decode()
    )


def test_an_officer_reads_at_the_head_whether_it_is_open_and_its_address(client, settings):
    panels_officer(client)
    survey = open_survey(audience=ANYBODY)
    here = page("questionset", "change", survey.question_set_id)

    def head() -> dict:
        return {str(label): str(value) for label, value in client.get(here).context["more"]}

    values = {"lamps": "yes", "where": "Here"}
    services.answer_survey(survey_id=survey.pk, values=values, language="en")
    assert head()["Is it open?"] == "Open now."
    assert head()["Answers"] == "1"
    assert settings.SITE_URL + at(survey) in head()["Public address"]
    Survey.objects.update(closes_at=timezone.now() + timedelta(days=400))
    assert "Open until" in head()["Is it open?"]
    opens = timezone.now() - timedelta(days=9)
    Survey.objects.update(opens_at=opens, closes_at=opens + timedelta(days=1))
    assert "It closed at" in head()["Is it open?"]
    services.retire(version_id=survey.version_id, actor=PORTAL)
    assert "retired" in head()["Is it open?"]
    Survey.objects.all().delete()
    version = SetVersionFactory(question_set=survey.question_set, number=2)
    assert "Public address" not in head()
    assert version.is_draft
    other = published(key="feedback-set", purpose="feedback").question_set
    assert client.get(page("questionset", "change", other.pk)).context["more"] == []


@pytest.mark.parametrize("bad", ["x" * 10_000, "a\x00b", "9" * 400])
def test_unusable_answers_are_said_and_no_fault(client, bad):
    survey = open_survey(audience=ANYBODY)
    answer = client.post(
        at(survey, "answer"), {**carried(survey), "q-lamps": bad, "q-where": bad, "asked": bad}
    )
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_lists_take_the_same_statements_whatever_their_length(
    client, resident, django_assert_num_queries, rows
):
    for number in range(rows):
        begin(open_survey(f"survey-{number}"), resident)
    with django_assert_num_queries(3):
        # The session, the person, the surveys.
        client.get(reverse("surveys:list"))
    with django_assert_num_queries(1):
        assert len(list(services.surveys_of(resident))) == rows
