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
    random, other = Random(seed), Random(f"weekdays and hours of {seed}")

    def some(names, most):
        return frozenset(random.sample(names, random.randint(0, most)))

    def dates():
        if random.random() < 0.3:
            return {}
        starts = NEW_YEAR + timedelta(random.randint(0, 60))
        lasts = timedelta(random.randint(0, 60))
        return random.choice(({"starts": starts, "ends": starts + lasts}, {"starts": starts}))

    def times():
        """Weekdays and hours of some."""
        said = {}
        if other.random() < 0.3:
            said["weekdays"] = frozenset(other.sample(range(1, 8), other.randint(1, 5)))
        if other.random() < 0.2:
            opens = other.randint(8, 18) * 60
            said["hours"] = (opens, opens + other.randint(1, 5) * 30)
        return said

    def place_and_words():
        named = {"wards": some(WARDS[:wards], 2), "languages": some(LANGUAGES[:3], 2)}
        return named | dates() | times()

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
        and bool(met_days(need, offer))
        and (need.hours is None or offer.hours is None or bool(met_minutes(need, offer)))
    )


def points(board, need, part, offer) -> int:
    """The points of an offer for a part of a need, 0 where it doesn't fit."""
    if not fits(need, part, offer):
        return 0
    total = 30 if part.category == offer.category else 15
    reached = len(need.wards & offer.wards) if offer.wards else len(need.wards)
    total += 20 * reached // len(need.wards) if need.wards else 20
    met, asked = share_of_time(need, offer)
    total += 15 * met // asked
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


# Longer than anything lasts here: where nothing ends, it goes on past the last of these days.
CALENDAR = [NEW_YEAR + timedelta(number) for number in range(-10, 230)]


def stands(row, day: date) -> bool:
    """Whether a day is one of those of a need or an offer."""
    in_time = (row.starts or date.min) <= day <= (row.ends or date.max)
    return in_time and (not row.weekdays or day.isoweekday() in row.weekdays)


def met_days(need, offer) -> int:
    """On how many of the days that are asked for the offer stands."""
    return sum(stands(need, day) and stands(offer, day) for day in CALENDAR)


def met_minutes(need, offer) -> int:
    """In how many of the minutes of a day that are asked for the offer stands."""
    return len({*range(*need.hours)} & {*range(*(offer.hours or (0, 1440)))})


def share_of_time(need, offer) -> tuple[int, int]:
    """(what is met, what is asked for): days or weekdays, each by its minutes."""
    if need.starts and need.ends:
        met, asked = met_days(need, offer), sum(stands(need, day) for day in CALENDAR)
    elif need.weekdays:
        met = len(need.weekdays & (offer.weekdays or need.weekdays))
        asked = len(need.weekdays)
    else:
        met = asked = 1
    if need.hours:
        return met * met_minutes(need, offer), asked * len(range(*need.hours))
    return met, asked


# --- The slow way: groups -------------------------------------------------------------------------


def useful(need, offers) -> dict[int, list]:
    """(part, offer) by group, of offers that fit on every day."""
    found: dict[int, list] = {}
    for number, part in enumerate(need.parts):
        for offer in offers:
            if not fits(need, part, offer):
                continue
            met, asked = share_of_time(need, offer)
            if met == asked:
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
