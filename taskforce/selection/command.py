"""The draw as a command: `python -m taskforce.selection` and `manage.py taskforce_draw` alike."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from taskforce.selection.distribution import Distribution, distribution
from taskforce.selection.errors import Infeasible, UnusableFile, UnusableRequest
from taskforce.selection.explained import explained
from taskforce.selection.figures import gini
from taskforce.selection.files import read_features, read_file, read_people
from taskforce.selection.lottery import Lottery, lottery
from taskforce.selection.report import report
from taskforce.selection.tables import probabilities

HELP = (
    "Draw a lottery of panels from a features file and a people file: writes lottery.csv, "
    "probabilities.csv and report.html, prints one line of JSON. The same seed and files give the "
    "same bytes. Ends with status 2 if something given can't be used, and with 3 if no panel "
    "meets every target."
)
UNUSABLE, INFEASIBLE = 2, 3


class Failed(Exception):
    """There is no draw.

    Args:
        words: what is in the way, in plain English.
        status: what the command ends with.
    """

    def __init__(self, words: str, status: int):
        self.status = status
        super().__init__(words)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What a draw takes."""
    parser.add_argument("--features", required=True, help="CSV: feature, value, min, max")
    parser.add_argument("--people", required=True, help="CSV: ids and a column for each feature")
    parser.add_argument("--size", required=True, type=int, help="seats of a panel")
    parser.add_argument("--seed", required=True, help="any words; the same give the same")
    parser.add_argument("--id-column", default="", help="the heading of the ids, if not id")
    parser.add_argument("--household-column", default="", help="at most one person of each")
    parser.add_argument("--panels", type=int, default=1000, help="panels of the lottery")
    parser.add_argument("--output", required=True, help="the folder to write to")


def run(
    *,
    features: str,
    people: str,
    size: int,
    seed: str,
    output: str,
    household_column: str = "",
    id_column: str = "",
    panels: int = 1000,
) -> str:
    """Draw the lottery and write its files: the line of JSON that says what came of it.

    Raises:
        Failed: with the status of the command.
    """
    started, memory = time.perf_counter(), _peak()
    try:
        wanted = read_features(*read_file(features))
        pool, targets = read_people(
            *read_file(people),
            wanted,
            size=size,
            household_column=household_column,
            id_column=id_column,
        )
        found = distribution(pool, targets, size)
        tickets = lottery(found, seed=seed, panels=panels)
    except (UnusableFile, UnusableRequest) as error:
        raise Failed(str(error), UNUSABLE) from error
    except Infeasible as error:
        raise Failed(explained(error), INFEASIBLE) from error
    files = {
        "lottery.csv": tickets.content(),
        "probabilities.csv": probabilities(found, tickets),
        "report.html": report(found, tickets, seed=seed),
    }
    figures = _figures(found, tickets) | {
        "seconds": round(time.perf_counter() - started, 3),
        "peak_mb": round((_peak() - memory) / 1024, 1),
    }
    _write(Path(output), files)
    return json.dumps(figures)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command by itself: the status that it ends with."""
    parser = argparse.ArgumentParser(prog="python -m taskforce.selection", description=HELP)
    add_arguments(parser)
    try:
        line = run(**vars(parser.parse_args(arguments)))
    except Failed as failed:
        sys.stderr.write(f"{failed}\n")
        return failed.status
    sys.stdout.write(f"{line}\n")
    return 0


def _figures(found: Distribution, tickets: Lottery) -> dict:
    return {
        "n": len(found.chances),
        "k": found.model.size,
        "types": found.model.types,
        "lowest_probability": round(min(found.chances), 6),
        "highest_probability": round(max(found.chances), 6),
        "gini": round(gini(found.chances), 6),
        "gap": found.gap,
        "panels": len(tickets.panels),
        "lottery_sha256": tickets.sha256,
        "lottery_loss": round(tickets.loss, 6),
        "method": found.method,
        "unreachable": len(found.unreachable),
        "solver": found.solver,
    }


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "it can't be written to"
        raise Failed(f"{folder}: {words}", UNUSABLE) from error


def _peak() -> int:
    """The most memory that this process has held, in KiB.

    Linux tells it of this program alone; the portable figure includes what the program that
    started this one held.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
