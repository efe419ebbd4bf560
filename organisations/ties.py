"""What ties a person to groups: what organisations knows, and what other apps register.

An app registers from AppConfig.ready a function from people to ties, which takes the same number of
statements however many people and groups there are:

    register_ties(ties.registered_interests)
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db.models import TextField, Value
from django.db.models.functions import Replace

from core.text import compact, comparable, email_address
from organisations.enums import LIVE_MEMBERSHIPS
from organisations.models import CommitteeMember, Membership, Organisation
from places.addresses import Sameness, same_home

MEMBER, COMMITTEE, NAMED, PARTNER = "member", "committee", "named", "partner"
REGISTERED, MAILBOX, ADDRESS = "registered", "mailbox", "address"


@dataclass(frozen=True)
class Who:
    """Somebody whose ties are asked for.

    Args:
        key: what they are known by in the answer.
        person: their account.
        organisations: names of organisations that they said they belong to.
        homes: (first line of the address, postcode) of where they said they live.
    """

    key: Hashable
    person: object
    organisations: tuple[str, ...] = ()
    homes: tuple[tuple[str, str], ...] = ()


class Tie(NamedTuple):
    """That somebody is tied to a group, and how."""

    who: Hashable
    group: int
    kind: str


TiesFunction = Callable[[Sequence[Who]], Iterable[Tie]]

_functions: list[TiesFunction] = []


def register_ties(function: TiesFunction) -> None:
    """Name a function (people) -> ties between them and groups."""
    if function not in _functions:
        _functions.append(function)


def ties_of(people: Sequence[Who]) -> dict[Hashable, dict[int, frozenset[str]]]:
    """{who: {group: how they are tied to it}}, for all groups and from every app that knows one."""
    found: dict[Hashable, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for function in (_memberships, _committees, _mailboxes, _said, _addresses, *_functions):
        for tie in function(people) if people else ():
            found[tie.who][tie.group].add(tie.kind)
    return {
        who: {group: frozenset(kinds) for group, kinds in groups.items()}
        for who, groups in found.items()
    }


def groups_called(names: Iterable[str]) -> dict[str, list[int]]:
    """{a name without spaces and signs: the groups that are called so}."""
    wanted = {compact(name) for name in names} - {""}
    rows = Organisation.objects.annotate(
        bare=Replace("name_compared", Value(" "), Value(""), output_field=TextField())
    )
    called = defaultdict(list)
    for pk, bare in rows.filter(bare__in=wanted).values_list("pk", "bare") if wanted else ():
        called[bare].append(pk)
    return called


def tied_by_name(said: Iterable[tuple[Hashable, str]], kind: str) -> Iterable[Tie]:
    """The ties of (who, name of an organisation), to the groups of that name."""
    said = list(said)
    called = groups_called(name for _who, name in said)
    for who, name in said:
        for group in called.get(compact(name), ()):
            yield Tie(who, group, kind)


def _memberships(people: Sequence[Who]) -> Iterable[Tie]:
    """Who belongs to a group, was invited to it, or has asked to."""
    keys = defaultdict(list)
    for who in people:
        keys[who.person.pk].append(who.key)
    rows = Membership.objects.filter(person__in=keys, state__in=LIVE_MEMBERSHIPS)
    for person, group in rows.values_list("person", "organisation"):
        for key in keys[person]:
            yield Tie(key, group, MEMBER)


def _committees(people: Sequence[Who]) -> Iterable[Tie]:
    """Whose name a committee has."""
    keys = defaultdict(list)
    for who in people:
        keys[comparable(who.person.name)].append(who.key)
    keys.pop("", None)
    rows = CommitteeMember.objects.filter(name_compared__in=keys)
    for name, group in rows.values_list("name_compared", "organisation"):
        for key in keys[name]:
            yield Tie(key, group, COMMITTEE)


def _mailboxes(people: Sequence[Who]) -> Iterable[Tie]:
    """Whose address, proven or not, a group gives, was invited at, or has one of its people."""
    keys = defaultdict(set)
    by_person = defaultdict(set)
    for who in people:
        keys[email_address(who.person.email)].add(who.key)
        by_person[who.person.pk].add(who.key)
    rows = EmailAddress.objects.filter(user__in=by_person)
    for person, email in rows.values_list("user", "email"):
        keys[email_address(email)] |= by_person[person]
    boxes = set(keys)
    found = list(Organisation.objects.filter(email__in=boxes).values_list("email", "pk"))
    invited = Membership.objects.filter(state__in=LIVE_MEMBERSHIPS)
    for field_name in ("email", "person__email", "person__emailaddress__email"):
        theirs = invited.filter(**{f"{field_name}__in": boxes})
        found += theirs.values_list(field_name, "organisation")
    for email, group in found:
        for key in keys[email_address(email)]:
            yield Tie(key, group, MAILBOX)


def _said(people: Sequence[Who]) -> Iterable[Tie]:
    """Who said that they belong to an organisation of a group's name."""
    said = [(who.key, name) for who in people for name in who.organisations if name]
    return tied_by_name(said, NAMED)


def _addresses(people: Sequence[Who]) -> Iterable[Tie]:
    """Who lives where a group is, or where one of its people lives; a doubt ties them."""
    homes = [
        (who.key, home)
        for who in people
        for home in {*who.homes, (who.person.address, who.person.postcode)}
        if home[1]
    ]
    postcodes = {postcode for _key, (_address, postcode) in homes}
    places = [
        (pk, address, postcode, None)
        for pk, address, postcode in Organisation.objects.filter(
            postcode__in=postcodes
        ).values_list("pk", "address", "postcode")
    ]
    members = Membership.objects.active().filter(person__postcode__in=postcodes)
    places += members.values_list("organisation", "person__address", "person__postcode", "person")
    own = {who.key: who.person.pk for who in people}
    for key, home in homes:
        for group, address, postcode, person in places:
            if postcode != home[1] or person == own[key]:
                continue
            if _may_be_one(home, (address, postcode)):
                yield Tie(key, group, ADDRESS)


def _may_be_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two addresses of one postcode may be the same, as far as can be told."""
    if not one[0] or not other[0]:
        return True
    return same_home(one, other) != Sameness.DIFFERENT
