"""Three groups in three browsers: a need, two offers, a match of all three, talk, a partnership."""

import pytest

from partnerships import services
from partnerships.models import Match, Partnership
from tests.factories.organisations import group_with
from tests.factories.partnerships import PostingFactory
from tests.factories.places import WardFactory
from tests.journeys.walk import Walk, enter

pytestmark = pytest.mark.django_db(transaction=True)

WAYS = [
    pytest.param({"width": 320, "javascript": False}, id="narrow without JavaScript"),
    pytest.param({"width": 1280}, id="wide"),
]


@pytest.mark.parametrize("way", WAYS)
def test_three_groups_find_each_other_and_become_partners(visitor, site, axe, fits, way):
    WardFactory()
    people = [group_with(listed=True) for _number in range(3)]
    walks = []
    for _group, person in people:
        walk = Walk(visitor(**way), fits, axe)
        enter(walk.page, site, person)
        walks.append(walk)
    (asking, _owner), *givers = people
    for group, _person in givers:
        PostingFactory(organisation=group, kind="offer", parts=[("volunteers-cooks", 2)])
    first = walks[0]
    first.open(asking.own_url)
    first.follow("Needs and offers")
    first.press("Post a need")
    first.press("Post it")
    first.field("In a few words").fill("Cooks for a street lunch")
    first.page.locator("[name=category_1]").select_option("volunteers-cooks")
    first.page.locator("[name=quantity_1]").fill("4")
    first.press("Post it")
    assert services.look_for_matches() == 3
    match = Match.objects.order_by("pk").last()
    assert match.sides.count() == 3
    for (group, _person), walk in zip(people, walks, strict=True):
        walk.open(f"/my/organisations/{group.slug}/needs/matches/{match.pk}/")
        assert "@demo.example" not in walk.main().inner_text()
        walk.press("Yes")
        walk.page.get_by_label("Show my name and email address").check()
        walk.press("Yes")
    assert walks[2].main().inner_text().count("@demo.example") == 3
    first.page.reload()
    first.field("Write to the other groups").fill("Shall we cook on Sunday?")
    first.press("Send")
    first.follow("Become partners")
    first.field("Name of the partnership").fill("Demo Sunday Lunch")
    first.press("Propose it")
    partnership = Partnership.objects.get()
    for (group, _person), walk in zip(people[1:], walks[1:], strict=True):
        walk.open(f"/my/organisations/{group.slug}/needs/matches/{match.pk}/")
        assert "Shall we cook on Sunday?" in walk.main().inner_text()
        walk.follow("Demo Sunday Lunch")
        walk.press("Yes, we are partners")
    partnership.refresh_from_db()
    assert partnership.is_formed
    walks[1].open("/needs/")
