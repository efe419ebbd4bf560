"""Two records of one person become one: who manages a hub goes on managing it, once."""

import pytest

from hubs.models import HubManager
from people import merging
from tests.factories.hubs import HubFactory, chief
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def test_a_manager_of_two_records_manages_each_hub_once():
    kept, gone = ResidentFactory(), ResidentFactory()
    both, hers = HubFactory(), HubFactory()
    for hub, person in ((both, kept), (both, gone), (hers, gone)):
        HubManager.objects.create(hub=hub, person=person)
    merging.merge_people(person_id=kept.pk, other_id=gone.pk, actor=chief())
    rows = HubManager.objects.values_list("hub", "person")
    assert {*rows} == {(both.pk, kept.pk), (hers.pk, kept.pk)}
