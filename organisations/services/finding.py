"""Who belongs to a group, which groups somebody belongs to, and which groups are alike."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q, QuerySet

from core.text import comparable
from organisations import rules
from organisations.enums import MembershipState
from organisations.models import Membership, Organisation
from places.services import spaced_postcode

# Of more groups with a word in common none is looked at.
MOST_LOOKED_AT = 300
# From this on two names are one name with a slip of the pen.
ALIKE = 0.86
# Words that many names have, which tell nothing.
COMMON = frozenset(
    ("the", "of", "and", "in", "for", "at", "luton", "group", "community", "association", "club")
)


def owners_of(organisation: Organisation) -> QuerySet[Membership]:
    """The group's owners, with their accounts."""
    return organisation.memberships.owners().select_related("person")


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who belongs to the group, with their accounts; not who is invited or asked."""
    return organisation.memberships.active().select_related("person")


def organisations_of(person, act: rules.Act = rules.Act.SEE) -> QuerySet[Organisation]:
    """The standing groups for which somebody may do this, such as apply for money (`Act.EDIT`)."""
    roles = [role for role, acts in rules.MAY.items() if act in acts]
    return (
        Organisation.objects.standing()
        .filter(
            memberships__person=person,
            memberships__state=MembershipState.ACTIVE,
            memberships__role__in=roles,
        )
        .distinct()
    )


def learn_roles(person, organisations: Collection[Organisation]) -> None:
    """Ask once what somebody may do for each of these groups, so that asking each asks no more."""
    mine = Membership.objects.active().of(person).filter(organisation__in=organisations)
    roles = dict(mine.values_list("organisation_id", "role"))
    for organisation in organisations:
        organisation.know_role(person, roles.get(organisation.pk, ""))


@dataclass(frozen=True)
class Alike:
    """A group that may be the one that is asked about; why is number, name, postcode, people."""

    organisation: Organisation
    why: tuple[str, ...]


def alike(
    *,
    name: str,
    postcode: str = "",
    numbers: Collection[tuple[str, str]] = (),
    people: Iterable[str] = (),
    but: int | None = None,
) -> list[Alike]:
    """The standing groups that may be the same as one of this name, the likeliest first.

    A number or a name that is the same is enough; a postcode or people count where the names are
    alike as well, since many groups meet in one building, and people serve more than one.

    Args:
        name: of the group.
        postcode: in any spelling.
        numbers: (register, number) as they are kept.
        people: the names of those who run it.
        but: the primary key of a group that is left out: the one that is asked about.
    """
    compared, postcode = comparable(name), spaced_postcode(postcode)
    by_number = Q(pk__in=[])
    for scheme, identifier in numbers:
        by_number |= Q(numbers__scheme=scheme, numbers__identifier=identifier)
    by_word = Q(name_compared=compared)
    for word in _telling(compared):
        by_word |= Q(name_compared__contains=word)
    near = Q(postcode=postcode) if postcode else Q(pk__in=[])
    groups = Organisation.objects.standing().filter(by_number | by_word | near).exclude(pk=but)
    groups = list(groups.prefetch_related("numbers").distinct().order_by("pk")[:MOST_LOOKED_AT])
    known = _people_of(groups)
    asked, folk = {*numbers}, {comparable(person) for person in people}
    found = []
    for group in groups:
        named = group.name_compared == compared
        likeness = SequenceMatcher(None, group.name_compared, compared).ratio()
        words, others = _telling(compared), _telling(group.name_compared)
        is_like = likeness >= ALIKE or bool(
            words and others and (words <= others or others <= words)
        )
        why = {
            "number": any((one.scheme, one.identifier) in asked for one in group.numbers.all()),
            "name": named or likeness >= ALIKE,
            "postcode": is_like and bool(postcode) and group.postcode == postcode,
            "people": is_like and bool(folk & known.get(group.pk, set())),
        }
        if any(why.values()):
            found.append(Alike(group, tuple(reason for reason, holds in why.items() if holds)))
    return sorted(found, key=lambda one: (-len(one.why), "number" not in one.why))


def _telling(compared: str) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in compared.split() if word not in COMMON and len(word) > 2}


def _people_of(groups: Collection[Organisation]) -> dict[int, set[str]]:
    return people_by_group(Q(pk__in=[group.pk for group in groups]))


def people_by_group(which: Q) -> dict[int, set[str]]:
    """The comparable names of those who run or belong to each of these groups, by its key."""
    names: dict[int, set[str]] = {}
    groups = Organisation.objects.standing().filter(which).order_by()
    committee = groups.values_list("pk", "committee__name_compared")
    active = groups.filter(memberships__state=MembershipState.ACTIVE)
    for pk, name in [*committee, *active.values_list("pk", "memberships__person__name_compared")]:
        if name:
            names.setdefault(pk, set()).add(name)
    return names


def acting_for(organisation: Organisation) -> list:
    """The people who act for a group, in the order in which they joined: those who may edit it."""
    acting = Membership.objects.filter(
        organisation=organisation,
        state=MembershipState.ACTIVE,
        role__in=[role for role, acts in rules.MAY.items() if rules.Act.EDIT in acts],
        person__is_active=True,
    )
    return [one.person for one in acting.select_related("person").order_by("pk")]
