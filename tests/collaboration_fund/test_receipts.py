"""What was sent, as its groups find it again: unsent changes, comparing, receipts, copying."""

import io

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from collaboration_fund import documents
from collaboration_fund.models import Application
from messaging.delivery import as_email
from messaging.dispatch import dispatch
from messaging.models import OutboxMessage
from tests.collaboration_fund.test_own_pages import url, words
from tests.factories.fund import moved, open_round, together

pytestmark = pytest.mark.django_db


def test_unsent_changes_are_shown_as_unsent(client, made):
    made.say("new", "We share nine kitchens.")
    client.force_login(made.lead)
    page = words(client.get(url(made)))
    assert "What you sent last counts" in page
    assert "nine kitchens" in page
    assert "nine kitchens" not in words(client.get(url(made, "edition", 1, 2)))


def test_any_two_sendings_are_compared(client, made):
    client.force_login(made.lead)
    page = words(client.get(url(made, "compare", 1, 2, 1)))
    assert "We share one kitchen." in page
    assert "We share two kitchens." in page
    assert client.get(url(made, "compare", 1, 1, 9)).status_code == 404


def test_the_receipt_travels_with_its_email_in_the_readers_language():
    made = together()
    type(made.owner).objects.filter(pk=made.owner.pk).update(language="ur")
    edition = made.sent()
    rows = OutboxMessage.objects.filter(key__startswith="collaboration_fund.application.received")
    for row in rows:
        name, content, kind = as_email(row).attachments[0]
        assert (name, kind) == (f"{made.application.reference}-1-1.pdf", "application/pdf")
        reader = pypdf.PdfReader(io.BytesIO(content))
        assert reader.trailer["/Root"]["/Lang"] == row.language
        plain = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
        assert edition.sha256 in plain
    assert {row.language for row in rows} == {"en", "ur"}


def test_a_receipt_that_cannot_be_made_now_waits_and_sends_the_application(monkeypatch):
    monkeypatch.setattr(documents, "RECEIPT", documents.RECEIPT.parent / "nothing.typ")
    made = together()
    made.sent()
    row = OutboxMessage.objects.filter(to_address=made.lead.email).latest("pk")
    dispatch()
    row.refresh_from_db()
    assert row.state == "queued"
    assert row.attempts == 1


def test_the_receipt_speaks_the_readers_language(client, made):
    edition = made.application.entry.editions.first()
    with translation.override("ur"):
        urdu = documents.receipt(edition)
    assert pypdf.PdfReader(io.BytesIO(urdu)).trailer["/Root"]["/Lang"] == "ur"


def test_an_old_application_is_taken_into_a_new_round(client):
    made = together()
    moved(made.application.entry.stage, closes_at=timezone.now())
    round = open_round(title="The next")
    client.force_login(made.lead)
    address = reverse("collaboration_fund:copy", args=[made.application.reference, round.slug])
    assert client.get(address).status_code == 200
    client.post(address)
    new = Application.objects.get(round=round)
    assert (new.copied_from, new.lead) == (made.application, made.application.lead)
    assert [line.pence for line in new.lines.all()] == [150_000]
    assert new.partners.count() == 1
    client.force_login(made.owner)
    assert client.get(address).status_code == 404
