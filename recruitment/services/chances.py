"""Everybody's chance with some targets, while an officer edits them: nothing is kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.refusal import Refusal
from recruitment.models import Application, Round
from recruitment.services.lotteries import ready
from recruitment.services.targets import refuse_impossible
from taskforce.selection.errors import Infeasible, UnusableRequest
from taskforce.selection.marginals import marginals


@dataclass(frozen=True)
class Chances:
    """Chances in percent as an officer reads them, or why no panel meets the targets."""

    lowest: str = ""
    highest: str = ""
    nobody: int = 0
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
    households = {
        application.pk: application.household
        for application in Application.objects.filter(pk__in=categories)
    }
    numbers = {pk: str(pk) for pk in categories}
    try:
        draw = ready(round, categories, households, targets, numbers)
        chances = marginals(draw.pool, draw.targets, draw.size).chances
    except Infeasible as error:
        return Chances(words=explain(error), changes=change_lines(error))
    except UnusableRequest as error:
        raise Refusal(error.words, code="unusable") from error
    by_category = defaultdict(list)
    for person, chance in zip(draw.pool.people, chances, strict=True):
        for feature, value in person.values.items():
            by_category[feature, value].append(chance)
    return Chances(
        lowest=percent(min(chances)),
        highest=percent(max(chances)),
        nobody=sum(chance < 1e-9 for chance in chances),
        lines=[
            {
                "feature": feature,
                "value": value,
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


def explain(error: Infeasible) -> str:
    """Why no panel meets the targets, for an officer."""
    if not error.changes:
        return _(
            "There are too few people: the largest panel could have %(number)s. "
            "Wait for more applications, or lower the number of seats."
        ) % {"number": error.largest_size}
    named = ", ".join(f"{feature} {value}" for feature, value in error.conflict)
    return _(
        "No panel can meet these targets together (%(targets)s). This is the smallest change that "
        "makes one possible:"
    ) % {"targets": named}


def change_lines(error: Infeasible) -> list[str]:
    """The smallest change, one line a target."""
    return [
        _("%(feature)s, %(value)s: from %(old)s to %(new)s")
        % {
            "feature": change.feature,
            "value": change.value,
            "old": f"{change.old_min}–{change.old_max}",
            "new": f"{change.new_min}–{change.new_max}",
        }
        for change in error.changes
    ]
