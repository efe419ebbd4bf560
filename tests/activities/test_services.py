"""What services of activities do and refuse, and what the database refuses whatever code does."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities import services
from activities.enums import ActivityState, Kind
from activities.models import Activity, ChangedDate, Follower, Stretch
from core.actors import PORTAL
from core.refusal import Refusal
from hubs.enums import HowOften
from hubs.models import HubManager
from hubs.services import post_notice, set_exception
from messaging.models import OutboxMessage
from tests.factories.activities import TUESDAY, ActivityFactory, every_day, of_a_group
from tests.factories.hubs import HubFactory, chief, luton, open_hub
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Advice on bills",
    "about": "Bring your letters.",
    "kind": Kind.ADVICE,
    "starts_on": TUESDAY,
    "begins": time(10),
    "ends": time(12),
    "how_often": HowOften.WEEKLY,
    "weekdays": "2",
}
MONTHLY = {"weekdays": ""}


def refused(act, **asked) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(**asked)
    return caught.value


def managed():
    """(a hub, who looks after it)."""
    hub, person = open_hub(), ResidentFactory()
    HubManager.objects.create(hub=hub, person=person)
    return hub, person


def told(kind: str) -> set[str]:
    rows = OutboxMessage.objects.filter(key__startswith=f"activities.{kind}")
    return {row.to_address for row in rows}


def dates(activity, first, last):
    activity = Activity.objects.with_details().get(pk=activity.pk)
    return services.occurrences_of([activity], first, last)


def test_a_group_proposes_the_hub_lists_it_and_each_is_told():
    hub, manager = managed()
    group = OrganisationFactory()
    owner = MembershipFactory(organisation=group, role="owner").person
    viewer = MembershipFactory(organisation=group, role="viewer").person
    asked = {"hub_id": hub.pk, "organisation": group, "said": SAID}
    assert refused(services.propose, **asked, actor=viewer).code == "not-allowed"
    made = services.propose(**asked, actor=owner, languages=["ur"], access=["loop"])
    assert (made.state, made.slug) == (ActivityState.PROPOSED, "advice-on-bills")
    assert not Activity.objects.public().exists()
    assert told("proposed") == {manager.email}
    assert refused(services.take, activity_id=made.pk, actor=owner).code == "not-allowed"
    services.take(activity_id=made.pk, actor=manager)
    assert Activity.objects.public().get() == made
    assert told("answered") == {owner.email}
    assert refused(services.take, activity_id=made.pk, actor=manager).code == "not-a-move"


def test_a_no_says_why_and_it_can_be_proposed_again():
    hub, manager = managed()
    activity, owner = of_a_group(hub=hub, state=ActivityState.PROPOSED)
    no = {"activity_id": activity.pk, "actor": manager}
    assert refused(services.decline, **no, reason=" ").field == "reason"
    services.decline(**no, reason="The hall is full.")
    row = OutboxMessage.objects.get(key__startswith="activities.answered")
    assert "The hall is full." in row.text
    again = services.propose_again(activity_id=activity.pk, actor=owner)
    assert again.state == ActivityState.PROPOSED
    assert told("proposed") == {manager.email}


def test_what_the_hub_proposes_is_listed_at_once_and_two_of_a_name_have_two_addresses():
    hub, manager = managed()
    asked = {"hub_id": hub.pk, "said": SAID}
    made = [services.propose(**asked, actor=manager) for _one in range(2)]
    assert [one.state for one in made] == ["listed", "listed"]
    assert [one.slug for one in made] == ["advice-on-bills", "advice-on-bills-2"]
    assert refused(services.propose, **asked, actor=ResidentFactory()).code == "not-allowed"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"about": ""}, "about"),
        ({"ends": time(10)}, "ends"),
        ({"ends_on": TUESDAY - timedelta(days=1)}, "ends_on"),
        ({"weekdays": ""}, "weekdays"),
        ({"every": 13}, "every"),
        ({"weekdays": "5", "ends_on": TUESDAY + timedelta(days=2)}, "starts_on"),
        (
            {"how_often": "month-weekday", "weekdays": "", "starts_on": date(2026, 6, 30)},
            "how_often",
        ),
        ({"how_often": "month-last", "weekdays": "", "starts_on": TUESDAY}, "how_often"),
        ({"how_often": "month-day", "weekdays": "", "starts_on": date(2026, 6, 29)}, "how_often"),
        ({"youngest": 30, "oldest": 20}, "oldest"),
    ],
)
def test_what_cannot_be_said_together_is_refused_beside_its_field(wrong, field):
    hub, manager = managed()
    said = refused(services.propose, hub_id=hub.pk, actor=manager, said=SAID | wrong)
    assert said.field == field
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": time(9)},
        {"weekdays": ""},
        {"every": 0},
        {"ends_on": date(2019, 1, 1)},
        {"slug": ""},
        {"state": "lost"},
        {"pence": 100_001},
        {"youngest": 9, "oldest": 8},
    ],
)
def test_the_database_refuses_what_no_activity_is(wrong):
    activity = ActivityFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**wrong)


@pytest.mark.parametrize(
    "row",
    [
        {"state": "cancelled", "why": ""},
        {"state": "cancelled", "why": "x", "to_day": TUESDAY},
        {"state": "moved", "why": "x"},
        {"state": "moved", "why": "x", "to_day": TUESDAY, "begins": time(9), "ends": time(9)},
    ],
)
def test_the_database_refuses_a_change_that_is_not_whole(row):
    activity = ActivityFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangedDate.objects.create(activity=activity, day=TUESDAY, **row)


def test_a_time_on_the_wall_stays_across_both_changes_of_the_clock():
    activity = ActivityFactory(weekdays="7", begins=time(10), ends=time(11))
    for day, before, after in (
        (date(2026, 3, 22), 10, 9),
        (date(2026, 10, 18), 9, 10),
    ):
        found = dates(activity, day, day + timedelta(days=7))
        assert [one.starts_at.utctimetuple().tm_hour for one in found] == [before, after]
        assert {one.starts_at.hour for one in found} == {10}


def test_a_date_is_cancelled_moved_and_as_usual_again():
    activity = ActivityFactory()
    other, follower = (
        HubFactory(),
        Follower.objects.create(activity=activity, person=ResidentFactory()),
    )
    asked = {"activity_id": activity.pk, "actor": PORTAL}
    today = timezone.localdate()
    day = activity.rule.next_day(today + timedelta(days=1))
    wrong_day = refused(services.cancel_date, **asked, day=day + timedelta(days=1), why="x")
    assert wrong_day.field == "day"
    assert refused(services.cancel_date, **asked, day=day, why=" ").field == "why"
    services.cancel_date(**asked, day=day, why="The boiler.")
    [one] = dates(activity, day, day)
    assert (one.is_cancelled, one.why) == (True, "The boiler.")
    to = day + timedelta(days=2)
    moved = {"to_day": to, "begins": time(14), "ends": time(15), "why": "Later.", "hub": other}
    services.move_date(**asked, day=day, **moved)
    [one] = dates(activity, day, to)
    assert (one.starts_at, one.hub, one.day) == (luton(to, 14), other, day)
    assert dates(activity, day, day) == []
    services.restore_date(**asked, day=day)
    services.restore_date(**asked, day=day)
    [one] = dates(activity, day, day)
    assert (one.is_cancelled, one.is_moved) == (False, False)
    texts = OutboxMessage.objects.filter(to_address=follower.person.email).order_by("pk")
    assert ["The boiler." in row.text for row in texts] == [True, False]
    assert other.venue.name in texts[1].text


def test_a_day_on_which_the_hub_is_closed_is_no_date():
    hub = open_hub()
    activity = every_day(hub=hub)
    first = timezone.localdate() + timedelta(days=3)
    last = first + timedelta(days=4)
    set_exception(hub_id=hub.pk, actor=PORTAL, day=first, why="Polling day")
    begins = luton(first + timedelta(days=2), 0)
    post_notice(
        hub_id=hub.pk,
        actor=PORTAL,
        kind="closed",
        what="Works.",
        starts_at=begins,
        ends_at=begins + timedelta(days=1),
    )
    found = dates(activity, first, last)
    assert [one.is_shut for one in found] == [True, False, True, False, False]
    assert all(one.is_cancelled for one in found if one.is_shut)


def test_everything_moves_to_another_hub_and_back_in_one_act_each():
    hub, manager = managed()
    other = HubFactory()
    moving = [every_day(hub=hub) for _one in range(3)]
    stays, over = every_day(), every_day(hub=hub, state=ActivityState.ENDED)
    follower = Follower.objects.create(activity=moving[0], person=ResidentFactory())
    first = timezone.localdate() + timedelta(days=5)
    works = {"to_hub": other, "first": first, "last": None, "why": "A new roof."}
    asked = {"hub_id": hub.pk, "actor": manager}
    assert refused(services.relocate, **asked, **works | {"to_hub": hub}).field == "hub"
    assert services.relocate(**asked, **works) == 3
    for one in moving:
        found = dates(one, first - timedelta(days=1), first + timedelta(days=1))
        assert [date.hub for date in found] == [hub, other, other]
    assert dates(stays, first, first)[0].hub == stays.hub
    assert not over.stretches.exists()
    assert services.bring_back(**asked, day=first + timedelta(days=10)) == 3
    found = dates(moving[0], first + timedelta(days=9), first + timedelta(days=10))
    assert [date.hub for date in found] == [other, hub]
    assert services.bring_back(**asked, day=first) == 3
    assert not Stretch.objects.exists()
    texts = [row.text for row in OutboxMessage.objects.filter(to_address=follower.person.email)]
    assert any("A new roof." in text for text in texts)
    assert any("It is back at" in text for text in texts)
    assert refused(services.relocate, hub_id=other.pk, actor=manager, **works).code == "not-allowed"


def test_it_does_not_take_place_in_the_holidays():
    activity, owner = of_a_group(weekdays="1234567")
    first = timezone.localdate() + timedelta(days=2)
    asked = {"activity_id": activity.pk, "actor": owner, "why": "School holidays."}
    wrong = refused(services.set_stretch, **asked, first=first, last=first - timedelta(days=1))
    assert wrong.field == "last"
    stretch = services.set_stretch(**asked, first=first, last=first + timedelta(days=1))
    found = dates(activity, first, first + timedelta(days=2))
    assert [one.is_cancelled for one in found] == [True, True, False]
    end = {"activity_id": activity.pk, "actor": owner, "stretch_id": stretch.pk}
    services.end_stretch(**end, day=first + timedelta(days=1))
    services.end_stretch(**end, day=first + timedelta(days=1))
    found = dates(activity, first, first + timedelta(days=2))
    assert [one.is_cancelled for one in found] == [True, False, False]


def test_times_for_good_are_the_hubs_to_say_and_what_no_longer_exists_goes():
    hub, manager = managed()
    activity, owner = of_a_group(hub=hub)
    day = activity.rule.next_day(timezone.localdate())
    services.cancel_date(activity_id=activity.pk, actor=owner, day=day, why="x")
    asked = {"activity_id": activity.pk, "when": {"weekdays": "3"}}
    assert refused(services.change_when, **asked, actor=owner).code == "not-allowed"
    services.change_when(**asked, actor=manager)
    assert not activity.changed_dates.exists()


def test_following_twice_is_once_and_a_page_that_is_none_is_not_followed():
    activity, person = ActivityFactory(), ResidentFactory()
    asked = {"activity_id": activity.pk, "actor": person}
    services.follow(**asked)
    services.follow(**asked)
    assert activity.followers.count() == 1
    services.end(activity_id=activity.pk, actor=PORTAL, reason="Nobody came.")
    assert told("news") == {person.email}
    services.unfollow(**asked)
    services.unfollow(**asked)
    assert refused(services.follow, **asked).code == "not-found"


def test_what_nobody_assured_is_asked_after_and_then_hidden():
    today = timezone.localdate()
    fresh = ActivityFactory()
    asked = ActivityFactory(assured_on=today - timedelta(days=100))
    hidden = ActivityFactory(assured_on=today - timedelta(days=400))
    over = ActivityFactory(ends_on=today - timedelta(days=1))
    assert {*Activity.objects.public()} == {fresh, asked}
    assert {*Activity.objects.to_assure()} == {asked, hidden}
    assert not over.is_public
    services.assure(activity_id=hidden.pk, actor=chief())
    assert hidden in Activity.objects.public()


@pytest.mark.parametrize(
    "act",
    [
        (services.change, {"said": {}, "languages": (), "access": ()}),
        (services.change_when, {"when": {}}),
        (services.assure, {}),
        (services.cancel_date, {"day": TUESDAY, "why": "x"}),
        (services.restore_date, {"day": TUESDAY}),
        (services.set_stretch, {"first": TUESDAY, "last": None, "why": "x"}),
        (services.end_stretch, {"stretch_id": 1, "day": TUESDAY}),
        (services.take, {}),
        (services.decline, {"reason": "x"}),
        (services.end, {}),
        (services.propose_again, {}),
    ],
    ids=lambda act: act[0].__name__,
)
def test_nothing_is_done_by_somebody_whose_it_is_not(act):
    service, more = act
    activity, _owner = of_a_group()
    _other, stranger = of_a_group()
    for actor in (stranger, ResidentFactory()):
        code = refused(service, activity_id=activity.pk, actor=actor, **more).code
        assert code in {"not-allowed", "not-a-move"}
    assert refused(service, activity_id=10**9, actor=chief(), **more).code == "not-found"


def test_proposing_twice_is_once():
    hub, _manager = managed()
    group = OrganisationFactory()
    owner = MembershipFactory(organisation=group, role="owner").person
    asked = {"hub_id": hub.pk, "organisation": group, "said": SAID, "actor": owner}
    assert services.propose(**asked) == services.propose(**asked)
    assert Activity.objects.count() == 1
