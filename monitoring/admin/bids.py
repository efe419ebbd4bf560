"""Other money: bids to funders, who made them, and what was won into Luton."""

from django.contrib import admin
from django.db import models
from django.template.defaultfilters import linebreaks_filter
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.fields import PoundsField
from monitoring import services
from monitoring.enums import Bidder, BidState
from monitoring.models import Bid
from officers.acts import Act, ActForm, ReasonForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import DAY, ISO_DAY, day_field, without_buttons
from officers.saving import ServiceForm
from officers.tabs import HISTORY, OVERVIEW, Tab
from questionnaires.values import pounds


class BidForm(ServiceForm):
    """A bid; its amount is typed in pounds."""

    bid_pence = PoundsField(label=_("Amount bid for"))

    class Meta:
        model = Bid
        fields = ["funder", "pot", "what_for", "bidder", "organisation", "bid_pence", "bid_on"]

    def clean(self):
        """A group bids, or the council does; the amount is above nought."""
        said = super().clean()
        is_councils = said.get("bidder") == Bidder.COUNCIL
        if "bidder" in said and "organisation" in said:
            if is_councils and said["organisation"]:
                self.add_error("organisation", _("Choose no group where the council bids."))
            if not is_councils and not said["organisation"]:
                self.add_error("organisation", _("Choose the group that bids, or leads."))
        if said.get("bid_pence") == 0:
            self.add_error("bid_pence", _("Enter an amount above nought."))
        return said


class AnswerForm(ActForm):
    """When the answer came."""

    decided_on = day_field(_("Day of the answer"))

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["decided_on"] = timezone.localdate().strftime(ISO_DAY)


class WonForm(AnswerForm):
    """How much was won."""

    won_pence = PoundsField(label=_("Amount won, in pounds"))

    def doubts(self):
        """That more was won than was bid for."""
        is_more = self.cleaned_data["won_pence"] > self.thing.bid_pence
        return [_("That is more than was bid for.")] if is_more else []


ACTS = (
    Act(
        name="win",
        label=_("It was successful"),
        explain=_("The amount counts as other money won into Luton in the year of the answer."),
        done=_("It is written down."),
        leads=True,
        run=services.win,
        form=WonForm,
        **moves_to(BidState.WON),
    ),
    Act(
        name="lose",
        label=_("It was not successful"),
        explain=_("The bid stays in the list, with nothing won."),
        done=_("It is written down."),
        run=services.lose,
        form=AnswerForm,
        **moves_to(BidState.LOST),
    ),
    Act(
        name="wait-again",
        label=_("Take the answer back"),
        explain=_("For an answer that was written down by mistake. The bid waits again."),
        done=_("The bid waits for an answer."),
        run=services.wait_again,
        form=ReasonForm,
        **moves_to(BidState.WAITING),
    ),
)


@admin.register(Bid)
class BidAdmin(OfficersAdmin, admin.ModelAdmin):
    """Bids for other money."""

    area, place = Area.FUND, 8
    form = BidForm
    acts, act_key = ACTS, "bid_id"
    formfield_overrides = {models.DateField: DAY}
    list_per_page = 25
    list_tabs = (
        (_("All"), ""),
        (_("Waiting"), f"state__exact={BidState.WAITING}"),
        (_("Successful"), f"state__exact={BidState.WON}"),
        (_("Not successful"), f"state__exact={BidState.LOST}"),
    )
    list_display = ["funder", "state", "pot", "who", "bid_on", "amount", "won"]
    list_filter = ["state", "bidder"]
    search_fields = ["funder", "pot", "what_for", "organisation__name"]
    export_permission = "monitoring.view_bid"
    export_columns = (
        Column(_("Funder"), lambda one: one.funder),
        Column(_("Pot"), lambda one: one.pot),
        Column(_("What for"), lambda one: one.what_for),
        Column(_("Who bids"), lambda one: one.get_bidder_display()),
        Column(_("Group"), lambda one: one.organisation or ""),
        Column(_("Day of the bid"), lambda one: one.bid_on),
        Column(_("Amount bid for, in pounds"), lambda one: one.bid_pence / 100),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Day of the answer"), lambda one: one.decided_on or ""),
        Column(_("Amount won, in pounds"), lambda one: one.won_pence / 100),
    )
    tabs = (
        OVERVIEW,
        Tab("details", _("Details"), fieldsets=((None, {"fields": BidForm.Meta.fields}),)),
        HISTORY,
    )

    def get_queryset(self, request):
        """With their groups."""
        return super().get_queryset(request).select_related("organisation")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return without_buttons(super().formfield_for_foreignkey(db_field, request, **kwargs))

    def has_delete_permission(self, request, obj=None):
        """A bid is kept, with its outcome."""
        return False

    def facts(self, request, bid):
        """Who bids, when and for how much."""
        return [
            (_("Who bids"), self.who(bid)),
            (_("Day of the bid"), date_format(bid.bid_on, "j M Y")),
            (_("Bid for"), pounds(bid.bid_pence)),
        ]

    def more(self, request, bid):
        """What came of it."""
        if bid.decided_on is None:
            return [(_("Answer"), _("None yet"))]
        return [
            (_("Day of the answer"), date_format(bid.decided_on, "j M Y")),
            (_("Won"), pounds(bid.won_pence)),
        ]

    def told(self, request, bid):
        """What it is for."""
        return [(_("What for"), linebreaks_filter(bid.what_for))]

    @admin.display(description=_("who bids"), ordering="bidder")
    def who(self, bid):
        """The group, or the council."""
        if bid.bidder == Bidder.PARTNERS:
            return _("%(group)s and others") % {"group": bid.organisation}
        return str(bid.organisation or bid.get_bidder_display())

    @admin.display(description=_("bid for"), ordering="bid_pence")
    def amount(self, bid):
        """How much was bid for."""
        return pounds(bid.bid_pence)

    @admin.display(description=_("won"), ordering="won_pence")
    def won(self, bid):
        """How much was won."""
        return pounds(bid.won_pence) if bid.won_pence else "–"
