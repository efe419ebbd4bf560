"""Published figures: nobody can be found in them.

Counts are rounded to the nearest 5, and 1 to 4 are shown as "fewer than 5", as ONS practice for
small counts and `docs/privacy.md` ask. What is shown of a part of them is shown only where
neither the part nor what is left without it is small, so that nobody is found by taking one figure
from another.
"""

from collections.abc import Hashable, Mapping

from django.utils.translation import gettext as _

FEWEST = 5
# A part that is counted by itself has at least this many on either side of its middle.
FEWEST_APART = 2 * FEWEST


def rounded(count: int) -> int:
    """`count` to the nearest 5, for figures derived from published counts."""
    return 5 * ((count + 2) // 5)


def is_small(count: int) -> bool:
    """Whether this is a group in which somebody could be found."""
    return 0 < count < FEWEST


def published(count: int) -> str:
    """`count` (0 or more people) as it may be published."""
    if count == 0:
        return "0"
    return _("fewer than 5") if is_small(count) else str(rounded(count))


def parts_apart(counts: Mapping[Hashable, int]) -> list:
    """Which parts of a whole may be counted by themselves, in their order.

    Not one with fewer than ten people; and where all that is left out together has fewer, the
    smallest of the others is left out as well.

    Args:
        counts: how many people are in each; nobody is in two.
    """
    shown = {part: count for part, count in counts.items() if count >= FEWEST_APART}
    left_out = sum(counts.values()) - sum(shown.values())
    while shown and 0 < left_out < FEWEST_APART:
        smallest = min(shown, key=shown.__getitem__)
        left_out += shown.pop(smallest)
    return list(shown)
