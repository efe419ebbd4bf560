"""When the groups of an application are written to by the clock."""

from django.utils import timezone

from collaboration_fund.enums import CHANGEABLE
from collaboration_fund.models import Application, Entry
from core.luton import nine_in_luton
from messaging.services import cancel_scheduled, reschedule

OPENS = "collaboration_fund.stage-opens"
# {kind: days before the moment that counts}
SEND = {f"collaboration_fund.to-send-{days}": days for days in (7, 2)}
ACCEPT = {f"collaboration_fund.to-accept-{days}": days for days in (7, 2)}


def schedule(entry: Entry) -> None:
    """Have the groups of an entry reminded by what counts for it now, whatever stood there before.

    Seven days and two days before, at nine in the morning in Luton; and as its stage opens, where
    that is still to come. What is over, or ended, is reminded of no more.
    """
    application, now = entry.application, timezone.now()
    cancel(application)
    if application.state not in CHANGEABLE:
        return
    wanted = {OPENS: entry.stage.opens_at}
    for kinds, closes_at in ((SEND, entry.closes_at), (ACCEPT, entry.accept_until)):
        wanted |= {kind: nine_in_luton(closes_at, days=-days) for kind, days in kinds.items()}
    for kind, due_at in wanted.items():
        if due_at > now:
            reschedule(kind=kind, about=application.filed_under, due_at=due_at)


def cancel(application: Application) -> None:
    """Have nothing said of an application by the clock any more."""
    cancel_scheduled(about=application.filed_under)
