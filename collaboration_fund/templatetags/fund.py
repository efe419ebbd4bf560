"""How pages of the fund say money."""

from django import template

from collaboration_fund import moments
from questionnaires import values

register = template.Library()


@register.filter
def pounds(pence: int) -> str:
    """Pence as people write an amount: £1,250 or £99.50."""
    return values.pounds(pence)


register.filter(moments.exactly)
register.filter(moments.closes)
