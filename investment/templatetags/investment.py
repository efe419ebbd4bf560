"""How the case for a hub is written: pounds, financial years, tenths of a percent."""

from django import template

from investment.moments import financial_year
from investment.words import face_words, fall_words
from questionnaires.values import pounds

register = template.Library()
register.filter(financial_year)
register.filter(face_words)
register.filter(fall_words)


@register.filter
def whole_pounds(pence: int) -> str:
    """A reckoned amount, to the nearest pound."""
    return in_pounds((pence + 50) // 100 * 100)


@register.filter(name="pounds")
def in_pounds(pence: int | None) -> str:
    """An amount; a dash where there is none, and a minus before what is less than nought."""
    if pence is None:
        return "–"
    return pounds(pence) if pence >= 0 else f"−{pounds(-pence)}"
