"""A new round starts from an older one, and its page says all that it lacks at once."""

import pytest
from django.utils import timezone

from recruitment import services
from recruitment.models import Round
from tests.factories.recruitment import (
    RoundFactory,
    recruiter,
    recruitment_officer,
    scorer,
    submitted,
)
from tests.officers.pages import press
from tests.recruitment.officers import round_url, words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


def test_a_round_starts_from_an_older_one(client, officer):
    old = RoundFactory(
        state="appointed", seats={"residents": (4, "lottery"), "community": (2, "scores")}
    )
    old.answers.create(question="Is it paid?", answer="Travel and care are.")
    old.assessment.gap = 2
    old.assessment.save()
    old.assessment.criteria.update(weight=3)
    scorer(old)
    press(client, round_url(old, "start_from"), {"title_en": "Demo round of next year"})
    draft = Round.objects.latest("pk")
    assert (draft.state, draft.title) == ("draft", "Demo round of next year")
    assert (draft.terms, draft.title_ur) == (old.terms, "")
    assert set(draft.seat_groups.values_list("sector", "number", "how")) == {
        ("residents", 4, "lottery"),
        ("community", 2, "scores"),
    }
    assert draft.answers.get().question == "Is it paid?"
    assert draft.assessment_id != old.assessment_id
    assert draft.assessment.gap == 2
    criteria = draft.assessment.criteria.prefetch_related("anchors")
    assert [(one.title, one.weight, one.anchors.count()) for one in criteria] == [
        ("Experience", 3, 5),
        ("Listening", 3, 5),
    ]
    assert not draft.assessment.assessors.exists()
    assert draft.opens_at > timezone.now()


def test_who_runs_named_rounds_starts_none_and_a_title_is_needed(officer):
    old = RoundFactory()
    submitted(old)
    start = {"round_id": old.pk, "title": {"en": "Demo", "ur": ""}}
    assert refusal(services.start_from, **start, actor=recruiter(old)) == "not-allowed"
    untitled = start | {"title": " "}
    assert refusal(services.start_from, **untitled, actor=recruitment_officer()) == "title-needed"


def test_the_page_of_a_draft_says_all_that_it_lacks(client, officer):
    round = RoundFactory(state="draft", selection_set=None, selection_consent="", criteria=["One"])
    round.assessment.criteria.get().anchors.first().delete()
    page = words(client.get(round_url(round)))
    for one in services.what_is_missing(round):
        assert one in page
    assert len(services.what_is_missing(round)) == 3
    assert "it needs" not in words(client.get(round_url(RoundFactory())))
