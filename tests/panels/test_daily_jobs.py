"""What officers do every day: repeat a session, write to everybody, register a caller, mark all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from auditlog.models import LogEntry
from django.utils import timezone

from core.refusal import Refusal
from messaging.kinds import BY_LETTER
from messaging.models import OutboxMessage
from panels import services
from panels.enums import Every
from panels.models import AccessProvision, Registration, Session
from people.models import User
from tests.factories.panels import ProgrammeFactory, SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.factories.times import later_today
from tests.officers.pages import made_from, press, seen, send
from tests.panels.officers import asked, panels_officer, register, session_page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return OfficerFactory(is_superuser=True)


# --- Repeating ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "every", "days"),
    [
        (date(2027, 1, 12), Every.WEEK, ["2027-01-12", "2027-01-19", "2027-01-26"]),
        (date(2027, 1, 12), Every.FORTNIGHT, ["2027-01-12", "2027-01-26", "2027-02-09"]),
        (date(2026, 11, 10), Every.MONTH, ["2026-11-10", "2026-12-08", "2027-01-12"]),
        # The fifth Saturday of January; February and March have four.
        (date(2026, 1, 31), Every.MONTH, ["2026-01-31", "2026-02-28", "2026-03-28"]),
    ],
)
def test_the_days_of_a_series(first, every, days):
    assert [str(day) for day in services.days_of(first, every, 3)] == days


@pytest.mark.parametrize(
    ("day", "starts"),
    [(date(2027, 3, 25), 18), (date(2027, 4, 1), 17), (date(2027, 11, 4), 18)],
)
def test_a_copy_keeps_its_time_of_day_across_the_clock_changes(chief, day, starts):
    session = SessionFactory(
        starts_at=datetime(2027, 3, 18, 18, tzinfo=UTC),
        ends_at=datetime(2027, 3, 18, 20, tzinfo=UTC),
    )
    [copy] = services.repeat_session(session_id=session.pk, actor=chief, days=[day])
    assert copy.starts_at == datetime(day.year, day.month, day.day, starts, tzinfo=UTC)
    assert copy.ends_at - copy.starts_at == timedelta(hours=2)


def test_a_copy_has_the_words_the_place_and_the_provisions_and_nobody_in_it(chief):
    session = SessionFactory(title_ur="عنوان", capacity=12, host="Demo host")
    session.provisions.add(AccessProvision.objects.create(slug="bsl", title="BSL"))
    register(session)
    day = timezone.localdate(session.starts_at) + timedelta(days=7)
    [copy] = services.repeat_session(session_id=session.pk, actor=chief, days=[day])
    kept = Session.objects.get(pk=copy.pk)
    for name in ("title_en", "title_ur", "capacity", "host", "venue", "topic", "programme"):
        assert getattr(kept, name) == getattr(session, name), name
    assert (kept.state, kept.taken, kept.version) == ("draft", 0, 1)
    assert [one.slug for one in kept.provisions.all()] == ["bsl"]
    assert kept.slug != session.slug
    assert kept.starts_at - kept.registration_closes_at == (
        session.starts_at - session.registration_closes_at
    )


def test_six_monthly_sessions_are_seen_then_made_and_published_in_one_go(client):
    panels_officer(client)
    starts = timezone.now() + timedelta(days=40)
    session = SessionFactory(
        starts_at=starts,
        registration_opens_at=timezone.now() - timedelta(days=60),
        programme=ProgrammeFactory(
            starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(days=500)
        ),
    )
    address = session_page(session, "repeat")
    first = services.days_of(timezone.localdate(starts), Every.MONTH, 2)[1]
    days = services.days_of(first, Every.MONTH, 6)
    typed = {"first": first, "every": "month", "number": "6", "publish": "on"}
    ask = send(client, address, typed)
    assert all(f"{day:%Y}" in words(ask) for day in days)
    assert Session.objects.count() == 1
    left_out = typed | {"but_not": str(days[2])}
    ask = send(client, address, left_out)
    assert send(client, address, left_out | seen(ask)).status_code == 302
    made = Session.objects.exclude(pk=session.pk).order_by("starts_at")
    assert [timezone.localdate(one.starts_at) for one in made] == [*days[:2], *days[3:]]
    assert {one.state for one in made} == {"published"}
    assert not OutboxMessage.objects.exists()


def test_a_clash_is_named_before_anything_is_made(client):
    panels_officer(client)
    session = SessionFactory()
    other = SessionFactory(
        title="The other one", venue=session.venue, starts_at=session.starts_at + timedelta(days=7)
    )
    typed = {"first": timezone.localdate(other.starts_at), "every": "week", "number": "1"}
    ask = send(client, session_page(session, "repeat"), typed)
    assert any("“The other one” is at" in doubt for doubt in asked(ask).doubts)


def test_a_series_does_not_clash_with_itself(client):
    panels_officer(client)
    session = SessionFactory()
    typed = {
        "first": timezone.localdate(session.starts_at) + timedelta(days=7),
        "every": "week",
        "number": "3",
    }
    ask = send(client, session_page(session, "repeat"), typed)
    assert not [doubt for doubt in asked(ask).doubts if "at the same time" in doubt]


def test_a_doubt_about_many_days_is_said_once_with_the_days():
    session = SessionFactory(
        programme=ProgrammeFactory(
            starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(days=50)
        )
    )
    first = timezone.localdate(session.starts_at) + timedelta(days=14)
    days = services.days_of(first, Every.WEEK, 3)
    [doubt] = services.doubts_about_days(session, days)
    assert doubt.startswith(", ".join(f"{day:%d.%m.%Y}" for day in days) + ": ")
    assert "outside its programme" in doubt


def test_none_is_made_where_one_cannot_be_published(chief):
    session = SessionFactory()
    today = timezone.localdate(session.starts_at)
    days = [today + timedelta(days=7), timezone.localdate() - timedelta(days=7)]
    with pytest.raises(Refusal, match="in the past"):
        services.repeat_session(session_id=session.pk, actor=chief, days=days, publish=True)
    assert Session.objects.count() == 1


def test_only_who_may_add_sessions_repeats_one():
    session = SessionFactory()
    with pytest.raises(Refusal) as refusal:
        services.repeat_session(
            session_id=session.pk, actor=OfficerFactory(), days=[date(2027, 1, 1)]
        )
    assert refusal.value.code == "not-allowed"


# --- Writing to everybody -----------------------------------------------------------------------


def test_everybody_with_a_place_is_written_to_in_their_language_once_it_was_seen(client):
    officer = panels_officer(client)
    session = SessionFactory(capacity=2)
    one, other, waiting = register(session), register(session), register(session)
    User.objects.filter(pk=other.person.pk).update(language="ur")
    OutboxMessage.objects.all().delete()
    address = session_page(session, "write")
    typed = {"to": "places", "subject_en": "Bring your ID", "text_en": "You need <it>."}
    typed |= {"subject_ur": "شناخت", "text_ur": "ساتھ لائیں"}
    ask = send(client, address, typed)
    [telling] = asked(ask).tellings
    assert {*telling.names} == {one.person.name, other.person.name}
    assert {said.language for said in telling.words} == {"en", "ur"}
    assert not OutboxMessage.objects.exists()
    assert send(client, address, typed | seen(ask)).status_code == 302
    sent = {row.recipient: row for row in OutboxMessage.objects.all()}
    assert sent.keys() == {one.person.reference, other.person.reference}
    assert "You need <it>." in sent[one.person.reference].text
    assert "<it>" not in sent[one.person.reference].html
    assert sent[other.person.reference].subject.startswith("شناخت: ")
    kept = LogEntry.objects.get(additional_data__written="Bring your ID")
    assert (kept.actor, kept.additional_data["rows"]) == (officer, 2)
    assert "was written to 2 people" in words(client.get(session_page(session, "history")))
    assert waiting.person.reference not in sent


def test_the_waiting_list_can_be_written_to_and_the_same_words_go_once(chief):
    session = SessionFactory(capacity=1)
    register(session)
    waiting = register(session)
    OutboxMessage.objects.all().delete()
    for _turn in range(2):
        services.write_to_registered(
            session_id=session.pk, actor=chief, to="waiting", subject="Soon", text="You may come."
        )
    assert [row.recipient for row in OutboxMessage.objects.all()] == [waiting.person.reference]


@pytest.mark.parametrize(
    ("state", "said", "code"),
    [
        ("draft", {}, "not-public"),
        ("published", {"subject": " "}, "words-needed"),
        ("published", {"text": ""}, "words-needed"),
        ("published", {}, "nobody-there"),
    ],
)
def test_what_nobody_would_read_is_not_sent(chief, state, said, code):
    session = SessionFactory(state=state)
    with pytest.raises(Refusal) as refusal:
        services.write_to_registered(
            **{"session_id": session.pk, "actor": chief, "to": "both"},
            **({"subject": "Soon", "text": "Words"} | said),
        )
    assert refusal.value.code == code


# --- Registering a caller -----------------------------------------------------------------------


def test_a_caller_without_email_gets_a_place_a_letter_and_is_called_back(client):
    officer = panels_officer(client)
    session = SessionFactory()
    typed = {
        "name": "Demo Caller",
        "telephone": "01582 (00) 00-00",
        "address": "1 Demo Street",
        "postcode": "lu1 2bq",
        "language": "en",
        "access_needs": "A ramp",
    }
    ask = send(client, session_page(session, "register"), typed)
    assert [telling.letters for telling in asked(ask).tellings] == [1]
    assert "a letter waits to be posted" in words(ask)
    done = press(client, session_page(session, "register"), typed)
    assert done.status_code == 302
    registration = Registration.objects.get()
    person = registration.person
    assert (registration.state, registration.access_needs) == ("confirmed", "A ramp")
    assert registration.moves.get().actor == officer
    assert (person.telephone, person.postcode) == ("01582000000", "LU1 2BQ")
    assert person.email.endswith(BY_LETTER)
    assert OutboxMessage.objects.get().state == "letter"
    page = words(client.get(done.url))
    assert "1 Demo Street, LU1 2BQ, 01582000000" in page


def test_the_reference_that_was_shown_is_the_one_they_get(client):
    panels_officer(client)
    url = session_page(SessionFactory(), "register")
    page = client.get(url)
    typed = {"name": "Demo Caller", "telephone": "01582 000000", "language": "en"}
    typed |= made_from(page) | {"reference": page.context["form"]["reference"].value()}
    ask = client.post(url, typed)
    assert typed["reference"] in asked(ask).tellings[0].words[0].text
    assert client.post(url, typed | seen(ask)).status_code == 302
    assert Registration.objects.get().reference == typed["reference"]
    # The same page, sent for somebody else, gives them a reference of their own.
    other = typed | {"name": "Demo Other", "telephone": "01582 000001"}
    ask = client.post(url, other)
    assert client.post(url, other | seen(ask)).status_code == 302
    assert Registration.objects.values("reference").distinct().count() == 2
    odd = client.post(url, other | {"name": "Demo Odd", "reference": "CP-<b>"})
    assert odd.status_code == 200


def test_the_same_caller_is_one_person(chief):
    for session in (SessionFactory(), SessionFactory()):
        services.register_caller(
            session_id=session.pk, actor=chief, name="José Demo", telephone="01582 000000"
        )
    services.register_caller(
        session_id=session.pk, actor=chief, name="jose demo", telephone="01582000000"
    )
    assert User.objects.filter(telephone="01582000000").count() == 1
    assert Registration.objects.count() == 2


def test_a_caller_with_an_account_keeps_what_it_says(chief):
    person = ResidentFactory(email="known@demo.example", name="Demo Known", telephone="")
    registration = services.register_caller(
        session_id=SessionFactory().pk,
        actor=chief,
        name="Demo K.",
        email="Known@demo.example",
        telephone="+44 1582 000000",
    )
    person.refresh_from_db()
    assert registration.person == person
    assert (person.name, person.telephone) == ("Demo Known", "01582000000")
    assert registration.called == "Demo K."


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "unreachable"),
        ({"address": "1 Demo Street"}, "unreachable"),
        ({"telephone": "call me"}, "not-a-number"),
        ({"telephone": "123"}, "not-a-number"),
        ({"email": "x@demo.example", "postcode": "nowhere"}, "not-a-postcode"),
    ],
)
def test_who_cannot_be_reached_is_not_registered(client, said, code):
    officer = panels_officer(client)
    session = SessionFactory()
    with pytest.raises(Refusal) as refusal:
        services.register_caller(session_id=session.pk, actor=officer, name="Demo Caller", **said)
    assert refusal.value.code == code
    answer = send(
        client, session_page(session, "register"), said | {"name": "Demo Caller", "language": "en"}
    )
    assert "Demo Caller" in words(answer)
    assert not Registration.objects.exists()


# --- Marking everybody --------------------------------------------------------------------------


def test_everybody_not_marked_came_in_one_press(client):
    panels_officer(client)
    session = SessionFactory(capacity=3, starts_at=later_today())
    people = [register(session) for _ in range(4)]
    address = session_page(session, "attendance")
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed |= {f"initial-{name}": form[name].value() for name in form.fields}
    typed |= {"walk-in-TOTAL_FORMS": 3, "walk-in-INITIAL_FORMS": 0}
    typed[f"attendance-{people[0].pk}"] = "absent"
    assert client.post(address, typed | {"everybody": "1"}).status_code == 302
    marks = dict(Registration.objects.values_list("pk", "attendance"))
    assert [marks[one.pk] for one in people] == ["absent", "attended", "attended", "unmarked"]
