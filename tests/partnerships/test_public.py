"""The public list: groups of the directory, what they need and give, and nobody's name."""

import pytest
from django.urls import reverse

from tests.factories.organisations import OrganisationFactory, group_with
from tests.factories.partnerships import PostingFactory
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db
LIST = reverse("needs:list")


def shown(client, **asked) -> str:
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return page.content.decode()


def test_everybody_reads_open_needs_and_offers_of_the_directory(client):
    group, owner = group_with(listed=True)
    PostingFactory(organisation=group, title="Chairs for a fair")
    PostingFactory(title="Secret hall", organisation=OrganisationFactory())
    words = shown(client)
    assert "Chairs for a fair" in words
    assert group.get_absolute_url() in words
    assert "Secret hall" not in words
    assert owner.name not in words
    assert owner.email not in words


def test_the_list_is_narrowed_by_the_address(client):
    ward = WardFactory()
    here = PostingFactory(title="Here", kind="offer", parts=[("skills-law", 1)])
    here.wards.add(ward)
    here.spoken.create(code="ur")
    there = PostingFactory(title="There", details="With a stage")
    there.wards.add(WardFactory())
    PostingFactory(title="Everywhere")
    for asked, found in (
        ({"q": "STAGE"}, {"There"}),
        ({"kind": "offer"}, {"Here"}),
        ({"about": "skills"}, {"Here"}),
        ({"ward": ward.slug}, {"Here", "Everywhere"}),
        ({"language": "ur"}, {"Here"}),
        ({"about": "reach"}, set()),
    ):
        words = shown(client, **asked)
        titles = ("Here", "There", "Everywhere")
        assert {one for one in titles if f"<bdi>{one}</bdi>" in words} == found


@pytest.mark.parametrize("odd", [{"ward": "x"}, {"kind": "wish"}, {"page": "-1"}, {"q": "\x00"}])
def test_an_unusable_filter_is_never_an_error(client, odd):
    PostingFactory()
    shown(client, **odd)


def test_the_groups_own_public_page_lists_them(client):
    posting = PostingFactory(title="Chairs for a fair")
    words = client.get(posting.organisation.get_absolute_url()).content.decode()
    assert "Chairs for a fair" in words


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_list_takes_the_same_number_of_statements(client, rows, django_assert_num_queries):
    for posting in PostingFactory.create_batch(rows):
        posting.wards.add(WardFactory())
        posting.spoken.create(code="ur")
    with django_assert_num_queries(7):
        shown(client)
