"""Building a set: what comes next, what belongs to a kind, pounds, all faults at once, and back."""

import pytest

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires.enums import Kind
from questionnaires.models import Choice, Question, QuestionSet
from questionnaires.services import (
    delete_set,
    new_version,
    publish_version,
    start,
)
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
)
from tests.factories.recruitment import RoundFactory
from tests.officers.pages import press
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


def test_the_next_question_goes_into_the_same_section(client, officer, draft):
    first, _last = SectionFactory(version=draft), SectionFactory(version=draft)
    form = fill(client.get(add_to(draft, section=first.pk)), **TYPED, _addanother="1")
    answer = client.post(add_to(draft), form)
    assert fill(client.get(answer.url))["section"] == first.pk


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
    publish_version(version_id=draft.pk, actor=PORTAL)
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
        "condition": f"{later.pk}:answered:",
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
        publish_version(version_id=draft.pk, actor=PORTAL)


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
    start(key="everything", actor=PORTAL, language="en")
    assert "the set is kept" in words(client.post(here))
    unused = QuestionSetFactory(purpose="selection", is_special=True)
    RoundFactory(selection_set=unused)
    said = words(client.post(page("questionset", "discard", unused.pk)))
    assert "Another part of the portal asks these questions" in said
    assert QuestionSet.objects.filter(pk=unused.pk).exists()
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    other = officer_who_may(client, "view_questionset")
    with pytest.raises(Refusal):
        delete_set(question_set_id=draft.question_set_id, actor=other)
    assert client.post(here).status_code == 403


# --- Conditions, and saves that are refused -----------------------------------------------------


def conditional(draft, earlier, operator, value) -> dict:
    return TYPED | {
        "order": "9",
        "condition": f"{earlier.pk}:{operator}:typed",
        "show_if_value": value,
    }


def test_the_wanted_value_is_kept_as_answers_are(client, officer, draft):
    earlier = QuestionFactory(section=SectionFactory(version=draft), kind=Kind.NUMBER, order=1)
    form = client.get(add_to(draft))
    client.post(add_to(draft), fill(form, **conditional(draft, earlier, "is", "1,000")))
    assert draft.questions.get(key="dark").show_if_value == "1000"


def test_only_what_suits_the_earlier_question_is_offered_and_only_what_can_be_answered_is_kept(
    client, officer, draft
):
    earlier = QuestionFactory(section=SectionFactory(version=draft), kind=Kind.NUMBER, order=1)
    form = client.get(add_to(draft))
    unsuited = fill(form, **conditional(draft, earlier, "includes", "5"))
    assert "Select a valid choice" in words(client.post(add_to(draft), unsuited))
    unmet = fill(form, **conditional(draft, earlier, "is", "many"))
    assert "Enter a whole number, like 12" in words(client.post(add_to(draft), unmet))
    assert not draft.questions.filter(key="dark").exists()


def test_a_condition_is_chosen_in_words_and_shown_in_words(client, officer, draft):
    section = SectionFactory(version=draft)
    goes = QuestionFactory(section=section, kind=Kind.ONE, label="Do you go?", order=1)
    choices(goes, "yes", "no")
    form = client.get(add_to(draft))
    offered = dict(dict(form.context["adminform"].form.fields["condition"].choices)["Do you go?"])
    assert offered[f"{goes.pk}:is:yes"] == "if it is “Yes”"
    typed = TYPED | {"order": "2", "condition": f"{goes.pk}:is:yes", "show_if_value": "x"}
    client.post(add_to(draft), fill(form, **typed))
    asked = draft.questions.get(key="dark")
    assert (asked.show_if_question, asked.show_if_operator) == (goes, "is")
    assert asked.show_if_value == "yes"
    assert "“Do you go?” is “Yes”" in words(client.get(page("setversion", "change", draft.pk)))
    here = page("question", "change", asked.pk)
    assert fill(client.get(here))["condition"] == f"{goes.pk}:is:yes"
    client.post(here, fill(client.get(here), condition=""))
    asked.refresh_from_db()
    assert (asked.show_if_question, asked.show_if_operator, asked.show_if_value) == (None, "", "")
    client.post(here, fill(client.get(here), condition=f"{goes.pk}:is-not:no"))
    publish_version(version_id=draft.pk, actor=PORTAL)
    assert "“Do you go?” is answered and is not “No”" in words(client.get(here))
    assert fill(client.get(page("question", "add") + f"?version={draft.pk}"))["condition"] == ""


def test_what_is_changed_of_a_question_is_kept_also_where_another_field_writes_it(
    client, officer, draft
):
    section = SectionFactory(version=draft)
    question = QuestionFactory(section=section, kind=Kind.MONEY, max_number=100, label="Cost?")
    here = page("question", "change", question.pk)
    typed = {"max_pounds": "2.50", "new_section": "Money"}
    assert client.post(here, fill(client.get(here), **typed)).status_code == 302
    question.refresh_from_db()
    assert (question.max_number, question.section.title) == (250, "Money")
    client.post(here, fill(client.get(here), kind="number"))
    question.refresh_from_db()
    assert question.kind == Kind.NUMBER


# --- Codes, and what is missing ------------------------------------------------------------------


def test_codes_are_made_of_the_words_and_no_two_are_alike(client, officer, draft):
    for label in ("Is it dark?", "Is it dark?"):
        typed = TYPED | {"key": "", "kind": "one", "label_en": label}
        parts = {f"choices-{n}-label_en": words for n, words in enumerate(("Yes", "Yes!", "ہاں"))}
        client.post(add_to(draft), fill(client.get(add_to(draft)), **typed | parts))
    assert [question.key for question in draft.questions.all()] == ["is-it-dark", "is-it-dark-2"]
    made = draft.questions.first().choices.values_list("value", flat=True)
    assert [*made] == ["yes", "yes-2", "choice"]
    here = page("question", "change", draft.questions.first().pk)
    client.post(here, fill(client.get(here), label_en="Another?"))
    assert draft.questions.first().key == "is-it-dark"
    client.post(
        page("questionset", "add"), {"title_en": "My street", "purpose": "survey", "key": ""}
    )
    made = QuestionSet.objects.get(key="my-street")
    copied = client.get(page("questionset", "copy", made.pk))
    assert 'value="Copy of My street"' in copied.text
    press(client, page("questionset", "copy", made.pk), {"title": "My street", "key": ""})
    assert QuestionSet.objects.filter(key="my-street-2").exists()


def test_a_choice_is_copied_right_after_it(client, officer, draft):
    question = QuestionFactory(section=SectionFactory(version=draft), kind=Kind.ONE)
    choices(question, "yes", "no")
    here = page("question", "change", question.pk)
    typed = fill(client.get(here), **{"choices-0-is_copied": "on"})
    assert client.post(here, typed).status_code == 302
    there = [(choice.value, choice.label) for choice in question.choices.all()]
    assert there == [("yes", "Yes"), ("yes-2", "Yes"), ("no", "No")]


def test_what_is_missing_is_told_before_publishing_is_pressed(client, officer, draft):
    question = QuestionFactory(section=SectionFactory(version=draft), kind=Kind.ONE, label="One?")
    for name in ("change", "publish"):
        shown = client.get(page("setversion", name, draft.pk))
        assert "“One?”: add the answers to choose from." in words(shown)
        assert f'<a href="{page("question", "change", question.pk)}">“One?”' in shown.text


def test_languages_are_named_and_not_coded(client, officer, draft):
    SectionFactory(version=draft)
    for here in (add_to(draft), page("setversion", "change", draft.pk)):
        shown = words(client.get(here))
        assert "[en]" not in shown
        assert "[ur]" not in shown
        assert "(English)" in shown


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
