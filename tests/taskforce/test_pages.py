"""The public pages: what they show, what they never show, and how many statements they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taskforce import registry
from taskforce.models import MemberRole
from tests.factories.people import sign_in
from tests.factories.taskforce import (
    ConsentFactory,
    ExpenseFactory,
    InterestFactory,
    MeetingFactory,
    MemberFactory,
    day,
)

pytestmark = pytest.mark.django_db


def words(client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        words(client, url)
    return len(captured)


def grow(make, numbers=(1, 3, 100)):
    """Make rows until there are so many, and say so each time."""
    made = 0
    for number in numbers:
        while made < number:
            make()
            made += 1
        yield number


def named_member():
    member = ConsentFactory(member__person__name="Demo Named").member
    InterestFactory(member=member)
    return member


def test_members_are_listed_in_the_same_statements_however_many(client):
    counts = {queries(client, "/taskforce/members/") for _n in grow(named_member)}
    assert len(counts) == 1
    assert counts.pop() <= 7


def test_a_member_page_takes_the_same_statements_however_many_interests(client):
    member = MemberFactory()
    url = f"/taskforce/members/{member.slug}/"
    make = lambda: InterestFactory(member=member)  # noqa: E731 - one line reads best
    counts = {queries(client, url) for _n in grow(make)}
    assert len(counts) == 1
    assert counts.pop() <= 4


def test_a_name_is_shown_only_with_consent_and_not_of_who_has_left(client):
    MemberFactory(person__name="Demo Quiet")
    open_one = ConsentFactory(member__person__name="Demo Open").member
    gone = ConsentFactory(
        member__person__name="Demo Gone", member__state="left", member__left_on=day(-1)
    ).member
    MemberFactory(person__name="Demo Coming", starts_on=day(9))
    listed = words(client, "/taskforce/members/")
    assert "Demo Open" in listed
    assert "A resident member" in listed
    for name in ("Demo Quiet", "Demo Gone", "Demo Coming"):
        assert name not in listed
    assert "Demo Open" in words(client, f"/taskforce/members/{open_one.slug}/")
    assert client.get(f"/taskforce/members/{gone.slug}/").status_code == 404


def test_roles_are_public(client):
    member = MemberFactory()
    MemberRole.objects.create(member=member, role="chair", starts_on=day(-3))
    assert "Chair" in words(client, "/taskforce/members/")


def test_expenses_are_public_only_where_nobody_can_be_told_from_them(client):
    for _number in range(4):
        ExpenseFactory(state="paid", pence=10_000)
    assert "£" not in words(client, "/taskforce/members/")
    ExpenseFactory(state="paid", pence=10_000)
    ExpenseFactory(state="claimed", pence=99_999)
    assert "£500" in words(client, "/taskforce/members/")


def test_the_landing_page_says_what_recruitment_says(client):
    assert "Join us" not in words(client, "/taskforce/")
    registry.register_notices(lambda: [registry.Notice("Join us", "Until May.", "/demo/")])
    assert "Join us" in words(client, "/taskforce/")


def test_two_apps_cannot_both_say_it():
    registry.register_categories(lambda ids: {})
    with pytest.raises(ValueError, match="categories"):
        registry.register_categories(lambda ids: {})


@pytest.mark.parametrize("query", ["?page=x", "?page=0", "?page=99999999999999999999", "?page=%00"])
def test_a_page_number_that_makes_no_sense_is_no_fault(client, query):
    MemberFactory()
    assert "A resident member" in words(client, f"/taskforce/members/{query}")


def test_who_joins_soon_is_announced_and_counts_when_they_have_come(client):
    coming = ConsentFactory(member__starts_on=day(40), member__person__name="Demo Soon").member
    page = words(client, "/taskforce/members/")
    assert "Who joins soon" in page
    assert "Demo Soon" in page
    assert "Demo Soon" in words(client, coming.get_absolute_url())
    sign_in(client, coming.person, "code")
    before = MeetingFactory(starts_at=timezone.now() + timedelta(days=20))
    after = MeetingFactory(starts_at=timezone.now() + timedelta(days=60))
    own = words(client, "/my/taskforce/")
    assert after.title in own
    assert before.title not in own
