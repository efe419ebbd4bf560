"""The officers' pages of recruitment: each opens, acts call their services, lists hold still."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from recruitment import services
from recruitment.models import Application
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.places import WardFactory
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    recruiter,
    round_with_pool,
    submitted,
)
from tests.panels.officers import officer_who_may
from tests.recruitment.officers import (
    application_url,
    asked,
    confirm,
    marks,
    press,
    round_url,
    told,
    words,
)

pytestmark = pytest.mark.django_db

PAGES = ["change", "dashboard", "targets", "pool", "draw"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_round_opens_empty_and_full(client, officer, page):
    assert client.get(round_url(RoundFactory(state="draft"), page)).status_code == 200
    round, _panel = round_with_pool(officer, 3)
    assert client.get(round_url(round, page)).status_code == 200


@pytest.mark.parametrize("page", [*PAGES[1:], "invite", "offline"])
def test_nobody_opens_them_who_does_not_run_the_round(client, page):
    round = RoundFactory()
    officer_who_may(client, "view_round")
    assert client.get(round_url(round, page)).status_code == 403
    sign_in_officer(client, recruiter(RoundFactory()))
    assert client.get(round_url(round, page)).status_code in {302, 403}
    sign_in_officer(client, recruiter(round))
    assert client.get(round_url(round, page)).status_code == 200


def test_a_new_round_is_written_and_opened_from_its_page(client, officer):
    ready = RoundFactory(state="draft")
    response = press(client, round_url(ready, "open"), {})
    assert response.status_code == 302
    ready.refresh_from_db()
    assert ready.state == "open"
    bare = RoundFactory(state="draft", selection_consent="")
    page = words(press(client, round_url(bare, "open"), {}))
    assert "Add: the words of the consent to the selection questions." in page


def test_what_applicants_have_read_stays(client, officer):
    def fields(round, tab):
        return set(client.get(round_url(round, tab=tab)).context["adminform"].form.fields)

    opened = RoundFactory()
    seats, text = fields(opened, "seats"), fields(opened, "text")
    assert not {"application_set", "term_months", "one_a_household", "opens_at"} & (seats | text)
    assert {"terms_en", "starts_on", "closes_at"} <= text
    assert "threshold" in seats
    assert "application_set" in fields(RoundFactory(state="draft"), "seats")


def test_cancelling_says_how_many_are_told_and_needs_a_reason(client, officer):
    round = RoundFactory()
    application = submitted(round)
    page = asked(client, round_url(round, "cancel"), {"reason_en": "No funds."})
    assert "1 person will be told by email" in words(page)
    assert "Say why" in words(press(client, round_url(round, "cancel"), {"reason_en": ""}))
    press(client, round_url(round, "cancel"), {"reason_en": "No money this year."})
    round.refresh_from_db()
    assert round.state == "cancelled"
    told = OutboxMessage.objects.filter(recipient=application.person.reference)
    assert "No money this year." in told.first().text


def test_applications_are_found_by_name_state_sector_and_ward(client, officer):
    round = RoundFactory(seats={"residents": (2, "lottery"), "public": (2, "lottery")})
    ward = WardFactory()
    one = submitted(round, ResidentFactory(name="Demo Ash"))
    Application.objects.filter(pk=one.pk).update(ward=ward)
    other = submitted(
        round, ResidentFactory(name="Demo Birch"), sector="public", organisation="Demo Hospital"
    )
    services.screen(application_id=other.pk, eligible=True, actor=officer)
    list_url = reverse("admin:recruitment_application_changelist")
    for query, found, missing in (
        ({"q": "Ash"}, one, other),
        ({"q": "Hospital"}, other, one),
        ({"state__exact": "eligible"}, other, one),
        ({"sector__exact": "residents"}, one, other),
        ({"ward__id__exact": ward.pk}, one, other),
    ):
        page = words(client.get(list_url, query))
        assert found.reference in page
        assert missing.reference not in page


def test_the_category_filter_is_for_those_who_may_read_special_answers(client, officer):
    round = RoundFactory()
    woman = submitted(round, answers={"sex": "female"})
    man = submitted(round, answers={"sex": "male"})
    list_url = reverse("admin:recruitment_application_changelist")
    page = words(client.get(list_url, {"category": "sex:female"}))
    assert man.reference in page
    reader = officer_who_may(client, "run_round", "view_special_answers")
    page = words(client.get(list_url, {"category": "sex:female"}))
    assert "Sex? Female" in page
    assert woman.reference in page
    assert man.reference not in page
    assert LogEntry.objects.filter(actor=reader, action=LogEntry.Action.ACCESS).exists()


@pytest.mark.parametrize("name", ["application", "round", "offer", "draw"])
def test_lists_cost_the_same_with_any_number_of_rows(client, officer, name):
    list_url = reverse(f"admin:recruitment_{name}_changelist")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(list_url).status_code == 200
        return len(captured)

    counts = []
    for more in (1, 2, 7):
        for number in range(more):
            round = RoundFactory()
            application = submitted(round, number=number)
            Application.objects.filter(pk=application.pk).update(state="eligible")
            round.draws.create(size=1, seed="Demo", sealed_inputs=b"", state="abandoned")
            application.offers.create(sector="residents", basis="scores", reply_by=round.closes_at)
        counts.append(statements())
    assert len(set(counts)) == 1, counts


def test_reading_an_application_is_recorded_and_shows_what_changed(client, officer):
    application = submitted(RoundFactory())
    person = application.person
    services.reopen(application_id=application.pk, actor=person)
    answer(application, why="I have changed my mind about this.")
    services.submit(application_id=application.pk, actor=person)
    page = words(client.get(application_url(application)))
    assert "I have changed my mind about this." in page
    assert "I have lived here a long time." in page
    read = LogEntry.objects.filter(actor=officer, action=LogEntry.Action.ACCESS)
    assert read.filter(object_pk=application.pk).exists()


def test_screening_one_asks_for_a_reason_and_many_are_confirmed_first(client, officer):
    round = RoundFactory()
    one, two, three = (submitted(round, number=n) for n in range(3))
    url = application_url(one, "screen")
    assert "Say why" in words(press(client, url, {"eligible": "no", "reason": ""}))
    press(client, url, {"eligible": "no", "reason": "Lives elsewhere."})
    one.refresh_from_db()
    assert one.state == "ineligible"
    chosen = {"action": "screen_eligible", "_selected_action": [two.pk, three.pk]}
    list_url = reverse("admin:recruitment_application_changelist")
    asked = client.post(list_url, chosen)
    assert two.reference in words(asked)
    two.refresh_from_db()
    assert two.state == "submitted"
    confirm(client, list_url, chosen)
    two.refresh_from_db()
    assert two.state == "eligible"


def test_exporting_needs_its_permission_and_is_recorded(client, officer):
    application = submitted(RoundFactory())
    url = reverse("admin:recruitment_application_export")
    assert "columns" in words(client.get(url))
    file = client.post(url, {"kind": "csv"})
    assert application.person.email in b"".join(file.streaming_content).decode()
    assert LogEntry.objects.filter(
        actor=officer, additional_data__what="export of application as csv"
    ).exists()
    officer_who_may(client, "run_round", "view_application")
    assert client.post(url, {"kind": "csv"}).status_code == 403


def test_many_are_invited_after_a_look_at_the_addresses(client, officer):
    round = RoundFactory()
    url = round_url(round, "invite")
    wrong = words(client.post(url, {"emails": "a@demo.example\nnonsense\nb@demo.example\nmore"}))
    assert "Line 2" in wrong
    assert "Line 4" in wrong
    typed = {"emails": "Demo A <a@demo.example>\nB@demo.example, a@demo.example"}
    page = asked(client, url, typed)
    assert "2 people will be told by email" in words(page)
    assert not OutboxMessage.objects.exists()
    edited = client.post(url, {"emails": "c@demo.example"} | marks(page))
    assert "c@demo.example" in told(edited)
    assert not OutboxMessage.objects.exists()
    press(client, url, typed)
    assert OutboxMessage.objects.count() == 2
    said = OutboxMessage.objects.first()
    assert "Luton Council invites you" in said.subject
    assert "Somebody who knows you" not in said.text
    again = words(asked(client, url, {"emails": "a@demo.example\nc@demo.example"}))
    assert "1 person will be told by email" in again
    assert "get no other: a@demo.example" in again
    nobody = words(asked(client, url, {"emails": "a@demo.example"}))
    assert "Everybody in this list has had an invitation" in nobody


def test_an_application_on_paper_is_entered_in_the_applicants_name(client, officer):
    round = RoundFactory()
    details = {
        "email": "paper@demo.example",
        "name": "Demo Paper",
        "arrived_on": timezone.localdate().isoformat(),
        "sector": "residents",
        "address": "1 Demo Street",
        "postcode": "LU99 1AA",
    }
    wrong = client.post(round_url(round, "offline"), details | {"postcode": "nowhere"})
    assert "full UK postcode" in words(wrong)
    begun = client.post(round_url(round, "offline"), details)
    application = Application.objects.get()
    assert (application.person.name, application.entered_by) == ("Demo Paper", officer)
    assert client.get(begun.url).status_code == 200
    page = reverse("recruitment:answers_page", args=[application.reference, "called"])
    client.post(page, {"q-called": "Demo Paper"})
    client.post(page.replace("called", "why"), {"q-why": "On paper."})
    client.post(reverse("recruitment:answers_check", args=[application.reference]), {"without": 1})
    application.refresh_from_db()
    assert application.state == "submitted"
    assert client.get(begun.url).status_code == 404
