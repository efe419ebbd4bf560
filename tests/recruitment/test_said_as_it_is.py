"""What officers read before they act: numbers that hide nothing, words to whom they are said."""

import pytest
from django.urls import reverse

from recruitment import services
from recruitment.steps import next_steps
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import (
    RoundFactory,
    round_with_pool,
    scored,
    scorer,
    start,
    submitted,
)
from tests.recruitment.officers import application_url, asked, round_url, told, words

pytestmark = pytest.mark.django_db


def being_scored(officer, number: int, scorers: int, **fields):
    """A round in scoring with so many eligible applications and so many on its panel."""
    round = RoundFactory(**fields)
    applications = [submitted(round, number=n) for n in range(number)]
    panel = [scorer(round) for _scorer in range(scorers)]
    services.close_round(round_id=round.pk, actor=officer)
    for application in applications:
        services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    for application in applications:
        application.refresh_from_db()
    round.refresh_from_db()
    return round, applications, panel


def test_scores_beyond_what_one_needs_make_up_for_no_other(officer):
    round, (first, second), panel = being_scored(officer, 2, 3)
    scored(first, panel, 3, 3, 3)
    scored(second, panel[:1], 3)
    steps = {str(step.words): step.number for step in next_steps(round)}
    assert steps == {"Give scores": 1}
    scored(second, panel[1:2], 3)
    assert [str(step.words) for step in next_steps(round)] == ["Settle the pool"]


def test_an_application_for_a_reserved_seat_needs_no_scores(client, officer):
    seats = {"residents": (1, "lottery"), "public": (1, "nomination")}
    round = RoundFactory(seats=seats)
    one = submitted(round, number=1)
    other = submitted(round, number=2, sector="public", organisation="Demo council")
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    for application in (one, other):
        services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    round.refresh_from_db()
    assert {str(step.words): step.number for step in next_steps(round)} == {"Give scores": 2}
    one.refresh_from_db()
    other.refresh_from_db()
    scored(one, panel, 3, 3)
    scored(other, panel, 0, 4)
    assert [str(step.words) for step in next_steps(round)] == ["Settle the pool"]
    assert "scores to agree on" not in words(client.get(round_url(round, "settle_pool")))


def test_each_sector_by_scores_shows_its_own_email(client, officer):
    seats = {"community": (1, "scores"), "private": (1, "scores")}
    round, applications, panel = RoundFactory(seats=seats), [], []
    for n, sector in enumerate(seats):
        applications.append(submitted(round, number=n, sector=sector, organisation=f"Demo {n}"))
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    for application in applications:
        services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    for application in applications:
        application.refresh_from_db()
        scored(application, panel, 3, 3)
    services.settle_pool(round_id=round.pk, actor=officer)
    for sector, application in zip(seats, applications, strict=True):
        page = asked(client, round_url(round, "offer_by_scores"), {"sector": sector})
        assert page.context["question"].people == 1
        assert application.get_absolute_url() in told(page)


def test_a_quick_look_at_chances_says_that_it_is_a_bound(client, officer):
    round, _panel = round_with_pool(officer, 8)
    typed = {
        "target-TOTAL_FORMS": 1,
        "target-INITIAL_FORMS": 0,
        "target-0-of": "age:55+",
        "target-0-minimum": 0,
        "target-0-maximum": 0,
        "preview": "1",
    }
    page = words(client.post(round_url(round, "targets"), typed))
    assert "at least 2" in page
    assert "at most 0.0%" in page
    assert "more people may have none" in page


def test_an_officer_who_enters_for_somebody_is_asked_for_their_details(client, officer):
    seats = {"residents": (2, "lottery"), "public": (1, "nomination")}
    application = start(RoundFactory(seats=seats), ResidentFactory(), actor=officer)
    page = words(client.get(reverse("recruitment:details", args=[application.reference])))
    assert "First line of their address" in page
    assert "Which seat do they apply for?" in page
    assert 'autocomplete="address-line1"' not in page
    refused = words(
        client.post(
            reverse("recruitment:details", args=[application.reference]), {"sector": "public"}
        )
    )
    assert "Enter their postcode" in refused
    withdrawn = reverse("recruitment:withdraw", args=[application.reference])
    for shown in (page, refused, words(client.get(withdrawn))):
        main = shown.split("<main", 1)[1].split("</main", 1)[0].casefold()
        assert "your address" not in main
        assert "your application" not in main
    assert "your address" not in words(client.get(application_url(application))).casefold()
