"""Building a set: what comes next, what belongs to a kind, pounds, all faults at once, and back."""

import json

import pytest

from core.refusal import Refusal
from questionnaires.enums import Kind
from questionnaires.models import Choice, Question, QuestionSet
from questionnaires.services import delete_set, new_version, publish_version, start
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)
from tests.factories.recruitment import RoundFactory
from tests.panels.officers import officer_who_may, panels_officer
from tests.questionnaires.test_admin import fill, page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return panels_officer(client)


@pytest.fixture
def draft():
    return SetVersionFactory()


def add_to(draft, **more) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{page('question', 'add')}?version={draft.pk}{query}"


TYPED = {"key": "dark", "kind": "short-text", "label_en": "Is it dark?", "is_required": "on"}


def test_the_first_question_may_name_its_section(client, officer, draft):
    form = client.get(add_to(draft))
    assert fill(form)["new_section"] == "Questions"
    answer = client.post(add_to(draft), fill(form, **TYPED))
    assert answer.url == page("setversion", "change", draft.pk)
    question = draft.questions.get()
    assert question.section.title == "Questions"
    twin = TYPED | {"key": "two", "new_section": "Questions"}
    client.post(add_to(draft), fill(client.get(add_to(draft)), **twin))
    assert [section.key for section in draft.sections.all()] == ["questions", "questions-2"]


def test_a_question_names_a_section_or_is_told_to(client, officer, draft):
    typed = fill(client.get(add_to(draft)), **TYPED, new_section="")
    answer = client.post(add_to(draft), typed)
    assert "Choose a section, or name a new one." in words(answer)
    assert not draft.questions.exists()


def test_a_new_question_comes_last_in_the_section_that_was_asked_for(client, officer, draft):
    first, last = SectionFactory(version=draft), SectionFactory(version=draft)
    QuestionFactory(section=first, order=7)
    assert fill(client.get(add_to(draft)))["section"] == last.pk
    form = fill(client.get(add_to(draft, section=first.pk)))
    assert (form["section"], form["order"]) == (first.pk, 8)
    here = page("setversion", "change", draft.pk)
    assert f"section={first.pk}" in client.get(here).text
    for bad in ("x", "9" * 30, "0"):
        assert client.get(add_to(draft, section=bad)).status_code == 200


def test_new_parts_come_in_the_order_they_are_written(client, officer, draft):
    section = SectionFactory(version=draft)
    form = fill(client.get(add_to(draft)), **TYPED | {"kind": "one"})
    assert [form[f"choices-{n}-order"] for n in range(3)] == [1, 2, 3]
    for n, value in enumerate(("yes", "no")):
        form |= {f"choices-{n}-value": value, f"choices-{n}-label_en": value}
    form |= {"choices-2-value": "none", "choices-2-label_en": "none", "choices-2-order": ""}
    client.post(add_to(draft), form)
    kept = Choice.objects.filter(question__section=section).values_list("value", "order")
    assert list(kept) == [("yes", 1), ("no", 2), ("none", 3)]


def test_each_limit_stands_with_its_kind_and_the_script_knows_them(client, officer, draft):
    text = client.get(add_to(draft)).text
    for kind in ("short-text", "number", "money", "date", "many", "table", "file"):
        assert f"for-{kind}" in text
    assert "questionnaires/building.js" in text


def test_limits_of_another_kind_are_forgotten(client, officer, draft):
    SectionFactory(version=draft)
    form = fill(client.get(add_to(draft)), **TYPED, max_words="5", max_rows="3", file_kinds="exe")
    assert client.post(add_to(draft), form).status_code == 302
    question = draft.questions.get()
    assert (question.max_words, question.max_rows, question.file_kinds) == (5, None, "")


def test_money_is_typed_in_pounds_and_kept_in_pence(client, officer, draft):
    SectionFactory(version=draft)
    typed = TYPED | {"kind": "money", "min_pounds": "1.50", "max_pounds": "£2,000"}
    client.post(add_to(draft), fill(client.get(add_to(draft)), **typed))
    question = draft.questions.get()
    assert (question.min_number, question.max_number) == (150, 200_000)
    here = page("question", "change", question.pk)
    form = fill(client.get(here))
    assert "1.50" in client.get(here).text
    client.post(here, form)
    question.refresh_from_db()
    assert (question.min_number, question.max_number) == (150, 200_000)
    wrong = client.post(here, form | {"min_pounds": "3000", "max_pounds": "2000"})
    assert "The smallest must not be above the largest." in words(wrong)
    assert "amount in pounds" in words(client.post(here, form | {"min_pounds": "9" * 10_000}))
    publish_version(version_id=draft.pk, actor=None)
    assert "£1.50" in words(client.get(here))
    assert "£2,000" in words(client.get(here))


def test_all_faults_of_a_question_are_told_at_once(client, officer, draft):
    section = SectionFactory(version=draft)
    QuestionFactory(section=section, key="dark", order=1)
    later = QuestionFactory(section=section, order=9)
    typed = TYPED | {
        "kind": "file",
        "order": "2",
        "file_kinds": "exe",
        "show_if_question": later.pk,
        "show_if_operator": "answered",
    }
    said = words(client.post(add_to(draft), fill(client.get(add_to(draft)), **typed)))
    for fault in ("has this key", "We can't take exe", "asked before this one"):
        assert fault in said


def test_all_that_is_in_the_way_of_publishing_is_told_at_once(client, officer, draft):
    section = SectionFactory(version=draft)
    QuestionFactory(section=section, kind=Kind.ONE, label="First?")
    QuestionFactory(section=section, kind=Kind.TABLE, label="Second?")
    said = words(client.post(page("setversion", "publish", draft.pk)))
    assert "“First?”: add the answers to choose from." in said
    assert "“Second?”: add the columns of the table." in said


def test_a_set_of_statements_alone_is_not_published(draft):
    QuestionFactory(section=SectionFactory(version=draft), kind=Kind.STATEMENT)
    with pytest.raises(Refusal, match="Add a question"):
        publish_version(version_id=draft.pk, actor=None)


def test_deleting_a_question_leads_back_to_its_version(client, officer, draft):
    question = QuestionFactory(section=SectionFactory(version=draft))
    answer = client.post(page("question", "delete", question.pk), {"post": "yes"})
    assert answer.url == page("setversion", "change", draft.pk)
    assert not Question.objects.exists()


def test_a_set_that_was_never_published_can_be_deleted(client, officer, draft):
    QuestionFactory(section=SectionFactory(version=draft))
    whole = draft.question_set
    here = page("questionset", "discard", whole.pk)
    assert here in client.get(page("questionset", "change", whole.pk)).text
    assert client.get(here).status_code == 200
    assert QuestionSet.objects.filter(pk=whole.pk).exists()
    assert client.post(here).url == page("questionset", "changelist")
    assert not QuestionSet.objects.filter(pk=whole.pk).exists()
    empty = QuestionSetFactory()
    client.post(page("questionset", "discard", empty.pk))
    assert not QuestionSet.objects.filter(pk=empty.pk).exists()


def test_a_set_that_was_published_or_is_asked_elsewhere_stays(client, officer, version):
    here = page("questionset", "discard", version.question_set_id)
    assert here not in client.get(page("questionset", "change", version.question_set_id)).text
    assert "the set is kept" in words(client.post(here))
    start(key="everything", actor=None, language="en")
    assert "the set is kept" in words(client.post(here))
    unused = QuestionSetFactory(purpose="selection", is_special=True)
    RoundFactory(selection_set=unused)
    said = words(client.post(page("questionset", "discard", unused.pk)))
    assert "Another part of the portal asks these questions" in said
    assert QuestionSet.objects.filter(pk=unused.pk).exists()
    draft = new_version(question_set_id=version.question_set_id, actor=None)
    other = officer_who_may(client, "view_questionset")
    with pytest.raises(Refusal):
        delete_set(question_set_id=draft.question_set_id, actor=other)
    assert client.post(here).status_code == 403


# --- Conditions, and saves that are refused -----------------------------------------------------


def conditional(draft, earlier, operator, value) -> dict:
    return TYPED | {
        "order": "9",
        "show_if_question": earlier.pk,
        "show_if_operator": operator,
        "show_if_value": value,
    }


def test_the_wanted_value_is_kept_as_answers_are(client, officer, draft):
    earlier = QuestionFactory(section=SectionFactory(version=draft), kind=Kind.NUMBER, order=1)
    form = client.get(add_to(draft))
    client.post(add_to(draft), fill(form, **conditional(draft, earlier, "is", "1,000")))
    assert draft.questions.get(key="dark").show_if_value == "1000"


def test_an_operator_that_does_not_suit_and_a_value_nobody_can_give_are_refused(
    client, officer, draft
):
    earlier = QuestionFactory(section=SectionFactory(version=draft), kind=Kind.NUMBER, order=1)
    form = client.get(add_to(draft))
    unsuited = fill(form, **conditional(draft, earlier, "includes", "5"))
    assert "This doesn’t suit the earlier question" in words(client.post(add_to(draft), unsuited))
    unmet = fill(form, **conditional(draft, earlier, "is", "many"))
    assert "Enter a whole number, like 12" in words(client.post(add_to(draft), unmet))
    assert not draft.questions.filter(key="dark").exists()
    suits = form.context["adminform"].form.fields["show_if_operator"].widget.attrs["data-suits"]
    assert json.loads(suits) == {str(earlier.pk): ["is", "is-not", "answered"]}


def test_a_condition_that_can_no_longer_be_met_is_told_before_publishing(client, officer, draft):
    section = SectionFactory(version=draft)
    earlier = QuestionFactory(section=section, kind=Kind.NUMBER, order=1, max_number=5)
    QuestionFactory(
        section=section,
        order=2,
        label="Why?",
        show_if_question=earlier,
        show_if_operator="is",
        show_if_value="6",
    )
    said = words(client.post(page("setversion", "publish", draft.pk)))
    assert "“Why?”: its condition can't be met: Enter 5 or less" in said


def test_a_refused_question_leaves_no_section_behind(client, officer, draft):
    form = fill(client.get(add_to(draft)), **TYPED | {"kind": "one"}, new_section="Lamps")
    twice = {f"choices-{n}-value": "same" for n in range(2)}
    twice |= {f"choices-{n}-label_en": "Same" for n in range(2)}
    refused = client.post(add_to(draft), form | twice)
    assert refused.status_code == 200
    assert not draft.sections.exists()
    assert 'value="Lamps"' in refused.text
    sound = form | {"choices-0-value": "yes", "choices-0-label_en": "Yes"}
    assert client.post(add_to(draft), sound).status_code == 302
    assert [section.title for section in draft.sections.all()] == ["Lamps"]
