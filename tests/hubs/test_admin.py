"""Officers look after hubs: who sees and does what, the acts, new hubs, holidays, history."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hubs import home, services
from hubs.enums import HubState
from hubs.models import Hub, HubManager, OneOffHoliday
from people import roles
from tests.factories.hubs import FactFactory, HubFactory, NoticeFactory, make_hubs, open_hub
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.places import VenueFactory
from tests.officers.pages import press, send

pytestmark = pytest.mark.django_db

TODAY = "2026-06-10"
# What each act of a hub asks, in the order in which they can be done.
ACTS = {
    "hours": {"starts_on": TODAY, "day_0": "9-12", "name": ""},
    "remove-hours": {"period_id": "periods"},
    "exception": {"day": "2099-06-10", "spans": "", "why": "Fair"},
    "remove-exception": {"exception_id": "exceptions"},
    "holidays": {"on_holidays": "usual"},
    "notice": {"kind": "closed", "what": "Flood", "starts_at": "2026-06-10T12:00:00"},
    "end-notice": {"notice_id": "notices"},
    "fact": {"kind": "lift", "answer": "failed", "measured_on": TODAY, "measured_by": "manager"},
    "forget-fact": {"fact_id": "facts"},
    "said": {"about": "Warm.", "facilities": ["hall"]},
    "assure": {},
}


@pytest.fixture
def officer(client):
    officer = officer_of(roles.HUB_OFFICER)
    sign_in_officer(client, officer)
    return officer


def address(name: str, *args) -> str:
    return reverse(f"admin:hubs_hub_{name.replace('-', '_')}", args=args)


def asked_of(hub, answers: dict) -> dict:
    """What an act is sent, with the first of the rows where a name of rows stands."""
    return {
        name: getattr(hub, said).last().pk if name.endswith("_id") else said
        for name, said in answers.items()
    }


def do_all(client, hub) -> dict[str, int]:
    """Press every act of a hub; what each answered."""
    found = {}
    for name, answers in ACTS.items():
        found[name] = send(client, address(name, hub.pk), asked_of(hub, answers)).status_code
    return found


def old_hub(**fields) -> Hub:
    """A hub that nobody has looked at for months."""
    return HubFactory(assured_on=timezone.localdate() - timedelta(days=120), **fields)


def test_an_officer_does_every_act_and_the_history_tells_of_it(client, officer):
    hub = old_hub()
    assert do_all(client, hub) == dict.fromkeys(ACTS, 302)
    hub.refresh_from_db()
    assert (hub.about, hub.on_holidays, hub.is_to_assure) == ("Warm.", "usual", False)
    assert not hub.periods.exists()
    assert hub.notices.get().is_over
    history = client.get(address("history", hub.pk)).content.decode()
    assert "Flood" in history
    assert LogEntry.objects.filter(actor=officer, changes__has_key="about").exists()


def test_a_manager_does_every_act_on_their_own_hub_and_none_on_another(client):
    manager = officer_of(roles.HUB_MANAGER)
    sign_in_officer(client, manager)
    own, other = old_hub(), open_hub()
    HubManager.objects.create(hub=own, person=manager)
    assert do_all(client, own) == dict.fromkeys(ACTS, 302)
    services.set_exception(
        hub_id=other.pk, actor=officer_of(roles.HUB_OFFICER), day=date(2099, 1, 1)
    )
    NoticeFactory(hub=other)
    FactFactory(hub=other)
    assert do_all(client, other) == dict.fromkeys(ACTS, 403)
    for name in ("add-manager", "remove-manager", "open"):
        assert client.get(address(name, own.pk)).status_code == 403
    assert client.get(address("add")).status_code == 403
    assert "Add a manager" not in client.get(address("change", own.pk)).content.decode()


def test_an_officer_makes_a_hub_opens_it_and_names_its_manager(client, officer):
    venue, taken = VenueFactory(), HubFactory().venue
    page = client.get(address("add")).content.decode()
    assert str(venue) in page
    assert f">{taken}<" not in page
    assert client.post(address("add"), {"venue": venue.pk}).status_code == 302
    hub = Hub.objects.get(venue=venue)
    assert (hub.state, hub.slug) == (HubState.PLANNED, venue.slug)
    press(client, address("open", hub.pk), {})
    person = ResidentFactory()
    page = send(client, address("add-manager", hub.pk), {"email": "nobody@demo.example"})
    assert "Nobody has an account" in page.content.decode()
    send(client, address("add-manager", hub.pk), {"email": person.email.upper()})
    hub = Hub.objects.get(pk=hub.pk)
    assert (hub.state, hub.is_managed_by(person)) == (HubState.OPEN, True)
    page = client.get(f"{address('change', hub.pk)}?tab=managers").content.decode()
    assert person.name in page
    send(client, address("remove-manager", hub.pk), {"manager_id": hub.managers.get().pk})
    assert not hub.managers.exists()
    reading = {"action": LogEntry.Action.ACCESS, "additional_data__what": "managers of the hub"}
    assert LogEntry.objects.filter(**reading).count() == 1


def test_what_a_service_refuses_stands_on_the_page(client, officer):
    hub = HubFactory()
    overlap = {"starts_on": TODAY, "day_0": "9-12, 11-13"}
    said = send(client, address("hours", hub.pk), overlap).content.decode()
    assert "two of the times overlap" in said
    wrong = {"kind": "bays", "measured_on": TODAY, "measured_by": "manager", "answer": "yes"}
    said = send(client, address("fact", hub.pk), wrong).content.decode()
    assert "Enter a whole number from 0 to 500." in said


@pytest.mark.parametrize("tab", ["", "?tab=hours", "?tab=access"])
def test_every_tab_opens_for_who_may_see_hubs(client, tab):
    hub = make_hubs(ResidentFactory()).hub
    for role in (roles.READ_ONLY, roles.HUB_MANAGER, roles.HUB_OFFICER):
        sign_in_officer(client, officer_of(role))
        assert client.get(address("change", hub.pk) + tab).status_code == 200
    sign_in_officer(client, officer_of(roles.FUND_OFFICER))
    assert client.get(address("change", hub.pk) + tab).status_code == 403


def test_a_one_off_holiday_is_added_and_taken_back(client, officer):
    add = reverse("admin:hubs_oneoffholiday_add")
    assert client.post(add, {"day": "2030-05-10", "name": "Demo Day"}).status_code == 302
    page = client.post(add, {"day": "2026-12-25", "name": "Twice"}).content.decode()
    assert "This day is a bank holiday already." in page
    one = OneOffHoliday.objects.get()
    gone = reverse("admin:hubs_oneoffholiday_delete", args=[one.pk])
    assert client.post(gone, {"post": "yes"}).status_code == 302
    assert not OneOffHoliday.objects.exists()


def test_the_home_says_what_waits_to_each_their_own_and_finds_hubs(client):
    mine, _other = old_hub(venue=VenueFactory(name="Demo Hall")), old_hub()
    officer, manager = officer_of(roles.HUB_OFFICER), officer_of(roles.HUB_MANAGER)
    HubManager.objects.create(hub=mine, person=manager)
    found = {who: next(iter(home.waits(who))).number for who in (officer, manager)}
    assert found == {officer: 2, manager: 1}
    assert [*home.waits(officer_of(roles.FUND_OFFICER))] == []
    assert [one.words for one in home.finds(officer, "demo HALL")] == ["Demo Hall"]
    assert [*home.finds(officer_of(roles.FUND_OFFICER), "demo")] == []
    sign_in_officer(client, officer)
    for asked, number in (("due", 2), ("hidden", 0)):
        page = client.get(f"{address('changelist')}?assured={asked}")
        assert page.context["cl"].result_count == number


def test_the_list_takes_as_many_statements_for_any_number(client, officer):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address("changelist"))
        return len(queries)

    old_hub()
    statements()
    one = statements()
    for _more in range(20):
        old_hub()
    assert statements() == one
