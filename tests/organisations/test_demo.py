"""The invented groups of the demonstration."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from messaging.models import OutboxMessage
from organisations import demo
from organisations.enums import FlagKind
from organisations.models import Flag, Organisation
from organisations.numbers import Verdict
from people import demo as people_demo
from places.services import load_sample_postcodes
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_groups_once_and_says_that_they_are_invented(client):
    call_command("load_reference", verbosity=0)
    load_sample_postcodes()
    resident, officer = people_demo.seed()
    owners = people_demo.group_owners()
    for _twice in range(2):
        demo.seed(officer=officer, resident=resident, owners=owners)
    groups = Organisation.objects.all()
    assert groups.count() == len(demo.GROUPS)
    assert not groups.filter(is_demo=False).exists()
    assert all(group.name.startswith("Demo") for group in groups)
    assert groups.public().count() == 6
    flagged = {*Flag.objects.values_list("kind", flat=True)}
    assert {FlagKind.NUMBER, FlagKind.SAME_ADDRESS, FlagKind.SAME_PEOPLE} <= flagged
    verdicts = [number.checked().verdict for group in groups for number in group.numbers.all()]
    assert Verdict.INVALID not in verdicts
    told = {*OutboxMessage.objects.values_list("to_address", flat=True)}
    assert told <= {people_demo.GROUP_EMAIL, resident.email}
    directory = client.get(reverse("organisations:directory")).content.decode()
    assert "Demo Repair Table" in directory
    sign_in(client, owners[0], "code")
    home = client.get(reverse("my_organisations:home")).content.decode()
    assert demo.LUNCH in home
    assert "asks to join" in home
