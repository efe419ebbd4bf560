"""How what is sent to the fund is assessed: plans, interests, editions, what is recommended."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessment import services
from assessment.models import Assignment, Declaration, Lift, Piece, Plan, Recommendation, Score
from assessment.services.interests import found_interest
from collaboration_fund.models import Round
from jobs.services import run_waiting
from organisations import ties
from tests.factories.assessing import assessed
from tests.factories.organisations import CommitteeMemberFactory, MembershipFactory
from tests.factories.partnerships import partners
from tests.factories.people import sign_in_officer
from tests.factories.taskforce import MemberFactory
from tests.recruitment.officers import words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


def group(scene, number=0):
    """The lead group of an application."""
    return scene.made[number].application.lead


def interest(scene, assessor, number=0) -> str:
    return found_interest(assessor, Piece.objects.get(pk=scene.piece(number).pk))


def test_what_ties_an_assessor_to_a_group_is_found():
    scene = assessed(1)
    lead, partner = group(scene), scene.made[0].partner.organisation
    one = scene.assessor()
    assert interest(scene, one) == "none"
    MembershipFactory(organisation=partner, person=one.person)
    assert interest(scene, one) == "organisation"
    two = scene.assessor()
    CommitteeMemberFactory(organisation=lead, name=two.person.name.upper())
    assert interest(scene, two) == "committee"
    assert interest(scene, scene.assessor(organisation=f" {lead.name.upper()}!")) == "organisation"
    # An address that nobody has proven ties them as well.
    four = scene.assessor()
    EmailAddress.objects.create(user=four.person, email="Shared@demo.example", verified=False)
    MembershipFactory(
        organisation=lead,
        person=None,
        state="invited",
        email="shared@demo.example",
        expires_at=timezone.now() + timedelta(days=1),
    )
    assert interest(scene, four) == "mailbox"
    type(lead).objects.filter(pk=lead.pk).update(address="3 Demo Road", postcode="LU1 2BQ")
    assert interest(scene, scene.assessor(address="3, Demo Rd", postcode="LU1 2BQ")) == "address"
    assert interest(scene, scene.assessor(address="9 Demo Road", postcode="LU1 2BQ")) == "none"


def test_a_member_of_the_taskforce_is_tied_by_the_register_of_interests():
    scene = assessed(1)
    one = scene.assessor()
    member = MemberFactory(person=one.person)
    assert interest(scene, one) == "none"
    member.interests.create(kind="office", organisation=group(scene).name, since="2020-01-01")
    assert interest(scene, one) == "registered"
    member.interests.update(until="2021-01-01")
    assert interest(scene, one) == "none"


def test_people_are_tied_to_the_groups_that_their_group_works_with():
    _partnership, [(mine, owner), (other, _theirs)] = partners()
    found = ties.ties_of([ties.Who(key="one", person=owner)])["one"]
    assert found[other.pk] == {"partner"}
    assert "partner" not in found[mine.pk]


def test_a_plan_is_held_until_it_is_released_and_then_asks():
    scene = assessed(3)
    people = [scene.assessor() for _number in range(3)]
    MembershipFactory(organisation=group(scene), person=people[0].person)
    assessment = scene.assessment
    plan = {"assessment_id": assessment.pk, "each": 2, "even": True, "actor": scene.officer}
    assert refusal(services.plan, **plan) == "everybody"
    type(assessment).objects.update(asked="assigned")
    assert refusal(services.plan, **plan | {"actor": people[1].person}) == "not-allowed"
    made = services.plan(**plan)
    assert Assignment.objects.held().count() == 6
    assert not Assignment.objects.filter(piece=scene.piece(0), assessor=people[0]).exists()
    assert made.said["lacks"] == {}
    assert not any(services.open_to(one.person).exists() for one in people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(assessment=assessment, each=1, even=True, said={})
    assert services.release(assessment_id=assessment.pk, actor=scene.officer) == 6
    assert scene.piece(0) in services.open_to(people[1].person)
    assert (
        refusal(services.release, assessment_id=assessment.pk, actor=scene.officer) == "none-held"
    )
    # Worked out again, who is asked already stays.
    before = set(Assignment.objects.values_list("pk", flat=True))
    services.plan(**plan)
    assert before == set(Assignment.objects.values_list("pk", flat=True))


def test_a_plan_asks_those_who_know_the_areas_and_says_what_is_lacking():
    scene = assessed(2)
    codes = [str(pk) for pk in scene.round.priorities.values_list("pk", flat=True)]
    knows = [scene.assessor(areas=codes) for _number in range(2)]
    scene.assessor(areas=[], largest_load=2)
    type(scene.assessment).objects.update(asked="assigned")
    plan = {"assessment_id": scene.assessment.pk, "each": 2, "actor": scene.officer}
    made = services.plan(even=False, **plan)
    assert set(Assignment.objects.values_list("assessor", flat=True)) == {one.pk for one in knows}
    assert made.said["worst"] == 4
    for one in scene.assessment.assessors.all():
        MembershipFactory(organisation=group(scene), person=one.person)
    made = services.plan(even=True, **plan)
    assert made.said["lacks"] == {str(scene.piece(0).pk): [2, "interests"]}


def test_a_large_plan_is_worked_out_in_the_background(monkeypatch):
    monkeypatch.setattr("assessment.services.planning.WHILE_WAITING", 1)
    scene = assessed(1)
    scene.assessor()
    scene.assessor()
    type(scene.assessment).objects.update(asked="assigned")
    services.plan(assessment_id=scene.assessment.pk, each=2, even=True, actor=scene.officer)
    assert not Assignment.objects.exists()
    run_waiting()
    assert Assignment.objects.held().count() == 2


def test_by_hand_nobody_gets_more_than_their_largest_load():
    scene = assessed(2)
    one = scene.assessor(largest_load=1)
    type(scene.assessment).objects.update(asked="assigned")
    pairs = [(scene.piece(number).pk, one.pk) for number in range(2)]
    asked = {"assessment_id": scene.assessment.pk, "actor": scene.officer}
    assert refusal(services.assign, pairs=pairs, **asked) == "load"
    with pytest.raises(IntegrityError), transaction.atomic():
        scene.assessor(largest_load=0)


def test_an_interest_that_comes_before_the_release_stops_it():
    scene = assessed(1)
    one = scene.assessor()
    type(scene.assessment).objects.update(asked="assigned")
    asked = {"assessment_id": scene.assessment.pk, "actor": scene.officer}
    services.assign(pairs=[(scene.piece(0).pk, one.pk)], **asked)
    MembershipFactory(organisation=group(scene), person=one.person)
    assert refusal(services.release, **asked) == "interest"


def test_a_found_interest_is_lifted_with_a_reason_and_a_new_one_stands():
    scene = assessed(1)
    one, piece = scene.assessor(), scene.piece(0)
    CommitteeMemberFactory(organisation=group(scene), name=one.person.name)
    lift = {"piece_id": piece.pk, "assessor_id": one.pk, "actor": scene.officer}
    said = services.declare(piece_id=piece.pk, actor=one.person, has_interest=False)
    assert said.interest == "committee"
    assert refusal(services.lift, reason=" ", **lift) == "reason-needed"
    assert refusal(services.lift, reason="x", **lift | {"actor": one.person}) == "not-allowed"
    services.lift(reason="Another person of that name.", **lift)
    assert interest(scene, one) == "none"
    scene.score(0, one, 3)
    assert services.standings_of(scene.assessment, Piece.objects.filter(pk=piece.pk))[0].mean == 3
    MembershipFactory(organisation=group(scene), person=one.person)
    assert interest(scene, one) == "organisation"
    assert Lift.objects.get().reason == "Another person of that name."


def test_a_declared_interest_stays_and_nobody_lifts_their_own():
    scene = assessed(1)
    one, piece = scene.assessor(), scene.piece(0)
    services.declare(piece_id=piece.pk, actor=one.person, has_interest=True, reason="My sister.")
    lift = {"piece_id": piece.pk, "reason": "x", "actor": scene.officer}
    assert refusal(services.lift, assessor_id=one.pk, **lift) == "declared"
    own = scene.assessment.assessors.create(person=scene.officer)
    assert refusal(services.lift, assessor_id=own.pk, **lift) == "own"


def test_an_interest_is_asked_again_at_opening_and_at_sending():
    scene = assessed(1)
    one, piece = scene.assessor(), scene.piece(0)
    services.declare(piece_id=piece.pk, actor=one.person, has_interest=False)
    services.open_blind(piece_id=piece.pk, actor=one.person)
    MembershipFactory(organisation=scene.made[0].partner.organisation, person=one.person)
    assert refusal(services.open_blind, piece_id=piece.pk, actor=one.person) == "interest"
    score = {"piece_id": piece.pk, "values": {}, "comments": {}, "final": True}
    assert refusal(services.score, actor=one.person, **score) == "interest"


def send_again(scene, number=0):
    """The groups send another edition, and it is assessed on."""
    Round.objects.filter(pk=scene.round.pk).update(state="open")
    scene.made[number].say("new", "We share two kitchens.")
    scene.made[number].sent()
    Round.objects.filter(pk=scene.round.pk).update(state="assessing")


def test_a_new_edition_asks_again_and_the_older_scores_stay():
    scene = assessed(2)
    one, two = scene.assessor(), scene.assessor()
    for assessor in (one, two):
        scene.score(0, assessor, 4)
    pieces = Piece.objects.filter(assessment=scene.assessment).order_by("pk")
    send_again(scene)
    [standing] = [s for s in services.standings_of(scene.assessment, pieces) if s.older]
    assert (standing.mean, standing.scorers, standing.older) == (None, 0, 2)
    given = services.given_by(one.person, scene.piece(0))
    assert not given.is_sent
    assert [score.value for score in given.older.values()] == [4]
    scene.score(0, one, 2)
    [standing] = [s for s in services.standings_of(scene.assessment, pieces) if s.older]
    assert (standing.mean, standing.scorers, standing.older) == (2, 1, 1)
    assert sorted(Score.objects.filter(assessor=one).values_list("value", flat=True)) == [2, 4]
    assert refusal(scene.score, 0, one, 1) == "submitted-already"


def test_the_page_shows_the_older_edition_and_asks_to_confirm(client):
    scene = assessed(1)
    one = scene.assessor()
    scene.score(0, one, 4, advice="conditions", conditions="A plan for the kitchen.")
    send_again(scene)
    sign_in_officer(client, one.person)
    assert "confirm your scores" in words(client.get(reverse("admin:assessment_piece_changelist")))
    url = reverse("admin:assessment_piece_change", args=[scene.piece(0).code])
    answer = client.get(url)
    page = words(answer)
    assert "don’t count until you confirm" in page
    assert "A plan for the kitchen." in page
    made_from = {"made_from": answer.context["form"]["made_from"].value()}
    criterion = scene.assessment.criteria.get()
    data = {f"score-{criterion.pk}": "3", f"sure-{criterion.pk}": "3", "final": "1"} | made_from
    assert "Say what you recommend." in words(client.post(url, data))
    data |= {"advice": "conditions"}
    assert "Say which conditions" in words(client.post(url, data))
    assert client.post(url, data | {"conditions": "A lease."}).status_code == 302
    assert Recommendation.objects.current().get().conditions == "A lease."


def test_a_recommendation_without_its_conditions_is_refused_by_the_database():
    scene = assessed(1)
    one, piece = scene.assessor(), scene.piece(0)
    scene.score(0, one, 3, advice="conditions", conditions="A lease.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.update(conditions="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.update(advice="fund")
    services.declare(piece_id=piece.pk, actor=one.person, has_interest=True, reason="A friend.")
    assert not Recommendation.objects.exists()


def test_who_applies_is_left_out_where_the_round_is_blind():
    scene = assessed(1)
    one, made = scene.assessor(), scene.made[0]
    names = [group(scene).name, made.partner.organisation.name, made.lead.name]
    Round.objects.filter(pk=scene.round.pk).update(state="open")
    made.say("new", f"{names[0]} and {names[1]} share a kitchen; ask {names[2]}, {made.lead.email}")
    made.sent()
    Round.objects.filter(pk=scene.round.pk).update(state="assessing")
    services.declare(piece_id=scene.piece(0).pk, actor=one.person, has_interest=False)

    def read() -> str:
        opened = services.open_blind(piece_id=scene.piece(0).pk, actor=one.person)
        return "\n".join(f"{label}: {text}" for label, text in opened.answers)

    blind = read()
    assert "share a kitchen" in blind
    assert "Cooks on Mondays." in blind
    assert "Rent" in blind
    assert not any(name in blind for name in [*names, made.lead.email])
    type(scene.assessment).objects.update(is_blind=False)
    assert names[1] in read()


def test_a_summary_is_read_before_it_is_said_whether_there_is_an_interest(client):
    scene = assessed(1)
    one = scene.assessor()
    sign_in_officer(client, one.person)
    url = reverse("admin:assessment_piece_declare", args=[scene.piece(0).code])
    page = words(client.get(url))
    assert "Tea for all" in page
    assert "£2,000" in page
    assert group(scene).name not in page
    type(scene.assessment).objects.update(is_blind=False)
    assert group(scene).name in words(client.get(url))
    MembershipFactory(organisation=group(scene), person=one.person)
    asked = {"piece_id": scene.piece(0).pk, "actor": one.person}
    assert refusal(services.summary_of, **asked) == "interest"


def test_nobody_agrees_on_scores_of_what_they_have_an_interest_in():
    scene = assessed(1)
    scene.score(0, scene.assessor(), 1)
    agreed = {"piece_id": scene.piece(0).pk, "value": 2, "reason": "x", "actor": scene.officer}
    agreed |= {"criterion_id": scene.assessment.criteria.get().pk}
    services.moderate(**agreed)
    MembershipFactory(organisation=group(scene), person=scene.officer)
    assert refusal(services.moderate, **agreed) == "not-allowed"


def test_lists_take_as_many_statements_for_three_as_for_one(client, django_assert_max_num_queries):
    scene = assessed(3)
    one, two = scene.assessor(), scene.assessor()
    scene.ask((0, one), (0, two))
    urls = {
        one.person: reverse("admin:assessment_piece_changelist"),
        scene.officer: reverse("admin:assessment_assessment_standings", args=[scene.assessment.pk]),
    }

    def statements(person) -> int:
        sign_in_officer(client, person)
        with django_assert_max_num_queries(80) as taken:
            assert client.get(urls[person]).status_code == 200
        return len(taken.captured_queries)

    scene.score(0, one, 3)
    scene.score(0, two, 1)
    few = {person: statements(person) for person in urls}
    scene.ask(*((number, who) for number in range(3) for who in (one, two)))
    for number in (1, 2):
        scene.score(number, one, 3)
        scene.score(number, two, 1)
    assert few == {person: statements(person) for person in urls}


def test_declared_interests_are_gone_from_the_list_as_are_found_ones(client):
    scene = assessed(3)
    one = scene.assessor()
    MembershipFactory(organisation=group(scene), person=one.person)
    services.declare(
        piece_id=scene.piece(1).pk, actor=one.person, has_interest=True, reason="A friend."
    )
    assert list(services.open_to(one.person)) == [scene.piece(2)]
    assert Declaration.objects.count() == 1
    sign_in_officer(client, one.person)
    page = words(client.get(reverse("admin:assessment_piece_changelist")))
    assert "1 application is left" in page
    for number in (0, 1):
        assert scene.piece(number).code not in page
        for name in ("change", "declare"):
            url = reverse(f"admin:assessment_piece_{name}", args=[scene.piece(number).code])
            assert client.get(url).status_code == 404
