"""The directory, a hub's public page, its managers' own pages, and open data."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.actors import PORTAL
from hubs import services
from hubs.enums import AccessKind, Answer, HubState, NoticeKind
from hubs.models import AccessFact, Hub, HubManager, Notice, OneOffHoliday, OpeningException
from hubs.opening import Basis, Now, Span
from hubs.words import now_words
from panels.models import Session
from people import roles
from tests.factories.activities import every_day
from tests.factories.hubs import (
    WEDNESDAY,
    FactFactory,
    HubFactory,
    NoticeFactory,
    luton,
    make_hubs,
    open_hub,
)
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer
from tests.factories.places import PostcodeWardFactory, VenueFactory, WardFactory
from tests.recruitment.officers import marked

pytestmark = pytest.mark.django_db

DIRECTORY = "/hubs/"
NOON = luton(WEDNESDAY, 12)


def names(page) -> list[str]:
    return [str(line["hub"]) for line in page.context["lines"]]


@pytest.fixture
def town(time_machine):
    """Three hubs, one kilometre further from the postcode each, on a Wednesday at noon."""
    time_machine.move_to(NOON)
    PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    east, west = (
        WardFactory(code=f"E0{place}", name=place, slug=place, area=place)
        for place in ("east", "west")
    )
    far = open_hub(venue=VenueFactory(name="Far", ward=west), easting=511_000, northing=221_000)
    near = open_hub(venue=VenueFactory(name="Near", ward=east), easting=508_600, northing=221_800)
    HubFactory(venue=VenueFactory(name="Nowhere", ward=None))
    FactFactory(hub=near)
    FactFactory(hub=far)
    FactFactory(hub=far, kind=AccessKind.LIFT, answer=Answer.FAILED)
    near.facilities.create(kind="wifi")
    near.serves.add(west)
    NoticeFactory(hub=far, kind=NoticeKind.PARTLY, what="The hall is shut.")
    return {"far": far, "near": near}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Far", "Near", "Nowhere"]),
        ("?postcode=lu99+1ab", ["Near", "Far", "Nowhere"]),
        ("?ward=west", ["Far", "Near"]),
        ("?ward=east", ["Near"]),
        ("?area=west", ["Far", "Near"]),
        ("?facility=wifi", ["Near"]),
        ("?need=step-free", ["Near"]),
        ("?need=step-free&need=toilet", []),
        ("?open=now", ["Far", "Near"]),
        ("?on_0=13&on_1=6&on_2=2026", []),
        ("?on_0=15&on_1=6&on_2=2026", ["Far", "Near"]),
        ("?open=day&on_0=15&on_1=6&on_2=2026&ward=east", ["Near"]),
        ("?postcode=LU1+9ZZ", []),
        ("?ward=nonsense", []),
        ("?open=day", []),
        ("?on_0=1&on_1=6&on_2=2026", []),
        ("?on_0=99&on_1=6&on_2=2026", []),
        ("?postcode=%00&page=x", ["Far", "Near", "Nowhere"]),
    ],
)
def test_the_directory_is_narrowed_by_the_address(client, town, asked, found):
    page = client.get(DIRECTORY + asked)
    assert (page.status_code, names(page)) == (200, found)


def test_the_list_says_all_that_the_map_says_and_leads_on(client, town):
    page = client.get(DIRECTORY + "?postcode=LU99+1AB")
    said = page.content.decode()
    assert "1.0 km away" in said
    assert "distance not known" in said
    assert "Open now, until 5:00pm" in said
    assert "Opening hours not known yet" in said
    assert "The hall is shut." in said
    marks = page.context["map"]["hubs"]
    assert [mark.number for mark in marks] == [1, 2]
    for mark in marks:
        assert f'href="{mark.url}" aria-label="{mark.number}. {mark.words}"' in said
    empty = client.get(DIRECTORY + "?postcode=LU99+1AB&need=toilet").content.decode()
    assert "?postcode=LU99%201AB" in empty
    assert "haven’t been measured yet" in empty
    assert "We don’t know this postcode" in client.get(f"{DIRECTORY}?postcode=x").content.decode()


def test_what_nobody_assured_for_a_year_is_shown_to_nobody_but_who_looks_after_it(client):
    hub = HubFactory(assured_on=timezone.localdate() - timedelta(days=400))
    assert names(client.get(DIRECTORY)) == []
    assert client.get(hub.get_absolute_url()).status_code == 404
    manager = HubManager.objects.create(hub=hub, person=ResidentFactory()).person
    for person, status in ((manager, 200), (ResidentFactory(), 404)):
        sign_in(client, person, "code")
        assert client.get(hub.get_absolute_url()).status_code == status


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_directory_takes_as_many_statements_for_any_number(
    client, django_assert_num_queries, number
):
    PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    first = make_hubs(ResidentFactory()).hub
    ward = first.venue.ward
    for _one in range(number - 1):
        hub = open_hub(venue=VenueFactory(ward=ward), easting=508_000, northing=221_000)
        FactFactory(hub=hub)
        hub.serves.add(ward)
        NoticeFactory(hub=hub, instead_hub=first)
    with django_assert_num_queries(15):
        client.get(DIRECTORY + "?postcode=LU99+1AB&open=now")


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_hub_page_and_open_data_take_as_many_statements_for_any_number(
    client, django_assert_num_queries, number
):
    hub = make_hubs(ResidentFactory()).hub
    for place in range(number):
        SessionFactory(venue=hub.venue)
        NoticeFactory(hub=hub, kind=NoticeKind.PARTLY)
        day = timezone.localdate() + timedelta(days=2 + place)
        services.set_exception(hub_id=hub.pk, actor=officer_of(roles.HUB_OFFICER), day=day)
        make_more(hub)
        every_day(hub=hub)
    with django_assert_num_queries(21):
        client.get(hub.get_absolute_url())
    with django_assert_num_queries(14):
        client.get("/api/v1/hubs/")


def make_more(hub) -> Hub:
    other = open_hub(venue=VenueFactory(ward=hub.venue.ward))
    FactFactory(hub=other)
    return other


# --- A hub's page ---------------------------------------------------------------------------------


def test_a_page_says_hours_access_and_notices_and_unknown_is_never_no(client, town):
    said = client.get(town["near"].get_absolute_url()).content.decode()
    assert "Open now, until 5:00pm" in said
    assert said.count("Not known yet") >= len(AccessKind) - 1
    assert "Measured on 5 January 2026 by a council officer" in said
    assert "Bank holidays after 2028 are not announced yet" in said
    assert "Whether it opens on bank holidays is not known yet" in said
    lift = client.get(town["far"].get_absolute_url()).content.decode()
    assert "The lift is out of order. There is no step-free access" in lift
    assert "nobody knows yet until when" in lift


def test_a_failed_lift_shows_at_once(client, town):
    near = town["near"]
    address = near.get_absolute_url()
    assert "Step-free access: yes" in client.get(address).content.decode()
    FactFactory(hub=near, kind=AccessKind.LIFT, answer=Answer.FAILED)
    for page in (address, DIRECTORY):
        assert "Step-free access: no" in client.get(page).content.decode()
    assert names(client.get(DIRECTORY + "?need=step-free")) == []


def test_a_hub_that_opens_later_today_says_today():
    later = timezone.localtime().replace(hour=23, minute=59)
    shut = Now(is_open=False, opens_at=later)
    assert now_words(shut) == "Closed now. Opens today at 11:59pm"


def test_a_closed_hub_says_so_where_it_leads_and_for_which_days(client, town):
    near = town["near"]
    NoticeFactory(
        hub=near, ends_at=luton(WEDNESDAY + timedelta(days=2), 12), instead_hub=town["far"]
    )
    said = client.get(near.get_absolute_url()).content.decode()
    assert "Closed now. Opens on Friday 12 June 2026 at midday" in said
    assert town["far"].get_absolute_url() in said
    assert said.count("Closed: see the notice above") == 1
    assert said.count("Closed for part of the day") == 2
    assert "Near" not in names(client.get(DIRECTORY + "?open=now"))


def test_a_planned_hub_has_no_hours_and_no_address(client):
    hub = HubFactory(state=HubState.PLANNED)
    said = client.get(hub.get_absolute_url()).content.decode()
    assert "Planned: it isn’t there yet" in said
    assert "It has no address yet." in said
    assert "Opening hours" not in said
    assert names(client.get(f"{DIRECTORY}?open=now")) == []


def test_sessions_held_there_are_on_its_page(client, town):
    venue = town["near"].venue
    shown = SessionFactory(venue=venue, title="Lamps", state=Session.State.PUBLISHED)
    SessionFactory(venue=venue, title="Secret", state=Session.State.DRAFT)
    SessionFactory(title="Elsewhere")
    said = client.get(town["near"].get_absolute_url()).content.decode()
    assert shown.get_absolute_url() in said
    assert "Secret" not in said
    assert "Elsewhere" not in said


# --- A manager's own pages ------------------------------------------------------------------------


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


# --- Open data ------------------------------------------------------------------------------------


def test_open_data_says_what_the_page_says_and_names_nobody(client, town):
    person = ResidentFactory()
    HubManager.objects.create(hub=town["far"], person=person)
    answer = client.get(f"/api/v1/hubs/{town['far'].slug}/")
    said = answer.json()
    assert (said["is_open"], said["step_free"]) == (True, False)
    assert said["open_until"] == "2026-06-10T16:00:00Z"
    assert [one["what"] for one in said["notices"]] == ["The hall is shut."]
    assert {one["kind"] for one in said["access"]} == {"step-free", "lift"}
    assert person.name not in answer.content.decode()
    assert person.email not in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Far", "Near", "Nowhere"}),
        ("?ward=east", {"Near"}),
        ("?area=west", {"Far"}),
        ("?facility=wifi", {"Near"}),
        ("?state=planned", set()),
    ],
)
def test_open_data_is_narrowed(client, town, asked, found):
    said = client.get(f"/api/v1/hubs/{asked}").json()
    assert {one["name"] for one in said["results"]} == found
    assert client.get("/api/v1/hubs/?colour=red").status_code == 400


def test_an_officer_reads_the_hidden_page(client):
    hub = HubFactory(assured_on=date(2020, 1, 1))
    for role, status in ((roles.HUB_OFFICER, 200), (roles.HUB_MANAGER, 404)):
        sign_in_officer(client, officer_of(role))
        assert client.get(hub.get_absolute_url()).status_code == status


def test_bank_holidays_and_other_days_of_the_next_months_are_listed_with_their_hours(client):
    hub = open_hub(on_holidays="closed")
    day = timezone.localdate() + timedelta(days=60)
    services.set_exception(
        hub_id=hub.pk, actor=PORTAL, day=day, spans=[Span(time(9), time(13))], why="Fair"
    )
    page = client.get(hub.get_absolute_url()).content.decode()
    assert "Bank holidays and other days after that" in page
    assert f"{day:%A} {day.day} {day:%B %Y}" in page
    assert "Fair" in page
    assert "9:00am to 1:00pm" in page


def test_a_closure_to_come_is_said_in_the_list_with_the_day_on_which_it_begins(client):
    hub = open_hub()
    starts = luton(timezone.localdate() + timedelta(days=3), 0)
    NoticeFactory(hub=hub, what="Works on the roof", starts_at=starts)
    for address in ("/hubs/", hub.get_absolute_url()):
        page = " ".join(client.get(address).content.decode().split())
        assert "Works on the roof" in page
        assert f"rom {starts:%A} {starts.day} {starts:%B %Y}" in page
