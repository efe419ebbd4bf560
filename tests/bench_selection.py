"""The draw's time and memory by pool size, each in a process of its own; a part of `make bench`."""

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from taskforce.selection.marginals import marginals
from tests.taskforce.selection.oracle import oracle_maximin
from tests.taskforce.selection.samples import POOLS, luton

NAMES = (
    "luton200f6_25",
    "luton500f6_40",
    "luton500f6hh_40",
    "luton1000f6_50",
    "luton2000f6_60",
    "luton5000f6_110",
)
BESIDE_THE_ORACLE = NAMES[:1]


def draw(name: str) -> dict:
    """What the command says of a pool of `pools/`."""
    folder, size = POOLS / name, name.rpartition("_")[2]
    home = ["--household-column=hh"] if "hh" in name else []
    with tempfile.TemporaryDirectory() as output:
        done = subprocess.run(
            [sys.executable, "manage.py", "taskforce_draw", f"--features={folder}/features.csv",
             f"--people={folder}/people.csv", f"--size={size}", "--seed=bench",
             f"--output={output}", *home],
            cwd=Path(__file__).parents[1], env=os.environ, check=True, capture_output=True,
        )  # fmt: skip
    return json.loads(done.stdout)


def seconds(act) -> tuple[float, object]:
    """The processor's seconds that `act` takes, and its answer."""
    start = time.process_time()
    answer = act()
    return time.process_time() - start, answer


def draws(say) -> None:
    """Say the figures of each pool; `say` takes what and the figure."""
    for name in NAMES:
        said = draw(name)
        live, _ = seconds(partial(marginals, *luton(name)))
        figure = f"{said['seconds']:.2f} s, {said['peak_mb']:.0f} MB, live {live:.2f} s"
        say(f"draw of {said['n']} people, {said['types']} types", figure)
        say("  lowest probability, Gini", f"{said['lowest_probability']:.5f}, {said['gini']:.4f}")
        if name in BESIDE_THE_ORACLE:
            pool, targets, size = luton(name)
            took, lowest = seconds(partial(oracle_maximin, pool, list(targets), size))
            say("  the oracle, maximin only", f"{took:.1f} s, {lowest:.5f}")
