"""Messages for people without an email address wait for an officer to post them."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from core.refusal import Refusal
from messaging.models import OutboxMessage
from messaging.services import letter_posted
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.people import OfficerFactory, sign_in_officer
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
