"""The officers' session pages: the list, the form, and what the form may not touch."""

from datetime import UTC, date, datetime, timedelta

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from panels import services
from panels.models import AccessProvision, Session
from tests.factories.panels import (
    ProgrammeFactory,
    RegistrationFactory,
    SessionFactory,
    TopicFactory,
)
from tests.factories.people import OfficerFactory
from tests.factories.places import VenueFactory
from tests.panels.officers import (
    ADD,
    draft,
    errors_of,
    officer_who_may,
    opened,
    panels_officer,
    register,
    registrations_of,
    save,
    session_page,
    shown,
    words,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:panels_session_changelist")


# --- The list -----------------------------------------------------------------------------------


def test_the_list_costs_the_same_with_any_number_of_rows(client):
    panels_officer(client)
    counts = []
    programme, venue = ProgrammeFactory(), VenueFactory()
    for more in (1, 2, 97):
        sessions = SessionFactory.create_batch(more, programme=programme, venue=venue)
        RegistrationFactory(session=sessions[0])
        with CaptureQueriesContext(connection) as queries:
            page = client.get(LIST)
        counts.append(len(queries))
        assert len(page.context["cl"].result_list) == len(Session.objects.all())
    assert len(set(counts)) == 1, counts


def test_the_list_says_where_each_session_stands(client):
    panels_officer(client)
    session = SessionFactory(capacity=1)
    for _ in range(3):
        register(session)
    page = words(client.get(LIST))
    assert session.venue.ward.name in page
    assert "1 / 1" in page
    row = client.get(LIST).context["cl"].result_list[0]
    assert row.number_waiting == 2


def test_the_list_is_found_by_state_topic_ward_programme_time_and_words(client):
    panels_officer(client)
    wanted = SessionFactory(title="Wanted")
    other = SessionFactory(
        title="Other",
        state="draft",
        programme=ProgrammeFactory(title="Another"),
        starts_at=timezone.now() - timedelta(days=3),
    )
    for query in (
        {"state__exact": "published"},
        {"topic__id__exact": wanted.topic_id},
        {"venue__ward__id__exact": wanted.venue.ward_id},
        {"programme__id__exact": wanted.programme_id},
        {"when": "upcoming"},
        {"q": "wanted"},
    ):
        assert [*client.get(LIST, query).context["cl"].queryset] == [wanted], query
    assert [*client.get(LIST, {"when": "past"}).context["cl"].queryset] == [other]


# --- Adding and changing ------------------------------------------------------------------------


def test_a_draft_is_added_in_both_languages_with_an_address_of_its_own(client):
    panels_officer(client)
    provision = AccessProvision.objects.create(slug="bsl", title="BSL interpreter")
    answer = client.post(ADD, draft(provisions=[provision.pk], state="published", taken="9"))
    assert answer.status_code == 302, errors_of(answer)
    session = Session.objects.get(slug="streets-at-night")
    assert (session.title_en, session.title_ur) == ("Streets at night", "رات کی گلیاں")
    assert (session.state, session.taken, session.version) == ("draft", 0, 1)
    assert [*session.provisions.all()] == [provision]


def test_times_are_lutons_on_both_sides_of_the_clock_change(client):
    """18:00 on 30 March 2030 is GMT; a day later, after the change, it is 17:00 in UTC."""
    panels_officer(client)
    client.post(ADD, draft(slug="winter"))
    client.post(ADD, draft(slug="summer", starts_at="2030-03-31T18:00", ends_at="2030-03-31T20:00"))
    winter, summer = (Session.objects.get(slug=slug) for slug in ("winter", "summer"))
    assert winter.starts_at == datetime(2030, 3, 30, 18, tzinfo=UTC)
    assert summer.starts_at == datetime(2030, 3, 31, 17, tzinfo=UTC)
    for session in (winter, summer):
        assert "T18:00:00" in opened(client, session)["starts_at"]


def test_an_hour_that_the_clock_change_skips_or_repeats_is_refused(client):
    panels_officer(client)
    for moment in ("2030-03-31T01:30", "2030-10-27T01:30"):
        answer = client.post(ADD, draft(slug="night", starts_at=moment))
        assert "starts_at" in errors_of(answer), moment


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00", "9999-12-31T23:59", "01/02/2030 10:00", "soon"]
)
def test_an_unusable_date_is_a_message_and_keeps_what_was_typed(client, moment):
    panels_officer(client)
    answer = client.post(ADD, draft(starts_at=moment, title_en="Kept"))
    assert "starts_at" in errors_of(answer)
    assert 'value="Kept"' in words(answer)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"ends_at": "2030-03-30T17:00"}, "It must end after it starts."),
        ({"venue": ""}, "Give a venue, an online link or both."),
        ({"registration_closes_at": "2029-01-01T09:00"}, "Registration must open before it closes"),
        ({"title_en": "x" * 10_000}, "to 120 characters or fewer"),
        ({"capacity": "9" * 30}, "Ensure this value is less than"),
        ({"capacity": "-1"}, "or more"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, typed, message):
    panels_officer(client)
    before = Session.objects.count()
    answer = client.post(ADD, draft(summary_en="Kept", **typed))
    assert message in words(answer)
    assert 'value="Kept"' in words(answer)
    assert Session.objects.filter(summary_en="Kept").count() == 0
    assert Session.objects.count() <= before + 1


def test_an_address_taken_already_is_said(client):
    panels_officer(client)
    SessionFactory(slug="streets-at-night")
    taken = draft() | {"slug": "streets-at-night"}
    assert "slug" in errors_of(client.post(ADD, taken))


def test_a_second_session_of_a_title_gets_an_address_of_its_own(client):
    panels_officer(client)
    SessionFactory(slug="streets-at-night")
    SessionFactory(slug="streets-at-night-2")
    assert client.post(ADD, draft()).status_code == 302
    assert Session.objects.filter(slug="streets-at-night-3").exists()


def test_a_title_without_latin_letters_needs_an_address(client):
    panels_officer(client)
    typed = draft() | {"title_en": "سڑکیں", "title_ur": ""}
    assert "Enter an address for the page" in errors_of(client.post(ADD, typed))["slug"][0]
    assert not Session.objects.filter(title_en="سڑکیں").exists()
    typed["slug"] = "streets"
    assert client.post(ADD, typed).status_code == 302


def test_a_published_address_is_kept_for_good(client):
    panels_officer(client)
    session = SessionFactory()
    save(client, session, opened(client, session), slug="elsewhere", title_en="New title")
    assert Session.objects.get(pk=session.pk).slug == session.slug
    assert Session.objects.get(pk=session.pk).title_en == "New title"


# --- What a save may not undo -------------------------------------------------------------------


def test_saving_an_old_page_does_not_undo_a_place_taken_meanwhile(client):
    panels_officer(client)
    session = SessionFactory()
    page = opened(client, session)
    register(session)
    answer = save(client, session, page, title_en="New title")
    assert answer.status_code == 302
    session.refresh_from_db()
    assert (session.title_en, session.taken, session.version) == ("New title", 1, 1)


def test_a_posted_form_reaches_no_column_of_the_services(client):
    panels_officer(client)
    session = SessionFactory(state="draft")
    forged = {
        "state": "published",
        "taken": "29",
        "version": "7",
        "is_demo": "on",
        "walked_in": "99",
        "late_reason": "x",
        "cancel_reason": "x",
        "outcome": "x",
    }
    assert save(client, session, opened(client, session), **forged).status_code == 302
    after = Session.objects.get(pk=session.pk)
    for name in forged:
        assert getattr(after, name) == getattr(session, name), name


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_unseen(client):
    officer = panels_officer(client)
    session = SessionFactory(capacity=30, host="Before")
    page = opened(client, session)
    services.change_session(
        session_id=session.pk,
        actor=officer,
        changes={"title_en": "Theirs", "capacity": 40, "host": "Their host"},
    )
    answer = save(client, session, page, title_en="Mine")
    assert "Somebody else saved this" in words(answer)
    assert "Saved meanwhile: “Theirs”" in words(answer)
    assert 'value="Mine"' in words(answer)
    assert Session.objects.get(pk=session.pk).title_en == "Theirs"

    again = save(client, session, shown(answer))
    assert again.status_code == 302
    session.refresh_from_db()
    assert (session.title_en, session.capacity, session.host) == ("Mine", 40, "Their host")


@pytest.mark.parametrize("name", ["topic", "programme", "accessprovision"])
def test_no_old_page_undoes_what_somebody_else_saved(client, name):
    panels_officer(client)
    thing, field, other = {
        "topic": (TopicFactory(), "title_en", "summary_en"),
        "programme": (ProgrammeFactory(), "title", "ends_on"),
        "accessprovision": (
            AccessProvision.objects.create(slug="bsl", title_en="BSL"),
            "title_en",
            "order",
        ),
    }[name]
    theirs = {"summary_en": "Theirs", "ends_on": date(2027, 12, 31), "order": 7}[other]
    url = reverse(f"admin:panels_{name}_change", args=[thing.pk])
    page = shown(client.get(url))
    type(thing).objects.filter(pk=thing.pk).update(**{other: theirs})
    answer = client.post(url, page | {field: "Mine"})
    assert "Somebody else saved this" in words(answer)
    assert client.post(url, shown(answer)).status_code == 302
    thing = type(thing).objects.get(pk=thing.pk)
    assert (getattr(thing, field), getattr(thing, other)) == ("Mine", theirs)


def test_places_cannot_drop_below_what_is_booked(client):
    panels_officer(client)
    session = SessionFactory(capacity=3)
    for _ in range(3):
        register(session)
    answer = save(client, session, opened(client, session), capacity="2", title_en="Kept")
    assert "3 places are taken already" in str(errors_of(answer)["capacity"])
    assert 'value="Kept"' in words(answer)
    session.refresh_from_db()
    assert (session.capacity, session.title_en != "Kept") == (3, True)


# --- History and permissions --------------------------------------------------------------------


def test_history_names_who_changed_what_from_what_to_what(client):
    officer = panels_officer(client)
    session = SessionFactory()
    provision = AccessProvision.objects.create(slug="bsl", title="BSL interpreter")
    save(client, session, opened(client, session), host="Demo host", provisions=[provision.pk])
    host, list_ = LogEntry.objects.get_for_object(session).filter(actor=officer).order_by("pk")
    assert host.changes == {"host": ["", "Demo host"]}
    assert list_.changes["provisions"]["objects"] == ["BSL interpreter"]
    history = words(client.get(session_page(session, "history")))
    assert "Demo host" in history
    assert str(officer) in history
    assert "BSL interpreter" in history


def test_who_may_only_look_can_change_nothing(client):
    officer_who_may(client, "view_session")
    session = SessionFactory()
    assert client.get(session_page(session)).status_code == 200
    assert save(client, session, {"title_en": "Mine"}).status_code == 403
    assert client.post(ADD, {}).status_code == 403
    assert client.post(session_page(session, "delete"), {"post": "yes"}).status_code == 403


def test_who_may_not_even_look_sees_nothing(client):
    officer_who_may(client, "view_topic")
    session = SessionFactory()
    pages = ("change", "history", "publish", "cancel", "hold", "report", "attendance", "sheet")
    for name in pages:
        assert client.get(session_page(session, name)).status_code == 403, name
    assert client.get(registrations_of(session, "export")).status_code == 403
    assert client.get(LIST).status_code == 403


def test_the_pages_ask_for_the_second_factor(client):
    session = SessionFactory()
    officer = OfficerFactory(is_superuser=True)
    client.force_login(officer)
    for name in ("change", "publish", "attendance", "sheet"):
        answer = client.get(session_page(session, name))
        assert answer.status_code == 302
        assert "/admin/login/" in answer["Location"]


def test_only_a_draft_is_thrown_away(client):
    panels_officer(client)
    session, thrown = SessionFactory(), SessionFactory(state="draft")
    for one, looked, status in ((session, 403, 403), (thrown, 200, 302)):
        assert client.get(session_page(one, "delete")).status_code == looked
        answer = client.post(session_page(one, "delete"), {"post": "yes"})
        assert answer.status_code == status
    assert [*Session.objects.all()] == [session]


@pytest.mark.parametrize("name", ["change", "publish", "attendance", "sheet", "history"])
@pytest.mark.parametrize("pk", ["0", "abc", "9" * 40])
def test_a_session_that_is_not_there_leads_to_the_front_with_a_message(client, name, pk):
    panels_officer(client)
    for method in (client.get, client.post):
        answer = method(reverse(f"admin:panels_session_{name}", args=[pk]), follow=True)
        assert answer.status_code == 200
        assert "doesn’t exist" in words(answer)
