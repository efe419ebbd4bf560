"""Groups that agreed become partners; what comes of it is a number."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from messaging.models import OutboxMessage
from partnerships import registry, services
from partnerships.enums import MatchState, PartnershipState, PostingState
from partnerships.models import Match, Partnership, Posting
from partnerships.registry import Award
from partnerships.services.finding import partners as known_partners
from tests.factories.organisations import group_with
from tests.factories.partnerships import PostingFactory, agreed, days, matched, partners
from tests.factories.people import ResidentFactory
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db

State = PartnershipState


def propose(match, group, person, name="Demo Partners") -> Partnership:
    return services.propose(match_id=match.pk, organisation_id=group.pk, actor=person, name=name)


def of(partnership, group, person) -> dict:
    return {"partnership_id": partnership.pk, "organisation_id": group.pk, "actor": person}


def told() -> list[str]:
    emails = OutboxMessage.objects.filter(kind="partnerships.partnership")
    return sorted(emails.values_list("to_address", flat=True))


def test_one_proposes_all_others_say_yes_and_it_stands():
    match, [(asking, owner), *others] = agreed(offering=2)
    partnership = propose(match, asking, owner)
    assert (partnership.state, partnership.since) == (State.PROPOSED, None)
    assert told() == sorted(person.email for _group, person in others)
    for group, person in others:
        assert partnership.state == State.PROPOSED
        partnership = services.agree(**of(partnership, group, person))
    assert (partnership.state, partnership.since) == (State.FORMED, days(0))
    assert len(told()) == 2 + 3
    match.need.refresh_from_db()
    assert match.need.state == PostingState.OPEN
    group, person = others[0]
    assert refused(services.agree, **of(partnership, group, person)) == "not-a-move"


def kitchen_and_helpers():
    """(a need of a kitchen and helpers, its people, who gives helpers, who more, who a kitchen)."""
    asking, *givers = (group_with(listed=True) for _number in range(4))
    need = PostingFactory(
        organisation=asking[0], parts=[("rooms-kitchen", 1), ("volunteers-helpers", 3)]
    )
    given = [("volunteers-helpers", 3), ("volunteers-helpers", 5), ("rooms-kitchen", 1)]
    for (group, _owner), part in zip(givers, given, strict=True):
        PostingFactory(organisation=group, kind="offer", parts=[part], title=f"Demo {part}")
    services.look_for_matches()
    return need, asking, *givers


def match_of(need, *groups) -> Match:
    who = ",".join(str(pk) for pk in sorted(group.pk for group, _owner in groups))
    return need.matches.get(who=who)


def yes(match, *people):
    for group, person in people:
        services.answer(match_id=match.pk, organisation_id=group.pk, actor=person, says_yes=True)
    match.refresh_from_db()


def test_a_need_stays_open_with_what_is_missing_and_who_waits_in_vain_is_told():
    need, asking, helpers, more, kitchen = kitchen_and_helpers()
    match, other, room = (match_of(need, asking, one) for one in (helpers, more, kitchen))
    yes(match, asking, helpers)
    yes(other, more)
    yes(room, kitchen)
    OutboxMessage.objects.all().delete()
    partnership = services.agree(**of(propose(match, *asking), *helpers))
    need.refresh_from_db()
    assert need.state == PostingState.OPEN
    for one, state in ((other, MatchState.WITHDRAWN), (room, MatchState.SUGGESTED)):
        one.refresh_from_db()
        assert one.state == state
    over = OutboxMessage.objects.get(kind="partnerships.over")
    assert over.to_address == more[1].email
    assert "given by a partnership now" in over.text
    formed = OutboxMessage.objects.filter(subject__startswith="You are partners")
    assert "Have you found all you need?" in formed.get(to_address=asking[1].email).text
    assert "Have you found" not in formed.get(to_address=helpers[1].email).text
    need = Posting.objects.with_details().get(pk=need.pk)
    assert need.still_asked() == ["Kitchen: 1 room"]
    assert need.found_already() == ["Helpers at events: 3 volunteers"]
    # Matching goes on with the kitchen alone; nobody is suggested for the helpers again.
    services.look_for_matches()
    assert {*Match.objects.filter(state=MatchState.SUGGESTED)} == {room}
    assert room.sides.get(organisation=kitchen[0]).says_yes
    services.end(**of(partnership, *helpers), reason="They moved.")
    services.look_for_matches()
    other.refresh_from_db()
    assert other.state == MatchState.SUGGESTED
    assert helpers[0].postings.get().state == PostingState.OPEN


def test_part_of_an_amount_leaves_the_rest_missing():
    asking, giving = group_with(listed=True), group_with(listed=True)
    need = PostingFactory(organisation=asking[0], parts=[("volunteers-cooks", 5)])
    PostingFactory(organisation=giving[0], kind="offer", parts=[("volunteers-cooks", 2)])
    services.look_for_matches()
    match = need.matches.get()
    assert match.gives() == (["Cooks: 2 volunteers"], ["Cooks: 3 volunteers"])
    yes(match, asking, giving)
    services.agree(**of(propose(match, *asking), *giving))
    PostingFactory(kind="offer", parts=[("volunteers-cooks", 9)])
    services.look_for_matches()
    found = Match.objects.with_details().get(state=MatchState.SUGGESTED)
    assert found.gives() == (["Cooks: 3 volunteers"], [])


def test_a_need_that_has_all_waits_for_its_group_to_say_so():
    partnership, [(asking, owner), _giving] = partners()
    need = partnership.match.need
    PostingFactory(kind="offer", parts=[("volunteers", 1)])
    assert services.look_for_matches() == 0
    assert services.mark_met(posting_id=need.pk, actor=owner).state == PostingState.MATCHED
    assert need.organisation == asking


def test_a_no_drops_it_and_another_can_be_proposed():
    match, [(asking, owner), (giving, theirs)] = agreed()
    partnership = propose(match, asking, owner)
    asked = {"match_id": match.pk, "organisation_id": giving.pk, "actor": theirs}
    assert refused(services.propose, **asked, name="Another") == "proposed"
    assert services.turn_down(**of(partnership, giving, theirs)).state == State.DROPPED
    assert propose(match, giving, theirs).state == State.PROPOSED


def test_it_needs_an_agreed_match_a_name_and_somebody_of_a_side():
    match, [(asking, owner), (giving, theirs)] = matched()
    asked = {"match_id": match.pk, "organisation_id": asking.pk, "actor": owner}
    assert refused(services.propose, **asked, name="Demo") == "not-agreed"
    for group, person in ((asking, owner), (giving, theirs)):
        services.answer(match_id=match.pk, organisation_id=group.pk, actor=person, says_yes=True)
    assert refused(services.propose, **asked, name=" ") == "no-name"
    stranger = ResidentFactory()
    assert refused(services.propose, **asked | {"actor": stranger}, name="Demo") == "not-allowed"
    partnership = propose(match, asking, owner)
    for act in (services.agree, services.turn_down):
        assert refused(act, **of(partnership, giving, stranger)) == "not-allowed"
        assert refused(act, **of(partnership, giving, owner)) == "not-allowed"
    other, _people = partners()
    assert refused(services.agree, **of(other, asking, owner)) == "not-found"


def test_a_partnership_ends_with_a_reason():
    partnership, [(asking, owner), (_giving, theirs)] = partners()
    asked = of(partnership, asking, owner)
    assert refused(services.end, **asked, reason=" ") == "reason-needed"
    OutboxMessage.objects.all().delete()
    assert services.end(**asked, reason="The hall was sold.").state == State.ENDED
    assert told() == [theirs.email]
    assert refused(services.end, **asked, reason="Again") == "not-a-move"


def test_partners_are_known_to_matching():
    partnership, [(asking, _owner), (giving, _theirs)] = partners()
    pair = tuple(sorted((asking.pk, giving.pk)))
    assert known_partners() == {pair}
    Partnership.objects.filter(pk=partnership.pk).update(state=State.ENDED)
    assert known_partners() == set()


def test_the_database_keeps_one_standing_partnership_of_a_match():
    partnership, _people = partners()
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.create(match=partnership.match, name="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.filter(pk=partnership.pk).update(since=None)


def test_a_draft_application_starts_with_what_is_known():
    partnership, [(asking, _owner), (giving, _theirs)] = partners()
    beginning = services.beginning_of(partnership)
    assert (beginning.title, beginning.need) == ("Demo Partners", "Demo helpers")
    assert beginning.organisations == (asking.pk, giving.pk)
    assert beginning.tasks == ((giving.pk, "Volunteers for anything: 1 volunteer"),)


def test_new_pairs_were_never_funded_together_before():
    awards = [
        Award(date(2024, 5, 1), [1, 2, 3]),
        Award(date(2026, 4, 1), [2, 1, 4]),
        Award(date(2026, 6, 1), [4, 2, 5]),
    ]
    since = date(2026, 4, 1)
    assert services.new_pairs(awards, since=since) == [(1, 4), (2, 4), (2, 5), (4, 5)]
    assert len(services.new_pairs(awards, since=date(2024, 1, 1))) == 7
    assert services.new_pairs([], since=since) == []


def test_the_numbers_of_the_year(monkeypatch):
    monkeypatch.setattr(registry, "_awards", [])
    _partnership, [(asking, _owner), (giving, _theirs)] = partners()
    PostingFactory(state=PostingState.DRAFT)
    registry.register_awards(lambda: [Award(days(0), [asking.pk, giving.pk])])
    year = services.numbers_since(days(0))
    assert (year.needs, year.offers, year.agreed, year.formed, year.new_pairs) == (1, 1, 1, 1, 1)
    assert services.numbers_since(days(1)).formed == 0
