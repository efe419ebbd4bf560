"""The record on the officers' pages and on the managers' own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buildings.models import Building, CheckDone, Count, Finding, Incident, PriceLevel
from hubs.models import HubManager
from people import roles
from tests.factories.buildings import ago, building, checked, failed, make_record, surveyed
from tests.factories.hubs import open_hub
from tests.factories.investment import hub_officer
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer
from tests.recruitment.officers import marked, press, words

pytestmark = pytest.mark.django_db

LIST = reverse("admin:buildings_building_changelist")


def page_of(made, part="change") -> str:
    """An officers' page of a building."""
    return reverse(f"admin:buildings_building_{part}", args=[made.pk])


def own(hub, part="home") -> str:
    """A page of who looks after a hub."""
    return reverse(f"my_hub_building:{part}", args=[hub.slug])


@pytest.fixture
def manager(client):
    """Somebody who looks after a hub, signed in; with the hub."""
    hub, person = open_hub(), ResidentFactory()
    HubManager.objects.create(hub=hub, person=person)
    sign_in(client, person)
    return hub


def test_each_tab_of_a_building_opens_full_and_empty(client):
    sign_in_officer(client, hub_officer())
    full, empty = make_record(open_hub()).building, building()
    checked(full, days=400)
    for tab in ("overview", "checks", "use", "incidents"):
        for made in (full, empty):
            assert client.get(f"{page_of(made)}?tab={tab}").status_code == 200
    assert client.get(page_of(full, "history")).status_code == 200
    page = words(client.get(page_of(full)))
    assert "£160,000" in page
    assert "The roof" in page
    page = words(client.get(f"{page_of(full)}?tab=checks"))
    assert "The flue" in page
    assert "The law sets the duty, not how often" in page


def test_an_officer_keeps_a_record_on_the_pages(client):
    sign_in_officer(client, hub_officer())
    hub = open_hub()
    client.post(reverse("admin:buildings_building_add"), {"hub": hub.pk})
    made = Building.objects.get(hub=hub)
    press(
        client,
        page_of(made, "record"),
        {"built": "1968", "value_pence": "410,000", "valued_on": "2026-01-05", "features": "gas"},
    )
    rows = "roof; d; 1; 220,000; Flat roof\nWalls and structure\tB\t3\t1,000\tCracks"
    press(
        client,
        page_of(made, "survey"),
        {"surveyed_on": "2026-01-05", "surveyor": "Demo surveyors", "rows": rows},
    )
    press(
        client,
        page_of(made, "check"),
        {"code": "gas", "done_on": "2026-01-05", "result": "passed", "checked_by": "Demo"},
    )
    press(client, page_of(made, "figures"), {"rows": "2025; cost; 110,000; Staff"})
    press(client, page_of(made, "counts"), {"rows": "2026-01-05; door; 61\n6/1/2026; door; 70"})
    made.refresh_from_db()
    assert (made.built, made.value_pence) == (1968, 41_000_000)
    assert Finding.objects.filter(survey__building=made).count() == 2
    assert Count.objects.filter(building=made).count() == 2
    page = words(client.get(f"{page_of(made)}?tab=use"))
    assert "£110,000" in page
    assert "131" in page


def test_a_line_that_is_wrong_is_named_and_nothing_is_taken(client):
    sign_in_officer(client, hub_officer())
    made = building()
    address = page_of(made, "counts")
    typed = {"rows": "2026-01-05; door; 61\nyesterday; door; 5"}
    assert "Line 2" in words(client.post(address, marked(client, address) | typed))
    assert not Count.objects.exists()


def test_going_back_and_saving_again_mends_nothing_else(client):
    sign_in_officer(client, hub_officer())
    made = building()
    surveyed(made)
    windows = Finding.objects.get(what="The windows")
    address = page_of(made, "mend")
    assert '<option value="" selected>' in client.get(address).content.decode()
    typed = {"finding_id": windows.pk, "mended_on": str(ago(1))}
    press(client, address, typed)
    press(client, address, typed)
    press(client, address, typed | {"finding_id": ""})
    assert [*Finding.objects.filter(mended_on__isnull=False)] == [windows]


def test_figures_are_of_years_that_have_begun_and_written_as_people_write_them(client):
    sign_in_officer(client, hub_officer())
    made = building()
    address = page_of(made, "figures")
    later = {"rows": "2098; income; 5; Later"}
    assert "hasn’t begun" in words(client.post(address, marked(client, address) | later))
    pasted = {"rows": '2024/25\tcost\t"£45,000.00"\tStaff'}
    press(client, address, pasted)
    assert made.figures.get().pence == 4_500_000
    empty = marked(client, address) | {"rows": ""}
    assert "are taken away" in words(client.post(address, empty))
    assert made.figures.exists()


def test_a_manager_with_the_role_sees_their_own_building_alone(client):
    own_hub, other = building(), building()
    officer = officer_of(roles.HUB_MANAGER)
    HubManager.objects.create(hub=own_hub.hub, person=officer)
    sign_in_officer(client, officer)
    page = client.get(LIST).content.decode()
    assert str(own_hub) in page
    assert str(other) not in page
    # It isn't there for them: back to the home.
    for part in ("change", "check", "history"):
        assert client.get(page_of(other, part)).headers["Location"] == reverse("admin:index")
    assert client.get(page_of(own_hub, "check")).status_code == 200
    sign_in_officer(client, officer_of(roles.READ_ONLY))
    assert str(other) in client.get(LIST).content.decode()
    assert client.get(page_of(other, "check")).status_code == 403


def test_a_manager_records_a_check_counts_people_and_notes_an_incident(client, manager):
    assert "Nothing is kept" in client.get(own(manager)).content.decode()
    assert not Building.objects.exists()
    today = timezone.localdate()
    day = {"0": today.day, "1": today.month, "2": today.year}
    done = {f"done_on_{key}": value for key, value in day.items()}
    on = {f"on_{key}": value for key, value in day.items()}
    typed = {"code": "gas", "result": "failed", "checked_by": "Demo engineers", **done}
    answer = client.post(own(manager, "check"), typed)
    assert "say what is to be mended" in answer.content.decode()
    assert "Demo engineers" in answer.content.decode()
    due = {"due_on_0": today.day, "due_on_1": today.month, "due_on_2": today.year + 1}
    left = {"what": "The flue", "owner": "Demo team", **due}
    assert client.post(own(manager, "check"), typed | left).status_code == 302
    counted = {"kind": "door", "number": "61", "source": "phone", **on}
    assert client.post(own(manager, "count"), counted).status_code == 302
    noted = {"kind": "failure", "action": "The heating was mended.", **on}
    assert client.post(own(manager, "incident"), noted).status_code == 302
    assert (CheckDone.objects.count(), Count.objects.count(), Incident.objects.count()) == (1, 1, 1)
    page = client.get(own(manager)).content.decode()
    assert all(one in page for one in ("The flue", "61", "The heating was mended."))


def test_another_hubs_building_is_not_there(client, manager):
    other = make_record(open_hub()).building.hub
    for part in ("home", "check", "count", "incident"):
        assert client.get(own(other, part)).status_code == 404


def test_what_is_late_is_said_on_the_hubs_own_page_and_on_the_officers_home(client, manager):
    made = building(manager)
    failed(made, due_on=ago(1))
    page = client.get(reverse("my_hubs:hub", args=[manager.slug])).content.decode()
    assert "checks are overdue" in page
    sign_in_officer(client, hub_officer())
    home = words(client.get(reverse("admin:index")))
    assert "defects that should be mended" in home.lower()
    assert "checks of buildings that are overdue" in home.lower()


def statements(client, address) -> int:
    """How many a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def test_list_and_home_take_as_many_statements_for_many(client):
    sign_in_officer(client, hub_officer())
    make_record(open_hub())
    addresses = (LIST, reverse("admin:index"))
    few = [statements(client, one) for one in addresses]
    for _ in range(4):
        surveyed(make_record(open_hub()).building, days=400)
    assert [statements(client, one) for one in addresses] == few


def test_the_price_index_is_kept_by_hub_officers_alone(client):
    add = reverse("admin:buildings_pricelevel_add")
    sign_in_officer(client, officer_of(roles.HUB_MANAGER))
    assert client.get(add).status_code == 403
    sign_in_officer(client, hub_officer())
    assert client.post(add, {"year": "2026", "index": "131.2"}).status_code == 302
    assert PriceLevel.objects.get().year == 2026


def test_what_a_hub_waits_for_is_said_on_its_managers_first_page(client, manager):
    building(manager)
    page = client.get(reverse("my")).content.decode()
    assert "checks are overdue" in page
