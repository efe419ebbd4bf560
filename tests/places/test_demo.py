"""The demonstration venues."""

import pytest

from places import demo, services
from places.models import Venue, Ward

pytestmark = pytest.mark.django_db


def test_every_ward_has_a_venue_and_all_of_them_are_marked():
    services.load_wards()
    venues = demo.seed()
    assert {venue.ward for venue in venues} == set(Ward.objects.all())
    for venue in venues:
        venue.full_clean()
        assert venue.is_demo
        assert "not checked at the venue" in venue.notes


def test_nothing_is_claimed_about_getting_into_a_real_venue():
    services.load_wards()
    for venue in demo.seed():
        if not venue.name.startswith("Demo venue, "):
            assert {getattr(venue, fact) for fact in Venue.ACCESS_FACTS} == {None}
            assert venue.nearest_stop == ""


def test_seeding_again_keeps_what_an_officer_changed():
    services.load_wards()
    demo.seed()
    Venue.objects.filter(slug="town-hall").update(step_free=True)
    count = Venue.objects.count()
    demo.seed()
    assert Venue.objects.count() == count
    assert Venue.objects.get(slug="town-hall").step_free is True
