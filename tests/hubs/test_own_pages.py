"""The pages of those who look after a hub: theirs, and no other's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs import services
from hubs.models import AccessFact, Hub, Notice, OneOffHoliday, OpeningException
from hubs.opening import Basis
from tests.factories.hubs import (
    WEDNESDAY,
    luton,
    make_hubs,
)
from tests.factories.people import ResidentFactory, sign_in
from tests.recruitment.officers import marked

pytestmark = pytest.mark.django_db

DIRECTORY = "/hubs/"
NOON = luton(WEDNESDAY, 12)


@pytest.fixture
def managed(client):
    """A hub whose manager is signed in."""
    person = ResidentFactory()
    made = make_hubs(person)
    sign_in(client, person, "code")
    return made


def test_a_manager_reaches_their_hub_and_no_other(client, managed):
    assert managed.hub.own_url in client.get("/my/").content.decode()
    assert managed.hub.own_url in client.get(reverse("my_hubs:home")).content.decode()
    other = make_hubs_of_another()
    for name, arguments in other.arguments().items():
        if name.startswith("my_hubs:"):
            address = reverse(name, kwargs=arguments)
            assert client.get(address).status_code == 404, name
            assert client.post(address).status_code in (404, 405), name


def make_hubs_of_another():
    OneOffHoliday.objects.all().delete()
    return make_hubs(ResidentFactory())


def send(client, name: str, hub, answers: dict, **more):
    """Open a page, and send it with these answers."""
    address = reverse(f"my_hubs:{name}", args=[hub.slug, *more.values()])
    return client.post(address, marked(client, address) | answers)


def day(name: str, on: date) -> dict:
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def test_a_manager_changes_hours_notices_access_and_words(client, managed):
    hub, today = managed.hub, timezone.localdate()
    week = day("starts_on", today) | {"day_0": "9-12, 13:30–17", "day_6": "20:00 to 2am"}
    assert send(client, "hours", hub, week).status_code == 302
    monday, sunday = (today + timedelta(days=(number - today.weekday()) % 7) for number in (0, 6))
    week = {one: services.usual_week(hub, one)[one.weekday()][1] for one in (monday, sunday)}
    assert [len(spans) for spans in week.values()] == [2, 1]
    later = today + timedelta(days=9)
    send(client, "exception", hub, day("day", later) | {"spans": "", "why": "Fair"})
    assert services.hours_on(hub, later).basis == Basis.EXCEPTION
    send(client, "holidays", hub, {"on_holidays": "usual"})
    send(client, "notice", hub, day("from_day", today) | {"kind": "closed", "what": "Flood"})
    assert hub.notices.get(what="Flood").ends_at is None
    measured = day("measured_on", today) | {"measured_by": "manager", "note": ""}
    send(client, "fact", hub, measured | {"number": "86"}, kind="door-width")
    assert hub.facts.get(kind="door-width").said == "86 cm"
    send(client, "said", hub, {"about": "Warm.", "facilities": ["warm"]})
    send(client, "assure", hub, {})
    hub.refresh_from_db()
    kept = (hub.about, hub.on_holidays, [one.kind for one in hub.facilities.all()])
    assert kept == ("Warm.", "usual", ["warm"])


def test_nothing_typed_is_lost_and_what_is_wrong_is_said_beside_its_field(client, managed):
    hub, today = managed.hub, timezone.localdate()
    page = send(client, "hours", hub, day("starts_on", today) | {"day_0": "nine to five"})
    said = page.content.decode()
    assert "Enter times like 9:00-12:00" in said
    assert "nine to five" in said
    page = send(client, "hours", hub, day("starts_on", today) | {"day_0": "9-12, 11-13"})
    assert "Monday: two of the times overlap." in page.content.decode()
    past = day("from_day", today) | day("to_day", today - timedelta(days=2))
    page = send(client, "notice", hub, past | {"kind": "closed", "what": "Flood"})
    assert "It must end after it starts." in page.content.decode()
    measured = day("measured_on", today) | {"measured_by": "manager", "number": "9000"}
    page = send(client, "fact", hub, measured, kind="door-width")
    assert "Enter a whole number from 0 to 500." in page.content.decode()
    assert not Notice.objects.filter(what="Flood").exists()


@pytest.mark.parametrize(
    ("name", "changed", "typed"),
    [
        ("said", {"about": "Theirs"}, {"about": "Mine", "facilities": []}),
        ("holidays", {"on_holidays": "usual"}, {"on_holidays": "closed"}),
    ],
)
def test_an_old_page_writes_nothing_over_what_was_saved_meanwhile(
    client, managed, name, changed, typed
):
    hub = managed.hub
    Hub.objects.filter(pk=hub.pk).update(about="Before", on_holidays="")
    address = reverse(f"my_hubs:{name}", args=[hub.slug])
    old = marked(client, address) | typed
    Hub.objects.filter(pk=hub.pk).update(**changed)
    page = client.post(address, old)
    assert page.status_code == 200
    assert "Saved meanwhile" in page.content.decode()
    assert Hub.objects.filter(pk=hub.pk, **changed).exists()


def test_an_old_page_of_hours_writes_nothing_over_those_said_meanwhile(client, managed):
    hub, today = managed.hub, timezone.localdate()
    address = reverse("my_hubs:hours", args=[hub.slug])
    old = marked(client, address) | day("starts_on", today) | {"day_0": "1-2"}
    send(client, "hours", hub, day("starts_on", today) | {"day_0": "9-12", "day_6": "10-11"})
    page = client.post(address, old)
    assert page.status_code == 200
    monday = today + timedelta(days=-today.weekday() % 7)
    assert [str(span.opens) for span in services.usual_week(hub, monday)[0][1]] == ["09:00:00"]


def test_what_is_taken_away_is_asked_about_first(client, managed):
    hub = managed.hub
    rows = {
        "hours": hub.periods.first(),
        "exception": hub.exceptions.first(),
        "notice": managed.notice,
        "fact": hub.facts.first(),
    }
    for what, row in rows.items():
        address = reverse("my_hubs:remove", args=[hub.slug, what, row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 302
    assert not OpeningException.objects.exists()
    assert not AccessFact.objects.filter(pk=rows["fact"].pk).exists()
    assert Notice.objects.get().is_over
    nothing = reverse("my_hubs:remove", args=[hub.slug, "nothing", 1])
    gone = reverse("my_hubs:remove", args=[hub.slug, "fact", rows["fact"].pk])
    for address in (nothing, gone):
        assert client.get(address).status_code == 404
    unknown = reverse("my_hubs:fact", args=[hub.slug, "smell"])
    assert client.get(unknown).status_code == 404
