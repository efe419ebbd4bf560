"""At most one member an address: who shares one is known, or an officer says so."""

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse

from jobs.services import run_waiting
from recruitment import services
from recruitment.assessing import found_interest
from recruitment.models import Application, HomeDecision
from recruitment.services.drawing import as_it_stands, inputs_of
from recruitment.services.panel import has_read_names
from taskforce.selection.marginals import marginals
from tests.factories.people import sign_in_officer
from tests.factories.recruitment import recruitment_officer, round_with_pool, scorer
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db

BOTH = [{"feature": "sex", "value": "female", "minimum": 0, "maximum": 6}]


@pytest.fixture
def officer():
    return recruitment_officer()


def pool_at(officer, *addresses):
    """A settled pool whose first people live at these addresses of one postcode."""
    round, _panel = round_with_pool(officer, 9)
    services.save_targets(round_id=round.pk, actor=officer, rows=BOTH)
    found = list(round.applications.order_by("pk"))
    for application, address in zip(found, addresses, strict=False):
        rows = Application.objects.filter(pk=application.pk)
        rows.update(address=address, postcode="LU99 1AC")
    return round, found


def ask(round, officer):
    return services.ask_draw(
        round_id=round.pk, seed="Demo", number_source="Demo lottery", actor=officer
    )


def homes_in(draw) -> dict[str, str]:
    pool, _targets, _size = inputs_of(draw)
    numbers = {row.pool_number: row.application_id for row in draw.entries.all()}
    return {numbers[person.id]: person.household for person in pool.people}


def test_two_homes_that_were_taken_for_one_have_chances_of_their_own(officer):
    """Flat 1 at number 11 is not Flat 11 at number 1: each has the chance that everybody has."""
    round, _found = pool_at(officer, "Flat 1, 11 Park Street", "Flat 11, 1 Park Street")
    draw = as_it_stands(round)
    chances = marginals(draw.pool, draw.targets, draw.size).chances
    assert len({person.household for person in draw.pool.people}) == 9
    assert [f"{chance:.3f}" for chance in chances] == ["0.667"] * 9


def test_one_home_written_in_two_ways_is_one(officer):
    round, found = pool_at(officer, "10 Park St", "10 park street", "12 Park Street")
    homes = homes_in(ask(round, officer))
    assert homes[found[0].pk] == homes[found[1].pk] != homes[found[2].pk]


def test_no_lottery_guesses_who_lives_together(officer):
    round, found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    assert refusal(ask, round, officer) == "homes-undecided"
    pair = (found[0].pk, found[1].pk)
    services.decide_homes(round_id=round.pk, actor=officer, answers={pair: True})
    homes = homes_in(ask(round, officer))
    assert homes[pair[0]] == homes[pair[1]]


def test_an_officer_may_say_that_they_are_two_and_change_it_until_the_draw(officer):
    round, found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    pair = (found[0].pk, found[1].pk)
    for is_same in (True, False):
        services.decide_homes(round_id=round.pk, actor=officer, answers={pair: is_same})
    draw = ask(round, officer)
    run_waiting()
    homes = homes_in(draw)
    assert homes[pair[0]] != homes[pair[1]]
    late = {"round_id": round.pk, "actor": officer, "answers": {pair: True}}
    assert refusal(services.decide_homes, **late) == "draw-under-way"


def test_a_round_that_takes_any_number_an_address_asks_nothing(officer):
    round, _found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    round.one_a_household = False
    round.save(update_fields=["one_a_household"])
    assert ask(round, officer)


def test_only_who_runs_the_round_and_does_not_score_says_so(officer):
    round, found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    pair = {(found[0].pk, found[1].pk): True}
    member = round.assessment.assessors.first().person
    for other in (member, found[0].person):
        call = {"round_id": round.pk, "actor": other, "answers": pair}
        assert refusal(services.decide_homes, **call) == "not-allowed"
    _elsewhere, others = pool_at(officer, "10 Park Street")
    services.decide_homes(
        round_id=round.pk, actor=officer, answers={(found[0].pk, others[0].pk): True}
    )
    assert not HomeDecision.objects.exists()


def test_the_page_shows_the_pairs_and_keeps_what_is_said(client, officer):
    round, found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street", "99 Park Street")
    sign_in_officer(client, officer)
    url = reverse("admin:recruitment_round_homes", args=[round.pk])
    page = client.get(url).content.decode()
    assert "1 pair is still open" in page
    assert "Flat 2, 10 Park Street" in page
    assert "99 Park Street" not in page
    assert LogEntry.objects.filter(additional_data__what="addresses that may be one").count() == 1
    field = f"pair-{found[0].pk}-{found[1].pk}"
    after = client.post(url, {field: "same", "pair-1-2": "same", "pair-x": ""}, follow=True)
    assert "0 pairs are still open" in after.content.decode()
    (said,) = HomeDecision.objects.all()
    assert (said.one, said.other, said.is_same, said.decided_by) == (*found[:2], True, officer)


def test_an_officer_who_scores_reads_no_address_and_decides_nothing(client, officer):
    round, found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    both = scorer(round).person
    both.groups.add(*officer.groups.all())
    sign_in_officer(client, both)
    url = reverse("admin:recruitment_round_homes", args=[round.pk])
    page = client.get(url).content.decode()
    assert "Park Street" not in page
    assert "names are not shown to you" in page
    client.post(url, {f"pair-{found[0].pk}-{found[1].pk}": "same"})
    assert not HomeDecision.objects.exists()
    assert refusal(services.homes.read_pairs, round, actor=both) == "not-allowed"


def test_who_has_read_addresses_can_not_come_to_the_panel(client, officer):
    round, _found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    other = recruitment_officer()
    assert not has_read_names(other, round)
    sign_in_officer(client, other)
    client.get(reverse("admin:recruitment_round_homes", args=[round.pk]))
    assert has_read_names(other, round)


def test_a_scorer_gets_no_page(client, officer):
    round, _found = pool_at(officer, "Flat 2, 10 Park Street", "10 Park Street")
    sign_in_officer(client, round.assessment.assessors.first().person)
    url = reverse("admin:recruitment_round_homes", args=[round.pk])
    assert client.get(url).status_code in {302, 403}


def test_the_database_keeps_one_word_for_a_pair(officer):
    round, found = pool_at(officer)
    row = {"round": round, "one": found[0], "other": found[1], "is_same": True}
    HomeDecision.objects.create(**row)
    for wrong in (row, row | {"one": found[2], "other": found[1]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HomeDecision.objects.create(**wrong)


@pytest.mark.parametrize(
    ("theirs", "shut_out"),
    [
        ("Flat 11, 1 Park Street", False),
        ("Flat 1, 11 Park St", True),
        ("11 Park Street", True),
        ("", True),
    ],
)
def test_a_scorer_at_another_flat_may_score(officer, theirs, shut_out):
    round, found = pool_at(officer, "Flat 1, 11 Park Street")
    member = scorer(round, address=theirs, postcode="LU99 1AC")
    found[0].refresh_from_db()
    interest = found_interest(member, found[0].piece)
    assert (interest == "address") == shut_out
