"""Marking who came, the sign-in sheet and the export."""

import csv
import io

import pytest
import time_machine
from auditlog.models import LogEntry
from openpyxl import load_workbook

from core.luton import nine_in_luton
from core.refusal import Refusal
from messaging.models import Due, OutboxMessage
from messaging.services import opt_out
from panels import services
from panels.models import Registration, Session
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import ResidentFactory
from tests.officers.pages import made_from, seen
from tests.panels.officers import (
    officer_who_may,
    panels_officer,
    registrations_of,
    session_page,
    words,
)

pytestmark = pytest.mark.django_db


def register(session, **person):
    person = ResidentFactory(**person)
    return services.register(session_id=session.pk, person=person, actor=person)


@pytest.fixture
def session():
    """A session that starts now, with three people registered."""
    session = SessionFactory(capacity=2)
    for name in ("Demo Ash", "Demo Birch", "Demo Cedar"):
        register(session, name=name)
    with time_machine.travel(session.starts_at, tick=False):
        yield session


def opened(client, session) -> dict:
    """What the attendance page would post if nothing were touched."""
    page = client.get(session_page(session, "attendance"))
    form, walk_ins = page.context["form"], page.context["walk_ins"]
    values = {bound.html_name: bound.value() for bound in form}
    values |= {bound.html_initial_name: bound.value() for bound in form}
    management = walk_ins.management_form
    return values | {bound.html_name: bound.value() for bound in management}


def mark(client, session, values, **typed):
    """Save; where the page says first who is asked how it was, save once more."""
    return confirmed(client, session_page(session, "attendance"), values | typed)


def confirmed(client, address, sent):
    page = client.post(address, sent)
    if page.context and page.context.get("question"):
        page = client.post(address, sent | seen(page))
    return page


def field(registration) -> str:
    return f"attendance-{registration.pk}"


def people(session) -> list[Registration]:
    return [*session.registrations.order_by("pk")]


def test_marks_walk_ins_and_a_head_count_are_saved_at_once(client, session):
    panels_officer(client)
    came, absent, waiting = people(session)
    typed = {
        field(came): "attended",
        field(absent): "absent",
        "walked_in": "4",
        "walk-in-0-name": "Demo Door",
        "walk-in-0-email": "door@demo.example",
    }
    assert mark(client, session, opened(client, session) | typed).status_code == 302
    assert [r.attendance for r in people(session)[:3]] == ["attended", "absent", "unmarked"]
    walked_in = session.registrations.get(person__email="door@demo.example")
    assert (walked_in.is_walk_in, walked_in.attendance) == (True, "attended")
    session.refresh_from_db()
    assert (session.walked_in, session.taken) == (4, 2)
    assert waiting.state == "waiting"


def test_somebody_who_walked_in_without_an_email_address_is_entered_once(client, session):
    panels_officer(client)
    for _ in range(2):
        typed = {"walk-in-0-name": "Demo Door"}
        assert mark(client, session, opened(client, session) | typed).status_code == 302
    walked_in = session.registrations.get(is_walk_in=True)
    assert (walked_in.called, walked_in.attendance) == ("Demo Door", "attended")
    assert not Due.objects.filter(about=f"registration:{walked_in.pk}").exists()


def test_a_second_phone_with_an_old_page_undoes_nothing(client, session):
    panels_officer(client)
    first, second, _third = people(session)
    page = opened(client, session)
    mark(client, session, page, **{field(first): "attended", "walked_in": "4"})
    mark(client, session, page, **{field(second): "attended"})
    assert [r.attendance for r in people(session)] == ["attended", "attended", "unmarked"]
    session.refresh_from_db()
    assert session.walked_in == 4


def test_a_refusal_saves_nothing_and_keeps_what_was_typed(client, session):
    officer = panels_officer(client)
    first, second, _third = people(session)
    page = opened(client, session)
    services.withdraw(registration_id=second.pk, actor=officer, reason="Asked by phone.")
    typed = {field(first): "attended", field(second): "attended", "walked_in": "4"}
    answer = mark(client, session, page | typed)
    assert "This registration has ended." in words(answer)
    assert answer.context["form"]["walked_in"].value() == "4"
    first.refresh_from_db()
    assert first.attendance == "unmarked"
    assert Session.objects.get(pk=session.pk).walked_in == 0


@pytest.mark.parametrize(
    "typed",
    [
        {"walked_in": "-1"},
        {"walked_in": "9" * 30},
        {"walked_in": ""},
        {"walk-in-0-email": "door@demo.example"},
        {"walk-in-0-name": "Demo Door", "walk-in-0-email": "no address"},
        {"walk-in-0-name": "x" * 10_000, "walk-in-0-email": "door@demo.example"},
        {"walk-in-TOTAL_FORMS": "many"},
    ],
)
def test_unusable_input_is_said_and_saves_nothing(client, session, typed):
    panels_officer(client)
    first = people(session)[0]
    answer = mark(client, session, opened(client, session) | {field(first): "attended"} | typed)
    assert answer.status_code == 200
    first.refresh_from_db()
    assert first.attendance == "unmarked"


def test_attendance_is_not_marked_before_the_day(client):
    panels_officer(client)
    session = SessionFactory()
    registration = register(session)
    answer = mark(client, session, opened(client, session) | {field(registration): "attended"})
    assert "from the day of the session on" in words(answer)
    assert people(session)[0].attendance == "unmarked"


def test_somebody_of_another_session_is_not_marked_here(client, session):
    panels_officer(client)
    other = RegistrationFactory()
    mark(client, session, opened(client, session) | {field(other): "attended"})
    other.refresh_from_db()
    assert other.attendance == "unmarked"


def test_each_page_needs_its_own_permission(client, session):
    officer_who_may(client, "view_session", "change_session", "publish_session")
    addresses = [session_page(session, name) for name in ("attendance", "sheet")]
    addresses.append(registrations_of(session, "export"))
    for address in addresses:
        for method in (client.get, client.post):
            assert method(address, {"kind": "csv"}).status_code == 403, address
    page = words(client.get(session_page(session)))
    for address in addresses:
        assert address not in page
    assert not LogEntry.objects.filter(action=LogEntry.Action.ACCESS).exists()


def test_the_sheet_has_names_and_references_of_those_with_a_place_and_is_recorded(client, session):
    officer = panels_officer(client)
    page = words(client.get(session_page(session, "sheet")))
    first, second, waiting = people(session)
    for registration in (first, second):
        assert registration.person.name in page
        assert registration.reference in page
        assert registration.person.email not in page
    assert waiting.reference not in page
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS)
    assert (entry.actor, entry.object_pk) == (officer, str(session.pk))
    assert entry.additional_data == {"what": "sign-in sheet", "rows": 2}


def test_opening_the_attendance_page_is_recorded(client, session):
    officer = panels_officer(client)
    opened(client, session)
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS)
    assert (entry.actor, entry.object_pk) == (officer, str(session.pk))
    assert entry.additional_data == {"what": "attendance", "rows": 3}


def export(client, session, kind):
    return client.post(registrations_of(session, "export"), {"kind": kind})


def test_the_export_holds_everybody_and_is_recorded(client, session):
    officer = panels_officer(client)
    answer = export(client, session, "csv")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert {row["Reference"] for row in rows} == {r.reference for r in people(session)}
    assert sorted(row["State"] for row in rows) == ["On the waiting list"] + ["Place confirmed"] * 2
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS)
    assert (entry.actor, entry.object_pk) == (officer, str(officer.pk))
    assert entry.additional_data == {"what": "export of registration as csv", "rows": 3}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_becomes_a_formula(client, kind):
    panels_officer(client)
    session = SessionFactory()
    register(session, name="=HYPERLINK(1)", access_needs="+1\x0b")
    Registration.objects.update(access_needs="@SUM(1)\x0b")
    content = export(client, session, kind).getvalue()
    if kind == "csv":
        cells = [
            cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row
        ]
    else:
        sheet = load_workbook(io.BytesIO(content)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr"}
        cells = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert "'@SUM(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_looking_at_the_export_page_or_asking_for_another_kind_takes_nothing(client, session):
    panels_officer(client)
    for answer in (client.get(registrations_of(session, "export")), export(client, session, "pdf")):
        assert "The file holds 3 rows" in words(answer)
    assert not LogEntry.objects.filter(action=LogEntry.Action.ACCESS).exists()


# --- Finding somebody, and a sheet that was ticked on paper ---------------------------------------


def shown_names(page) -> list[str]:
    return [one.called for one in page.context["form"].registrations]


def test_somebody_is_found_by_a_part_of_the_name_or_the_reference(client, session):
    panels_officer(client)
    address = session_page(session, "attendance")
    birch = session.registrations.get(person__name="Demo Birch")
    for asked in ("birch", "BIRCH", birch.reference[3:].lower()):
        assert shown_names(client.get(address, {"name": asked})) == ["Demo Birch"], asked
    assert shown_names(client.get(address)) == ["Demo Ash", "Demo Birch", "Demo Cedar"]
    assert "Nobody registered is called so" in words(client.get(address, {"name": "Elm"}))


def test_finding_saves_what_was_marked_and_marks_nobody_who_was_not_shown(client, session):
    panels_officer(client)
    address = session_page(session, "attendance")
    ash, birch, _cedar = people(session)
    values = opened(client, session)
    typed = {field(ash): "attended", "name": "birch", "find": "Find"}
    answer = client.post(address, values | typed)
    assert answer.url == f"{address}?name=birch"
    assert [one.attendance for one in people(session)] == ["attended", "unmarked", "unmarked"]

    page = client.get(answer.url)
    values = {bound.html_name: bound.value() for bound in page.context["form"]}
    values |= {bound.html_initial_name: bound.value() for bound in page.context["form"]}
    management = page.context["walk_ins"].management_form
    values |= {bound.html_name: bound.value() for bound in management}
    sent = values | {field(birch): "attended", "name": "birch"}
    answer = confirmed(client, answer.url, sent)
    assert answer.url == address
    assert [one.attendance for one in people(session)] == ["attended", "attended", "unmarked"]


def test_saving_says_first_who_is_asked_how_it_was_and_when(client, session):
    officer = panels_officer(client)
    _ash, birch, cedar = people(session)
    services.add_walk_in(session_id=session.pk, email="", name="Demo Letter", actor=officer)
    opt_out(birch.person.reference, "panels.feedback-request")
    values = opened(client, session) | {"everybody": "1", field(cedar): "absent"}
    page = client.post(session_page(session, "attendance"), values)
    [telling] = page.context["question"].tellings
    assert telling.names == ("Demo Ash",)
    assert telling.at == nine_in_luton(session.ends_at, days=1)
    assert "Not now: on" in words(page)
    assert 'name="everybody" value="1"' in words(page)
    assert [one.attendance for one in people(session)[:3]] == ["unmarked"] * 3
    assert not Due.objects.filter(kind="panels.feedback-request").exists()
    assert client.post(session_page(session, "attendance"), values | seen(page)).status_code == 302
    assert [one.attendance for one in people(session)[:2]] == ["attended", "attended"]
    assert not OutboxMessage.objects.filter(kind="panels.feedback-request").exists()


def test_looking_for_somebody_says_nothing_of_saving_where_nothing_was_marked(client, session):
    panels_officer(client)
    address, values = session_page(session, "attendance"), opened(client, session)
    page = client.post(address, values | {"name": "birch", "find": "Find"}, follow=True)
    assert shown_names(page) == ["Demo Birch"]
    assert "Attendance is saved." not in words(page)


def test_the_sheet_numbers_people_for_good(client, session):
    officer = panels_officer(client)
    before = services.sheet_numbers(session)
    services.withdraw(registration_id=people(session)[0].pk, actor=officer, reason="Asked.")
    late = RegistrationFactory(session=session)
    after = services.sheet_numbers(session)
    assert {pk: after[pk] for pk in before} == before
    assert after[late.pk] == 4
    assert '<td class="number">4</td>' in words(client.get(session_page(session, "sheet")))


def enter(client, session, **typed):
    address = session_page(session, "enter_sheet")
    return client.post(address, made_from(client.get(address)) | typed)


def test_a_paper_sheet_is_entered_by_numbers_once_the_names_were_seen(client, session):
    panels_officer(client)
    typed = {"came": "1, 3", "absent": "2"}
    ask = enter(client, session, **typed)
    assert "Came: 1 Demo Ash, 3 Demo Cedar" in words(ask)
    assert "Did not come: 2 Demo Birch" in words(ask)
    assert {one.attendance for one in people(session)} == {"unmarked"}
    assert enter(client, session, **typed, **seen(ask)).status_code == 302
    assert [one.attendance for one in people(session)] == ["attended", "absent", "attended"]


def test_a_range_and_everybody_else(client, session):
    panels_officer(client)
    typed = {"came": "1–1", "others_absent": "on"}
    ask = enter(client, session, **typed)
    assert enter(client, session, **typed, **seen(ask)).status_code == 302
    # Who waits for a place has none, so nobody says that they stayed away.
    assert [one.attendance for one in people(session)] == ["attended", "absent", "unmarked"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"came": "1, x"}, "“x” is not a number of the sheet"),
        ({"came": "3-1"}, "“3-1” is not a number of the sheet"),
        ({"came": "9" * 5000}, "is not a number of the sheet"),
        ({"came": "1, 31, 40"}, "No sheet of this session has these numbers: 31, 40."),
        ({"came": "1 2", "absent": "2"}, "These numbers are in both: 2."),
        ({"came": ""}, "Enter at least one number."),
    ],
)
def test_what_cannot_be_on_a_sheet_is_refused_in_words(client, session, typed, said):
    panels_officer(client)
    page = enter(client, session, **typed)
    assert page.status_code == 200
    assert said in words(page)
    assert {one.attendance for one in people(session)} == {"unmarked"}


def test_who_gave_the_place_back_is_named_by_number(client, session):
    officer = panels_officer(client)
    services.withdraw(registration_id=people(session)[1].pk, actor=officer, reason="Asked.")
    assert "They have given the place back: 2." in words(enter(client, session, came="1 2"))


def test_a_sheet_is_entered_from_the_day_on_and_by_who_marks_attendance(client):
    ahead = SessionFactory()
    officer = panels_officer(client)
    assert client.get(session_page(ahead, "enter_sheet")).status_code == 302
    with pytest.raises(Refusal) as refused:
        services.enter_sheet(session_id=ahead.pk, actor=officer, came=[1])
    assert refused.value.code == "too-early"
    officer_who_may(client, "view_session")
    assert client.get(session_page(ahead, "enter_sheet")).status_code == 403
