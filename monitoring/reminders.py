"""When the group of a report is written to by the clock."""

from datetime import timedelta

from django.utils import timezone

from core.luton import nine_in_luton
from messaging.services import cancel_scheduled, reschedule
from monitoring.models import Report

# {kind: days after the day on which a report is due}; after the last of them officers ring up.
DUE = {
    "monitoring.report-due-in-14": -14,
    "monitoring.report-due-today": 0,
    "monitoring.report-late-7": 7,
    "monitoring.report-late-28": 28,
}
# How long questions may wait for an answer before the group is reminded of them.
DAYS_TO_ANSWER = 14
ASKED = "monitoring.questions-wait"


def schedule(report: Report) -> None:
    """Have a report asked for before its day, on it and twice after; nothing of one that isn't due.

    What would have been said already isn't.
    """
    cancel(report)
    if not report.is_open:
        return
    now = timezone.now()
    wanted = {kind: nine_in_luton(report.due_on, days=days) for kind, days in DUE.items()}
    if report.state == Report.State.QUESTIONS:
        wanted = {ASKED: nine_in_luton(now + timedelta(days=DAYS_TO_ANSWER))}
    for kind, due_at in wanted.items():
        if due_at > now:
            reschedule(kind=kind, about=report.filed_under, due_at=due_at)


def cancel(report: Report) -> None:
    """Have nothing said of a report by the clock any more."""
    cancel_scheduled(about=report.filed_under)
