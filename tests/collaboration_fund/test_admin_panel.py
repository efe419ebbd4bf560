"""The officers' pages of deciding: the plan, a meeting, confirming, letters, minutes, reviews."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from collaboration_fund import services
from collaboration_fund.models import (
    Application,
    Award,
    Decision,
    PanelMeeting,
    ReviewRequest,
    Round,
)
from tests.factories.fund import fund_officer
from tests.factories.panel import as_advised, assessing, confirmed, met
from tests.factories.people import sign_in_officer
from tests.officers.pages import send
from tests.pdf_ua import faults
from tests.recruitment.officers import press, words

pytestmark = pytest.mark.django_db
SMALL = {"total_pence": 300_000, "largest_pence": 200_000}


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def address(model, name, thing) -> str:
    return reverse(f"admin:collaboration_fund_{model}_{name}", args=[thing.pk])


def test_the_plan_shows_both_lists_why_and_what_more_would_change(client, officer):
    round, made = assessing(4, 3, 2, **SMALL)
    ward = made[2].application.lead.ward
    round.floors.create(priority=round.priorities.first(), pence=1)
    page = words(client.get(address("round", "plan", round)))
    assert ward is None or page
    for said in (
        "£3,000 is left of the budget",
        "It takes at least £2,000, and £1,000 is left.",
        "With £10,000 more",
        "£2,000 instead of nothing",
        "nothing instead of £2,000",
        "Kept for Food: at least £0.01",
    ):
        assert said in page
    with_one = client.get(address("round", "plan", round))
    assert with_one.context["advice"].best.total == 200_000


def test_the_plan_takes_as_many_statements_for_many(client, officer, django_assert_max_num_queries):
    round, _made = assessing(*[3] * 6)
    with django_assert_max_num_queries(45):
        client.get(address("round", "plan", round))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_of_the_plan_is_a_formula(client, officer, start):
    round, [made] = assessing(4)
    formula = f'{start}HYPERLINK("http://x.example","y")'
    type(made.application.lead).objects.filter(pk=made.application.lead_id).update(name=formula)
    export = address("round", "plan_export", round)
    assert client.get(export).status_code == 302
    text = b"".join(client.post(export, {"kind": "csv"}).streaming_content).decode()
    assert f"\"'{start.strip()}" in text.replace("\"'\t", "\"'")
    sheet = load_workbook(BytesIO(client.post(export, {"kind": "xlsx"}).content)).active
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_a_meeting_is_planned_decided_and_confirmed_by_two(client, officer):
    round, made = assessing(4, 2, **SMALL)
    typed = {"starts_at": "2026-11-27T10:00:00", "place": "Demo hall", "quorum": "1"}
    send(client, address("round", "plan_meeting", round), typed)
    meeting = PanelMeeting.objects.get()
    services.seat(meeting_id=meeting.pk, person=officer, came=True, actor=officer)
    first, second = meeting.decisions.all()
    page = address("decision", "decide_on", first)
    assert "why it isn’t" not in words(client.get(page))
    refused = send(client, page, {"verdict": "fund", "pounds_pence": "500", "reason": "Good."})
    assert "The plan advised £2,000. Say why" in words(refused)
    assert "Good." in words(refused)
    send(client, page, {"verdict": "fund", "pounds_pence": "2,000", "reason": "Good."})
    send(client, address("decision", "decide_on", second), {"verdict": "no", "reason": "Alike."})
    assert [one.verdict for one in Decision.objects.order_by("order")] == ["fund", "no"]
    for tab in ("", "?tab=members", "?tab=agenda"):
        assert client.get(address("panelmeeting", "change", meeting) + tab).status_code == 200
    letters = words(client.get(address("panelmeeting", "letters", meeting)))
    assert "We offer you a grant: Tea for all" in letters
    assert "Alike." in letters
    press(client, address("panelmeeting", "confirm_first", meeting), {})
    assert services.standing_of(meeting).first_by == officer
    alone = client.get(address("panelmeeting", "confirm_second", meeting), follow=True)
    assert "You confirmed them first." in words(alone)
    assert not Award.objects.exists()
    sign_in_officer(client, fund_officer())
    press(client, address("panelmeeting", "confirm_second", meeting), {})
    assert Award.objects.get().pence == 200_000
    assert Round.objects.get(pk=round.pk).state == "decided"
    assert Application.objects.get(pk=made[1].application.pk).state == "unsuccessful"
    assert "These decisions count" in words(client.get(address("panelmeeting", "change", meeting)))


def test_whoever_stays_out_finds_nothing_of_it_on_any_page(client, officer):
    round, made = assessing(4, 3, **SMALL)
    meeting = met(round)
    as_advised(meeting)
    pages = (
        address("round", "plan", round),
        address("round", "change", round),
        address("panelmeeting", "change", meeting),
        address("panelmeeting", "minutes", meeting),
        address("panelmeeting", "letters", meeting),
        reverse("admin:collaboration_fund_application_changelist"),
        reverse("admin:collaboration_fund_decision_changelist"),
    )
    reference, group = made[0].application.reference, made[0].application.lead.name
    first = meeting.decisions.first()
    assert any(reference in client.get(one).content.decode() for one in pages)
    Decision.objects.filter(pk=first.pk).update(verdict="", pence=0, reason="")
    services.recuse(decision_id=first.pk, person=officer, reason="x", actor=fund_officer())
    for one in pages:
        page = client.get(one).content.decode()
        assert reference not in page
        assert group not in page, one
    gone = client.get(address("decision", "change", first))
    assert gone.status_code == 302
    assert client.get(address("panelmeeting", "confirm_first", meeting)).status_code == 403


def test_the_agenda_keeps_somebody_out_and_says_who(client, officer):
    round, _made = assessing(4, 2, **SMALL)
    meeting, other = met(round), fund_officer()
    first, agenda = meeting.decisions.first(), address("panelmeeting", "change", meeting)
    meeting.members.create(person=other)
    assert address("decision", "recuse", first) in client.get(agenda).content.decode()
    services.recuse(decision_id=first.pk, person=other, reason="A cousin.", actor=officer)
    assert f"Stays out, with an interest: {other}" in words(client.get(agenda))


def test_the_minutes_are_a_page_and_a_pdf_that_screen_readers_read(client, officer):
    round, _made = assessing(4, 2, **SMALL)
    meeting = met(round)
    as_advised(meeting)
    confirmed(meeting)
    page = words(client.get(address("panelmeeting", "minutes", meeting)))
    for said in ("Demo: as the scores say.", "Confirmed by", "1. Tea for all", "Quorum"):
        assert said in page
    file = client.get(address("panelmeeting", "minutes_pdf", meeting)).content
    assert not faults(file)


def test_a_review_is_answered_on_its_page(client, officer):
    round, [made] = assessing(4)
    meeting = met(round)
    as_advised(meeting)
    confirmed(meeting)
    client.force_login(made.lead)
    own = reverse("collaboration_fund:review", args=[made.application.reference])
    assert client.post(own, {"reason": "You missed our plan."}).status_code == 302
    shown = words(client.get(made.application.get_absolute_url()))
    assert "You missed our plan." in shown
    assert "3.0 of 4" in shown or "4.0 of 4" in shown
    sign_in_officer(client, officer)
    review = ReviewRequest.objects.get()
    press(client, address("reviewrequest", "answer", review), {"answer": "It stays."})
    review.refresh_from_db()
    assert (review.answer, review.answered_by) == ("It stays.", officer)
