"""What partnerships tell of people and groups."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from organisations.models import Membership
from organisations.ties import PARTNER, Tie, Who
from partnerships.enums import PartnershipState
from partnerships.models import Partner


def partners(people: Sequence[Who]) -> Iterable[Tie]:
    """Ties of people to the groups that work in a partnership with a group of theirs."""
    keys = defaultdict(list)
    for who in people:
        keys[who.person.pk].append(who.key)
    mine = Membership.objects.active().filter(person__in=keys)
    groups = defaultdict(set)
    for person, group in mine.values_list("person", "organisation"):
        groups[group].update(keys[person])
    rows = Partner.objects.filter(
        organisation__in=groups, partnership__state=PartnershipState.FORMED
    )
    for group, other in rows.values_list("organisation", "partnership__partners__organisation"):
        if other != group:
            for key in groups[group]:
                yield Tie(key, other, PARTNER)
