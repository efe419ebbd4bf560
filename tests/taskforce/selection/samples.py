"""Pools for the tests: random ones to be sure about, and Luton-like ones from files."""

import random
from pathlib import Path

from taskforce.selection.files import read_features, read_file, read_people
from taskforce.selection.pool import Person, Pool, Target

POOLS = Path(__file__).parent / "pools"


def _features(chance: random.Random, most: int, values: int) -> dict[str, list[str]]:
    return {
        f"feature {number}": [f"value {value}" for value in range(chance.randint(2, values))]
        for number in range(chance.randint(1, most))
    }


def tiny(seed: int) -> tuple[Pool, list[Target], int]:
    """Up to ten people, few enough to write down every panel; about one in nine has none."""
    chance = random.Random(seed)
    people_wanted = chance.randint(4, 10)
    size = chance.randint(2, min(5, people_wanted - 1))
    features = _features(chance, 3, 3)
    households = chance.random() < 0.4
    people = tuple(
        Person(
            id=f"p{number}",
            values={feature: chance.choice(values) for feature, values in features.items()},
            household=chance.choice(["", "", "a", "b", "c"]) if households else "",
        )
        for number in range(people_wanted)
    )
    targets = []
    for feature, values in features.items():
        for value in values:
            share = sum(p.values[feature] == value for p in people) * size / people_wanted
            low = max(0, int(share + 0.5 - chance.random() * 1.2))
            high = max(low, int(share + 0.6 + chance.random() * 0.6))
            targets.append(Target(feature, value, low, high))
    return Pool(people, households), targets, size


def middling(seed: int) -> tuple[Pool, list[Target], int]:
    """25 to 70 people with skewed values, and targets that pull another way, some too far."""
    chance = random.Random(seed)
    people_wanted = chance.randint(25, 70)
    size = chance.randint(5, min(15, people_wanted // 3))
    features = _features(chance, 5, 5)
    weights = {f: [chance.random() ** 2 + 0.05 for _ in values] for f, values in features.items()}
    households = chance.random() < 0.4
    people = tuple(
        Person(
            id=f"p{number}",
            values={f: chance.choices(values, weights[f])[0] for f, values in features.items()},
            household=f"home {chance.randint(0, people_wanted)}" if households else "",
        )
        for number in range(people_wanted)
    )
    slack = chance.choice([0, 0.3, 1, 1.5])
    targets = []
    for feature, values in features.items():
        pulls = [chance.random() + 0.2 for _ in values]
        for value, pull in zip(values, pulls, strict=True):
            there = sum(p.values[feature] == value for p in people) / people_wanted
            wanted = size * (0.5 * pull / sum(pulls) + 0.5 * there)
            low = max(0, int(wanted - chance.random() * slack))
            targets.append(Target(feature, value, low, int(wanted + 1 + chance.random() * slack)))
    return Pool(people, households), targets, size


def luton(name: str, household: str = "") -> tuple[Pool, tuple[Target, ...], int]:
    """A Luton-like pool of `pools/`, with the targets and the size that go with it."""
    size = int(name.rpartition("_")[2])
    features = read_features(*read_file(POOLS / name / "features.csv"))
    pool, targets = read_people(
        *read_file(POOLS / name / "people.csv"), features, size=size, household_column=household
    )
    return pool, targets, size
