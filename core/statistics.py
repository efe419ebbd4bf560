"""Published figures: nobody can be found in them.

Counts are rounded to the nearest 5, and 1 to 4 are shown as "fewer than 5", as ONS practice for
small counts and `docs/privacy.md` ask.
"""

from django.utils.translation import gettext as _


def rounded(count: int) -> int:
    """`count` to the nearest 5, for figures derived from published counts."""
    return 5 * ((count + 2) // 5)


def published(count: int) -> str:
    """`count` (0 or more people) as it may be published."""
    if count == 0:
        return "0"
    return _("fewer than 5") if count < 5 else str(rounded(count))
