"""Everybody's chance with some targets, while an officer edits them: nothing is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.refusal import Refusal
from recruitment.models import Application, Draw, Round
from recruitment.services.homes import homes_of
from recruitment.services.lotteries import NOT_SAID, ready
from recruitment.services.targets import refuse_impossible, words_of
from taskforce.selection.errors import Infeasible, UnusableRequest
from taskforce.selection.marginals import marginals
from taskforce.selection.pool import Person, Target

# (category, value) to the question and the answer.
Words = Mapping[tuple[str, str], tuple[str, str]]
NO_CHANCE = 1e-9


@dataclass(frozen=True)
class Chances:
    """Chances in percent as an officer reads them, or why no panel meets the targets."""

    lowest: str = ""
    highest: str = ""
    nobody: int = 0
    shut_out: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    words: str = ""
    changes: list = field(default_factory=list)


def chances_of(
    round: Round, categories: Mapping[int, Mapping[str, str]], targets: Sequence[Mapping]
) -> Chances:
    """The chances with these targets, by category; a bound from above within a second.

    Raises:
        Refusal: `no-lottery`, what `refuse_impossible` raises, or `unusable` with what makes no
            sense.
    """
    refuse_impossible(targets)
    words = words_of(round)
    households = homes_of(round, Application.objects.filter(pk__in=categories))
    numbers = {pk: str(pk) for pk in categories}
    try:
        draw = ready(round, categories, households, targets, numbers)
        chances = marginals(draw.pool, draw.targets, draw.size).chances
    except Infeasible as error:
        found = what_conflicts(error, targets, draw.already)
        return Chances(words=explain(found, words), changes=change_lines(found, words))
    except UnusableRequest as error:
        raise Refusal(error.words, code="unusable") from error
    by_category = defaultdict(list)
    for person, chance in zip(draw.pool.people, chances, strict=True):
        for feature, value in person.values.items():
            by_category[feature, value].append(chance)
    return Chances(
        lowest=percent(min(chances)),
        highest=percent(max(chances)),
        nobody=sum(chance < NO_CHANCE for chance in chances),
        shut_out=shut_out(
            [p for p, chance in zip(draw.pool.people, chances, strict=True) if chance < NO_CHANCE],
            draw.targets,
            words,
        ),
        lines=[
            {
                "words": in_words((feature, value), words),
                "people": len(found),
                "lowest": percent(min(found)),
                "mean": percent(sum(found) / len(found)),
            }
            for (feature, value), found in sorted(by_category.items())
        ],
    )


def percent(chance: float) -> str:
    """A chance in percent with one digit."""
    return f"{100 * chance:.1f}"


def in_words(pair: tuple[str, str], words: Words) -> str:
    """A category and a value as people read them: "Do you have a disability? Yes"."""
    question, answer = words.get(pair, pair)
    return f"{question} {answer if pair[1] != NOT_SAID else _('Not said')}"


def shut_out(people: Iterable[Person], targets: Iterable[Target], words: Words) -> list[str]:
    """Which targets leave people without any chance, one line each with how many people."""
    closed = {(target.feature, target.value) for target in targets if target.maximum == 0}
    reasons = Counter()
    for person in people:
        found = [pair for pair in person.values.items() if pair in closed]
        reasons.update(found or [None])
    return [
        ngettext("%(number)s person: %(why)s", "%(number)s people: %(why)s", number)
        % {
            "number": number,
            "why": _("the target for “%s” is at most 0") % in_words(pair, words)
            if pair
            else _("no panel that meets all targets together has room for their mix of answers"),
        }
        for pair, number in reasons.items()
    ]


def what_conflicts(
    error: Infeasible, targets: Iterable[Mapping], already: Mapping[tuple[str, str], int]
) -> dict:
    """Why no panel meets the targets and the smallest change that makes one possible, as JSON.

    A draw fills what those who sit leave of the targets; the change is told of the targets as the
    officer set them, of the whole Taskforce.

    Args:
        targets: of the round, each with feature, value, minimum and maximum.
        already: how many of those who sit count towards each (category, value).
    """
    limits = {(row["feature"], row["value"]): (row["minimum"], row["maximum"]) for row in targets}
    changes = []
    for change in error.changes:
        pair = (change.feature, change.value)
        # The seats of a sector are no target that anybody set: they are told as they are.
        least, most = limits.get(pair, (change.old_min, change.old_max))
        there = already.get(pair, 0)
        new_least = change.new_min + there if change.new_min != change.old_min else least
        new_most = change.new_max + there if change.new_max != change.old_max else most
        changes.append([*pair, least, most, new_least, new_most])
    return {
        "conflict": [list(pair) for pair in error.conflict],
        "largest_size": error.largest_size,
        "changes": changes,
    }


def why_impossible(draw: Draw) -> tuple[str, list[str]]:
    """Why no panel meets a draw's targets, and the smallest change, in the reader's language."""
    if "conflict" not in draw.outcome:
        return draw.outcome.get("words", ""), []
    words = words_of(draw.round)
    return explain(draw.outcome, words), change_lines(draw.outcome, words)


def explain(found: Mapping, words: Words) -> str:
    """Why no panel meets the targets, for an officer, of what `what_conflicts` found."""
    if not found["changes"]:
        return _(
            "There are too few people: the largest panel could have %(number)s. "
            "Wait for more applications, or lower the number of seats."
        ) % {"number": found["largest_size"]}
    named = ", ".join(in_words(tuple(pair), words) for pair in found["conflict"])
    return _(
        "No panel can meet these targets together (%(targets)s). This is the smallest change that "
        "makes one possible:"
    ) % {"targets": named}


def change_lines(found: Mapping, words: Words) -> list[str]:
    """The smallest change, one line a target."""
    return [
        _("%(what)s: from %(old)s to %(new)s")
        % {
            "what": in_words((feature, value), words),
            "old": f"{old_min}–{old_max}",
            "new": f"{new_min}–{new_max}",
        }
        for feature, value, old_min, old_max, new_min, new_max in found["changes"]
    ]
