"""What a draw of a round is made of: people, seats and targets as the method takes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.refusal import Refusal
from recruitment.enums import ApplicationState, HowChosen
from recruitment.models import Application, Offer, Round
from recruitment.services.targets import SECTOR, categories_of, with_categories
from taskforce.models import Member
from taskforce.selection.pool import Person, Pool, Target, count, seats_left

# What a person counts as in a category that they said nothing about.
NOT_SAID = "not-said"


@dataclass(frozen=True)
class Ready:
    """A draw ready to be worked out: `numbers` gives each application its pool number.

    `targets` are what is left of the round's, `already` how many of those who sit count towards
    each (category, value) of the round's.
    """

    pool: Pool
    targets: tuple[Target, ...]
    size: int
    numbers: Mapping[int, str]
    already: Mapping[tuple[str, str], int]


def sitting(round: Round) -> list[Person]:
    """Who sits already when these members start: they count towards the targets.

    Members of the Taskforce on that day, and whoever holds a seat of this round that isn't drawn.
    What they count as is known of those who were chosen here and agreed to it; of the others only
    that a seat is taken.
    """
    people = [
        Person(id=f"member-{member.pk}", values=values)
        for member, values in _members(round).items()
    ]
    held = Application.objects.filter(
        round=round,
        offers__answer__in=[Offer.Answer.OPEN, Offer.Answer.ACCEPTED],
        offers__basis__in=[Offer.Basis.SCORES, Offer.Basis.NOMINATION],
    ).distinct()
    known = categories_of(with_categories(held))
    return people + [
        Person(id=f"seat-{pk}", values=known.get(pk, {}))
        for pk in held.order_by("pk").values_list("pk", flat=True)
    ]


def _members(round: Round) -> dict[Member, dict]:
    members = list(Member.objects.serving(round.starts_on).order_by("pk"))
    known = member_categories([member.pk for member in members])
    return {member: known.get(member.pk, {}) for member in members}


def member_categories(member_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What members count as, by member id, of those chosen here who agreed to it."""
    persons = dict(Member.objects.filter(pk__in=member_ids).values_list("person_id", "pk"))
    applications = Application.objects.filter(
        person_id__in=persons, state=ApplicationState.APPOINTED
    ).order_by("pk")
    owners = dict(applications.values_list("pk", "person_id"))
    return {
        persons[owners[pk]]: values
        for pk, values in categories_of(with_categories(applications)).items()
    }


def drawable(round: Round):
    """Everybody whom a lottery of this round can choose now, with what they count as."""
    sectors = round.seat_groups.filter(how=HowChosen.LOTTERY).values("sector")
    return with_categories(
        round.applications.filter(
            state__in=[ApplicationState.POOLED, ApplicationState.RESERVE], sector__in=sectors
        )
    ).order_by("pk")


def ready(
    round: Round,
    categories: Mapping[int, Mapping[str, str]],
    households: Mapping[int, str],
    targets: Sequence[Mapping],
    numbers: Mapping[int, str],
) -> Ready:
    """The draw over these people: targets less who sits already, and each sector's own seats.

    Args:
        categories: application id to what it counts as.
        households: application id to a text for its address; a draw knows it by a code only.
        targets: each with feature, value, minimum and maximum, of the whole Taskforce.
        numbers: application id to pool number.

    Raises:
        Refusal: `no-lottery`.
    """
    seats = dict(round.seat_groups.filter(how=HowChosen.LOTTERY).values_list("sector", "number"))
    if not seats:
        raise Refusal(_("No seats of this round are filled by lottery."), code="no-lottery")
    features = dict.fromkeys(row["feature"] for row in targets)
    in_order = sorted(categories.items(), key=lambda item: numbers[item[0]])
    homes = _home_codes(households.get(pk, "") for pk, _values in in_order)
    pool = Pool(
        people=tuple(
            Person(
                id=numbers[pk],
                values={SECTOR: values[SECTOR]}
                | {feature: values.get(feature, NOT_SAID) for feature in features},
                household=homes.get(households.get(pk, ""), ""),
            )
            for pk, values in in_order
        ),
        households=round.one_a_household,
    )
    there = sitting(round)
    whole = [
        Target(row["feature"], row["value"], row["minimum"], row["maximum"]) for row in targets
    ]
    size = sum(seats.values())
    left = seats_left(pool, whole, size + len(there), there)
    of_sectors = [Target(SECTOR, sector, number, number) for sector, number in seats.items()]
    named = [*left.targets, *of_sectors]
    return Ready(
        pool=left.pool,
        targets=(*named, *_untargeted(left.pool, named, size)),
        size=size,
        numbers=numbers,
        already={
            (target.feature, target.value): number
            for target, number in zip(whole, count(there, whole), strict=True)
        },
    )


def _home_codes(addresses: Iterable[str]) -> dict[str, str]:
    """A code such as H0001 for each address, in the order in which they come."""
    known = dict.fromkeys(filter(None, addresses))
    return {address: f"H{number:04}" for number, address in enumerate(known, start=1)}


def _untargeted(pool: Pool, targets: Sequence[Target], size: int) -> list[Target]:
    """A target that asks nothing for each value that none names, so that the files are whole."""
    named = {(target.feature, target.value) for target in targets}
    there = {pair: None for person in pool.people for pair in person.values.items()}
    return [Target(*pair, 0, size) for pair in there if pair not in named]
