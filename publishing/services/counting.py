"""The fund in figures, for everybody: what was awarded and paid, to whom, and whom it reached."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

from core.statistics import parts_apart, published
from partnerships.registry import Award as Together
from partnerships.services import new_pairs
from places.models import Ward
from publishing.models import PublicAward
from publishing.services.elsewhere import paid_of, reached_by, reached_in

LONGEST_BAR = 100


@dataclass
class Row:
    """One line of a table, and as a bar: money is in pence, and `groups` are keys.

    `first_pairs` are pairs of groups that are funded together for the first time. `reached` counts
    people as it may be published.
    """

    words: str
    key: str = ""
    awards: int = 0
    pence: int = 0
    paid_pence: int = 0
    groups: set[int] = field(default_factory=set)
    first_pairs: int = 0
    reached: str = ""
    people: int = 0
    bar: int = 0
    paid_bar: int = 0


@dataclass(frozen=True)
class Figures:
    """All published awards together, and by round, priority area and ward.

    An award in two priority areas or wards stands in both, so those tables come to more.
    `reached` are (ward, how many of its people were reached, as it may be published).
    """

    whole: Row
    rounds: list[Row]
    priorities: list[Row]
    wards: list[Row]
    reached: list[tuple[Ward, str]]


def figures() -> Figures:
    """The fund in figures, in the same number of statements however many awards there are."""
    rows = [*PublicAward.objects.published().for_reading()]
    ids = [public.award_id for public in rows]
    paid, reached = paid_of(ids), reached_by(ids)
    whole = Row("")
    tables: tuple[dict[Hashable, Row], ...] = ({}, {}, {})
    by_round, by_priority, by_ward = tables
    for public in rows:
        award = public.award
        lines = [whole, by_round.setdefault(award.round_id, _of_round(award.round))]
        lines += [
            by_priority.setdefault(one.words, Row(one.words, one.words))
            for one in award.application.priorities.all()
        ]
        lines += [by_ward.setdefault(ward.pk, Row(ward.name, ward.slug)) for ward in _wards(public)]
        for line in lines:
            _add(line, public, paid.get(award.pk, 0), reached.get(award.pk, 0))
    _count_pairs(rows, whole, by_round)
    whole.reached = published(whole.people)
    _say_reached(by_round)
    for table in tables:
        _draw(table.values())
    return Figures(whole, *map(_ordered, tables), _reached_wards(ids))


def _of_round(round) -> Row:
    return Row(round.title, round.slug)


def _wards(public: PublicAward) -> list:
    """The wards that an award is for by themselves; one for the whole town is in none."""
    return [] if public.is_town_wide else [*public.wards.all()]


def _add(line: Row, public: PublicAward, paid: int, reached: int) -> None:
    line.awards += 1
    line.pence += public.award.pence
    line.paid_pence += paid
    line.people += reached
    line.groups |= {group.pk for group in public.groups}


def _count_pairs(rows: list[PublicAward], whole: Row, by_round: dict) -> None:
    """A pair counts in the round that funded it first."""
    seen: set[tuple[int, int]] = set()
    for public in sorted(rows, key=lambda one: (one.award.decided_on, one.pk)):
        groups = [group.pk for group in public.groups]
        together = Together(public.award.decided_on, groups)
        found = {*new_pairs([together], since=date.min)} - seen
        seen |= found
        by_round[public.award.round_id].first_pairs += len(found)
    whole.first_pairs = len(seen)


def _say_reached(by_round: dict[Hashable, Row]) -> None:
    """Where one round's people could be found by taking the others from the whole, say nothing."""
    shown = parts_apart({key: row.people for key, row in by_round.items()})
    for key, row in by_round.items():
        row.reached = published(row.people) if key in shown or not row.people else ""


def _reached_wards(award_ids: list[int]) -> list[tuple[Ward, str]]:
    """Wards in whose number nobody could be found, also by taking it from the whole."""
    counts = reached_in(award_ids)
    wards = Ward.objects.filter(pk__in=[one for one in parts_apart(counts) if one])
    return [(ward, published(counts[ward.pk])) for ward in wards]


def _draw(lines: Iterable[Row]) -> None:
    """How long the bars of a table are, the longest being `LONGEST_BAR`."""
    lines = [*lines]
    most = max((line.pence for line in lines), default=1)
    for line in lines:
        line.bar = line.pence * LONGEST_BAR // most
        line.paid_bar = line.paid_pence * LONGEST_BAR // most


def _ordered(table: dict[Hashable, Row]) -> list[Row]:
    """The most money first."""
    return sorted(table.values(), key=lambda line: (-line.pence, line.words))
