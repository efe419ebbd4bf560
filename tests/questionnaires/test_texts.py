"""Answers in words are read as a list, searched and tagged; that is recorded, and few may."""

import re

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires import services
from questionnaires.enums import Kind
from questionnaires.models import AnswerTag, Response, Tagging
from tests.factories.people import OfficerFactory
from tests.factories.questionnaires import published
from tests.panels.officers import officer_who_may, panels_officer
from tests.questionnaires.test_admin import page, readings, words
from tests.questionnaires.test_admin_answers import sent, sent_again
from tests.questionnaires.test_results import answer, parks

pytestmark = pytest.mark.django_db

SAID = ("More benches", "A café by the pond", "BENCHES, please", "Less litter")


@pytest.fixture
def survey():
    survey = parks()
    for said in SAID:
        answer(survey, more=said)
    answer(survey, goes="yes")
    return survey


@pytest.fixture
def officer(client):
    return panels_officer(client)


def texts(survey, **query) -> str:
    return f"{page('questionset', 'texts', survey.question_set_id)}?" + "&".join(
        f"{name}={value}" for name, value in {"question": "more", **query}.items()
    )


def listed(client, survey, **query) -> list[str]:
    return [text.words for text in client.get(texts(survey, **query)).context["texts"]]


def ids(survey) -> dict:
    return {one.words: one.response_id for one in services.texts_to(survey.question_set, "more")}


def tag(survey, officer, name, *said, act=services.tag_answers) -> int:
    known = ids(survey)
    return act(
        question_set_id=survey.question_set_id,
        key="more",
        response_ids=[known[one] for one in said],
        name=name,
        actor=officer,
    )


def test_texts_are_listed_as_sent_searched_by_any_spelling_and_that_is_recorded(
    client, survey, officer
):
    assert listed(client, survey) == [*SAID]
    assert listed(client, survey, q="bénches") == ["More benches", "BENCHES, please"]
    assert listed(client, survey, q="cafe") == ["A café by the pond"]
    assert listed(client, survey, q="swings") == []
    assert [entry["rows"] for entry in readings()] == [4, 2, 1]
    assert readings()[0]["what"] == "answers to “more”"


def test_what_counts_is_read_and_not_what_is_being_changed(version):
    response = sent()
    services.reopen(response_id=response.pk, actor=PORTAL)
    services.save_answers(response_id=response.pk, values={"why": "Not sent yet"}, actor=PORTAL)
    whole = response.version.question_set
    assert [one.words for one in services.texts_to(whole, "why")] == ["To be heard."]
    services.submit(response_id=response.pk, actor=PORTAL)
    assert [one.words for one in services.texts_to(whole, "why")] == ["Not sent yet"]
    services.withdraw(response_id=response.pk, actor=PORTAL)
    assert services.texts_to(whole, "why") == []


def test_ticked_answers_are_tagged_and_untagged_by_words(client, survey, officer):
    chosen = [str(ids(survey)[one]) for one in ("More benches", "BENCHES, please")]
    told = client.post(
        texts(survey, q="benches"), {"name": " Seats ", "chosen": chosen}, follow=True
    )
    assert "Tagged 2 answers." in words(told)
    tagging = Tagging.objects.first()
    assert (tagging.tag.name, tagging.by, tagging.key) == ("Seats", officer, "more")
    seats = AnswerTag.objects.get()
    assert listed(client, survey, tag=seats.pk) == ["More benches", "BENCHES, please"]
    assert listed(client, survey, tag="none") == ["A café by the pond", "Less litter"]
    results = client.get(page("questionset", "results", survey.question_set_id))
    assert re.search(r"Seats\s+fewer than 5", words(results))
    client.post(texts(survey), {"name": "seats", "chosen": chosen[:1], "off": "1"})
    assert listed(client, survey, tag=seats.pk) == ["BENCHES, please"]
    client.post(texts(survey), {"name": "SEATS", "chosen": chosen, "off": "1"})
    assert not AnswerTag.objects.exists()
    did = [
        e.additional_data["did"]
        for e in LogEntry.objects.all()
        if "did" in (e.additional_data or {})
    ]
    assert did[0] == "took “Seats” off answers to “more”"
    assert len(did) == 3
    history = words(client.get(page("questionset", "history", survey.question_set_id)))
    assert "tagged answers to “more” as “Seats” (2)" in history


def test_all_that_was_found_is_tagged_at_once_unless_others_came_meanwhile(client, survey, officer):
    here = texts(survey, q="benches")
    client.post(here, {"name": "Seats", "all": "1", "number": "2"})
    assert Tagging.objects.count() == 2
    answer(survey, more="Even more benches")
    late = client.post(here, {"name": "Shade", "all": "1", "number": "2"})
    assert "Other answers have come" in words(late)
    assert 'value="Shade"' in late.text
    assert Tagging.objects.count() == 2


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, survey, officer):
    chosen = str(ids(survey)["Less litter"])
    nothing = client.post(texts(survey), {"name": "Bins"})
    assert "Choose the answers first." in words(nothing)
    assert 'value="Bins"' in nothing.text
    for name in ("", "!!", "x" * 61):
        wrong = client.post(texts(survey), {"name": name, "chosen": chosen})
        assert "officers-field errors" in wrong.text
        assert f'value="{chosen}" id="text-4" checked' in wrong.text
    unknown = client.post(texts(survey), {"name": "Trees", "chosen": chosen, "off": "1"})
    assert "There is no such tag" in words(unknown)
    for bad in ("x", "9" * 50, "\x00"):
        assert client.post(texts(survey), {"name": "Bins", "chosen": bad}).status_code == 200
        assert listed(client, survey, tag="9", page=bad.replace("\x00", "")) == [*SAID]
        assert client.get(texts(survey, question=bad.replace("\x00", ""))).status_code == 404
    assert not AnswerTag.objects.exists()


def test_tagging_twice_is_once_and_a_deleted_response_takes_its_tags_along(survey, officer):
    assert tag(survey, officer, "Seats", "More benches") == 1
    assert tag(survey, officer, "séats", "More benches", "BENCHES, please") == 1
    Response.objects.get(pk=ids(survey)["More benches"]).delete()
    assert services.tags_of(survey.question_set)["more"] == [(AnswerTag.objects.get(), 1)]


def test_only_answers_in_words_to_this_set_are_tagged(survey, officer):
    other = sent("other") if published(key="other") else None
    for key, response_id in (("more", other.pk), ("goes", ids(survey)["Less litter"])):
        with pytest.raises(Refusal, match="Choose the answers first"):
            services.tag_answers(
                question_set_id=survey.question_set_id,
                key=key,
                response_ids=[response_id],
                name="Seats",
                actor=officer,
            )


def test_the_database_keeps_one_tag_of_a_name_and_one_of_it_on_an_answer(survey, officer):
    tag(survey, officer, "Seats", "More benches")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerTag.objects.create(question_set=survey.question_set, name="SEATS")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerTag.objects.create(question_set=survey.question_set, name="!")
    again = Tagging.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_reading_asks_the_predicate_and_special_answers_cannot_be_tagged(client, survey):
    officer_who_may(client, "view_questionset")
    assert client.get(texts(survey)).status_code == 403
    shown = client.get(page("questionset", "results", survey.question_set_id)).text
    assert "/texts/" not in shown
    with pytest.raises(Refusal, match="permission"):
        tag(survey, OfficerFactory(), "Seats", "More benches")
    response = sent(published(special=True, key="sealed").question_set.key)
    sealed = response.version.question_set
    officer = officer_who_may(client, "view_questionset", "view_special_answers")
    here = f"{page('questionset', 'texts', sealed.pk)}?question=why"
    assert "To be heard." in words(client.get(here))
    assert "Tag those" not in words(client.get(here))
    answer_to = {"name": "x", "chosen": str(response.pk)}
    assert client.post(here, answer_to).status_code == 403
    with pytest.raises(Refusal, match="permission"):
        services.tag_answers(
            question_set_id=sealed.pk,
            key="why",
            response_ids=[response.pk],
            name="x",
            actor=officer,
        )
    assert client.get(texts(survey)).status_code == 403


def test_the_list_is_paged_and_takes_the_same_statements_for_one_and_for_many(
    client, survey, officer
):
    tag(survey, officer, "Seats", "More benches")
    taken = []
    for more in (0, 60):
        answer(survey, more, more="Shade")
        with CaptureQueriesContext(connection) as queries:
            first = client.get(texts(survey, q="a"))
        taken.append(len(queries))
    assert taken[0] == taken[1]
    assert len(first.context["texts"]) == 50
    assert "page=2" in first.text
    assert len(listed(client, survey, q="a", page=2)) == 12


# --- The file -------------------------------------------------------------------------------------


def test_a_file_has_typed_cells_and_a_column_for_each_choice():
    survey = parks()
    answer(survey, goes="yes", likes=["tea"], minutes=-5, cost=1250, born="1990-05-01", more="=1")
    answer(survey, goes="no")
    headings, rows = services.export_rows(Response.objects.all())
    assert headings[3:] == [
        "Do you go to a park?",
        "What do you like?: Trees",
        "What do you like?: Swings",
        "What do you like?: Tea",
        "How many minutes?",
        "What would you pay? (in pounds)",
        "When were you born?",
        "What else?",
    ]
    first, second = [list(map(str, row[3:])) for row in rows]
    assert first == ["Yes", "0", "0", "1", "-5", "12.50", "1990-05-01", "=1"]
    assert second == ["No", *["None"] * 7]


def test_the_files_have_the_tags_of_texts(client, survey, officer):
    tag(survey, officer, "Seats", "More benches", "BENCHES, please")
    tag(survey, officer, "Food", "More benches", "A café by the pond")
    answers = Response.objects.to(survey.question_set.key)
    headings, rows = services.export_rows(answers)
    assert headings[-2:] == ["What else?", "What else?: tags"]
    assert [row[-1] for row in rows] == ["Food; Seats", "Food", "Seats", "", ""]
    counts = client.get(page("questionset", "results", survey.question_set_id), {"kind": "csv"})
    assert '"Tagged “Seats”","fewer than 5"' in counts.getvalue().decode()


def test_a_question_of_another_kind_in_another_version_has_columns_of_its_own(version):
    response = sent()
    sent_again(response)
    draft = services.new_version(question_set_id=response.version.question_set_id, actor=PORTAL)
    people = draft.questions.get(key="people")
    people.kind, people.min_number = Kind.SHORT_TEXT, None
    people.save()
    services.publish_version(version_id=draft.pk, actor=PORTAL)
    sent(people="a few")
    headings, rows = services.export_rows(Response.objects.all())
    places = [place for place, heading in enumerate(headings) if heading == "How many people?"]
    assert [[row[place] for place in places] for row in rows] == [[None, None], ["a few", None]]
