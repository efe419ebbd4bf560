"""Results as CSV files."""

import csv
import io

from taskforce.selection.distribution import Distribution
from taskforce.selection.lottery import Lottery


def probabilities(distribution: Distribution, lottery: Lottery) -> bytes:
    """`probabilities.csv`: of each person, the exact probability and the lottery's."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["person", "probability", "in_lottery"])
    people = distribution.model.pool.people
    for person, exact, drawn in zip(people, distribution.chances, lottery.chances, strict=True):
        rows.writerow([person.id, f"{exact:.6f}", f"{drawn:.6f}"])
    return text.getvalue().encode()
