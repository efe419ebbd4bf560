"""Panel sessions and registrations for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from panels.models import Programme, Registration, Session, Topic
from tests.factories.people import ResidentFactory
from tests.factories.places import VenueFactory
from tests.factories.programme import ThemeFactory
from tests.factories.times import evening


class ProgrammeFactory(DjangoModelFactory):
    """A year of sessions."""

    class Meta:
        model = Programme
        django_get_or_create = ("title",)

    title = "Demo programme"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=265))


class TopicFactory(DjangoModelFactory):
    """Something to talk about."""

    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    title = factory.Sequence(lambda n: f"Demo topic {n}")
    theme = factory.SubFactory(ThemeFactory)


class SessionFactory(DjangoModelFactory):
    """A published session in forty days, open for registration, with 30 places."""

    class Meta:
        model = Session
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    topic = factory.SubFactory(TopicFactory)
    slug = factory.Sequence(lambda n: f"session-{n}")
    title = factory.Sequence(lambda n: f"Demo session {n}")
    summary = "What should change here?"
    starts_at = factory.LazyFunction(lambda: evening(40))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(hours=2))
    registration_opens_at = factory.LazyAttribute(lambda o: o.starts_at - timedelta(days=60))
    registration_closes_at = factory.LazyAttribute(lambda o: o.starts_at - timedelta(hours=1))
    venue = factory.SubFactory(VenueFactory)
    capacity = 30
    state = Session.State.PUBLISHED


class RegistrationFactory(DjangoModelFactory):
    """A confirmed place, counted on the session."""

    class Meta:
        model = Registration

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(ResidentFactory)
    state = Registration.State.CONFIRMED
