"""The lottery: numbered panels of equal weight, published before a number is drawn."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from taskforce.selection.chance import Chance, largest_multiple
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


@dataclass(frozen=True)
class Working:
    """How what a public source gave leads to a panel, step by step, to be done again by anybody.

    Attributes:
        lines: what the key is the SHA-256 of, in UTF-8.
        key: in hexadecimal digits.
        block: which block counts, from 0.
        digest: SHA-256 of the key and the block as eight bytes, in hexadecimal digits.
        number: the first eight bytes of `digest`, highest first.
        limit: numbers from this one on are passed over, for the next block's.
        panel: the remainder of `number` by the panels, plus one.
    """

    lines: str
    key: str
    block: int
    digest: str
    number: int
    limit: int
    panel: int

    @property
    def first_digits(self) -> str:
        """The hexadecimal digits of `number`."""
        return self.digest[:16]


def worked(fingerprint: str, panels: int, given: str) -> Working:
    """How `given` leads to one of so many published panels; docs/selection.md says the same.

    Anybody can work it out from what is published, and nobody can choose the lottery to suit what
    isn't known yet.

    Args:
        fingerprint: the SHA-256 of the lottery's file.
        given: what the public source gave.
    """
    words = ("draw", fingerprint, given)
    found = Chance(*words).block(panels)
    return Working(
        lines="\n".join(words),
        key=found.key.hex(),
        block=found.place,
        digest=found.digest.hex(),
        number=found.number,
        limit=largest_multiple(panels),
        panel=1 + found.number % panels,
    )
