"""What becomes of the rows of this app where two records of a person are merged."""

from django.utils.translation import gettext_lazy

from people.merge_keys import moves


def declare() -> None:
    """Say how the rows of this app move."""
    moves("investment.Forecast", "said_by", gettext_lazy("forecasts of milestones"))
    moves("investment.StatusReport", "said_by", gettext_lazy("what they said of projects"))
