"""What the fund tells the officers' home."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import ApplicationState, RoundState
from collaboration_fund.models import Application, Round, Stage
from collaboration_fund.rules import may_run
from officers.registry import MOST_FOUND, Found, Happening, HomePart, Waiting

WAITS = (
    (RoundState.DRAFT, _("Announce “%(round)s”")),
    (RoundState.CLOSED, _("Start assessing “%(round)s”")),
    (RoundState.ASSESSING, _("Decide “%(round)s”")),
)
MOST_ROUNDS = 5


def _page(round) -> str:
    return reverse("admin:collaboration_fund_round_change", args=[round.pk])


def waits(officer) -> Iterable[Waiting]:
    """What rounds wait for."""
    if not may_run(officer):
        return
    words = dict(WAITS)
    for round in Round.objects.filter(state__in=words)[:MOST_ROUNDS]:
        yield Waiting(words=words[round.state] % {"round": round}, number=1, url=_page(round))
    entered = Application.objects.filter(state=ApplicationState.DRAFT, asked_at=None)
    for application in entered.exclude(came="")[:MOST_ROUNDS]:
        yield Waiting(
            words=_("Ask the group to confirm “%(title)s”") % {"title": application.title},
            number=1,
            url=reverse("admin:collaboration_fund_application_change", args=[application.pk]),
        )


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The closings of rounds."""
    if not may_run(officer):
        return
    closing = Stage.objects.filter(
        closes_at__gte=begins, closes_at__lt=ends, round__state=RoundState.OPEN
    )
    for stage in closing.select_related("round").order_by("closes_at", "pk"):
        yield Happening(
            at=stage.closes_at,
            words=stage.round.title,
            url=_page(stage.round),
            said=_("applications close"),
        )


def finds(officer, words: str) -> Iterable[Found]:
    """Rounds by title."""
    if not officer.has_perm("collaboration_fund.view_round"):
        return
    for round in Round.objects.filter(title__icontains=words)[:MOST_FOUND]:
        yield Found(
            kind=_("Fund rounds"),
            words=round.title,
            said=round.get_state_display(),
            url=_page(round),
        )


PART = HomePart(waits=waits, on=on, finds=finds)
