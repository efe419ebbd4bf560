"""An infeasible request in plain English, for commands; pages say it in their own languages."""

from taskforce.selection.errors import Infeasible, Reason


def explained(error: Infeasible) -> str:
    """What is in the way, and the smallest change that helps, in a few lines."""
    if error.reason == Reason.TOO_FEW_PEOPLE:
        return (
            f"No panel is this large: the pool, at most one person of each household where that "
            f"counts, gives {error.largest_size} at most. The smallest change: ask for "
            f"{error.largest_size} seats, or find more people."
        )
    lines = ["No panel meets every target."]
    if error.conflict:
        names = "; ".join(f"{feature}, {value}" for feature, value in error.conflict)
        lines.append(f"These can't all be met at once: {names}.")
    lines.append("The smallest change:")
    for change in error.changes:
        lines.append(
            f"  {change.feature}, {change.value}: from {change.old_min}-{change.old_max} "
            f"to {change.new_min}-{change.new_max}"
        )
    if error.nearest_size is not None:
        lines.append(f"Or keep the targets and ask for {error.nearest_size} seats.")
    return "\n".join(lines)
