"""The town that people walk through."""

import pytest
from django.core.management import call_command

from places.models import Ward
from tests.factories.panels import SessionFactory
from tests.factories.places import VenueFactory
from tests.journeys.walk import Walk


@pytest.fixture
def walker(visitor, axe, fits):
    """Makes somebody who walks through the portal: `walker(javascript=False, width=320)`."""

    def walk(**options) -> Walk:
        return Walk(visitor(**options), fits, axe)

    return walk


@pytest.fixture
def town():
    """The twenty wards."""
    call_command("load_wards", verbosity=0)


@pytest.fixture
def biscot(town) -> Ward:
    """One of them."""
    return Ward.objects.get(slug="biscot")


@pytest.fixture
def session(biscot):
    """A session in Biscot that anyone can join, and one elsewhere."""
    SessionFactory(
        title="What would make our parks safer?",
        venue=VenueFactory(ward=Ward.objects.get(slug="stopsley")),
    )
    return SessionFactory(
        title="How should our streets look at night?",
        venue=VenueFactory(name="Demo hall", ward=biscot, address="1 Demo Street, Luton"),
    )
