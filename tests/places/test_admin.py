"""What officers see of places in the admin."""

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from places import services
from places.models import Ward
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.factories.places import PostcodeWardFactory, VenueFactory
from tests.panels.officers import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    return client


def test_figures_of_a_ward_can_be_read_but_not_changed(admin):
    services.load_wards()
    ward = Ward.objects.get(slug="dallow")
    url = reverse("admin:places_ward_change", args=[ward.pk])
    assert "9,151" in admin.get(url).text or "9151" in admin.get(url).text
    assert admin.post(url, {"name": "Elsewhere"}).status_code == 403
    assert admin.get(reverse("admin:places_ward_add")).status_code == 403
    assert admin.post(reverse("admin:places_ward_delete", args=[ward.pk])).status_code == 403


@pytest.mark.parametrize("typed", ["lu99 1ab", "LU991A", "lu99 1a"])
def test_a_postcode_is_found_however_it_was_typed(admin, typed):
    PostcodeWardFactory(postcode="LU991AB", ward__name="Barnfield")
    PostcodeWardFactory(postcode="LU992AB", ward__name="Challney")
    page = admin.get(reverse("admin:places_postcodeward_changelist"), {"q": typed}).text
    assert "LU991AB" in page
    assert "LU992AB" not in page


def test_venues_are_listed_with_as_many_queries_for_many_as_for_one(
    admin, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse("admin:places_venue_changelist")
    VenueFactory()
    admin.get(url)
    with django_assert_max_num_queries(40) as one:
        admin.get(url)
    VenueFactory.create_batch(9)
    with django_assert_num_queries(len(one)):
        assert admin.get(url).status_code == 200


@pytest.mark.parametrize("page", ["add", "change", "history", "delete"])
def test_every_page_of_a_venue_opens(admin, page):
    venue = VenueFactory()
    args = [] if page == "add" else [venue.pk]
    assert admin.get(reverse(f"admin:places_venue_{page}", args=args)).status_code == 200


def test_an_officer_writes_what_getting_in_is_like(admin):
    venue = VenueFactory()
    url = reverse("admin:places_venue_change", args=[venue.pk])
    typed = shown(admin.get(url))
    typed |= {"name": "Demo hall", "postcode": "lu1 2bq", "step_free": "true"}
    refused = admin.post(url, typed)
    assert "Like LU1 2BQ." in refused.text
    assert admin.post(url, {**typed, "postcode": "LU1 2BQ"}).status_code == 302
    venue.refresh_from_db()
    assert (venue.name, venue.step_free, venue.hearing_loop) == ("Demo hall", True, None)
    assert LogEntry.objects.get_for_object(venue).latest().changes["step_free"] == ["None", "True"]
