"""Starting, saving, submitting, reopening and withdrawing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires.models import Answer, AnswerFile, ResponseMove, Submission
from questionnaires.services import (
    Incomplete,
    answer_once,
    answers_of,
    changes,
    reopen,
    retire,
    save_answers,
    start,
    submit,
    values_of,
    withdraw,
)
from tests.factories.people import ResidentFactory
from tests.factories.questionnaires import PDF, pdf
from tests.questionnaires.conftest import ENOUGH

pytestmark = pytest.mark.django_db


def save(response, **values):
    return save_answers(response_id=response.pk, values=values, actor=PORTAL)


def texts(response, **kwargs) -> dict[str, str]:
    return {answered.key: answered.text for answered in answers_of(response, **kwargs)}


def refusal(code, act, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(**kwargs)
    assert caught.value.code == code
    return caught.value


def test_every_kind_is_kept_typed_and_read_as_words(response):
    row = {"what": "Tea", "amount": 1250}
    response = save(
        response,
        postcode="lu11aa",
        born=date(1990, 3, 31),
        topics=["health", "housing"],
        people=1200,
        cost=9950,
        budget=[row, {}, {"what": "Hall", "amount": 10000}],
        paper=pdf(),
    )
    values = values_of(response)
    assert values["postcode"] == "LU1 1AA"
    assert values["born"] == "1990-03-31"
    assert values["topics"] == ["housing", "health"]
    assert values["budget"] == [row, {"what": "Hall", "amount": 10000}]
    assert values["paper"]["name"] == "paper.pdf"
    read = texts(response)
    assert read["born"] == "31 March 1990"
    assert read["topics"] == "Housing\nHealth"
    assert read["people"] == "1,200"
    assert read["cost"] == "£99.50"
    assert read["budget"] == "What: Tea; Amount: £12.50\nWhat: Hall; Amount: £100"
    assert "welcome" not in read


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("why", "word " * 51),
        ("name", "x" * 201),
        ("name", 12),
        ("name", ["a"]),
        ("postcode", "nowhere"),
        ("born", "31 February"),
        ("born", 5),
        ("member", "perhaps"),
        ("member", ["yes"]),
        ("topics", ["housing", "none"]),
        ("topics", ["housing", "other"]),
        ("topics", "housing"),
        ("topics", [["housing"]]),
        ("people", 0),
        ("people", 10**30),
        ("people", True),
        ("people", "12"),
        ("cost", 100_001),
        ("cost", -1),
        ("budget", [{"what": "Tea"}]),
        ("budget", [{"what": "Tea", "amount": 1}] * 4),
        ("budget", [{"other": "Tea"}]),
        ("budget", ["Tea"]),
        ("paper", {"file": "x", "name": "x", "size": 1}),
        ("paper", "x"),
        ("welcome", "yes"),
    ],
)
def test_what_is_outside_the_limits_is_refused_by_name(response, key, value):
    assert refusal("invalid", save, response=response, **{key: value}).field == key
    assert values_of(response).get(key) == ENOUGH.get(key)


def test_controls_that_no_database_takes_are_left_out(response):
    assert values_of(save(response, name="De\x00mo\x0b"))["name"] == "Demo"


def test_a_question_of_another_version_is_refused(response):
    assert refusal("unknown-question", save, response=response, other="x").field == "other"


def test_an_empty_answer_takes_it_back(response):
    save(response, postcode="LU1 1AA")
    assert "postcode" not in values_of(save(response, postcode="  "))


def test_submit_names_what_is_still_to_answer(response):
    save(response, member="yes", why=None)
    caught = refusal("incomplete", submit, response_id=response.pk, actor=PORTAL)
    assert isinstance(caught, Incomplete)
    assert [question.key for question in caught.questions] == ["why", "group"]
    assert "What is the group called?" in caught.message


def test_what_turned_out_not_to_be_asked_is_not_submitted(response):
    save(response, member="yes", group="Demo group")
    save(response, member="no")
    submission = submit(response_id=response.pk, actor=PORTAL)
    response.refresh_from_db()
    assert submission.value == ENOUGH
    assert "group" not in values_of(response)


def test_twice_is_once_and_a_sent_response_is_closed(response):
    first = submit(response_id=response.pk, actor=PORTAL)
    assert submit(response_id=response.pk, actor=PORTAL) == first
    refusal("not-draft", save, response=response, name="Another")
    refusal("not-a-move", reopen, response_id=start_another(response).pk, actor=PORTAL)


def start_another(response):
    return start(key=response.version.question_set.key, actor=PORTAL, language="en")


def test_a_change_between_two_submissions_is_shown_answer_by_answer(response):
    first = submit(response_id=response.pk, actor=PORTAL)
    reopen(response_id=response.pk, actor=PORTAL)
    save(response, name="Demo Birch", member="yes", group="Demo group")
    second = submit(response_id=response.pk, actor=PORTAL)
    assert (first.number, second.number) == (1, 2)
    found = {change.key: (change.before, change.after) for change in changes(first, second)}
    assert found == {
        "name": ("Demo Ash", "Demo Birch"),
        "member": ("No", "Yes"),
        "group": ("", "Demo group"),
    }
    assert "name" not in {change.key for change in changes(first, second, blind=True)}


def test_blind_reading_leaves_out_who_it_is_and_every_file(response):
    response = save(response, paper=pdf())
    seen = {answered.key: answered for answered in answers_of(response)}
    assert [file.name for file in seen["paper"].files] == ["paper.pdf"]
    blind = answers_of(response, blind=True)
    assert not {"name", "paper"} & {answered.key for answered in blind}
    assert not any(answered.files for answered in blind)


def test_nobody_starts_where_nothing_is_published(version):
    retire(version_id=version.pk, actor=PORTAL)
    refusal("not-open", start, key="everything", actor=PORTAL, language="en")
    refusal("not-open", start, key="no-such-set", actor=PORTAL, language="en")


def test_one_page_is_kept_whole_or_not_at_all(version):
    with pytest.raises(Incomplete):
        answer_once(key="everything", values={"name": "Demo"}, actor=PORTAL, language="en")
    assert not version.responses.exists()
    assert answer_once(key="everything", values=ENOUGH, actor=PORTAL, language="en").is_submitted


def test_nothing_in_a_response_leads_to_the_person(response):
    person = ResidentFactory()
    submit(response_id=response.pk, actor=person)
    reopen(response_id=response.pk, actor=person)
    withdraw(response_id=response.pk, actor=person)
    moves = ResponseMove.objects.filter(thing=response)
    assert [move.to_state for move in moves] == ["submitted", "draft", "withdrawn"]
    assert not moves.filter(actor__isnull=False).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        moves.update(actor=person)


def test_special_answers_are_sealed_in_the_database_and_deleted_on_withdrawal(special):
    submission = submit(response_id=special.pk, actor=PORTAL)
    assert set(Answer.objects.values_list("value", flat=True)) == {None}
    assert (submission.value, bool(submission.sealed)) == (None, True)
    sealed = [bytes(answer.sealed) for answer in Answer.objects.all()]
    assert not any(b"Demo Ash" in one for one in [*sealed, bytes(submission.sealed)])
    lengths = {len(one) for one in sealed}
    assert len(lengths) == 1, "The length of an answer gives it away."
    assert texts(special)["name"] == "Demo Ash"
    withdraw(response_id=special.pk, actor=PORTAL)
    assert not Answer.objects.exists()
    assert not Submission.objects.exists()
    assert not withdraw(response_id=special.pk, actor=PORTAL).answers.exists()


def test_ordinary_answers_stay_after_withdrawal(response):
    withdraw(response_id=response.pk, actor=PORTAL)
    assert texts(response)["name"] == "Demo Ash"


def test_an_answer_is_plain_or_sealed_and_never_both_or_neither(response):
    for wrong in ({"sealed": b"x"}, {"value": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            response.answers.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_a_replaced_file_is_deleted_unless_it_was_submitted(response):
    first = answers_of(save(response, paper=pdf("one.pdf")))[-1].files[0]
    second = answers_of(save(response, paper=pdf("two.pdf")))[-1].files[0]
    assert not first.file.storage.exists(first.file.name)
    submit(response_id=response.pk, actor=PORTAL)
    reopen(response_id=response.pk, actor=PORTAL)
    save(response, paper=pdf("three.pdf"))
    assert sorted(AnswerFile.objects.values_list("name", flat=True)) == ["three.pdf", "two.pdf"]
    assert second.file.storage.exists(second.file.name)


def test_files_together_have_a_limit(response, monkeypatch):
    monkeypatch.setattr("questionnaires.services.answering.MOST_TOGETHER", len(PDF) + 1)
    save(response, paper=pdf())
    assert refusal("too-much", save, response=response, paper=pdf()).field == "paper"
