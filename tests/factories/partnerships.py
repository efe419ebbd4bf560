"""Needs, offers and matches for tests, all invented."""

from datetime import timedelta

import factory
from django.utils import timezone

from organisations.models import Organisation
from partnerships import services
from partnerships.enums import PostingState
from partnerships.models import Match, Part, Posting
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


def agreed(*, offering: int = 1, **fields):
    """The same, with a yes of all."""
    match, people = matched(offering=offering, **fields)
    for group, owner in people:
        services.answer(match_id=match.pk, organisation_id=group.pk, actor=owner, says_yes=True)
    match.refresh_from_db()
    return match, people


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
