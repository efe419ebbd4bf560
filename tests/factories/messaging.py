"""Messages for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from messaging.models import Due, OutboxMessage


class OutboxMessageFactory(DjangoModelFactory):
    """A message that waits to be sent now."""

    class Meta:
        model = OutboxMessage

    key = factory.Sequence(lambda n: f"test-note:{n}")
    kind = "test-note"
    to_address = factory.Sequence(lambda n: f"resident{n}@demo.example")
    subject = factory.Sequence(lambda n: f"Note {n}")
    text = "Your place is kept.\n"
    html = "<p>Your place is kept.</p>\n"
    headers = factory.Sequence(lambda n: {"Message-ID": f"<note-{n}@portal.example>"})
    created_at = factory.LazyFunction(timezone.now)
    next_attempt_at = factory.SelfAttribute("created_at")
    give_up_at = factory.LazyAttribute(lambda o: o.created_at + timedelta(days=5))


class DueFactory(DjangoModelFactory):
    """Something that is due now."""

    class Meta:
        model = Due

    key = factory.Sequence(lambda n: f"test-reminder:{n}")
    kind = "test-reminder"
    about = factory.Sequence(lambda n: f"registration:{n}")
    due_at = factory.LazyFunction(timezone.now)
    next_attempt_at = factory.SelfAttribute("due_at")
