"""Places held for a group until a date: counted as taken, filled by its people, given back."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.refusal import Refusal
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from panels import links, services
from panels.models import GroupHold, Session
from people import roles
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, officer_of
from tests.officers.pages import press, send
from tests.panels import newcomers
from tests.panels.officers import (
    asked,
    officer_who_may,
    panels_officer,
    register,
    session_page,
    session_tab,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return officer_of(roles.PANELS_OFFICER)


@pytest.fixture
def session():
    return SessionFactory(capacity=6)


def hold(session, officer, **asked):
    typed = {"name": "Demo youth club", "places": 4, "until": session.registration_closes_at}
    return services.hold_for_group(session_id=session.pk, actor=officer, **typed | asked)


def of_group(session, officer, held, **said):
    person = ResidentFactory()
    return services.register(
        session_id=session.pk, person=person, actor=officer, group_hold_id=held.pk, **said
    )


def taken(session) -> int:
    return Session.objects.get(pk=session.pk).taken


def states(session) -> list[str]:
    return sorted(session.registrations.values_list("state", flat=True))


def test_held_places_are_taken_and_nobody_else_gets_them(session, officer):
    hold(session, officer)
    assert taken(session) == 4
    assert [register(session).state for _ in range(3)] == ["confirmed", "confirmed", "waiting"]


def test_no_more_is_held_than_is_free_and_the_officer_reads_how_many(session, officer):
    register(session)
    with pytest.raises(Refusal, match="Only 5 places are free") as refused:
        hold(session, officer, places=6)
    assert (refused.value.code, taken(session)) == ("no-room", 1)
    hold(session, officer, places=5)
    with pytest.raises(Refusal) as refused:
        hold(session, officer, places=1, name="Demo choir")
    assert refused.value.code == "no-room"


def test_only_until_the_closing_and_only_ahead(session, officer):
    closes = session.registration_closes_at
    for until, code in (
        (closes + timedelta(seconds=1), "after-closing"),
        (timezone.now() - timedelta(seconds=1), "over"),
    ):
        with pytest.raises(Refusal) as refused:
            hold(session, officer, until=until)
        assert (refused.value.code, refused.value.field) == (code, "until")
    assert hold(session, officer, until=closes).until == closes


def test_once_a_group_and_only_by_who_may(session, officer):
    hold(session, officer, places=1)
    with pytest.raises(Refusal) as refused:
        hold(session, officer, places=1)
    assert (refused.value.code, taken(session)) == ("held-already", 1)
    with pytest.raises(Refusal) as refused:
        hold(session, ResidentFactory(), name="Mine")
    assert refused.value.code == "not-allowed"
    with pytest.raises(Refusal) as refused:
        hold(SessionFactory(state="cancelled"), officer)
    assert refused.value.code == "not-holding"


def test_its_people_fill_it_and_the_next_one_is_told_to_go_without(session, officer):
    held = hold(session, officer, places=2)
    assert [of_group(session, officer, held).state for _ in range(2)] == ["confirmed"] * 2
    assert taken(session) == 2
    with pytest.raises(Refusal) as refused:
        of_group(session, officer, held)
    assert (refused.value.code, taken(session)) == ("group-is-full", 2)


def test_places_of_another_session_are_not_filled(session, officer):
    held, other = hold(session, officer), SessionFactory()
    with pytest.raises(Refusal) as refused:
        of_group(other, officer, held)
    assert refused.value.code == "group-is-full"
    assert not other.registrations.exists()


def test_who_waits_already_has_a_held_place_now_and_who_has_one_keeps_it(officer):
    session = SessionFactory(capacity=2)
    held, first, waits = hold(session, officer, places=1), register(session), register(session)
    assert waits.is_waiting
    for registration in (waits, first):
        services.register(
            session_id=session.pk,
            person=registration.person,
            actor=officer,
            group_hold_id=held.pk,
        )
    held.refresh_from_db()
    assert states(session) == ["confirmed", "confirmed"]
    assert (held.filled, taken(session)) == (1, 2)


def test_a_place_given_back_is_the_groups_while_it_is_held_and_the_lines_afterwards(officer):
    session = SessionFactory(capacity=2)
    held = hold(session, officer, places=2)
    first, second = of_group(session, officer, held), of_group(session, officer, held)
    waits = register(session)
    services.withdraw(registration_id=first.pk, actor=officer)
    held.refresh_from_db()
    waits.refresh_from_db()
    assert (held.filled, taken(session), waits.state) == (1, 2, "waiting")

    services.release_group(group_hold_id=held.pk, actor=officer)
    waits.refresh_from_db()
    assert (waits.state, taken(session)) == ("confirmed", 2)
    services.withdraw(registration_id=second.pk, actor=officer)
    assert taken(session) == 1


def test_at_its_date_what_is_left_goes_to_the_line_once_and_they_are_told(session, officer):
    until = timezone.now() + timedelta(days=2)
    held = hold(session, officer, until=until)
    of_group(session, officer, held)
    for _ in range(4):
        register(session)
    assert states(session) == ["confirmed"] * 3 + ["waiting"] * 2
    with time_machine.travel(until - timedelta(minutes=1)):
        run_due()
        assert taken(session) == 6
    with time_machine.travel(until + timedelta(minutes=1)):
        run_due()
        run_due()
    held.refresh_from_db()
    assert (held.state, states(session), taken(session)) == ("lapsed", ["confirmed"] * 5, 5)
    assert OutboxMessage.objects.filter(key__startswith="panels.place-given").count() == 2


def test_released_early_it_is_not_given_back_a_second_time(session, officer):
    held = hold(session, officer)
    services.release_group(group_hold_id=held.pk, actor=officer)
    assert taken(session) == 0
    assert Due.objects.get(about=f"group-hold:{held.pk}").state == Due.State.CANCELLED
    with pytest.raises(Refusal) as refused:
        services.release_group(group_hold_id=held.pk, actor=officer)
    assert (refused.value.code, taken(session)) == ("not-a-move", 0)


def test_an_earlier_closing_ends_it_earlier_and_a_cancelled_session_ends_it(session, officer):
    held = hold(session, officer)
    sooner = timezone.now() + timedelta(days=1)
    changes = {"registration_closes_at": sooner}
    services.change_session(session_id=session.pk, actor=officer, changes=changes)
    held.refresh_from_db()
    assert held.until == sooner
    assert Due.objects.get(about=f"group-hold:{held.pk}").due_at == sooner
    with pytest.raises(Refusal) as refused:
        services.change_session(session_id=session.pk, actor=officer, changes={"capacity": 3})
    assert refused.value.code == "below-taken"
    services.cancel_session(session_id=session.pk, actor=officer, reason="Snow")
    held.refresh_from_db()
    assert (held.state, taken(session)) == ("released", 0)


def test_the_database_refuses_more_people_than_places(session, officer):
    held = hold(session, officer)
    for wrong in ({"filled": 5}, {"places": 0}, {"state": "lost"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GroupHold.objects.filter(pk=held.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupHold.objects.create(session=session, name=held.name, places=1, until=held.until)


def test_an_officer_holds_fills_and_gives_back_on_the_pages(client, session):
    panels_officer(client)
    until = timezone.localtime(session.registration_closes_at)
    typed = {"name": "Demo choir", "places": "5", "until": f"{until:%Y-%m-%dT%H:%M:%S}"}
    too_late = typed | {"until": f"{until + timedelta(days=1):%Y-%m-%dT%H:%M}"}
    refused = send(client, session_page(session, "hold_places"), too_late)
    assert "Registration closes at" in words(refused)
    assert "Demo choir" in words(refused)
    assert send(client, session_page(session, "hold_places"), typed).status_code == 302
    held = GroupHold.objects.get()
    assert "Demo choir: 5 / 5" in words(client.get(session_page(session)))

    caller = {"name": "Demo Caller", "email": "caller@demo.example", "language": "en"}
    press(client, session_page(session, "register"), caller | {"group_hold_id": str(held.pk)})
    assert session.registrations.get().group_hold == held
    people = words(client.get(session_tab(session, "people")))
    assert "1 of 5 filled, held until" in people

    register(session)
    register(session)
    ask = send(client, session_page(session, "release_places"), {"group_hold_id": str(held.pk)})
    assert asked(ask).people == 1
    press(client, session_page(session, "release_places"), {"group_hold_id": str(held.pk)})
    assert states(session) == ["confirmed"] * 3
    assert "release_places" not in words(client.get(session_page(session)))
    history = words(client.get(session_page(session, "history")))
    assert "5 places for Demo choir: Given back early" in history


def test_who_may_only_look_holds_nothing(client, session):
    officer_who_may(client, "view_session", "add_registration")
    assert client.get(session_page(session, "hold_places")).status_code == 403


# --- The link that a group passes on -----------------------------------------------------------


def link(held) -> str:
    return links.group_link(held).partition("8000")[2]


def test_a_newcomer_with_the_link_takes_a_held_place_of_a_full_session(client, officer):
    session = SessionFactory(capacity=1)
    held = hold(session, officer, places=1)
    page = client.get(link(held))
    assert "Places for Demo youth club" in words(page)
    assert client.post(link(held)).url == newcomers.address(session)
    newcomers.hold(client, session)
    [registration] = session.registrations.all()
    assert (registration.state, registration.group_hold) == ("held", held)
    newcomers.enter_code(client, session)
    registration.refresh_from_db()
    held.refresh_from_db()
    assert (registration.state, held.filled, taken(session)) == ("confirmed", 1, 1)
    assert "No place is held for your group any more." in words(client.get(link(held)))


def test_a_held_place_that_was_not_confirmed_in_time_is_the_groups_again(client, officer):
    session = SessionFactory(capacity=2)
    held = hold(session, officer, places=2)
    client.post(link(held))
    newcomers.hold(client, session)
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        services.release_lapsed_holds()
    held.refresh_from_db()
    assert (held.filled, taken(session), states(session)) == (0, 2, ["lapsed"])


def test_where_the_group_is_full_meanwhile_what_was_typed_waits_for_a_usual_place(client, officer):
    session = SessionFactory(capacity=2)
    held = hold(session, officer, places=1)
    client.post(link(held))
    of_group(session, officer, held)
    assert newcomers.hold(client, session).url == newcomers.address(session, "check")
    page = client.get(newcomers.address(session, "check"))
    assert "No place is held for this group any more. You can register" in words(page)
    assert newcomers.DETAILS["name"] in words(page)
    newcomers.register(client, session)
    assert states(session) == ["confirmed", "held"]


def test_the_link_opens_nothing_that_is_not_public(client, officer):
    draft = SessionFactory(state="draft")
    held = hold(draft, officer)
    assert client.get(link(held)).status_code == 404
    assert client.get(link(held)[:-3] + "/").status_code == 404
