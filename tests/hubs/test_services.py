"""What services of hubs do and refuse, and what the database refuses whatever the code does."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from core.actors import PORTAL
from core.refusal import Refusal
from hubs import services
from hubs.enums import AccessKind, Answer, HolidayRule, HubState, MeasuredBy, NoticeKind
from hubs.models import (
    Hub,
    OpeningPeriod,
)
from hubs.opening import Basis, Span
from people import roles
from places import venues
from tests.factories.hubs import (
    LONG_AGO,
    NINE_TO_FIVE,
    WEDNESDAY,
    WORKING_DAYS,
    FactFactory,
    HubFactory,
    NoticeFactory,
    chief,
    luton,
    open_hub,
)
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of
from tests.factories.places import PostcodeWardFactory, VenueFactory

pytestmark = pytest.mark.django_db

OVERLAP = (NINE_TO_FIVE, Span(time(16), time(18)))


@pytest.fixture
def officer():
    return officer_of(roles.HUB_OFFICER)


def refused(code: str, service, **asked):
    with pytest.raises(Refusal) as refusal:
        service(**asked)
    assert refusal.value.code == code


def fact(kind=AccessKind.STEP_FREE, **more) -> dict:
    measured = {"measured_on": date(2026, 1, 5), "measured_by": MeasuredBy.MANAGER}
    return {"kind": kind, "answer": Answer.YES} | measured | more


def notice(**more) -> dict:
    return {"kind": NoticeKind.CLOSED, "what": "Floods.", "starts_at": timezone.now()} | more


# --- Who may --------------------------------------------------------------------------------------


def every_act(hub) -> list:
    """Each service that somebody who looks after a hub may call, with what it takes."""
    week = {"starts_on": WEDNESDAY, "week": WORKING_DAYS}
    kept = services.set_hours(hub_id=hub.pk, actor=PORTAL, starts_on=LONG_AGO, week=WORKING_DAYS)
    day = services.set_exception(hub_id=hub.pk, actor=PORTAL, day=WEDNESDAY)
    return [
        (services.set_hours, week),
        (services.remove_period, {"period_id": kept.pk}),
        (services.set_exception, {"day": WEDNESDAY}),
        (services.remove_exception, {"exception_id": day.pk}),
        (services.keep_holidays, {"on_holidays": HolidayRule.CLOSED}),
        (services.post_notice, notice()),
        (services.end_notice, {"notice_id": NoticeFactory(hub=hub).pk}),
        (services.record_fact, fact()),
        (services.forget_fact, {"fact_id": FactFactory(hub=hub, kind=AccessKind.RAMP).pk}),
        (services.change, {"said": {"about": "Come in."}}),
        (services.assure, {}),
    ]


def test_a_manager_changes_their_own_hub_and_no_other(officer):
    own, other = HubFactory(), HubFactory()
    manager = ResidentFactory()
    services.add_manager(hub_id=own.pk, actor=officer, person=manager)
    for service, asked in every_act(own):
        service(hub_id=own.pk, actor=manager, **asked)
    for service, asked in every_act(other):
        refused("not-allowed", service, hub_id=other.pk, actor=manager, **asked)


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role != roles.HUB_OFFICER])
def test_no_other_role_changes_a_hub_by_itself(role):
    hub, actor = HubFactory(), officer_of(role)
    for service, asked in every_act(hub):
        refused("not-allowed", service, hub_id=hub.pk, actor=actor, **asked)
    asked = {"actor": actor, "hub_id": hub.pk}
    refused("not-allowed", services.add_manager, **asked, person=actor)
    refused("not-allowed", services.remove_manager, **asked, manager_id=1)
    refused("not-allowed", services.create, actor=actor, venue=VenueFactory())
    refused("not-allowed", services.add_holiday, actor=actor, day=WEDNESDAY, name="Demo")
    refused("not-allowed", services.remove_holiday, actor=actor, holiday_id=1)
    planned = HubFactory(state=HubState.PLANNED)
    refused("not-allowed", services.open_hub, hub_id=planned.pk, actor=actor)


def test_a_hub_officer_changes_every_hub(officer):
    for service, asked in every_act(hub := HubFactory()):
        service(hub_id=hub.pk, actor=officer, **asked)


def test_a_closed_account_and_nobody_change_nothing(officer):
    hub, gone = HubFactory(), ResidentFactory()
    services.add_manager(hub_id=hub.pk, actor=officer, person=gone)
    gone.is_active = False
    for actor in (gone, None):
        refused("not-allowed", services.assure, hub_id=hub.pk, actor=actor)
    refused("no-account", services.add_manager, hub_id=hub.pk, actor=officer, person=gone)
    refused("not-found", services.assure, hub_id=0, actor=officer)


def test_a_manager_is_added_once_and_removed_for_good(officer):
    hub, manager = HubFactory(), ResidentFactory()
    asked = {"hub_id": hub.pk, "actor": officer}
    rows = [services.add_manager(**asked, person=manager) for _twice in range(2)]
    assert rows[0] == rows[1]
    other = HubFactory()
    services.remove_manager(hub_id=other.pk, actor=officer, manager_id=rows[0].pk)
    assert hub.is_managed_by(manager)
    for _twice in range(2):
        services.remove_manager(**asked, manager_id=rows[0].pk)
    assert not Hub.objects.get(pk=hub.pk).is_managed_by(manager)


# --- The record -----------------------------------------------------------------------------------


def test_a_hub_is_made_once_at_a_venue_and_stands_where_its_postcode_is(officer):
    row = PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    venue = VenueFactory(postcode="LU99 1AB")
    hub = services.create(actor=officer, venue=venue)
    assert (hub.state, hub.slug, hub.point) == (HubState.PLANNED, venue.slug, (508_000, 221_000))
    refused("there-already", services.create, actor=officer, venue=venue)
    PostcodeWardFactory(postcode="LU991AC", ward=row.ward, easting=509_000, northing=222_000)
    change = {"venue_id": venue.pk, "actor": chief()}
    venues.change_venue(**change, changes={"postcode": "LU99 1AC"})
    hub.refresh_from_db()
    assert hub.point == (509_000, 222_000)
    venues.change_venue(**change, changes={"postcode": "LU99 9ZZ"})
    hub.refresh_from_db()
    assert hub.point is None
    services.open_hub(hub_id=hub.pk, actor=officer)
    refused("not-a-move", services.open_hub, hub_id=hub.pk, actor=officer)
    assert [move.to_state for move in hub.moves.all()] == [HubState.OPEN]


def test_what_is_said_of_a_hub_is_changed_as_a_whole(officer):
    hub = HubFactory()
    asked = {"hub_id": hub.pk, "actor": officer}
    services.change(**asked, said={"run_by": " Demo Team "}, facilities=["hall", "wifi"])
    services.change(**asked, said={}, facilities=["hall", "garden"], serves=[hub.venue.ward])
    services.change(**asked, said={})
    hub.refresh_from_db()
    assert hub.run_by == "Demo Team"
    assert {one.kind for one in hub.facilities.all()} == {"hall", "garden"}
    assert [*hub.serves.all()] == [hub.venue.ward]
    with pytest.raises(ValueError, match="state"):
        services.change(**asked, said={"state": "open"})


@pytest.mark.parametrize(
    ("days", "public", "to_assure"),
    [(0, True, False), (80, True, False), (100, True, True), (360, True, True), (370, False, True)],
)
def test_a_hub_is_asked_about_after_three_months_and_hidden_after_twelve(
    days, public, to_assure, officer
):
    hub = HubFactory(assured_on=timezone.localdate() - timedelta(days=days))
    assert (hub.is_public, hub.is_to_assure) == (public, to_assure)
    assert (Hub.objects.public().exists(), Hub.objects.to_assure().exists()) == (public, to_assure)
    services.assure(hub_id=hub.pk, actor=officer)
    hub.refresh_from_db()
    assert (hub.is_public, hub.is_to_assure) == (True, False)


# --- Hours ----------------------------------------------------------------------------------------


def test_hours_are_said_and_replaced_and_taken_away(officer):
    hub = open_hub()
    asked = {"hub_id": hub.pk, "actor": officer}
    assert services.hours_on(hub, WEDNESDAY).spans == (NINE_TO_FIVE,)
    late = {2: (Span(time(20), time(2)),)}
    kept = services.set_hours(**asked, starts_on=WEDNESDAY, week=late)
    again = services.set_hours(**asked, starts_on=WEDNESDAY, week=late, name="New")
    assert kept.pk == again.pk
    assert services.hours_on(hub, WEDNESDAY).spans == late[2]
    assert services.hours_on(hub, WEDNESDAY - timedelta(days=7)).spans == (NINE_TO_FIVE,)
    summer = {"starts_on": WEDNESDAY, "ends_on": WEDNESDAY, "name": "Fair"}
    season = services.set_hours(**asked, **summer, week={2: (NINE_TO_FIVE,)})
    day = services.hours_on(hub, WEDNESDAY)
    assert (day.basis, day.name) == (Basis.SEASON, "Fair")
    for _twice in range(2):
        services.remove_period(**asked, period_id=season.pk)
    assert services.hours_on(hub, WEDNESDAY).basis == Basis.USUAL
    services.remove_period(hub_id=HubFactory().pk, actor=officer, period_id=kept.pk)
    assert OpeningPeriod.objects.filter(pk=kept.pk).exists()


def test_an_exception_holds_for_its_day(officer):
    hub = open_hub()
    asked = {"hub_id": hub.pk, "actor": officer}
    for spans in ((NINE_TO_FIVE,), ()):
        exception = services.set_exception(**asked, day=WEDNESDAY, spans=spans, why="Fair")
        day = services.hours_on(hub, WEDNESDAY)
        assert (day.basis, day.spans, day.name) == (Basis.EXCEPTION, spans, "Fair")
    services.remove_exception(**asked, exception_id=exception.pk)
    assert services.hours_on(hub, WEDNESDAY).basis == Basis.USUAL


def test_a_one_off_holiday_holds_for_every_hub_at_once(officer):
    closed = open_hub(on_holidays=HolidayRule.CLOSED)
    usual = open_hub(on_holidays=HolidayRule.USUAL)
    one = services.add_holiday(actor=officer, day=WEDNESDAY, name="Demo Day")
    assert services.hours_on(closed, WEDNESDAY).basis == Basis.HOLIDAY
    assert services.hours_on(usual, WEDNESDAY).basis == Basis.USUAL
    for day in (WEDNESDAY, date(2026, 12, 25)):
        refused("listed", services.add_holiday, actor=officer, day=day, name="Again")
    refused("nothing-said", services.add_holiday, actor=officer, day=LONG_AGO, name=" ")
    services.remove_holiday(actor=officer, holiday_id=one.pk)
    assert services.hours_on(closed, WEDNESDAY).basis == Basis.USUAL


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("overlap", {"week": {0: OVERLAP}}),
        ("no-length", {"week": {0: (Span(time(9), time(9)),)}}),
        ("too-many", {"week": {0: tuple(Span(time(h), time(h, 30)) for h in range(5))}}),
        ("ends-first", {"week": {}, "ends_on": WEDNESDAY - timedelta(days=1)}),
        ("too-long", {"week": {}, "ends_on": WEDNESDAY + timedelta(days=367)}),
    ],
)
def test_hours_that_cant_be_meant_are_refused(code, asked, officer):
    hub = HubFactory()
    asked = {"hub_id": hub.pk, "actor": officer, "starts_on": WEDNESDAY} | asked
    refused(code, services.set_hours, **asked)
    assert not OpeningPeriod.objects.exists()


def test_an_exception_and_holidays_that_cant_be_meant_are_refused(officer):
    asked = {"hub_id": HubFactory().pk, "actor": officer}
    refused("overlap", services.set_exception, **asked, day=WEDNESDAY, spans=OVERLAP)
    refused("unknown-kind", services.keep_holidays, **asked, on_holidays="perhaps")


def test_hours_now_hold_for_one_hub_and_for_many_alike(officer, time_machine):
    noon = luton(WEDNESDAY, 12)
    time_machine.move_to(noon)
    hubs = [open_hub(), open_hub(week={}), HubFactory(), open_hub()]
    NoticeFactory(hub=hubs[3])
    NoticeFactory(hub=hubs[0], kind=NoticeKind.PARTLY)
    found = [services.open_at(hub, noon).is_open for hub in hubs]
    assert found == [True, False, None, False]
    assert [entry.now.is_open for entry in services.entries_of(hubs)] == found
    over = {"starts_at": noon - timedelta(days=2), "ends_at": noon - timedelta(days=1)}
    NoticeFactory(hub=hubs[0], **over)
    assert services.open_at(hubs[0], noon).until == luton(WEDNESDAY, 17)


# --- Notices --------------------------------------------------------------------------------------


def test_a_notice_ends_now_or_is_taken_back(officer):
    hub = HubFactory()
    asked = {"hub_id": hub.pk, "actor": officer}
    begun = services.post_notice(**asked, **notice(starts_at=timezone.now() - timedelta(days=1)))
    coming = services.post_notice(**asked, **notice(starts_at=timezone.now() + timedelta(days=1)))
    other = NoticeFactory()
    refused("not-found", services.end_notice, **asked, notice_id=other.pk)
    for _twice in range(2):
        services.end_notice(**asked, notice_id=begun.pk)
    services.end_notice(**asked, notice_id=coming.pk)
    begun.refresh_from_db()
    assert begun.is_over
    assert [*hub.notices.all()] == [begun]


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("unknown-kind", {"kind": "half"}),
        ("nothing-said", {"what": "  "}),
        ("ends-first", {"ends_at": luton(LONG_AGO, 12)}),
        ("over", {"starts_at": luton(LONG_AGO, 11), "ends_at": luton(LONG_AGO, 12)}),
    ],
)
def test_a_notice_that_cant_be_meant_is_refused(code, asked, officer):
    hub = HubFactory()
    refused(code, services.post_notice, hub_id=hub.pk, actor=officer, **notice(**asked))
    itself = notice(instead_hub=hub)
    refused("itself", services.post_notice, hub_id=hub.pk, actor=officer, **itself)


# --- Access ---------------------------------------------------------------------------------------


def test_a_failed_lift_ends_step_free_access_at_once_and_a_mended_one_brings_it_back(officer):
    hub = HubFactory()
    asked = {"hub_id": hub.pk, "actor": officer}

    def step_free():
        return services.is_step_free(services.facts_of(Hub.objects.get(pk=hub.pk)))

    assert step_free() is None
    services.record_fact(**asked, **fact())
    assert step_free() is True
    lift = fact(AccessKind.LIFT, answer=Answer.FAILED)
    services.record_fact(**asked, **lift)
    assert step_free() is False
    services.record_fact(**asked, **lift | {"answer": Answer.WORKS})
    assert step_free() is True
    assert hub.facts.count() == 2
    services.forget_fact(**asked, fact_id=hub.facts.get(kind=AccessKind.STEP_FREE).pk)
    assert step_free() is None


def test_a_need_is_met_not_met_or_not_known():
    hub = HubFactory()
    FactFactory(hub=hub, kind=AccessKind.BAYS, answer="", number=0)
    FactFactory(hub=hub, kind=AccessKind.TOILET, answer=Answer.NO)
    FactFactory(hub=hub, kind=AccessKind.HEARING_LOOP)
    facts = services.facts_of(hub)
    needs = {"bays": False, "toilet": False, "hearing-loop": True, "changing-place": None}
    assert {need: services.meets(facts, need) for need in needs} == needs
    assert services.meets(facts, "step-free") is None


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("unknown-kind", {"kind": "smell"}),
        ("unknown-kind", {"measured_by": "Ann"}),
        ("answer", {"answer": Answer.LEFT}),
        ("answer", {"answer": ""}),
        ("number", {"kind": AccessKind.DOOR_WIDTH}),
        ("number", {"kind": AccessKind.DOOR_WIDTH, "number": 501}),
        ("number", {"kind": AccessKind.BAYS, "number": -1}),
        ("future", {"measured_on": date(2099, 1, 1)}),
    ],
)
def test_a_fact_that_doesnt_fit_is_refused(code, asked, officer):
    hub = HubFactory()
    refused(code, services.record_fact, hub_id=hub.pk, actor=officer, **fact(**asked))


def test_an_officer_with_a_second_role_is_no_hub_officer():
    hub = HubFactory()
    officer = OfficerFactory()
    refused("not-allowed", services.assure, hub_id=hub.pk, actor=officer)


@pytest.mark.parametrize(
    ("opens", "closes", "works"), [(19, 2, True), (19, 6, True), (14, 10, False)]
)
def test_hours_over_midnight_end_in_the_night(opens, closes, works):
    asked = {"hub_id": open_hub().pk, "actor": PORTAL, "day": date(2027, 3, 4)}
    spans = [Span(time(opens), time(closes))]
    if works:
        assert services.set_exception(**asked, spans=spans)
        return
    with pytest.raises(Refusal) as raised:
        services.set_exception(**asked, spans=spans)
    assert raised.value.code == "night"
