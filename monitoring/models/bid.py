"""Other money: what was bid for elsewhere, and what was won into Luton."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from monitoring import rules
from monitoring.enums import BID_MOVES, Bidder, BidState


class Bid(models.Model):
    """One bid to a funder for one pot, by a group, by groups together or by the council."""

    MOVES = BID_MOVES
    State = BidState

    funder = models.CharField(_("funder"), max_length=120)
    pot = models.CharField(_("pot"), max_length=120)
    what_for = models.TextField(_("what for"), max_length=600)
    bidder = models.CharField(_("who bids"), max_length=10, choices=Bidder)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bids",
        verbose_name=_("group"),
        help_text=_("The one that bids, or leads. None where the council bids."),
    )
    bid_pence = models.PositiveBigIntegerField(_("amount bid for"))
    bid_on = models.DateField(_("day of the bid"), default=timezone.localdate)
    state = models.CharField(
        _("state"), max_length=20, choices=BidState, default=BidState.WAITING, editable=False
    )
    won_pence = models.PositiveBigIntegerField(_("amount won"), default=0, editable=False)
    decided_on = models.DateField(_("day of the answer"), null=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("bid for other money")
        verbose_name_plural = _("bids for other money")
        ordering = ["-bid_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(funder="") & ~Q(pot="") & ~Q(what_for=""), name="bid_says_what_for"
            ),
            models.CheckConstraint(
                condition=Q(bid_pence__gte=1),
                name="bid_is_for_something",
                violation_error_message=_("Enter an amount above nought."),
            ),
            models.CheckConstraint(
                condition=Q(bidder=Bidder.COUNCIL, organisation=None)
                | Q(bidder__in=[Bidder.GROUP, Bidder.PARTNERS], organisation__isnull=False),
                name="bid_names_its_group",
                violation_error_message=_("Choose the group that bids, or say the council does."),
            ),
            models.CheckConstraint(
                condition=Q(state=BidState.WAITING, won_pence=0, decided_on=None)
                | Q(state=BidState.LOST, won_pence=0, decided_on__isnull=False)
                | Q(state=BidState.WON, won_pence__gte=1, decided_on__isnull=False),
                name="bid_outcome_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.funder}: {self.pot}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the bid to state `to`."""
        return rules.may_run_fund(actor)


class BidMove(MoveRecord):
    """The history of a bid."""

    thing = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a bid")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
