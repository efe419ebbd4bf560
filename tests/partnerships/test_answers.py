"""Both sides say yes before anybody is named; then they write to each other."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations.enums import Role
from partnerships import services
from partnerships.enums import MatchState
from partnerships.models import Match, Message, Side
from people import roles
from tests.factories.organisations import MembershipFactory
from tests.factories.partnerships import agreed, matched
from tests.factories.people import ResidentFactory, officer_of
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db

State = MatchState


def answer(match, group, person, says_yes=True) -> Match:
    return services.answer(
        match_id=match.pk, organisation_id=group.pk, actor=person, says_yes=says_yes
    )


def test_the_last_yes_names_everybody_to_each_other_and_not_before():
    match, people = matched(offering=3)
    *first, (last, owner) = people
    for group, person in first:
        assert answer(match, group, person).state == State.SUGGESTED
        assert not OutboxMessage.objects.filter(kind="partnerships.agreed").exists()
    assert answer(match, last, owner).state == State.AGREED
    told = OutboxMessage.objects.filter(kind="partnerships.agreed")
    assert told.count() == 4
    for _group, person in people:
        text = told.get(to_address=person.email).text
        others = [other for _g, other in people if other != person]
        assert all(other.email in text and other.name in text for other in others)
        assert person.email not in text


def test_one_no_ends_it_and_tells_who_waits_without_saying_who_said_it():
    match, [(asking, owner), (giving, theirs), _third] = matched(offering=2)
    answer(match, asking, owner)
    assert answer(match, giving, theirs, says_yes=False).state == State.DECLINED
    told = OutboxMessage.objects.get()
    assert (told.to_address, told.kind) == (owner.email, "partnerships.over")
    assert "One of the groups said no." in told.text
    assert giving.name not in told.text
    assert theirs.name not in told.text
    assert refused(services.answer, **_asked(match, asking, owner), says_yes=True) == "answered"


def test_a_yes_can_be_taken_back_until_all_have_said_it():
    match, [(asking, owner), _other] = matched()
    answer(match, asking, owner)
    assert answer(match, asking, owner, says_yes=False).state == State.DECLINED


def test_only_who_acts_for_a_side_answers_and_for_that_side_alone():
    match, [(asking, owner), (giving, _theirs)] = matched()
    viewer = MembershipFactory(organisation=asking, role=Role.VIEWER).person
    for person in (viewer, ResidentFactory(), officer_of(roles.FUND_OFFICER)):
        asked = _asked(match, asking, person)
        assert refused(services.answer, **asked, says_yes=True) == "not-allowed"
    asked = _asked(match, giving, owner)
    assert refused(services.answer, **asked, says_yes=True) == "not-allowed"
    stranger, _people = matched()
    asked = _asked(stranger, asking, owner)
    assert refused(services.answer, **asked, says_yes=True) == "not-found"


def test_they_write_to_each_other_once_all_have_agreed():
    match, [(asking, owner), (giving, theirs)] = matched()
    asked = _asked(match, asking, owner)
    assert refused(services.write, **asked, text="Hello") == "not-agreed"
    answer(match, asking, owner)
    answer(match, giving, theirs)
    OutboxMessage.objects.all().delete()
    assert refused(services.write, **asked, text="  ") == "nothing"
    message = services.write(**asked, text=" When shall we meet? ")
    assert (message.text, message.author, message.organisation) == (
        *("When shall we meet?", owner, asking),
    )
    email = OutboxMessage.objects.get()
    assert (email.to_address, email.kind) == (theirs.email, "partnerships.message")
    assert "When shall we meet?" not in email.text
    stranger = ResidentFactory()
    asked = _asked(match, asking, stranger)
    assert refused(services.write, **asked, text="Hello") == "not-allowed"
    assert Message.objects.count() == 1


def test_what_is_sent_twice_at_once_is_said_once():
    match, [(asking, owner), (giving, theirs)] = agreed()
    OutboxMessage.objects.all().delete()
    asked = _asked(match, asking, owner)
    first = services.write(**asked, text="When shall we meet?")
    assert services.write(**asked, text=" When shall we meet? ") == first
    assert OutboxMessage.objects.count() == 1
    services.write(**_asked(match, giving, theirs), text="When shall we meet?")
    services.write(**asked, text="When shall we meet?")
    assert Message.objects.count() == 3
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        services.write(**asked, text="When shall we meet?")
    assert Message.objects.count() == 4


def test_an_agreed_match_outlives_what_it_came_of():
    match, [(asking, owner), _other] = agreed()
    services.close(posting_id=match.need_id, actor=owner)
    match.refresh_from_db()
    assert match.state == State.AGREED
    assert services.write(**_asked(match, asking, owner), text="We still talk.")


def test_the_database_keeps_who_answered_and_when():
    match, [(asking, owner), _other] = matched()
    side = match.sides.get(organisation=asking)
    for wrong in ({"says_yes": True}, {"answered_by": owner}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Side.objects.filter(pk=side.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(state=State.AGREED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Side.objects.create(match=match, organisation=asking)


def _asked(match, group, person) -> dict:
    return {"match_id": match.pk, "organisation_id": group.pk, "actor": person}
