"""What reports, changes and other money tell the officers' home."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collaboration_fund.rules import may_run
from core.luton import LUTON, NINE
from monitoring.enums import BidState, ChangeState, RecoveryState, ReportState
from monitoring.models import Bid, Change, Recovery, Report
from monitoring.services import awards_to_close
from officers.registry import MOST_FOUND, Figure, Found, Happening, HomePart, Waiting

PENCE = 100


def _list(model: str, query: str = "") -> str:
    return reverse(f"admin:monitoring_{model}_changelist") + query


def waits(officer) -> Iterable[Waiting]:
    """Reports to read, and late ones; changes to answer, awards to close, money to come back."""
    if not may_run(officer):
        return
    to_read = Report.objects.filter(state=ReportState.SENT)
    for words, rows, since, url in (
        (
            _("reports on awards to read"),
            to_read,
            "sent_at",
            _list("report", f"?state__exact={ReportState.SENT}"),
        ),
        (
            _("reports on awards that are overdue"),
            Report.objects.overdue(),
            "due_on",
            _list("report", "?when=overdue"),
        ),
        (
            _("changes of awards to answer"),
            Change.objects.filter(state=ChangeState.ASKED),
            "asked_at",
            _list("change", f"?state__exact={ChangeState.ASKED}"),
        ),
        (
            _("grants of which money is to come back"),
            Recovery.objects.filter(state=RecoveryState.ASKED),
            "closing__closed_at",
            _list("closing"),
        ),
        (
            _("awards to close: the last report is accepted"),
            awards_to_close(),
            "ends_on",
            _list("report", "?when=to-close"),
        ),
    ):
        found = rows.order_by().aggregate(number=Count("pk"), oldest=Min(since))
        yield Waiting(words=words, number=found["number"], url=url, oldest=found["oldest"])


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The days on which reports are due."""
    if not may_run(officer):
        return
    rows = Report.objects.awaited().filter(
        due_on__gte=begins.astimezone(LUTON).date(), due_on__lt=ends.astimezone(LUTON).date()
    )
    for report in rows.select_related("award").order_by("due_on", "pk"):
        yield Happening(
            at=datetime.combine(report.due_on, NINE, tzinfo=LUTON),
            words=report.award.title,
            url=reverse("admin:monitoring_report_change", args=[report.pk]),
            said=_("a report is due"),
        )


def figures(officer, since: date) -> Iterable[Figure]:
    """The client's measure: other money that was won into Luton this year."""
    if not officer.has_perm("monitoring.view_bid"):
        return
    found = Bid.objects.aggregate(
        made=Count("pk", filter=Q(bid_on__gte=since)),
        won=Count("pk", filter=Q(state=BidState.WON, decided_on__gte=since)),
        pence=Sum("won_pence", filter=Q(state=BidState.WON, decided_on__gte=since)),
    )
    yield Figure(_("bids for other money"), found["made"], _list("bid"))
    won = _list("bid", f"?state__exact={BidState.WON}")
    yield Figure(_("bids for other money that were successful"), found["won"], won)
    yield Figure(_("pounds of other money won into Luton"), (found["pence"] or 0) // PENCE, won)


def finds(officer, words: str) -> Iterable[Found]:
    """Reports by the reference or the title of their award, and bids by funder or pot."""
    if may_run(officer):
        by = Q(award__reference__iexact=words) | Q(award__title__icontains=words)
        for report in Report.objects.filter(by).select_related("award")[:MOST_FOUND]:
            yield Found(
                kind=_("Reports on awards"),
                words=f"{report.award.title}, {report.label}",
                said=f"{report.award.reference}, {report.get_state_display()}",
                url=reverse("admin:monitoring_report_change", args=[report.pk]),
            )
    if officer.has_perm("monitoring.view_bid"):
        by = Q(funder__icontains=words) | Q(pot__icontains=words)
        for bid in Bid.objects.filter(by)[:MOST_FOUND]:
            yield Found(
                kind=_("Other money"),
                words=str(bid),
                said=bid.get_state_display(),
                url=reverse("admin:monitoring_bid_change", args=[bid.pk]),
            )


PART = HomePart(waits=waits, on=on, figures=figures, finds=finds)
