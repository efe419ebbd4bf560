"""Whom a lead group finds to invite: whom it works with, the directory, or a number's group."""

import pytest
from django.urls import reverse

from organisations.models import Organisation
from organisations.services import take_out_of_directory
from tests.factories.fund import begun, open_round
from tests.factories.organisations import group_with
from tests.factories.partnerships import agreed
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun_here(client):
    """An application that its leader is signed in for, and the address of its partners."""
    application, lead = begun(open_round())
    sign_in(client, lead, "code")
    return application, reverse("collaboration_fund:partners", args=[application.reference])


def test_groups_of_agreed_matches_come_first_whether_in_the_directory_or_not(client, begun_here):
    application, url = begun_here
    match, ((asking, _owner), (giving, other)) = agreed()
    match.sides.filter(organisation=asking).update(organisation=application.lead)
    take_out_of_directory(organisation_id=giving.pk, actor=other)
    Organisation.objects.filter(pk=giving.pk).update(name="Zebra Demo")
    listed, _people = group_with(listed=True, name="Aardvark Demo")
    hidden, _people = group_with(name="Hidden Demo")
    found = [*client.get(url).context["form"].fields["organisation"].queryset]
    assert found[0] == giving
    assert listed in found
    assert hidden not in found
    client.post(url, {"organisation": giving.pk})
    assert application.partners.filter(organisation=giving, state="in").exists()


def test_a_group_is_invited_by_its_exact_number(client, begun_here):
    application, url = begun_here
    group, _owner = group_with()
    group.numbers.create(scheme="GB-CHC", identifier="1164883")
    branch, _owner = group_with()
    branch.numbers.create(scheme="GB-CHC", identifier="1164883", is_parents=True)
    page = client.post(url, {"number": "116488", "role": "Cooks", "tasks": "Cooks."})
    assert "No group on the portal gave this number" in page.content.decode()
    assert "Cooks." in page.content.decode()
    client.post(url, {"number": " 1164 883", "role": "Cooks"})
    assert application.partners.get(organisation=group).role == "Cooks"
    assert not application.partners.filter(organisation=branch).exists()


def test_a_number_that_several_gave_or_no_choice_at_all_is_said(client, begun_here):
    application, url = begun_here
    for _number in range(2):
        group_with()[0].numbers.create(scheme="GB-CHC", identifier="1164883")
    assert "Several groups gave this number" in client.post(url, {"number": "1164883"}).text
    assert "Choose a group, or enter a number" in client.post(url, {}).text
    assert application.partners.count() == 1
