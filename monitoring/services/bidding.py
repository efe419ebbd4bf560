"""Other money: what became of a bid."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from monitoring.enums import BidState
from monitoring.models import Bid


def win(*, bid_id: int, actor, decided_on: date, won_pence: int) -> Bid:
    """Write down that a bid was successful, and how much was won.

    Raises:
        Refusal: `won_pence` or `decided_on`, naming its field, or as `core.moves.move`.
    """
    return _answer(bid_id, BidState.WON, actor, decided_on=decided_on, won_pence=won_pence)


def lose(*, bid_id: int, actor, decided_on: date) -> Bid:
    """Write down that a bid was not successful. Raises Refusal as `win`."""
    return _answer(bid_id, BidState.LOST, actor, decided_on=decided_on, won_pence=0)


def wait_again(*, bid_id: int, actor, reason: str) -> Bid:
    """Take back an answer that was written down by mistake.

    Raises:
        Refusal: `reason` naming its field, or as `core.moves.move`.
    """
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason", field="reason")
    return _answer(
        bid_id, BidState.WAITING, actor, decided_on=None, won_pence=0, reason=reason.strip()
    )


@transaction.atomic
def _answer(bid_id: int, to: str, actor, *, decided_on, won_pence: int, reason: str = "") -> Bid:
    bid = Bid.objects.select_for_update().get(pk=bid_id)
    if to == BidState.WON and won_pence < 1:
        raise Refusal(_("Enter an amount above nought."), code="won_pence", field="won_pence")
    if decided_on is not None and decided_on < bid.bid_on:
        raise Refusal(
            _("Enter a day on or after the day of the bid."), code="decided_on", field="decided_on"
        )
    changes = {"decided_on": decided_on, "won_pence": won_pence}
    move(bid, to=to, actor=actor, reason=reason, **changes)
    return bid
