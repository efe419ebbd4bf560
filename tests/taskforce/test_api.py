"""The Taskforce's part of the API shows what its pages show."""

import pytest

from tests.factories.taskforce import (
    ConsentFactory,
    EvidenceFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
)
from tests.taskforce.test_pages import grow, queries

pytestmark = pytest.mark.django_db
API = "/api/v1/taskforce-"


def listed(client, what: str) -> list[dict]:
    answer = client.get(f"{API}{what}/")
    assert answer.status_code == 200
    return answer.json()["results"]


def test_members_are_there_with_consent_only(client):
    quiet = MemberFactory()
    ConsentFactory(member__person__name="Demo Open")
    assert [member["name"] for member in listed(client, "members")] == ["Demo Open"]
    assert client.get(f"{API}members/{quiet.slug}/").status_code == 404


def test_drafts_and_unpublished_minutes_are_not_there(client):
    MeetingFactory(state="draft")
    MinutesFactory(state="approved")
    MinutesFactory(text="The minuted words")
    told = listed(client, "meetings")
    assert [meeting["minutes"] for meeting in told] == [None, "The minuted words"]


def test_of_a_summary_there_is_no_body(client):
    EvidenceFactory(publication="summary")
    EvidenceFactory(publication="private")
    (evidence,) = listed(client, "evidence")
    assert evidence["summary"]
    assert evidence["body"] is None


@pytest.mark.parametrize(
    ("what", "make"),
    [
        ("members", ConsentFactory),
        ("meetings", MinutesFactory),
        ("evidence", EvidenceFactory),
    ],
)
def test_lists_take_the_same_statements_however_many(client, what, make):
    counts = {queries(client, f"{API}{what}/") for _n in grow(make)}
    assert len(counts) == 1
    assert counts.pop() <= 4


@pytest.mark.parametrize("query", ["?sector=clergy", "?name=x"])
def test_a_filter_that_makes_no_sense_is_said(client, query):
    assert client.get(f"{API}members/{query}").status_code == 400
