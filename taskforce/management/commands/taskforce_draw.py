"""Draw a panel by lottery from files alone, so that anybody can do it again."""

import json
import resource
import time
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from taskforce.selection.distribution import Distribution, distribution
from taskforce.selection.errors import Infeasible, UnusableFile, UnusableRequest
from taskforce.selection.explained import explained
from taskforce.selection.figures import gini
from taskforce.selection.files import read_features, read_file, read_people
from taskforce.selection.lottery import Lottery, lottery
from taskforce.selection.report import report
from taskforce.selection.tables import probabilities

UNUSABLE, INFEASIBLE = 2, 3


class Command(BaseCommand):
    """`manage.py taskforce_draw --features F --people P --size K --seed S --output DIR`"""

    help = (
        "Draw a lottery of panels from a features file and a people file, without the database: "
        "writes lottery.csv, probabilities.csv and report.html, prints one line of JSON. The same "
        "seed and files give the same bytes."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--features", required=True, help="CSV: feature, value, min, max")
        parser.add_argument("--people", required=True, help="CSV: id and a column a feature")
        parser.add_argument("--size", required=True, type=int, help="seats of a panel")
        parser.add_argument("--seed", required=True, help="any words; the same give the same")
        parser.add_argument("--household-column", default="", help="at most one person of each")
        parser.add_argument("--panels", type=int, default=1000, help="panels of the lottery")
        parser.add_argument("--output", required=True, help="the folder to write to")

    def handle(self, **options):
        started, memory = time.perf_counter(), _peak()
        try:
            found, tickets, files = _drawn(**options)
        except (UnusableFile, UnusableRequest) as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        except Infeasible as error:
            raise CommandError(explained(error), returncode=INFEASIBLE) from error
        figures = _figures(found, tickets) | {
            "seconds": round(time.perf_counter() - started, 3),
            "peak_mb": round((_peak() - memory) / 1024, 1),
        }
        _write(Path(options["output"]), files)
        self.stdout.write(json.dumps(figures))


def _drawn(
    *, features, people, size, seed, household_column, panels, **options
) -> tuple[Distribution, Lottery, dict[str, bytes]]:
    wanted = read_features(*read_file(features))
    pool, targets = read_people(
        *read_file(people), wanted, size=size, household_column=household_column
    )
    found = distribution(pool, targets, size)
    tickets = lottery(found, seed=seed, panels=panels)
    files = {
        "lottery.csv": tickets.content(),
        "probabilities.csv": probabilities(found, tickets),
        "report.html": report(found, tickets, seed=seed),
    }
    return found, tickets, files


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
        raise CommandError(f"{folder}: {words}", returncode=UNUSABLE) from error


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
