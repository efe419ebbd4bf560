"""The results of a survey: each question counted, and nobody found in the counts."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.actors import PORTAL
from questionnaires import services
from questionnaires.enums import Audience, Kind
from questionnaires.models import Response, Survey
from questionnaires.services import day_by_day, divisions, responses_to, results
from tests.factories.people import ResidentFactory
from tests.factories.places import WardFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
    published,
)
from tests.panels.officers import officer_who_may, panels_officer
from tests.questionnaires.test_admin import page, readings, words

pytestmark = pytest.mark.django_db


def parks(audience=Audience.ANYBODY, **options) -> Survey:
    """A survey with a question for each way of counting, one of them asked on a condition."""
    question_set = QuestionSetFactory(key="parks", title="Demo parks", **options)
    section = SectionFactory(version=SetVersionFactory(question_set=question_set))
    optional = {"section": section, "is_required": False}
    goes = QuestionFactory(key="goes", kind=Kind.ONE, label="Do you go to a park?", **optional)
    choices(goes, "yes", "no")
    likes = QuestionFactory(
        key="likes",
        kind=Kind.MANY,
        label="What do you like?",
        show_if_question=goes,
        show_if_operator="is",
        show_if_value="yes",
        **optional,
    )
    choices(likes, "trees", "swings", "tea")
    QuestionFactory(key="minutes", kind=Kind.NUMBER, label="How many minutes?", **optional)
    QuestionFactory(key="cost", kind=Kind.MONEY, label="What would you pay?", **optional)
    QuestionFactory(key="born", kind=Kind.DATE, label="When were you born?", **optional)
    QuestionFactory(key="more", kind=Kind.LONG_TEXT, label="What else?", **optional)
    services.publish_version(version_id=section.version_id, actor=PORTAL)
    opened = datetime(2026, 11, 1, tzinfo=UTC)
    return Survey.objects.create(question_set=question_set, audience=audience, opens_at=opened)


def answer(survey, times=1, *, language="en", **values) -> list[Response]:
    return [
        services.answer_survey(survey_id=survey.pk, values=values, language=language)
        for _time in range(times)
    ]


def result_of(survey, key, **lookup):
    _number, found = results(responses_to(survey.question_set).filter(**lookup))
    return next(one for one in found if one.key == key)


def counts(rows) -> dict[str, str]:
    return {row.words: row.count for row in rows}


def test_choices_stand_in_their_order_with_no_answer_and_not_asked_apart():
    survey = parks()
    answer(survey, 10, goes="yes", likes=["tea", "trees"])
    answer(survey, 6, goes="yes")
    answer(survey, 8, goes="no")
    answer(survey, 3)
    likes = result_of(survey, "likes")
    assert [row.words for row in likes.rows] == ["Trees", "Swings", "Tea"]
    assert counts(likes.rows) == {"Trees": "10", "Swings": "0", "Tea": "10"}
    assert likes.answered == "10"
    assert counts(likes.apart) == {"No answer": "5", "Not asked": "10"}
    goes = result_of(survey, "goes")
    assert counts(goes.apart) == {"No answer": "fewer than 5", "Not asked": "0"}
    assert [(row.share, row.length) for row in goes.rows] == [("60%", 100), ("40%", 66)]


def test_a_small_count_has_neither_share_nor_bar():
    survey = parks()
    answer(survey, 20, goes="yes")
    answer(survey, 4, goes="no")
    _yes, no = result_of(survey, "goes").rows
    assert (no.count, no.share, no.length) == ("fewer than 5", "", 0)


def test_numbers_have_a_middle_and_bands_whose_edges_are_nobodys():
    survey = parks()
    for minutes in range(10, 30):
        answer(survey, minutes=minutes, cost=minutes * 100)
    answer(survey, minutes=100_000)
    minutes = result_of(survey, "minutes")
    assert minutes.figures == [("Median", "20"), ("The middle half of the answers", "15 to 25")]
    said = [row.words for row in minutes.rows]
    assert (said[0], said[-1]) == ("15 or less", "26 or more")
    assert "100,000" not in str(minutes)
    assert result_of(survey, "cost").figures[0] == ("Median", "£19.50")


@pytest.mark.parametrize(("number", "figures"), [(9, 0), (10, 1), (19, 1), (20, 2)])
def test_no_middle_is_told_of_few(number, figures):
    survey = parks()
    for minutes in range(number):
        answer(survey, minutes=minutes)
    found = result_of(survey, "minutes")
    assert len(found.figures) == figures
    assert bool(found.rows) == (number >= 10)


def test_dates_are_counted_by_year():
    survey = parks()
    answer(survey, 10, born="1990-05-01")
    answer(survey, 10, born="1991-05-01")
    assert counts(result_of(survey, "born").rows) == {"1990": "10", "1991": "10"}


def test_answers_to_an_earlier_version_count_under_the_newest_words():
    survey = parks()
    answer(survey, 5, goes="yes")
    draft = services.new_version(question_set_id=survey.question_set_id, actor=PORTAL)
    goes = draft.questions.get(key="goes")
    goes.label = "Do you visit parks?"
    goes.save()
    services.publish_version(version_id=draft.pk, actor=PORTAL)
    Survey.objects.update(version=draft)
    survey.refresh_from_db()
    answer(survey, 5, goes="no")
    found = result_of(survey, "goes")
    assert found.label == "Do you visit parks?"
    assert counts(found.rows) == {"Yes": "5", "No": "5"}
    assert [part.words for way in divisions(survey.question_set) for part in way.parts] == []


def test_special_sets_are_counted_and_never_divided():
    version = published(special=True)
    for person, month in enumerate((1, 2) * 12):
        draft = services.start(key="everything", actor=PORTAL, language="en")
        typed = {"name": f"Demo {person}", "why": "To.", "member": "no"}
        services.save_answers(response_id=draft.pk, values=typed, actor=PORTAL)
        services.submit(response_id=draft.pk, actor=PORTAL)
        sent_at = datetime(2026, month, 5, tzinfo=UTC)
        Response.objects.filter(pk=draft.pk).update(submitted_at=sent_at)
    number, found = results(responses_to(version.question_set))
    assert number == 24
    member = next(one for one in found if one.key == "member")
    assert counts(member.rows) == {"Yes": "0", "No": "25"}
    assert divisions(version.question_set) == []


def test_a_small_part_cannot_be_asked_for_nor_taken_from_the_whole(client):
    survey = parks()
    answer(survey, 12, goes="yes")
    answer(survey, 11, goes="yes", language="ur")
    panels_officer(client)
    here = page("questionset", "results", survey.question_set_id)
    parts = {part.code for way in divisions(survey.question_set) for part in way.parts}
    assert parts == {"language-en", "language-ur"}
    assert client.get(here, {"part": "language-ur"}).context["sent"] == "10"
    answer(survey, 4)
    Response.objects.filter(pk=Response.objects.first().pk).update(
        submitted_at=datetime(2026, 11, 2, tzinfo=UTC)
    )
    assert not any(
        part.code.startswith("month")
        for way in divisions(survey.question_set)
        for part in way.parts
    )
    for bad in ("month-2026-11", "language-xx", "x" * 9999, "version-1", "\x00"):
        shown = client.get(here, {"part": bad})
        assert shown.context["sent"] == "25", bad


def test_wards_are_those_of_people_who_signed_in():
    survey = parks(Audience.SIGNED_IN)
    wards = {name: WardFactory(name=name) for name in ("Demo East", "Demo West", "Demo Small")}
    for name, number in (("Demo East", 12), ("Demo West", 10), ("Demo Small", 2)):
        for _time in range(number):
            person = ResidentFactory(ward=wards[name])
            who = {"survey_id": survey.pk, "person": person, "actor": person}
            draft = services.begin_survey(**who, language="en")
            services.save_answers(response_id=draft.pk, values={"goes": "no"}, actor=person)
            services.submit_survey(**who)
    by_ward = next(way for way in divisions(survey.question_set) if "ward" in way.words)
    assert [part.words for part in by_ward.parts] == ["Demo East"]
    assert by_ward.left_out
    assert counts(result_of(survey, "goes", ward="Demo East").rows)["No"] == "10"


def test_days_are_lutons():
    survey = parks()
    first, second = answer(survey, 2)
    late = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    for response, at in ((first, late), (second, late + timedelta(days=1))):
        Response.objects.filter(pk=response.pk).update(started_at=at, submitted_at=at)
    services.start(key="parks", actor=PORTAL, language="en")
    days = day_by_day(responses_to(survey.question_set))
    assert [(f"{day:%d %B}", counts) for day, counts in days.items()][:2] == [
        ("28 March", (1, 1)),
        ("30 March", (1, 1)),
    ]
    assert [*days.values()][2:] == [(1, 0)]


def test_the_page_takes_the_same_statements_for_one_and_for_many(client):
    survey = parks()
    answer(survey, goes="yes", likes=["tea"], more="A bench")
    panels_officer(client)
    here = page("questionset", "results", survey.question_set_id)
    taken = []
    for more in (0, 30):
        answer(survey, more, goes="no", minutes=3)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(here).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_the_page_says_everything_a_bar_shows_and_the_file_says_the_same(client):
    survey = parks()
    answer(survey, 10, goes="yes", likes=["tea"])
    panels_officer(client)
    here = page("questionset", "results", survey.question_set_id)
    assert here in client.get(page("questionset", "change", survey.question_set_id)).text
    said = " ".join(words(client.get(here)).split())
    assert "Yes 10 100%" in said
    assert "Not asked 0" in said
    rows = list(csv.reader(io.StringIO(words(client.get(here, {"kind": "csv"})).strip("\ufeff"))))
    assert [*rows[2][1:]] == ["Do you go to a park?", "Yes", "10", "100%"]
    assert readings() == []


@pytest.mark.parametrize(
    ("permissions", "purpose", "status"),
    [
        (["view_questionset"], "survey", 200),
        (["view_questionset"], "application", 403),
        (["view_response"], "survey", 403),
    ],
)
def test_counts_are_for_who_sees_the_set_and_never_of_applications(
    client, permissions, purpose, status
):
    version = published(purpose=purpose)
    officer_who_may(client, *permissions)
    here = page("questionset", "results", version.question_set_id)
    assert client.get(here).status_code == status
