"""How reports say money, also below nought, and what their lines come to."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from questionnaires.values import pounds

register = template.Library()
SUMS = ("planned", "before", "spent", "left")


@register.filter
def money(pence: int | None) -> str:
    """Pence as people write an amount: £1,250, £99.50 or −£5; a dash where nobody has said."""
    if pence is None:
        return "–"
    return pounds(pence) if pence >= 0 else f"−{pounds(-pence)}"


@register.filter
def spending_rows(content: Mapping) -> list[dict]:
    """The lines of what a report says, with what is left of each, and all of them together."""
    rows = [
        one | {"left": one["planned"] - one["before"] - (one["spent"] or 0)}
        for one in content["spending"]
    ]
    together = {name: sum(row[name] or 0 for row in rows) for name in SUMS}
    return [*rows, {"what": _("All together")} | together]
