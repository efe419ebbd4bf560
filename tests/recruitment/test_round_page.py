"""The page of a round: what stays, what is refused in words, what comes next."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment.models import Anchor, Assessor, Criterion
from recruitment import services
from recruitment.models import Round, SeatGroup
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import RoundFactory, round_with_pool, scorer, submitted
from tests.recruitment.officers import (
    asked,
    assessment_url,
    marked,
    posted_by,
    round_url,
    told,
    words,
)

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


def test_what_a_draft_lacks_is_said_on_its_page_and_before_it_opens(client, officer):
    round = RoundFactory(state="draft", selection_consent="")
    overview = words(client.get(round_url(round)))
    opening = words(client.get(round_url(round, "open")))
    for page in (overview, opening):
        assert "the words of the consent to the selection questions" in page
    assert "The selection panel lacks 2 people" in overview
    Round.objects.filter(pk=round.pk).update(selection_consent="I agree.")
    [doubt] = asked(client, round_url(round, "open")).context["question"].doubts
    assert "The selection panel lacks 2 people" in doubt
    round.refresh_from_db()
    assert round.state == "draft"
    [scorer(round), scorer(round)]
    assert "selection panel lacks" not in words(client.get(round_url(round)))
    assert client.post(round_url(round, "open"), marked(client, round_url(round, "open"))).url
    round.refresh_from_db()
    assert round.state == "open"


def test_a_round_without_scores_needs_no_panel(officer):
    round = RoundFactory(state="draft", seats={"public": (1, "nomination")})
    assert services.scorers_missing(round) == 0


LOTTERY_TABS = {"Targets", "Addresses", "Draw"}

KINDS = ("leading", "acts", "ending", "page_links")


def tabs_of(page) -> set[str]:
    return {str(label) for label, _href, _is_open in page.context["head"]["tabs"]}


def test_the_tabs_of_a_lottery_are_there_where_there_is_one(client, officer):
    drawn, by_scores = RoundFactory(), RoundFactory(seats={"residents": (2, "scores")})
    assert tabs_of(client.get(round_url(drawn))) >= LOTTERY_TABS
    assert not LOTTERY_TABS & tabs_of(client.get(round_url(by_scores)))
    assert client.get(round_url(by_scores, "targets")).status_code == 302
    Round.objects.filter(pk=drawn.pk).update(one_a_household=False)
    assert "Addresses" not in tabs_of(client.get(round_url(drawn)))


def test_a_draft_offers_no_act_that_needs_applications_and_the_head_is_on_each_tab(client, officer):
    draft, open_one = RoundFactory(state="draft"), RoundFactory()
    page = client.get(round_url(draft))
    offered = {str(label) for kind in KINDS for label, _url in page.context[kind]}
    assert not offered & {"Enter an application", "Invite people", "Replace a seat given up"}
    assert client.get(round_url(draft, "offline")).status_code == 302
    for name in ("change", "dashboard", "targets", "history"):
        page = words(client.get(round_url(open_one, name)))
        assert round_url(open_one, "offline") in page
        assert round_url(open_one, "close") in page


def test_saving_a_criterion_leads_back_to_what_it_belongs_to(client, officer):
    round = RoundFactory(state="draft")
    criterion = round.assessment.criteria.first()
    url = reverse("admin:assessment_criterion_change", args=[criterion.pk])
    saved = client.post(url, posted_by(client, url) | {"title": "Demo insight"})
    assert saved.url == assessment_url(round)
    gone = reverse("admin:assessment_criterion_delete", args=[criterion.pk])
    assert client.post(gone, {"post": "yes"}).url == assessment_url(round)
    add = reverse("admin:assessment_criterion_add") + f"?assessment={round.assessment_id}"
    typed = posted_by(client, add) | {"title": "Demo new one"}
    assert client.post(add, typed).url == assessment_url(round)


def test_the_end_of_a_round_says_what_becomes_of_reserved_seats(client, officer):
    seats = {"residents": (1, "scores"), "public": (1, "nomination")}
    round, _panel = round_with_pool(officer, 2, seats=seats)
    reserved = submitted(RoundFactory(), number=9)
    type(reserved).objects.filter(pk=reserved.pk).update(
        round=round, sector="public", state="eligible"
    )
    Round.objects.filter(pk=round.pk).update(state="scoring")
    round.applications.filter(state="pooled").update(state="eligible")
    rows = dict(client.get(round_url(round, "settle_pool")).context["rows"])
    stay = "For reserved seats: they stay eligible, whatever their scores, to be nominated"
    assert rows[stay] == 1
    services.settle_pool(round_id=round.pk, actor=officer)
    reserved.refresh_from_db()
    assert reserved.state == "eligible"
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    services.accept(application_id=offer.application_id, actor=offer.application.person)
    for act in ("appoint", "tell_outcomes"):
        rows = dict(client.get(round_url(round, act)).context["rows"])
        assert rows["Of them for reserved seats, and nobody nominated them"] == 1
    assert reserved.person.name in told(asked(client, round_url(round, "tell_outcomes")))
