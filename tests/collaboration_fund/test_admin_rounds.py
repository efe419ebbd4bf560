"""The officers' pages of a round."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund.models import Round
from tests.factories.fund import RoundFactory, fund_officer, open_round
from tests.factories.people import sign_in_officer
from tests.officers.pages import seen
from tests.recruitment.officers import marks, posted_by, press, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def url(round, name="change", tab=""):
    found = reverse(f"admin:collaboration_fund_round_{name}", args=[round.pk])
    return found + (f"?tab={tab}" if tab else "")


TABS = ("overview", "text", "money", "stages", "eligibility", "priorities", "panel", "history")


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("make", [RoundFactory, open_round])
def test_each_part_of_a_round_opens(client, officer, tab, make):
    round = make()
    address = url(round, "history") if tab == "history" else url(round, tab=tab)
    assert client.get(address).status_code == 200


def test_the_overview_says_all_that_a_draft_lacks(client, officer):
    round = RoundFactory(priorities_needed=9)
    round.eligibility.all().delete()
    page = words(client.get(url(round)))
    assert "as many priority areas" in page
    assert "check whether they can apply" in page


def test_amounts_are_typed_in_pounds(client, officer):
    round = RoundFactory()
    address = url(round, tab="money")
    data = posted_by(client, address)
    assert data["largest_pence"] == "30,000"
    client.post(address, data | {"largest_pence": "£25,000.50"})
    assert Round.objects.get(pk=round.pk).largest_pence == 2_500_050
    data = posted_by(client, address)
    page = client.post(address, data | {"largest_pence": "400,000"})
    assert "largest_pence" in page.context["adminform"].form.errors


def test_what_groups_reckon_with_stays_once_a_round_is_announced(client, officer):
    round = open_round()
    form = client.get(url(round, tab="money")).context["adminform"].form
    assert not {"largest_pence", "total_pence", "paid"} & set(form.fields)
    form = client.get(url(round, tab="text")).context["adminform"].form
    assert "declaration_en" not in form.fields
    assert "summary_en" in form.fields
    for tab in ("stages", "eligibility", "priorities", "money"):
        for inline in client.get(url(round, tab=tab)).context["inline_admin_formsets"]:
            assert not inline.has_change_permission


def test_a_round_is_announced_and_its_closing_moved_from_its_page(client, officer):
    round = RoundFactory()
    press(client, url(round, "announce"))
    round = Round.objects.get(pk=round.pk)
    assert round.state == "open"
    address = url(round, "move_closing")
    later = timezone.localtime(round.stage.closes_at).replace(microsecond=0, second=0)
    later = later.replace(hour=12, minute=0) + timedelta(days=3)
    data = {"closes_at": later.strftime("%Y-%m-%dT%H:%M:%S"), "reason": "The heating broke."}
    page = client.post(address, data | marks(client.get(address)))
    if page.status_code == 200:
        client.post(address, data | marks(page) | seen(page))
    assert Round.objects.get(pk=round.pk).stage.closes_at == later
    assert "The heating broke." in words(client.get(round.get_absolute_url()))


def test_a_closing_moved_to_almost_now_is_asked_about_first(client, officer):
    round = open_round()
    address, soon = url(round, "move_closing"), timezone.localtime() + timedelta(hours=2)
    data = {"closes_at": soon.strftime("%Y-%m-%dT%H:%M:%S"), "reason": "A slip."}
    page = client.post(address, data | marks(client.get(address)))
    assert "earlier than groups were told" in words(page)
    assert Round.objects.get(pk=round.pk).stage.closes_at == round.stage.closes_at


def test_a_second_stage_moves_from_the_rounds_page(client, officer):
    round = open_round(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    opens_at = round.stages.get(number=2).opens_at.replace(microsecond=0) + timedelta(days=2)
    dates = {"opens_at": opens_at, "closes_at": opens_at + timedelta(days=30)}
    typed = {name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M:%S}" for name, at in dates.items()}
    press(client, url(round, "move_second_stage"), typed | {"reason": "The hall."})
    assert round.stages.get(number=2).opens_at == opens_at


def test_a_round_that_has_opened_offers_no_way_back(client, officer):
    assert "take-back" not in words(client.get(url(open_round())))


def test_a_round_that_is_not_ready_stays_a_draft(client, officer):
    round = RoundFactory(priorities_needed=9)
    page = press(client, url(round, "announce"))
    assert "as many priority areas" in words(page)
    assert Round.objects.get(pk=round.pk).is_draft


def test_a_round_is_started_from_another(client, officer):
    round = open_round()
    press(client, url(round, "start_from"), {"title_en": "Second", "title_ur": ""})
    assert Round.objects.get(slug="second").last_round == round
