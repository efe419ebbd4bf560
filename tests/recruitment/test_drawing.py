"""A draw from its inputs to appointed members, in the background, once."""

import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from jobs.models import BackgroundJob, JobState
from jobs.services import run_waiting
from recruitment import services
from recruitment.models import Draw, DrawEntry, Offer, Round
from recruitment.services.chances import why_impossible
from recruitment.services.drawing import inputs_of, panel_in
from recruitment.services.lotteries import sitting
from recruitment.services.offering import ON_ITS_WAY, reply_by
from recruitment.services.replacing import to_replace
from taskforce.models import Member
from tests.factories.people import sign_in_officer
from tests.factories.recruitment import passed, recruitment_officer, round_with_pool
from tests.recruitment.test_applying import emails_to, refusal

pytestmark = pytest.mark.django_db

TARGETS = [
    {"feature": "sex", "value": "female", "minimum": 2, "maximum": 4},
    {"feature": "sex", "value": "male", "minimum": 2, "maximum": 4},
    {"feature": "age", "value": "16-34", "minimum": 1, "maximum": 3},
]


@pytest.fixture
def officer():
    return recruitment_officer()


@pytest.fixture
def round(officer):
    """A settled pool of twelve for six seats, with targets."""
    found, _panel = round_with_pool(officer, 12)
    services.save_targets(round_id=found.pk, actor=officer, rows=TARGETS)
    return found


def asked(round, officer, seed="Demo seed") -> Draw:
    return services.ask_draw(
        round_id=round.pk, seed=seed, number_source="Demo lottery of Saturday", actor=officer
    )


def published(round, officer) -> Draw:
    draw = asked(round, officer)
    assert run_waiting() == 1
    return services.publish_draw(draw_id=draw.pk, actor=officer)


def drawn(round, officer) -> Draw:
    draw = published(round, officer)
    services.draw(draw_id=draw.pk, chance="3 11 19 28 40 51", actor=officer)
    draw.refresh_from_db()
    return draw


def test_the_pages_say_what_a_draw_fixes_and_what_stands_on_it(client, round, officer):
    sign_in_officer(client, officer)
    draw_page = reverse("admin:recruitment_round_ask_draw", args=[round.pk])
    targets = reverse("admin:recruitment_round_targets", args=[round.pk])
    scoring = reverse("admin:recruitment_round_start_scoring", args=[round.pk])
    numbers = {str(said): value for said, value in client.get(draw_page).context["rows"]}
    assert [numbers["People in the pool"], numbers["Seats to draw"], numbers["Targets"]] == [
        12,
        6,
        3,
    ]
    assert 'name="save"' in client.get(targets).content.decode()
    asked(round, officer)
    fixed = client.get(targets).content.decode()
    assert "A draw stands on these targets" in fixed
    assert not [name for name in ("save", "census", "file") if f'name="{name}"' in fixed]
    rows = dict(client.get(scoring).context["rows"])
    assert "Abandon it first" in rows["A draw stands on this pool"]


def offered(round, officer) -> list[Offer]:
    drawn(round, officer)
    services.offer_drawn(round_id=round.pk, actor=officer)
    return list(Offer.objects.select_related("application__person").order_by("pk"))


def accept(offer, **answers):
    return services.accept(
        application_id=offer.application_id, actor=offer.application.person, **answers
    )


def test_a_draw_is_worked_out_in_the_background_and_published_by_an_officer(round, officer, client):
    draw = asked(round, officer)
    assert draw.state == "preparing"
    run_waiting()
    draw.refresh_from_db()
    assert draw.state == "worked-out"
    public = reverse("recruitment:draw", args=[round.slug])
    assert client.get(public).status_code == 404
    draw = services.publish_draw(draw_id=draw.pk, actor=officer)
    assert draw.state == "published"
    assert client.get(public).status_code == 200
    assert len(draw.lottery_sha256) == 64
    assert draw.outcome["gap"] <= 1e-6
    assert "HiGHS" in draw.outcome["solver"]
    assert {entry.percent for entry in draw.entries.all()} == {"50.0"}
    assert BackgroundJob.objects.get().state == JobState.DONE


def test_every_panel_meets_every_target_and_the_size(round, officer):
    draw = published(round, officer)
    people = {person.id: person.values for person in inputs_of(draw)[0].people}
    for number in (1, 2, 500, 1000):
        panel = panel_in(draw, number)
        assert len(set(panel)) == 6
        women = sum(people[one]["sex"] == "female" for one in panel)
        young = sum(people[one]["age"] == "16-34" for one in panel)
        assert 2 <= women <= 4
        assert 1 <= young <= 3


def test_what_a_draw_is_made_of_names_nobody_and_is_sealed(round, officer):
    draw = published(round, officer)
    application = round.applications.select_related("person").first()
    secrets = [application.person.name, application.address, application.reference, "female"]
    for kept in (bytes(draw.sealed_inputs), bytes(draw.lottery), repr(draw.outcome).encode()):
        assert not [secret for secret in secrets if secret.encode() in kept]


def test_the_number_comes_from_the_published_hash_and_what_the_source_gave(round, officer):
    draw = drawn(round, officer)
    assert 1 <= draw.number <= 1000
    chosen = draw.entries.filter(chosen=True).values_list("pool_number", flat=True)
    assert sorted(chosen) == sorted(panel_in(draw, draw.number))
    again = refusal(services.draw, draw_id=draw.pk, chance="1 2 3", actor=officer)
    assert again == "not-a-move"


def test_there_is_one_draw_at_a_time_and_one_for_good(round, officer):
    draw = asked(round, officer)
    assert refusal(asked, round, officer) == "draw-under-way"
    services.abandon(draw_id=draw.pk, actor=officer, reason="A target was wrong.")
    assert BackgroundJob.objects.get().state == JobState.CANCELLED
    assert run_waiting() == 0
    second = published(round, officer)
    services.draw(draw_id=second.pk, chance="7", actor=officer)
    assert refusal(asked, round, officer) == "draw-under-way"
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(
            state="drawn",
            number=1,
            drawn_at=timezone.now(),
            lottery=b"x",
            lottery_sha256="x",
            published_at=timezone.now(),
        )


def test_a_draw_that_was_abandoned_meanwhile_is_not_published(round, officer, monkeypatch):
    draw = asked(round, officer)
    Draw.objects.filter(pk=draw.pk).update(state="abandoned")
    run_waiting()
    draw.refresh_from_db()
    assert (draw.state, draw.lottery) == ("abandoned", None)


def test_targets_that_cannot_be_met_come_back_with_the_smallest_change(round, officer):
    services.save_targets(
        round_id=round.pk,
        actor=officer,
        rows=[{"feature": "age", "value": "16-34", "minimum": 5, "maximum": 6}],
    )
    draw = asked(round, officer)
    run_waiting()
    draw.refresh_from_db()
    assert draw.state == "impossible"
    said, lines = why_impossible(draw)
    assert "smallest change" in said
    assert "16-34" in lines[0]


def test_targets_stand_while_a_draw_does(round, officer):
    asked(round, officer)
    saved = refusal(services.save_targets, round_id=round.pk, actor=officer, rows=TARGETS)
    assert saved == "draw-under-way"
    started = refusal(services.start_scoring, round_id=round.pk, actor=officer)
    assert started == "draw-under-way"


def test_who_took_the_consent_back_is_not_drawn(round, officer):
    application = round.applications.select_related("person").first()
    services.withdraw_selection_consent(application_id=application.pk, actor=application.person)
    draw = published(round, officer)
    assert not draw.entries.filter(application=application).exists()
    assert draw.entries.count() == 11


def test_one_a_household(officer):
    round, _panel = round_with_pool(officer, 12)
    round.applications.update(address="1 Demo Street")
    for number, application in enumerate(round.applications.all()):
        if number >= 2:
            application.address = f"{number} Other Street"
            application.save()
    draw = published(round, officer)
    together = set(
        DrawEntry.objects.filter(draw=draw, application__address="1 Demo Street").values_list(
            "pool_number", flat=True
        )
    )
    assert len(together) == 2
    for number in range(1, 1001, 37):
        assert len(together & set(panel_in(draw, number))) <= 1


def test_a_round_from_the_draw_to_appointed_members(round, officer):
    offers = offered(round, officer)
    assert len(offers) == 6
    assert {emails_to(offer.application.person)[-1] for offer in offers} == {"offered"}
    declined, *rest = offers
    for offer in rest:
        accept(offer, interests="Demo Housing Trust\nDemo School")
    services.decline(
        application_id=declined.application_id,
        actor=declined.application.person,
        reason="I am moving away.",
    )
    assert [offer.pk for offer in to_replace(round)] == [declined.pk]
    replacement = services.replace(offer_id=declined.pk, seed="Demo", actor=officer)
    assert replacement.basis == Offer.Basis.REPLACEMENT
    assert replacement.replaces == declined
    taken = refusal(services.replace, offer_id=declined.pk, seed="Demo", actor=officer)
    assert taken == "not-free"
    waiting = refusal(services.appoint_members, round_id=round.pk, actor=officer)
    assert waiting == "seats-open"
    accept(replacement)
    assert services.tell_outcomes(round_id=round.pk, actor=officer) == 5
    assert services.tell_outcomes(round_id=round.pk, actor=officer) == 0
    assert services.appoint_members(round_id=round.pk, actor=officer) == 6
    round.refresh_from_db()
    assert round.state == "appointed"
    members = Member.objects.all()
    assert {member.chosen_by for member in members} == {"lottery"}
    assert {member.starts_on for member in members} == {round.starts_on}
    assert Member.objects.filter(interests__organisation="Demo School").count() == 5


def test_a_replacement_keeps_the_targets(round, officer):
    offers = offered(round, officer)
    for offer in offers[:3]:
        services.decline(application_id=offer.application_id, actor=offer.application.person)
    for offer in list(to_replace(round)):
        services.replace(offer_id=offer.pk, seed=f"Demo {offer.pk}", actor=officer)
    draw = round.draws.get()
    people = {person.id: person.values for person in inputs_of(draw)[0].people}
    standing = DrawEntry.objects.filter(draw=draw, application__state="offered")
    values = [people[number] for number in standing.values_list("pool_number", flat=True)]
    assert len(values) == 6
    assert 2 <= sum(value["sex"] == "female" for value in values) <= 4
    assert 1 <= sum(value["age"] == "16-34" for value in values) <= 3


def test_reserves_are_named_told_and_may_be_offered_a_seat(round, officer):
    offers = offered(round, officer)
    named = services.name_reserves(round_id=round.pk, number=2, seed="Demo", actor=officer)
    assert [application.state for application in named] == ["reserve", "reserve"]
    assert emails_to(named[0].person)[-1] == "reserve"
    services.decline(application_id=offers[0].application_id, actor=offers[0].application.person)
    replacement = services.replace(offer_id=offers[0].pk, seed="Demo", actor=officer)
    assert replacement.application.state == "offered"


def test_an_offer_runs_out_at_the_end_of_its_last_day_in_luton(round, officer):
    (offer, *others) = offered(round, officer)
    assert services.lapse_unanswered() == 0
    for one in (offer, *others):
        passed(one, "reply_by")
    assert refusal(accept, offer) == "too-late"
    # An answer that was received in time may still wait for a lock.
    assert services.lapse_unanswered() == 0
    for one in (offer, *others):
        passed(one, "reply_by", by=ON_ITS_WAY + timedelta(seconds=1))
    assert services.lapse_unanswered() == 6
    assert services.lapse_unanswered() == 0
    offer.refresh_from_db()
    assert offer.answer == Offer.Answer.LAPSED
    assert emails_to(offer.application.person)[-1] == "declined"


@pytest.mark.parametrize("today", ["2026-03-20 12:00", "2026-10-16 12:00", "2026-06-10 12:00"])
def test_an_offer_is_good_until_midnight_whatever_the_clocks_do(today):
    with time_machine.travel(f"{today}:00+00:00", tick=False):
        until = timezone.localtime(reply_by(Round(reply_days=14)))
    assert (until.hour, until.minute) == (23, 59)


def test_withdrawing_gives_the_seat_up(round, officer):
    (offer, *_rest) = offered(round, officer)
    accept(offer)
    services.withdraw(application_id=offer.application_id, actor=offer.application.person)
    offer.refresh_from_db()
    assert offer.answer == Offer.Answer.TAKEN_BACK
    assert offer in to_replace(round)


def test_seats_filled_by_scores_go_to_the_highest_and_say_so(officer):
    round, _panel = round_with_pool(officer, 4, seats={"residents": (2, "scores")}, values=(3, 3))
    offers = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    assert [offer.basis for offer in offers] == ["scores", "scores"]
    first_sent = round.applications.order_by("submitted_at")[:2]
    assert {offer.application_id for offer in offers} == {one.pk for one in first_sent}
    assert services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer) == []


def test_reserved_seats_go_by_nomination_with_a_reason(officer):
    round, _panel = round_with_pool(officer, 2, seats={"residents": (1, "nomination")})
    first, second = round.applications.order_by("pk")
    unsaid = refusal(services.offer_nominated, application_id=first.pk, why=" ", actor=officer)
    assert unsaid == "why-needed"
    offer = services.offer_nominated(
        application_id=first.pk, why="Nominated by Demo Partnership.", actor=officer
    )
    assert offer.basis == Offer.Basis.NOMINATION
    no_seat = refusal(
        services.offer_nominated, application_id=second.pk, why="Also.", actor=officer
    )
    assert no_seat == "no-seat"
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(why="")


def test_who_sits_already_counts_towards_the_targets(round, officer):
    offers = offered(round, officer)
    for offer in offers:
        accept(offer)
    services.appoint_members(round_id=round.pk, actor=officer)
    later, _panel = round_with_pool(officer, 12)
    there = sitting(later)
    assert len(there) == 6
    assert {person.values["sex"] for person in there} == {"female", "male"}
    services.save_targets(
        round_id=later.pk,
        actor=officer,
        rows=[{"feature": "sex", "value": "female", "minimum": 6, "maximum": 6}],
    )
    draw = published(later, officer)
    sitting_women = sum(person.values["sex"] == "female" for person in there)
    people = {person.id: person.values for person in inputs_of(draw)[0].people}
    women = sum(people[one]["sex"] == "female" for one in panel_in(draw, 1))
    assert women == 6 - sitting_women


def test_anybody_with_the_files_gets_the_same_lottery(round, officer, client, tmp_path):
    draw = published(round, officer)
    sign_in_officer(client, officer)
    for name, query in (("people", ""), ("features", "?what=features")):
        url = reverse("admin:recruitment_round_pool_file", args=[round.pk]) + query
        (tmp_path / name).write_bytes(b"".join(client.get(url).streaming_content))
    printed = io.StringIO()
    call_command(
        "taskforce_draw",
        features=str(tmp_path / "features"),
        people=str(tmp_path / "people"),
        size=draw.size,
        seed=draw.seed,
        household_column="household",
        output=str(tmp_path),
        stdout=printed,
    )
    assert json.loads(printed.getvalue())["lottery_sha256"] == draw.lottery_sha256
    assert (tmp_path / "lottery.csv").read_bytes() == bytes(draw.lottery)
