"""Versions freeze, are copied, published and retired; by officers who may."""

import pytest
from django.db import IntegrityError, transaction

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires.enums import Kind
from questionnaires.models import Choice, Question, QuestionSet, Section, SetVersion
from questionnaires.services import (
    copy_set,
    load_question_sets,
    new_version,
    publish_version,
    published_version,
    retire,
    start,
)
from tests.factories.people import OfficerFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)
from tests.factories.recruitment import RoundFactory

pytestmark = pytest.mark.django_db


def code_of(act, **kwargs) -> str:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        act(**kwargs)
    return caught.value.code


def test_what_is_published_can_no_longer_be_written(version):
    question = version.questions.first()
    choice = Choice.objects.first()
    section = version.sections.first()
    assert code_of(QuestionFactory, section=section) == "frozen"
    for thing in (version, section, question, choice):
        assert code_of(thing.save) == "frozen"
        assert code_of(thing.delete) == "frozen"
    for model in (Section, Question, Choice):
        assert code_of(model.objects.all().update, order=9) == "frozen"
        assert code_of(model.objects.all().delete) == "frozen"


def test_a_retired_version_stays_frozen_and_how_answers_are_kept_too(version):
    retire(version_id=version.pk, actor=PORTAL)
    assert code_of(version.questions.first().save) == "frozen"
    version.question_set.is_special = True
    assert code_of(version.question_set.save) == "frozen"


def test_a_new_version_copies_the_last_with_its_conditions_and_languages(version):
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    assert (draft.number, draft.state, draft.intro) == (2, "draft", "Why we ask.")
    assert new_version(question_set_id=version.question_set_id, actor=PORTAL) == draft

    def wording(of):
        return [
            (
                q.key,
                q.kind,
                q.label_en,
                q.section.key,
                q.show_if_question and q.show_if_question.key,
                [(c.value, c.label_en, c.is_exclusive) for c in q.choices.all()],
                [(c.key, c.kind) for c in q.columns.all()],
            )
            for q in of.questions.all()
        ]

    assert wording(draft) == wording(version)
    group = draft.questions.get(key="group")
    assert group.show_if_question.version == draft
    group.label = "Which group?"
    group.save()
    assert version.questions.get(key="group").label == "What is the group called?"


def test_publishing_retires_the_version_before_which_goes_on_for_those_who_began(version):
    begun = start(key="everything", actor=PORTAL, language="en")
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    publish_version(version_id=draft.pk, actor=PORTAL)
    version.refresh_from_db()
    assert version.state == "retired"
    assert start(key="everything", actor=PORTAL, language="en").version == draft
    begun.refresh_from_db()
    assert begun.version == version
    assert [move.to_state for move in version.moves.all()] == ["published", "retired"]


def test_the_database_holds_one_published_version_and_one_draft(version):
    for state in ("published", "draft"):
        with pytest.raises(IntegrityError), transaction.atomic():
            SetVersion.objects.bulk_create(
                SetVersion(
                    question_set=version.question_set,
                    number=number,
                    state=state,
                    published_at=version.published_at,
                )
                for number in (8, 9)
            )


def test_equality_and_selection_sets_are_special_whatever_is_written():
    for purpose in ("monitoring", "selection"):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionSetFactory(purpose=purpose, is_special=False)


def test_a_copy_is_a_set_of_its_own(version):
    copy = copy_set(question_set_id=version.question_set_id, key="copy", title="Copy", actor=PORTAL)
    draft = copy.versions.get()
    assert draft.is_draft
    assert draft.questions.count() == version.questions.count()
    taken = {"question_set_id": copy.pk, "key": "everything", "title": "X", "actor": PORTAL}
    assert code_of(copy_set, **taken) == "taken"


def test_officers_need_the_permission(version):
    nobody = OfficerFactory()
    held = {"question_set_id": version.question_set_id, "actor": nobody}
    assert code_of(new_version, **held) == "not-allowed"
    assert code_of(copy_set, key="x", title="X", **held) == "not-allowed"
    assert code_of(retire, version_id=version.pk, actor=nobody) == "not-allowed"
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    assert code_of(publish_version, version_id=draft.pk, actor=nobody) == "not-allowed"
    assert QuestionSet.objects.count() == 1


@pytest.mark.parametrize("kind", [Kind.ONE, Kind.MANY, Kind.TABLE])
def test_a_question_without_its_parts_is_not_published(kind):
    question = QuestionFactory(kind=kind)
    assert code_of(publish_version, version_id=question.version_id, actor=PORTAL) == "unfinished"


def test_other_unfinished_versions_are_not_published():
    empty = SetVersionFactory()
    assert code_of(publish_version, version_id=empty.pk, actor=PORTAL) == "unfinished"
    special = SetVersionFactory(question_set__is_special=True)
    QuestionFactory(section__version=special, kind=Kind.FILE)
    assert code_of(publish_version, version_id=special.pk, actor=PORTAL) == "unfinished"


def test_a_condition_looks_back_at_a_choice_that_is_there():
    section = SectionFactory()
    first = QuestionFactory(section=section, kind=Kind.ONE, order=1)
    Choice.objects.create(question=first, value="yes", label="Yes")
    second = QuestionFactory(
        section=section, order=2, show_if_question=first, show_if_operator="is", show_if_value="no"
    )
    publish = {"version_id": section.version_id, "actor": PORTAL}
    assert code_of(publish_version, **publish) == "unfinished"
    second.show_if_value, second.order = "yes", 0
    second.save()
    assert code_of(publish_version, **publish) == "unfinished"
    second.order = 2
    second.save()
    assert publish_version(**publish).state == "published"


def test_what_is_asked_now_cannot_be_retired():
    """The equality questions, the feedback of sessions, and the questions of a round that runs."""
    load_question_sets()
    round = RoundFactory()
    for key in ("equality", "session-feedback", round.application_set.key):
        version = published_version(key)
        with pytest.raises(Refusal) as refused:
            retire(version_id=version.pk, actor=PORTAL)
        assert refused.value.code == "in-use"
    assert str(round) in refused.value.message
    type(round).objects.update(state="cancelled", cancel_reason="x")
    retire(version_id=version.pk, actor=PORTAL)
