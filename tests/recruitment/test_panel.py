"""Who comes to a selection panel and who leaves it, and what the round's history says of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from people import roles
from recruitment import services
from recruitment.models import PanelMember
from recruitment.services.panel import has_read_names, refuse_panel_change
from tests.factories.people import sign_in_officer
from tests.factories.recruitment import RoundFactory, recruitment_officer, scorer, submitted
from tests.recruitment.officers import application_url, officer_in, posted_by, round_url, words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return officer_in(client)


def change(round, person, actor, *, joins=True):
    return refusal(refuse_panel_change, round=round, person=person, actor=actor, joins=joins)


def test_coming_to_the_panel_says_what_it_means(client, officer):
    round, newcomer = RoundFactory(), scorer(RoundFactory()).person
    url = round_url(round)
    data = posted_by(client, url)
    data |= {"panel-TOTAL_FORMS": 1, "panel-0-person": newcomer.pk}
    page = words(client.post(url, data, follow=True))
    assert "by code only" in page
    assert PanelMember.objects.filter(round=round, person=newcomer).exists()


@pytest.mark.parametrize("postcode", ["nonsense", "LU1"])
def test_the_postcode_of_a_panel_member_is_one(client, officer, postcode):
    round, newcomer = RoundFactory(), scorer(RoundFactory()).person
    data = posted_by(client, round_url(round))
    data |= {"panel-TOTAL_FORMS": 1, "panel-0-person": newcomer.pk, "panel-0-postcode": postcode}
    assert "Enter a full UK postcode" in words(client.post(round_url(round), data))


def test_nobody_leaves_or_joins_by_themselves_once_scoring_has_begun(client, officer):
    round = RoundFactory(state="scoring")
    assert change(round, officer, officer) == "own-seat"
    assert change(round, officer, officer, joins=False) == "own-seat"
    member = PanelMember.objects.create(round=round, person=officer)
    data = posted_by(client, round_url(round))
    page = client.post(round_url(round), data | {"panel-0-DELETE": "on"})
    assert "take yourself off" in words(page)
    assert PanelMember.objects.filter(pk=member.pk).exists()
    refuse_panel_change(round=round, person=officer, actor=recruitment_officer(), joins=False)
    refuse_panel_change(
        round=RoundFactory(state="screening"), person=officer, actor=officer, joins=False
    )


@pytest.mark.parametrize("how", ["page", "list", "screening", "nothing"])
def test_whoever_has_read_names_does_not_come_to_the_panel(client, officer, how):
    application = submitted(RoundFactory())
    if how == "page":
        client.get(application_url(application))
    elif how == "list":
        client.get(reverse("admin:recruitment_application_changelist"))
    elif how == "screening":
        services.screen(application_id=application.pk, eligible=True, actor=officer)
    assert has_read_names(officer, application.round) == (how != "nothing")
    if how != "nothing":
        assert change(application.round, officer, recruitment_officer()) == "has-read"


def test_the_history_of_a_round_says_who_came_and_who_left(client, officer):
    round = RoundFactory()
    member = scorer(round)
    data = posted_by(client, round_url(round))
    client.post(round_url(round), data | {"panel-0-DELETE": "on"})
    assert not round.panel.exists()
    history = words(client.get(round_url(round, "history")))
    assert str(member.person) in history
    assert "removed" in history
    assert "added" in history


def test_the_panel_role_alone_changes_no_panel(client):
    round = RoundFactory()
    member = scorer(round)
    sign_in_officer(client, member.person)
    assert member.person.groups.get() == Group.objects.get(name=roles.SELECTION_PANEL)
    assert client.get(round_url(round)).status_code in {302, 403}
