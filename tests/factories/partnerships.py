"""Needs, offers and matches for tests, all invented."""

from dataclasses import dataclass
from datetime import timedelta

import factory
from django.utils import timezone

from messaging.models import Due, OutboxMessage
from organisations.models import Organisation
from partnerships import services
from partnerships.enums import PostingState
from partnerships.models import Match, Part, Partnership, Posting
from tests.factories.again import made_once
from tests.factories.organisations import OrganisationFactory, group_with


def days(number: int):
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=number)


class PostingFactory(factory.django.DjangoModelFactory):
    """An open need of one hall, until in a month; `parts` are (category, how many)."""

    class Meta:
        model = Posting
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory, listed=True)
    kind = "need"
    title = factory.Sequence(lambda n: f"Demo hall {n}")
    state = PostingState.OPEN
    expires_on = factory.LazyFunction(lambda: days(30))

    @factory.post_generation
    def parts(self, create, extracted, **kwargs):
        for category, quantity in extracted or [("rooms-hall", 1)]:
            Part.objects.create(posting=self, category=category, quantity=quantity)


def facts(kind="need", **said) -> services.Facts:
    """What a group says of a need of one hall, unless `said` says otherwise."""
    plain = {"title": "A hall on Fridays", "parts": [("rooms-hall", 1)], "expires_on": days(30)}
    return services.Facts(kind=kind, **plain | said)


@made_once
def matched(*, offering: int = 1, **fields) -> tuple[Match, list[tuple[Organisation, object]]]:
    """A match of a group that needs and so many that offer, and (group, owner) of each.

    Each of several offers one of the volunteers that are needed.
    """
    people = [group_with(listed=True, **fields) for _number in range(offering + 1)]
    (asking, _owner), *givers = people
    PostingFactory(organisation=asking, parts=[("volunteers", offering)], title="Demo helpers")
    for group, _owner in givers:
        PostingFactory(organisation=group, kind="offer", parts=[("volunteers", 1)])
    services.look_for_matches()
    who = ",".join(str(pk) for pk in sorted(group.pk for group, _owner in people))
    return Match.objects.get(who=who), people


@made_once
def agreed(*, offering: int = 1, **fields):
    """The same, with a yes of all."""
    match, people = matched(offering=offering, **fields)
    for group, owner in people:
        services.answer(match_id=match.pk, organisation_id=group.pk, actor=owner, says_yes=True)
    match.refresh_from_db()
    return match, people


@made_once
def partners(*, offering: int = 1, **fields):
    """(a partnership that stands, the people of `matched`)."""
    match, people = agreed(offering=offering, **fields)
    (group, owner), *others = people
    partnership = services.propose(
        match_id=match.pk, organisation_id=group.pk, actor=owner, name="Demo Partners"
    )
    for other, theirs in others:
        services.agree(partnership_id=partnership.pk, organisation_id=other.pk, actor=theirs)
    partnership.refresh_from_db()
    return partnership, people


@dataclass(frozen=True)
class Met:
    """A match, its need and its partnership, as the people of the group that needs see them."""

    group: Organisation
    partnership: Partnership

    def arguments(self) -> dict[str, dict]:
        """What the addresses of needs, matches and partnerships take."""
        match = self.partnership.match
        of_group = {"slug": self.group.slug}
        of_need = of_group | {"pk": match.need_id}
        of_match = of_group | {"pk": match.pk}
        of_partnership = of_group | {"pk": self.partnership.pk}
        return {
            "needs:answer": {"pk": match.need_id},
            "my_needs:home": of_group,
            "my_needs:new": of_group | {"kind": "need"},
            **{f"my_needs:{name}": of_need for name in ("posting", "change", "close", "again")},
            **{f"my_needs:{name}": of_match for name in ("match", "write", "propose")},
            **{f"my_needs:{name}": of_partnership for name in ("partnership", "end")},
        }


def make_met(group: Organisation, owner) -> Met:
    """A partnership of `group`, of which `owner` is the owner, with one other group.

    What was said on the way is left out, so that the town's messages stay those of before.
    """
    other, theirs = group_with(listed=True)
    PostingFactory(organisation=group, parts=[("services-food", 1)])
    PostingFactory(organisation=other, kind="offer", parts=[("services-food", 1)])
    services.look_for_matches()
    match = Match.objects.get(need__organisation=group)
    for one, person in ((group, owner), (other, theirs)):
        services.answer(match_id=match.pk, organisation_id=one.pk, actor=person, says_yes=True)
    asked = {"match_id": match.pk, "organisation_id": group.pk, "actor": owner}
    partnership = services.propose(**asked, name="Demo Partners")
    services.agree(partnership_id=partnership.pk, organisation_id=other.pk, actor=theirs)
    for said in (OutboxMessage, Due):
        said.objects.filter(kind__startswith="partnerships.").delete()
    return Met(group, partnership)
