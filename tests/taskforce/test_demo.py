"""The invented Taskforce of the demonstration."""

import pytest
from django.core.management import call_command

from people import demo as people_demo
from places import demo as places_demo
from places.services import load_sample_postcodes
from taskforce import demo
from taskforce.models import Evidence, Meeting, Member
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_a_taskforce_once_and_says_that_it_is_invented(client):
    call_command("load_reference", verbosity=0)
    load_sample_postcodes()
    places_demo.seed()
    resident, officer = people_demo.seed()
    for _twice in range(2):
        demo.seed(officer=officer, resident=resident)
    assert Member.objects.serving().count() == 12
    for model in (Member, Meeting, Evidence):
        assert not model.objects.filter(is_demo=False).exists()
    assert Meeting.objects.filter(kind="residential", state="held").exists()
    pages = ("", "members/", "meetings/", "work/", "evidence/", "groups/", "reviews/")
    for page in pages:
        words(client, f"/taskforce/{page}")
    assert "Demo story: waiting" not in words(client, "/taskforce/evidence/")
