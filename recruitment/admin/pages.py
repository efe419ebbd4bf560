"""The dashboard of a round: its applications in numbers, and what waits for whom."""

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from core.luton import LUTON
from core.statistics import published
from recruitment.enums import ApplicationState
from recruitment.services.targets import SECTOR, counts, sent_categories, words_of
from recruitment.steps import next_steps

# A bar of the chart, of 100 in all.
WIDEST_BAR = 10


def dashboard(model_admin, request, round):
    """Applications by day, state and category, small numbers hidden, and what waits for whom."""
    by_day = (
        round.applications.sent()
        .annotate(day=TruncDate("submitted_at", tzinfo=LUTON))
        .values_list("day")
        .annotate(number=Count("pk"))
        .order_by("day")
    )
    states = dict(round.applications.values_list("state").annotate(number=Count("pk")))
    sectors = round.applications.sent().values_list("sector").annotate(number=Count("pk"))
    labels = dict(round.applications.model._meta.get_field("sector").choices)
    tally = counts(sent_categories(round, actor=request.user))
    days, words = list(by_day), words_of(round)
    return model_admin.page(
        request,
        round,
        _("Dashboard"),
        "admin/recruitment/dashboard.html",
        days=days,
        chart=_chart(days),
        states=[(s.label, states[s]) for s in ApplicationState if s in states],
        sectors=[(labels[sector], number) for sector, number in sectors],
        categories=[
            (*words.get(pair, pair), published(number))
            for pair, number in sorted(tally.items())
            if pair[0] != SECTOR
        ],
        waiting=next_steps(round),
    )


def _chart(days) -> list[dict]:
    """The bars of applications by day, as parts of a drawing 100 high."""
    most = max((number for _day, number in days), default=0)
    width = min(100 / len(days), WIDEST_BAR) if days else 0
    return [
        {
            "x": round_to(index * width),
            "width": round_to(width * 0.8),
            "y": round_to(100 - 100 * number / most),
            "height": round_to(100 * number / most),
        }
        for index, (_day, number) in enumerate(days)
    ]


def round_to(number: float) -> str:
    """A length as a drawing takes it."""
    return f"{number:.2f}"
