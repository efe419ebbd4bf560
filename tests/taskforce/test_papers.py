"""Papers: asked each time who may read them."""

import pytest

from tests.factories.people import sign_in
from tests.factories.taskforce import MemberFactory, PaperFactory, day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("audience", "state", "anybody", "a_member"),
    [
        ("public", "announced", 200, 200),
        ("members", "announced", 404, 200),
        ("officers", "announced", 404, 404),
        ("public", "draft", 404, 404),
        ("members", "draft", 404, 404),
    ],
)
def test_a_paper_asks_each_time_who_may_read_it(client, audience, state, anybody, a_member):
    paper = PaperFactory(audience=audience, meeting__state=state)
    address = paper.get_absolute_url()
    assert client.get(address).status_code == anybody
    sign_in(client, MemberFactory().person, "code")
    answer = client.get(address)
    assert answer.status_code == a_member
    if a_member == 200:
        assert answer["Content-Disposition"].startswith("attachment")
    sign_in(client, MemberFactory(state="ended", ends_on=day(-2)).person, "code")
    assert client.get(address).status_code == anybody


def test_a_paper_that_makes_no_sense_is_not_there(client):
    assert client.get(f"/taskforce/papers/{10**40}/").status_code == 404
