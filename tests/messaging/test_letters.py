"""Messages for people without an email address wait for an officer to post them."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from core.refusal import Refusal
from messaging.emails import SIGNED, on_paper
from messaging.models import OutboxMessage
from messaging.services import letter_posted
from panels import services
from people.services import person_of_caller
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer
from tests.officers.pages import act_on_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    found = OfficerFactory()
    codes = ("view_outboxmessage", "requeue_outboxmessage", "read_every_message")
    found.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    return found


def test_a_letter_is_posted_once_from_the_list(client, officer):
    letter = OutboxMessageFactory(state="letter")
    sign_in_officer(client, officer)
    url = reverse("admin:messaging_outboxmessage_changelist")
    said = act_on_many(client, url, "posted", letter).content.decode()
    assert "Record as posted: Done for 1." in said
    letter.refresh_from_db()
    assert letter.state == OutboxMessage.State.SENT
    assert letter.sent_at
    with pytest.raises(Refusal, match="Only a letter that waits"):
        letter_posted(letter.pk, actor=officer)


def test_posting_needs_its_permission():
    letter = OutboxMessageFactory(state="letter")
    with pytest.raises(Refusal, match="permission"):
        letter_posted(letter.pk, actor=OfficerFactory())


def test_a_letter_has_the_telephone_number_and_nothing_to_press():
    caller = person_of_caller(name="Demo Caller", telephone="01582 000002")
    session = SessionFactory(capacity=1, title="Lamps")
    first = ResidentFactory()
    services.register(session_id=session.pk, person=first, actor=first)
    services.register(session_id=session.pk, person=caller, actor=caller)
    services.withdraw(
        registration_id=first.registrations.get().pk, actor=OfficerFactory(is_superuser=True)
    )
    letters = OutboxMessage.objects.filter(state="letter").order_by("pk")
    assert [letter.kind for letter in letters] == ["panels.place", "panels.place"]
    for letter in letters:
        assert "Call 01582 000000" in letter.text
        assert f"/panels/{session.pk}\n" in letter.text
        assert "http" not in letter.text
        assert not SIGNED.search(letter.text)
        assert "email puts" not in letter.text
        assert (letter.html, letter.attachments) == ("", [])
    email = OutboxMessage.objects.filter(state="queued").last()
    assert SIGNED.search(email.text)
    assert f"http://127.0.0.1:8000/panels/sessions/{session.slug}/" in email.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See\nhttps://luton.example/panels/12/\nsoon", "See\nluton.example/panels/12\nsoon"),
        ("Stop: http://luton.example/stop/WyJ:{key}/", "Stop: call 01582 000000"),
        ("https://a.example/x?y=1#z and more", "a.example/x?y=1#z and more"),
    ],
)
def test_addresses_are_written_as_people_type_them(text, said):
    assert on_paper(text.replace("{key}", "k" * 43)) == said


def test_a_short_address_leads_to_the_session_where_there_is_one(client):
    session, draft = SessionFactory(), SessionFactory(state="draft")
    assert client.get(f"/panels/{session.pk}/").url == session.get_absolute_url()
    for number in (draft.pk, 0, 10**30):
        assert client.get(f"/panels/{number}/").status_code == 404
