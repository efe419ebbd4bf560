"""What officers see of messages, and what they don't."""

from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import Permission
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from messaging.kinds import kind_labels
from messaging.models import Due, OutboxMessage
from messaging.services import unsubscribe_url
from tests.factories.messaging import DueFactory, OutboxMessageFactory
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory
from tests.officers.pages import act_on_many, seen
from tests.panels.officers import register

pytestmark = pytest.mark.django_db

LIST = "/admin/messaging/outboxmessage/"


@pytest.fixture
def officer(client):
    """An officer who may read messages, signed in with both factors."""
    officer = OfficerFactory()
    allow(officer, "view_outboxmessage", "view_due", "view_periodicjob", "read_every_message")
    client.force_login(officer)
    session = client.session
    for method in ("password", "mfa"):
        record_authentication(SimpleNamespace(session=session), officer, method)
    session.save()
    return officer


def allow(officer, *codenames):
    officer.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


def detail(row):
    return reverse("admin:messaging_outboxmessage_change", args=[row.pk])


def test_messages_are_found_by_address_subject_and_state(officer, client):
    sent = OutboxMessageFactory(subject="Your place is kept", state="sent")
    failed = OutboxMessageFactory(subject="Session moved", state="failed", kind="test-other")
    for query, found, missing in [
        ({"q": sent.to_address}, sent, failed),
        ({"q": "moved"}, failed, sent),
        ({"state__exact": "failed"}, failed, sent),
        ({"kind": "test-other"}, failed, sent),
    ]:
        page = client.get(LIST, query).content.decode()
        assert found.to_address in page
        assert missing.to_address not in page


def test_the_list_costs_the_same_with_any_number_of_rows(officer, client):
    counts = []
    for more in [1, 2, 97]:
        OutboxMessageFactory.create_batch(more)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_a_message_is_shown_as_text_and_can_only_be_read(officer, client):
    row = OutboxMessageFactory(text="<script>alert(1)</script>", html="<img src=x onerror=y>")
    page = client.get(detail(row)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;img src=x onerror=y&gt;" in page
    assert "<img src=x" not in page
    assert client.post(detail(row), {"subject": "x"}).status_code == 403
    assert client.get(reverse("admin:messaging_outboxmessage_add")).status_code == 403
    delete = reverse("admin:messaging_outboxmessage_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert OutboxMessage.objects.count() == 1


def test_an_officer_cannot_read_or_guess_somebodys_code(officer, client):
    code = "424242"
    row = OutboxMessageFactory(
        ephemeral=True, subject=f"{code} is your code", text=code, html=f"<p>{code}</p>"
    )
    page = client.get(detail(row)).content.decode()
    assert "This message carries a code, so it is not shown." in page
    assert code not in page
    page = client.get(LIST).content.decode()
    assert row.to_address in page
    assert code not in page
    assert row.to_address not in client.get(LIST, {"q": "424"}).content.decode()


def test_an_officer_can_not_use_somebodys_signed_link(officer, client):
    token = signing.dumps("RR-1234", salt="test", compress=False)
    link = unsubscribe_url(OfficerFactory().reference, "test-news")
    text = f"Withdraw: https://portal.example/withdraw/{token}/ or stop: {link} See you."
    row = OutboxMessageFactory(text=text, html=f'<a href="{link}">{token}</a>')
    page = client.get(detail(row)).content.decode()
    assert "https://portal.example/withdraw/…/ or stop: " in page
    assert "See you." in page
    assert token not in page
    assert link.rsplit("/", 2)[1] not in page


def test_failed_messages_are_sent_again(officer, client):
    allow(officer, "requeue_outboxmessage")
    failed = OutboxMessageFactory(state="failed")
    sent = OutboxMessageFactory(state="sent")
    page = act_on_many(client, LIST, "send-again", failed, sent)
    assert "Only a message that failed can be sent again." in page.content.decode()
    act_on_many(client, LIST, "send-again", failed, sent, **seen(page))
    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.state, sent.state) == ("queued", "sent")


def test_sending_again_is_not_offered_without_the_permission(officer, client):
    failed = OutboxMessageFactory(state="failed")
    assert "send-again" not in client.get(LIST).content.decode()
    client.post(LIST, {"action": "send-again", "_selected_action": [failed.pk]})
    failed.refresh_from_db()
    assert failed.state == "failed"


@pytest.mark.parametrize("name", ["messaging_due", "jobs_periodicjob"])
def test_the_schedule_can_only_be_read(officer, client, name):
    row = DueFactory()
    page = client.get(reverse(f"admin:{name}_changelist"))
    assert page.status_code == 200
    assert (row.about in page.content.decode()) == (name == "messaging_due")
    assert client.get(reverse(f"admin:{name}_add")).status_code == 403


def test_every_kind_and_thing_is_named_in_words(officer, client):
    assert not [name for name, label in kind_labels().items() if name == label]
    session = SessionFactory(title="Lamps")
    allow(officer, "view_registration")
    message = OutboxMessageFactory(kind="panels.place", about=session.filed_under)
    letter = OutboxMessageFactory(kind="panels.place", to_address="x@letter.invalid")
    place = register(session)
    due = Due.objects.get(kind="panels.reminder-7", about=f"registration:{place.pk}")
    assert str(message) == f"Your places and waiting lists → {message.to_address}"
    assert str(letter) == "Your places and waiting lists → a letter"
    page = client.get(f"{LIST}{message.pk}/change/").content.decode()
    assert "Lamps" in page
    assert f"session:{session.pk}" not in page
    assert "panels.place" not in page.replace(message.key, "")
    listed = client.get("/admin/messaging/due/", {"kind": "panels.reminder-7"})
    assert due in listed.context["cl"].queryset
    assert "Reminder a week before" in listed.content.decode()
    assert f'<td class="field-what_about">{place.reference}' in listed.content.decode()
    assert client.get(f"/admin/messaging/due/{due.pk}/change/").status_code == 200


def test_the_schedule_costs_the_same_with_any_number_of_rows(officer, client):
    counts = []
    for more in (1, 2, 20):
        for _turn in range(more):
            DueFactory(about=f"registration:{register(SessionFactory()).pk}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/messaging/due/")
        counts.append(len(queries))
    assert len({*counts}) == 1
