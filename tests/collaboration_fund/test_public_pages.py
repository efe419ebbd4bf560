"""The fund's public pages and its part of the API."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from tests.factories.fund import RoundFactory, fund_officer, moved, open_round, together
from tests.factories.people import ResidentFactory, sign_in_officer

pytestmark = pytest.mark.django_db
LIST = "/fund/"


def words(response) -> str:
    return response.content.decode()


def announced(**fields):
    round = RoundFactory(**fields)
    services.announce(round_id=round.pk, actor=fund_officer())
    return round


def test_the_list_tells_open_coming_and_past_rounds_apart(client):
    open_now = open_round(title="Open one")
    announced(title="Coming one", stages__opens=timezone.now() + timedelta(days=2))
    closed = open_round(title="Closed one")
    moved(closed.stage, closes_at=timezone.now())
    over = open_round(title="Past one")
    type(over).objects.filter(pk=over.pk).update(state="decided")
    RoundFactory(title="Draft one")
    context = client.get(LIST).context
    assert [str(one) for one in context["open"]] == [open_now.title]
    assert [str(one) for one in context["coming"]] == ["Coming one"]
    assert [str(one) for one in context["closed"]] == ["Closed one"]
    assert [str(one) for one in context["past"]] == ["Past one"]


def test_the_list_takes_as_many_statements_for_a_hundred_rounds(client):
    counts = set()
    for rows in (1, 2, 97):
        for _row in range(rows):
            open_round()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.add(len(queries))
    assert len(counts) == 1


def test_a_rounds_page_says_beforehand_what_to_reckon_with(client):
    round = open_round(priorities_needed=2, hours=7)
    page = words(client.get(round.get_absolute_url()))
    for said in ("£30,000", "£300,000", "about 7 hours", "at least 2 of these", "A report at the"):
        assert said in page


def test_a_draft_is_seen_by_the_funds_officers_alone(client):
    round = RoundFactory()
    assert client.get(round.get_absolute_url()).status_code == 404
    client.force_login(ResidentFactory())
    assert client.get(round.get_absolute_url()).status_code == 404
    sign_in_officer(client, fund_officer())
    assert "only the fund" in words(client.get(round.get_absolute_url()))


def test_the_self_check_explains_a_no_and_leads_somewhere(client):
    round = open_round()
    url = reverse("collaboration_fund:eligibility", args=[round.slug])
    name = f"q{round.eligibility.get().pk}"
    assert "Your group can apply" in words(client.post(url, {name: "yes"}))
    no = words(client.post(url, {name: "no"}))
    assert "The fund is for groups that work together." in no
    assert 'href="https://groups.demo.example/find"' in no
    assert "Answer yes or no" in words(client.post(url, {}))
    moved(round.stage, closes_at=timezone.now())
    assert client.get(url).status_code == 302


def test_the_form_to_print_asks_all_that_the_stage_asks(client):
    round = open_round()
    answer = client.get(reverse("collaboration_fund:form_pdf", args=[round.slug]))
    assert b"pdfuaid" in answer.content
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    order = ["Which group leads?", "Food", "What is new?", "Where?", "What does it cost?"]
    assert sorted(order, key=text.index) == order
    moved(round.stage, closes_at=timezone.now())
    assert client.get(reverse("collaboration_fund:form_pdf", args=[round.slug])).status_code == 302


def test_a_group_finds_its_application_from_the_round_and_from_its_own_page(client):
    made = together()
    made.sent()
    for person, shown in ((made.lead, True), (made.owner, True), (ResidentFactory(), False)):
        client.force_login(person)
        for address in (made.application.round.get_absolute_url(), reverse("my")):
            assert ("Tea for all" in words(client.get(address))) is shown


def test_the_api_gives_open_rounds_alone_in_as_many_statements_for_all(client):
    counts = set()
    for rows in (1, 2, 97):
        for _row in range(rows):
            open_round()
        with CaptureQueriesContext(connection) as queries:
            found = client.get("/api/v1/fund-rounds/?page_size=100").json()
        counts.add(len(queries))
    assert found["count"] == 100
    assert len(counts) == 1
    over, draft = open_round(), RoundFactory()
    moved(over.stage, closes_at=timezone.now())
    for slug in (over.slug, draft.slug):
        assert client.get(f"/api/v1/fund-rounds/{slug}/").status_code == 404
    one = found["results"][0]
    assert one["largest_pence"] == 3_000_000
    assert one["stages"][0]["closes_at"].endswith("Z")
    assert len(one["priorities"]) == 3
