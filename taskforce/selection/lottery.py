"""The lottery: numbered panels of equal weight, published before a number is drawn."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from taskforce.selection.chance import Chance
from taskforce.selection.distribution import Distribution
from taskforce.selection.errors import UnusableRequest
from taskforce.selection.progress import Progress, Report, Stage
from taskforce.selection.rotation import seated
from taskforce.selection.rounding import equal_panels

MOST_PANELS = 100_000


@dataclass(frozen=True, eq=False)
class Lottery:
    """Numbered panels, each as likely as the others.

    Attributes:
        panels: the ids of each panel's people, in the order of the pool; the first is number 1.
        chances: what the lottery gives each person, in the order of the pool.
        loss: the most that anybody's chance differs from what the distribution gives them.
        sha256: of `content`, to publish before the draw.
    """

    panels: tuple[tuple[str, ...], ...]
    chances: tuple[float, ...]
    loss: float
    sha256: str

    def content(self) -> bytes:
        """The file `lottery.csv`: a row for each person of each panel."""
        return _content(self.panels)


def lottery(
    distribution: Distribution,
    *,
    seed: str,
    panels: int = 1000,
    report: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Lottery:
    """The lottery of a distribution.

    Every panel meets every target. Nobody's chance differs from the distribution's by more than
    1/`panels`, wherever whole panels allow it; `loss` says by how much it does.

    Args:
        seed: decides the order of the panels and who of interchangeable people begins.
        panels: how many, from 1 to 100,000.
        report, cancelled: as for the distribution.

    Raises:
        UnusableRequest: `panels-out-of-range`.
        Cancelled: the caller asked for it.
    """
    if not 1 <= panels <= MOST_PANELS:
        words = f"A lottery has from 1 to {MOST_PANELS:,} panels, not {panels}."
        raise UnusableRequest("panels-out-of-range", words)
    model, people = distribution.model, distribution.model.pool.people
    tick = Progress(report, cancelled).at(Stage.ROUNDING)
    counts = equal_panels(model, distribution.panels, distribution.weights, panels, tick)
    chance = Chance("lottery", seed)
    rows = seated(model, counts[chance.shuffled(range(panels))], chance)
    times = [0] * len(people)
    for row in rows:
        for person in row:
            times[person] += 1
    chances = tuple(count / panels for count in times)
    named = tuple(tuple(people[person].id for person in row) for row in rows)
    pairs = zip(chances, distribution.chances, strict=True)
    return Lottery(
        panels=named,
        chances=chances,
        loss=max(abs(got - due) for got, due in pairs),
        sha256=sha256(_content(named)).hexdigest(),
    )


def _content(panels) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["panel", "person"])
    for number, panel in enumerate(panels, start=1):
        rows.writerows((number, person) for person in panel)
    return text.getvalue().encode()


def draw(lottery: Lottery, seed: str) -> int:
    """The number, from 1, that a public seed draws from a published lottery.

    It is one more than the first number below the count of panels from
    `Chance("draw", lottery.sha256, seed)`, so anybody can work it out from the published file and
    the seed, and nobody can choose the lottery to suit a seed that isn't known yet.
    """
    return drawn_number(lottery.sha256, len(lottery.panels), seed)


def drawn_number(lottery_sha256: str, panels: int, seed: str) -> int:
    """The same, from what was published of the lottery: its hash and how many panels it has."""
    return 1 + Chance("draw", lottery_sha256, seed).below(panels)
