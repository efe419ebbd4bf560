"""Pages of activities: the list, one, following, a hub's and a group's own pages, officers."""

from datetime import time, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from activities import services
from activities.enums import ActivityState
from activities.models import Activity, ActivityLanguage
from core.actors import PORTAL
from hubs.models import Hub, HubManager
from hubs.opening import Span
from hubs.services import set_hours
from people import roles
from tests.factories.activities import ActivityFactory, every_day, of_a_group
from tests.factories.hubs import HubFactory, open_hub
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.places import PostcodeWardFactory, VenueFactory, WardFactory
from tests.officers.pages import press

pytestmark = pytest.mark.django_db
LIST = "activities:activities"


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def titles(client, **asked) -> list[str]:
    page = client.get(reverse(LIST), asked)
    assert page.status_code == 200
    return [line["activity"].title for line in page.context["lines"]]


@pytest.fixture
def town():
    ward = WardFactory(name="Demo ward", slug="demo-ward")
    PostcodeWardFactory(postcode="LU991AB", ward=ward, easting=508_000, northing=221_000)
    near, far = (
        HubFactory(
            venue=VenueFactory(name=name, ward=ward), easting=508_000 + metres, northing=221_000
        )
        for name, metres in (("Near hub", 400), ("Far hub", 2_500))
    )
    far_one = every_day(title="Bills", hub=far, pence=0, youngest=16)
    near_one = ActivityFactory(title="Chess", hub=near, kind="meeting", weekdays="2", oldest=99)
    ActivityLanguage.objects.create(activity=far_one, code="ur")
    near_one.access.create(kind="quiet")
    return near_one, far_one


def tuesday() -> timezone.datetime:
    today = timezone.localdate()
    return today + timedelta(days=(1 - today.weekday()) % 7 or 7)


def on(day) -> dict:
    return {"on_0": day.day, "on_1": day.month, "on_2": day.year}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Bills", "Chess"}),
        ({"kind": "advice"}, {"Bills"}),
        ({"words": "chess"}, {"Chess"}),
        ({"free": "on"}, {"Bills"}),
        ({"age": "12"}, {"Chess"}),
        ({"language": "ur"}, {"Bills"}),
        ({"access": "quiet"}, {"Chess"}),
        ({"ward": "demo-ward"}, {"Bills", "Chess"}),
    ],
)
def test_the_list_is_narrowed_by_the_address(client, town, asked, found):
    assert {*titles(client, **asked)} == found


def test_the_list_puts_the_nearest_or_the_next_first(client, town):
    assert titles(client, postcode="LU99 1AB") == ["Chess", "Bills"]
    assert "400 m away" in words(client.get(reverse(LIST), {"postcode": "LU99 1AB"}))
    day = tuesday() + timedelta(days=1)
    assert titles(client, **on(day)) == ["Bills"]


def test_a_day_has_what_is_not_cancelled_and_what_has_moved_to_it(client, town):
    chess, bills = town
    day = tuesday()
    assert {*titles(client, **on(day))} == {"Bills", "Chess"}
    services.cancel_date(activity_id=bills.pk, actor=PORTAL, day=day, why="The boiler.")
    assert titles(client, **on(day)) == ["Chess"]
    to = day + timedelta(days=1)
    moved = {"to_day": to, "begins": chess.begins, "ends": chess.ends, "why": "Later."}
    services.move_date(activity_id=chess.pk, actor=PORTAL, day=day, **moved)
    assert titles(client, **on(day)) == []
    assert {*titles(client, **on(to))} == {"Bills", "Chess"}


@pytest.mark.parametrize(
    "asked",
    [
        {"postcode": "LU1 9ZZ"},
        {"on_0": "31", "on_1": "2", "on_2": "2027"},
        {"on_0": "1", "on_1": "1", "on_2": "2001"},
        {"kind": "no-such"},
        {"age": "old"},
        {"words": "\x00"},
        {"page": "x"},
    ],
)
def test_what_cannot_be_used_is_said_and_stays(client, town, asked):
    page = client.get(reverse(LIST), asked)
    assert page.status_code == 200
    for value in asked.values():
        assert value.replace("\x00", "") in words(page)


def test_the_list_takes_as_many_statements_for_any_number(client, django_assert_num_queries):
    for rows in (1, 2, 40):
        for _row in range(rows):
            every_day()
        client.get(reverse(LIST))
        with django_assert_num_queries(11):
            client.get(reverse(LIST))


def test_a_page_says_all_of_it_and_what_is_otherwise(client, town):
    chess, bills = town
    day = timezone.localdate() + timedelta(days=2)
    services.cancel_date(activity_id=bills.pk, actor=PORTAL, day=day, why="The boiler.")
    page = words(client.get(bills.get_absolute_url()))
    for said in (
        "Every day, 10:00am to midday",
        "Free",
        "From 16 years",
        "Urdu",
        "Far hub",
        "The boiler.",
        "Last assured on",
    ):
        assert said in page
    assert "Not known yet" in words(client.get(chess.get_absolute_url())), "Its price."


def test_a_hidden_page_opens_for_who_looks_after_it_alone(client, town):
    chess, _bills = town
    manager = HubManager.objects.create(hub=chess.hub, person=ResidentFactory()).person
    Activity.objects.filter(pk=chess.pk).update(state=ActivityState.PROPOSED)
    assert client.get(chess.get_absolute_url()).status_code == 404
    client.force_login(manager)
    assert client.get(chess.get_absolute_url()).status_code == 200


def test_somebody_follows_it_and_no_more(client, town):
    chess, _bills = town
    address = reverse("activities:follow", args=[chess.slug])
    assert client.post(address).status_code == 302
    assert not chess.followers.exists(), "Nobody is signed in."
    person = ResidentFactory()
    client.force_login(person)
    assert "We write to you when" in words(client.post(address, follow=True))
    assert chess.followers.get().person == person
    assert client.get(address).status_code == 405
    client.post(address, {"stop": "1"})
    assert not chess.followers.exists()


def test_its_calendar_has_cancelled_dates_as_cancelled(client, town):
    _chess, bills = town
    day = timezone.localdate() + timedelta(days=2)
    services.cancel_date(activity_id=bills.pk, actor=PORTAL, day=day, why="The boiler.")
    file = client.get(reverse("activities:feed", args=[bills.slug]))
    events = Calendar.from_ical(file.content).walk("VEVENT")
    assert len(events) > 150
    cancelled = [event for event in events if event.get("status") == "CANCELLED"]
    assert [event["dtstart"].dt.date() for event in cancelled] == [day]


def test_a_hubs_page_shows_its_week_and_what_is_elsewhere(client, town):
    chess, bills = town
    page = words(client.get(bills.hub.get_absolute_url()))
    assert "What is on in the next seven days" in page
    assert "Bills" in page
    services.relocate(
        hub_id=bills.hub_id,
        actor=PORTAL,
        to_hub=chess.hub,
        first=timezone.localdate(),
        last=None,
        why="A new roof.",
    )
    for hub in (bills.hub, chess.hub):
        assert "A new roof." in words(client.get(hub.get_absolute_url()))


def test_the_directory_finds_hubs_by_what_is_on(client, town):
    def hubs(**asked):
        page = client.get(reverse("hubs:directory"), asked)
        return [line["hub"].venue.name for line in page.context["lines"]]

    assert hubs(activity="advice") == ["Far hub"]
    day = tuesday()
    assert hubs(activity="meeting", open="", **on(day)) == []
    for hub in Hub.objects.all():
        opens_every_day(hub)
    assert hubs(activity="meeting", open="day", **on(day)) == ["Near hub"]
    assert hubs(activity="meeting", open="day", **on(day + timedelta(days=1))) == []


def opens_every_day(hub) -> None:
    week = dict.fromkeys(range(7), (Span(time(8), time(20)),))
    set_hours(hub_id=hub.pk, actor=PORTAL, starts_on=timezone.localdate(), week=week)


# --- Own pages ----------------------------------------------------------------------------------


def own(space, owner, name, *more):
    return reverse(f"{space}:{name}", args=[owner.slug, *more])


NEW = {
    "title": "Advice on bills",
    "about": "Bring your letters.",
    "kind": "advice",
    "starts_on_0": "5",
    "starts_on_1": "1",
    "starts_on_2": "2027",
    "begins": "10:00",
    "ends": "2pm",
    "how_often": "weekly",
    "joining": "drop-in",
    "pence": "1.50",
}


def test_a_group_proposes_a_hub_answers_and_each_sees_its_own(client):
    hub, manager = open_hub(), ResidentFactory()
    HubManager.objects.create(hub=hub, person=manager)
    other, owner = of_a_group()
    group = other.organisation
    client.force_login(owner)
    address = own("my_activities", group, "new")
    wrong = client.post(address, NEW | {"hub": hub.pk, "ends": "9:00"})
    assert "It must end after it begins" in words(wrong)
    assert "Bring your letters." in words(wrong)
    assert client.post(address, NEW | {"hub": hub.pk}).status_code == 302
    made = Activity.objects.get(title="Advice on bills")
    assert (made.weekdays, made.every, made.pence, made.state) == ("2", 1, 150, "proposed")
    page = words(client.get(own("my_activities", group, "activity", made.pk)))
    assert "Waits for the hub" in page
    assert client.get(own("my_hub_activities", hub, "activity", made.pk)).status_code == 404
    client.force_login(manager)
    assert "1 waits for you" in words(client.get(hub.own_url))
    assert "Advice on bills" in words(client.get(own("my_hub_activities", hub, "home")))
    client.post(own("my_hub_activities", hub, "take", made.pk))
    made.refresh_from_db()
    assert made.state == "listed"
    assert client.get(own("my_activities", group, "home")).status_code == 404


def test_who_looks_after_a_hub_changes_dates_on_its_pages(client):
    activity = every_day()
    hub = activity.hub
    client.force_login(HubManager.objects.create(hub=hub, person=ResidentFactory()).person)
    day = timezone.localdate() + timedelta(days=3)
    pages = {
        "cancel_date": ({"why": "The boiler."}, "The date is cancelled"),
        "restore_date": ({}, "as usual again"),
        "move_date": (
            {
                **{f"to_day_{n}": part for n, part in enumerate((day.day, day.month, day.year))},
                "begins": "14:00",
                "ends": "15:00",
                "why": "Later.",
            },
            "The date is moved",
        ),
    }
    for name, (typed, said) in pages.items():
        address = own("my_hub_activities", hub, name, activity.pk, day.isoformat())
        assert client.get(address).status_code == 200
        assert said in words(client.post(address, typed, follow=True))
    page = words(client.get(own("my_hub_activities", hub, "activity", activity.pk)))
    assert "Later." in page
    bad = reverse("my_hub_activities:cancel_date", args=[hub.slug, activity.pk, "2027-02-31"])
    assert client.get(bad).status_code == 404


def test_an_old_page_writes_nothing_over_what_was_saved_meanwhile(client):
    activity, owner = of_a_group()
    client.force_login(owner)
    address = own("my_activities", activity.organisation, "change", activity.pk)
    page = client.get(address)
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in typed.items() if value is not None}
    Activity.objects.filter(pk=activity.pk).update(title="Theirs")
    answer = client.post(address, typed | {"title": "Mine"})
    assert Activity.objects.get(pk=activity.pk).title == "Theirs"
    assert "Theirs" in words(answer)
    assert "Mine" in words(answer)


@pytest.mark.parametrize("name", ["change", "assure", "end", "away", "activity"])
def test_others_find_nothing_there(client, name):
    activity, _owner = of_a_group()
    _other, stranger = of_a_group()
    client.force_login(stranger)
    for space, owner in (
        ("my_activities", activity.organisation),
        ("my_hub_activities", activity.hub),
    ):
        assert client.get(own(space, owner, name, activity.pk)).status_code == 404
        assert client.post(own(space, owner, name, activity.pk)).status_code in {404, 405}


def test_an_officer_answers_and_finds_them(client):
    activity, _owner = of_a_group(state=ActivityState.PROPOSED)
    sign_in_officer(client, officer_of(roles.HUB_OFFICER))
    page = f"/admin/activities/activity/{activity.pk}"
    assert activity.title in words(client.get("/admin/activities/activity/?state__exact=proposed"))
    assert "Activities that groups propose" in words(client.get("/admin/"))
    press(client, f"{page}/take/", {})
    activity.refresh_from_db()
    assert activity.state == "listed"
    sign_in_officer(client, officer_of(roles.READ_ONLY))
    assert client.get(f"{page}/change/").status_code == 200
    assert client.get(f"{page}/decline/").status_code == 403
