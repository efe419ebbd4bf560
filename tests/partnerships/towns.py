"""Random needs and offers, and matching done the slow way, written from what it promises."""

from datetime import date, timedelta
from itertools import chain, combinations, product
from random import Random

from partnerships.matching import Need, Offer, Part

FAMILIES = ("rooms", "skills", "volunteers")
CATEGORIES = [*FAMILIES, *(f"{family}-{kind}" for family in FAMILIES for kind in "ab")]
WARDS = [f"ward-{number}" for number in range(20)]
LANGUAGES = ["bn", "en", "pl", "ro", "ur"]
NEW_YEAR = date(2026, 1, 1)


def town(
    seed: int,
    *,
    needs: int,
    offers: int,
    groups: int,
    wards=3,
    amount=4,
    parts=3,
    categories=CATEGORIES,
):
    """Needs and offers of that many groups, and which are partners."""
    random = Random(seed)

    def some(names, most):
        return frozenset(random.sample(names, random.randint(0, most)))

    def dates():
        if random.random() < 0.3:
            return {}
        starts = NEW_YEAR + timedelta(random.randint(0, 60))
        lasts = timedelta(random.randint(0, 60))
        return random.choice(({"starts": starts, "ends": starts + lasts}, {"starts": starts}))

    def place_and_words():
        return {"wards": some(WARDS[:wards], 2), "languages": some(LANGUAGES[:3], 2), **dates()}

    asked = [
        Need(
            key,
            random.randrange(groups),
            tuple(
                Part(category, random.randint(1, amount))
                for category in random.sample(categories, random.randint(1, parts))
            ),
            **place_and_words(),
        )
        for key in range(needs)
    ]
    given = [
        Offer(
            key,
            random.randrange(groups),
            random.choice(categories),
            random.randint(1, amount),
            **place_and_words(),
        )
        for key in range(offers)
    ]
    partners = {(random.randrange(groups), random.randrange(groups)) for _ in range(groups)}
    return asked, given, [pair for pair in partners if len({*pair}) == 2]


# --- The slow way: pairs --------------------------------------------------------------------------


def fits(need, part, offer) -> bool:
    """Whether an offer is of any use for a part of a need."""
    one, other = part.category, offer.category
    return (
        need.group != offer.group
        and (one == other or one.split("-")[0] == other or other.split("-")[0] == one)
        and not (need.wards and offer.wards and not need.wards & offer.wards)
        and not (need.starts and offer.ends and offer.ends < need.starts)
        and not (need.ends and offer.starts and need.ends < offer.starts)
    )


def points(board, need, part, offer) -> int:
    """The points of an offer for a part of a need, 0 where it doesn't fit."""
    if not fits(need, part, offer):
        return 0
    total = 30 if part.category == offer.category else 15
    reached = len(need.wards & offer.wards) if offer.wards else len(need.wards)
    total += 20 * reached // len(need.wards) if need.wards else 20
    total += 15 * met_days(need, offer) // days(need) if days(need) else 15
    total += 15 * min(offer.quantity, part.quantity) // part.quantity
    spoken = len(need.languages & offer.languages)
    total += 10 * spoken // len(need.languages) if need.languages else 10
    asked, given, partners = board
    total += 5 * any(
        fits(back, piece, gift)
        for back in asked
        for piece in back.parts
        for gift in given
        if back.group == offer.group and gift.group == need.group
    )
    known = (need.group, offer.group) in partners or (offer.group, need.group) in partners
    return total if known else total + 5


def days(need) -> int:
    """How many days are asked for; 0 where that is open."""
    return (need.ends - need.starts).days + 1 if need.starts and need.ends else 0


def met_days(need, offer) -> int:
    """On how many of the days that are asked for the offer stands."""
    asked = [need.starts + timedelta(number) for number in range(days(need))]
    return sum((offer.starts or date.min) <= day <= (offer.ends or date.max) for day in asked)


# --- The slow way: groups -------------------------------------------------------------------------


def useful(need, offers) -> dict[int, list]:
    """(part, offer) by group, of offers that fit on every day."""
    found: dict[int, list] = {}
    for number, part in enumerate(need.parts):
        for offer in offers:
            if fits(need, part, offer) and met_days(need, offer) == days(need):
                found.setdefault(offer.group, []).append((number, offer))
    return found


def covers(need, held: list[list]) -> bool:
    """Whether some offers of each of these groups give exactly what is asked."""
    choices = [
        [*chain(*(combinations(of_one, number) for number in range(1, len(of_one) + 1)))]
        for of_one in held
    ]
    return any(_exactly(need, [*chain(*choice)]) for choice in product(*choices))


def _exactly(need, used) -> bool:
    for number, part in enumerate(need.parts):
        amounts = [offer.quantity for at, offer in used if at == number]
        if not len(amounts) <= part.quantity <= sum(amounts):
            return False
    offers = [offer for _at, offer in used]
    if len({offer.key for offer in offers}) < len(offers):
        return False
    return all(any(not o.wards or ward in o.wards for o in offers) for ward in need.wards) and all(
        any(language in o.languages for o in offers) for language in need.languages
    )


def smallest_covers(need, offers) -> list[frozenset]:
    """Every set of two to five groups that covers the need, while no part of it does."""
    held = useful(need, offers)
    able = [group for group, of_one in held.items() if not covers(need, [of_one])]
    found: list[frozenset] = []
    for size in range(2, 6):
        found += [
            frozenset(some)
            for some in combinations(sorted(able), size)
            if not any(known <= {*some} for known in found)
            and covers(need, [held[group] for group in some])
        ]
    return found
