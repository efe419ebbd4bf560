"""What officers read of registrations, and the one thing they do."""

import csv
import io

import pytest
import time_machine
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels import services
from panels.models import Registration
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import ResidentFactory
from tests.factories.places import WardFactory
from tests.officers.pages import made_from, seen, send
from tests.panels.officers import (
    asked,
    officer_who_may,
    panels_officer,
    registrations_of,
    session_page,
    words,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:panels_registration_changelist")


def register(session, **person):
    person = ResidentFactory(**person)
    return services.register(session_id=session.pk, person=person, actor=person)


def page(registration, name="change"):
    return reverse(f"admin:panels_registration_{name}", args=[registration.pk])


def test_the_list_costs_the_same_with_any_number_of_rows(client):
    panels_officer(client)
    session, counts = SessionFactory(), []
    for more in (1, 2, 97):
        RegistrationFactory.create_batch(more, session=session)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_the_list_is_found_by_session_state_attendance_ward_reference_name_and_address(client):
    panels_officer(client)
    session = SessionFactory(capacity=1)
    wanted = register(session, name="Demo Wanted", ward=WardFactory())
    other = register(SessionFactory(capacity=0))
    Registration.objects.filter(pk=other.pk).update(attendance="absent")
    for query in (
        {"session__id__exact": session.pk},
        {"state__exact": "confirmed"},
        {"attendance__exact": "unmarked"},
        {"person__ward__id__exact": wanted.person.ward_id},
        {"q": wanted.reference},
        {"q": "wanted"},
        {"q": wanted.person.email},
    ):
        assert [*client.get(LIST, query).context["cl"].queryset] == [wanted], query


def test_reading_one_is_recorded_and_tells_its_history_in_plain_words(client):
    officer = panels_officer(client)
    session = SessionFactory(capacity=1)
    first, second = register(session), register(session)
    services.withdraw(registration_id=first.pk, actor=first.person)

    text = words(client.get(page(second)))
    assert second.person.email in text
    assert "On the waiting list" in text
    assert "A place came free and they were first in line." in text
    assert "by the portal itself" in text
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS)
    assert (entry.actor, entry.object_repr) == (officer, second.reference)


def test_it_leads_to_the_messages_of_that_person_and_no_other(client):
    panels_officer(client)
    session = SessionFactory()
    first, second = register(session), register(session)
    link = f"{reverse('admin:messaging_outboxmessage_changelist')}?recipient="
    assert f"{link}{first.person.reference}" in words(client.get(page(first)))
    text = words(client.get(f"{link}{first.person.reference}"))
    assert first.person.email in text
    assert second.person.email not in text


def test_it_can_only_be_read(client):
    panels_officer(client)
    registration = register(SessionFactory())
    forged = {"state": "withdrawn", "attendance": "attended", "access_needs": "x"}
    assert client.post(page(registration), forged).status_code == 403
    assert client.get(reverse("admin:panels_registration_add")).status_code == 403
    assert client.post(page(registration, "delete"), {"post": "yes"}).status_code == 403
    several = {"action": "delete_selected", "_selected_action": registration.pk, "post": "yes"}
    client.post(LIST, several)
    after = Registration.objects.get(pk=registration.pk)
    assert (after.state, after.attendance, after.access_needs) == ("confirmed", "unmarked", "")


def test_withdrawing_asks_why_and_gives_the_place_to_the_next(client):
    officer = panels_officer(client)
    session = SessionFactory(capacity=1)
    first, second = register(session), register(session)
    assert page(first, "withdraw") in words(client.get(page(first)))

    client.get(page(first, "withdraw"))
    refused = send(client, page(first, "withdraw"), {"reason": " "})
    assert "Say why this person is withdrawn." in words(refused)
    first.refresh_from_db()
    assert first.state == "confirmed"

    typed = {"reason": "Asked by telephone."}
    ask = send(client, page(first, "withdraw"), typed)
    left, given = asked(ask).tellings
    assert (left.names, given.names) == ((first.person.name,), (second.person.name,))
    assert "You have a place" in words(ask)
    assert Registration.objects.filter(state="confirmed").get() == first
    send(client, page(first, "withdraw"), typed | seen(ask))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "confirmed")
    record = first.moves.get(to_state="withdrawn")
    assert (record.actor, record.reason) == (officer, "Asked by telephone.")
    assert page(first, "withdraw") not in words(client.get(page(first)))


def test_what_has_lapsed_cannot_be_withdrawn_and_says_so(client):
    panels_officer(client)
    registration = RegistrationFactory(state="lapsed")
    answer = client.post(page(registration, "withdraw"), {"reason": "Kept"})
    assert "Kept" in words(answer)
    answer = client.post(page(registration, "withdraw"), {"reason": "Kept"} | made_from(answer))
    assert "can't be done now" in words(answer)
    assert "Kept" in words(answer)


def test_withdrawing_needs_the_permission(client):
    officer_who_may(client, "view_registration", "change_session")
    registration = register(SessionFactory())
    assert page(registration, "withdraw") not in words(client.get(page(registration)))
    for method in (client.get, client.post):
        assert method(page(registration, "withdraw"), {"reason": "x"}).status_code == 403
    registration.refresh_from_db()
    assert registration.state == "confirmed"


def test_who_may_not_look_sees_nothing_and_no_reading_is_recorded(client):
    officer_who_may(client, "view_session", "export_registrations")
    registration = register(SessionFactory())
    for url in (LIST, page(registration), page(registration, "withdraw")):
        assert client.get(url).status_code == 403
    assert not LogEntry.objects.filter(action=LogEntry.Action.ACCESS).exists()


@pytest.mark.parametrize("name", ["change", "withdraw", "history"])
def test_one_that_is_not_there_leads_to_the_front_with_a_message(client, name):
    panels_officer(client)
    url = reverse(f"admin:panels_registration_{name}", args=["abc"])
    assert "doesn’t exist" in words(client.get(url, follow=True))


def test_officers_see_the_name_for_the_session_and_that_it_changed(client):
    panels_officer(client)
    session, person = SessionFactory(), ResidentFactory(name="Demo Known")
    place = services.register(session_id=session.pk, person=person, actor=person)
    said = {"name": "Demo Other", "access_needs": "A ramp"}
    services.change_details(registration_id=place.pk, actor=person, **said)
    place.refresh_from_db()
    listed = reverse("admin:panels_registration_changelist")
    for query in ({"q": "Demo Other"}, {"details_changed_at__isempty": "0"}):
        page = client.get(listed, query)
        assert [*page.context["cl"].queryset] == [place], query
    page = words(client.get(reverse("admin:panels_registration_change", args=[place.pk])))
    for part in ("Demo Other", "A ramp", "They changed their name or what they need."):
        assert part in page
    with time_machine.travel(session.starts_at):
        panels_officer(client)
        for name in ("attendance", "sheet"):
            assert "Demo Other" in words(client.get(session_page(session, name)))
    file = client.post(registrations_of(session, "export"), {"kind": "csv"})
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    assert rows[0]["Name"] == "Demo Other"
    assert rows[0]["Name or needs changed at"]
