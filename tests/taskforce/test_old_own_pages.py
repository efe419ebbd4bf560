"""Members' own forms, sent from an old page."""

import pytest

from taskforce import services
from tests.factories.people import sign_in
from tests.factories.taskforce import (
    ActionFactory,
    InterestFactory,
    MemberFactory,
)
from tests.taskforce.test_old_pages import MINE, THEIRS, opened_from

pytestmark = pytest.mark.django_db


# --- Members' own forms ---------------------------------------------------------------------------


def own_mark(client, address: str) -> dict:
    return opened_from(client.get(address).content.decode())


def test_an_old_profile_neither_overwrites_words_nor_gives_consent_anew(client):
    member = MemberFactory(biography="Old words")
    services.consent_to_publish(member_id=member.pk, actor=member.person, biography="Old words")
    sign_in(client, member.person, "code")
    address = "/my/taskforce/profile/"
    old = {"biography": MINE, "agree": "on"} | own_mark(client, address)
    services.withdraw_consent(member_id=member.pk, actor=member.person)
    answer = client.post(address, old)
    assert answer.status_code == 200
    assert MINE in answer.content.decode()
    member.refresh_from_db()
    assert not member.consents.filter(withdrawn_at=None).exists()
    assert member.biography == "Old words"


def test_an_old_page_of_an_interest_writes_nothing(client):
    member = MemberFactory()
    interest = InterestFactory(member=member)
    sign_in(client, member.person, "code")
    since = {"since_0": 1, "since_1": 2, "since_2": 2020}
    address = f"/my/taskforce/interests/{interest.pk}/"
    old = {"kind": "work", "organisation": MINE, **since} | own_mark(client, address)
    type(interest).objects.update(description=THEIRS)
    answer = client.post(address, old)
    assert answer.status_code == 200
    assert THEIRS in answer.content.decode()
    interest.refresh_from_db()
    assert interest.organisation != MINE
    again = old | {"description": THEIRS} | opened_from(answer.content.decode())
    assert client.post(address, again).status_code == 302
    interest.refresh_from_db()
    assert (interest.organisation, interest.description) == (MINE, THEIRS)


def test_an_old_page_of_a_members_work_says_nothing_over_what_was_said(client, officer):
    action = ActionFactory()
    sign_in(client, action.owner.person, "code")
    address = f"/my/taskforce/actions/{action.pk}/"
    old = {"to": "under-way"} | own_mark(client, address)
    services.move_action(action_id=action.pk, to="paused", reason=THEIRS, actor=officer)
    answer = client.post(address, old)
    assert answer.status_code == 200
    assert THEIRS in answer.content.decode()
    action.refresh_from_db()
    assert action.state == "paused"
