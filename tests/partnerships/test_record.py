"""What an officer reads of a person: their answers, and never what they wrote to other groups."""

import pytest

from partnerships.record import knows
from people import roles
from people.rules import may_read_all
from tests.factories.organisations import MembershipFactory
from tests.factories.partnerships import agreed, matched
from tests.factories.people import OfficerFactory, officer_of

pytestmark = pytest.mark.django_db


def test_their_answers_are_told_to_who_may_see_matches():
    _match, [(asking, owner), _other] = agreed()
    [section] = knows(officer_of(roles.FUND_OFFICER), owner)
    [line] = section.lines
    assert (line.words, line.said) == ("Demo helpers", f"Yes, for {asking.name}")
    assert [*knows(officer_of(roles.SELECTION_PANEL), owner)] == []


def test_an_account_that_shows_messages_is_moved_by_nobody():
    """Whoever has its mailbox signs in, and reads what groups wrote to each other."""
    officer = OfficerFactory(is_superuser=True)
    match, [(asking, owner), (giving, _theirs)] = agreed()
    viewer = MembershipFactory(organisation=giving).person
    _other_match, [(_group, stranger), *_others] = matched()
    assert may_read_all(officer, owner)
    match.messages.create(organisation=asking, author=owner, text="Between us")
    assert not may_read_all(officer, owner)
    assert not may_read_all(officer, viewer)
    assert may_read_all(officer, stranger)
