"""The six places of the council's plan in the demonstration."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from hubs import demo
from hubs.enums import HubState
from hubs.models import Hub, SourceLine
from people import demo as people_demo
from places import demo as places_demo
from places.services import load_sample_postcodes
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def test_the_six_places_say_what_the_plan_says_and_what_is_invented_is_marked(client):
    call_command("load_reference", verbosity=0)
    load_sample_postcodes()
    places_demo.seed()
    resident, _officer = people_demo.seed()
    for _twice in range(2):
        hubs = demo.seed(resident=resident)
    assert Hub.objects.count() == len(hubs) == 6
    assert SourceLine.objects.count() == 6
    planned = Hub.objects.get(state=HubState.PLANNED)
    assert (planned.venue.address, planned.venue.postcode, planned.is_demo) == ("", "", False)
    assert planned.point is None
    for rows in (planned.facts, planned.periods, planned.facilities):
        assert not rows.exists()
    for hub in Hub.objects.exclude(pk=planned.pk):
        assert hub.is_demo
        assert (hub.venue.address, hub.venue.postcode) == ("", "")
        assert (hub.telephone, hub.email) == ("", "")
        page = client.get(hub.get_absolute_url()).content.decode()
        assert "Demonstration: opening hours" in page
    said = client.get(reverse("hubs:directory"))
    assert len(said.context["map"]["hubs"]) == 5
    assert said.content.decode().count("Step-free access:") == 5
    sign_in(client, resident, "code")
    assert "Lewsey" in client.get(reverse("my_hubs:home")).content.decode()
