"""The page of a round: what stays, what is refused in words, what comes next."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment.models import Anchor, Assessor, Criterion
from recruitment.models import Round, SeatGroup
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import RoundFactory, round_with_pool
from tests.recruitment.officers import assessment_url, posted_by, round_url, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["pool", "offering", "appointed", "cancelled"])
def test_what_people_were_chosen_by_stays(client, officer, state):
    round = RoundFactory(state=state)
    form = client.get(round_url(round, tab="text")).context["adminform"].form
    assert not {"starts_on", "closes_at"} & set(form.fields)
    form = client.get(round_url(round, tab="seats")).context["adminform"].form
    assert not {"threshold", "reply_days"} & set(form.fields)
    form = client.get(assessment_url(round)).context["adminform"].form
    assert not {"least_assessors", "gap", "asked"} & set(form.fields)


def test_dates_that_cannot_be_are_said_at_their_field(client, officer):
    round = RoundFactory(state="draft")
    data = posted_by(client, round_url(round, tab="text"))
    early = {"starts_on": timezone.localdate(round.closes_at).isoformat()}
    page = client.post(round_url(round, tab="text"), data | early)
    assert "starts_on" in page.context["adminform"].form.errors
    page = client.post(round_url(round, tab="text"), data | {"closes_at": data["opens_at"]})
    assert "closes_at" in page.context["adminform"].form.errors
    url = round_url(round, tab="seats")
    page = client.post(url, posted_by(client, url) | {"seat_groups-0-number": "0"})
    assert "Enter 1 seat or more" in words(page)


def test_no_constraint_speaks_in_its_own_name():
    for model in (Round, SeatGroup, Criterion, Anchor, Assessor):
        shown = [one for one in model._meta.constraints if one.name != "round_state_is_known"]
        for constraint in shown:
            said = str(constraint.get_violation_error_message())
            assert constraint.name not in said, f"{model.__name__}: {said}"


def test_a_rounds_page_says_what_comes_next_and_sets_the_way_back_apart(client, officer):
    round, _panel = round_with_pool(officer, 2)
    page = client.get(round_url(round))
    assert [str(step.words) for step in page.context["next_steps"]] == [
        "Set the targets",
        "Start the draw",
    ]
    apart = {str(label) for label, _url in page.context["ending"]}
    assert apart == {"Start scoring", "Cancel the round"}
    assert not apart & {str(label) for label, _url in page.context["acts"]}


def test_a_draft_is_looked_at_by_those_who_run_it_alone(client, officer):
    round = RoundFactory(state="draft")
    assert "only officers who run this round see it" in words(client.get(round.get_absolute_url()))
    client.force_login(ResidentFactory())
    assert client.get(round.get_absolute_url()).status_code == 404


def test_adding_a_criterion_starts_from_its_round_or_says_why_there_is_none(client, officer):
    url = reverse("admin:assessment_criterion_add")
    assert "There is no draft round" in words(client.get(url))
    round = RoundFactory(state="draft")
    form = client.get(f"{url}?assessment={round.assessment_id}").context["adminform"].form
    assert str(form["assessment"].value()) == str(round.assessment_id)
