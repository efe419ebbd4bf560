"""Groups that take part in an application, what they accepted, and the budget."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules
from collaboration_fund.enums import (
    MOST_LINE_PENCE,
    MOST_QUARTERS,
    PARTNER_MOVES,
    PERSONALLY_LIABLE,
    TWO_ACCEPT,
    Category,
    PartnerState,
    Source,
)
from core.moves import MoveRecord


class PartnerQuerySet(models.QuerySet):
    """Groups of an application."""

    def taking_part(self):
        """The lead group, and partners that said neither no nor goodbye."""
        return self.filter(state=PartnerState.IN).select_related("organisation")


class Partner(models.Model):
    """One group in one application; the lead group is one of them."""

    MOVES = PARTNER_MOVES
    State = PartnerState

    application = models.ForeignKey(
        "collaboration_fund.Application", on_delete=models.CASCADE, related_name="partners"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="fund_parts",
        verbose_name=_("group"),
    )
    is_lead = models.BooleanField(_("leads"), default=False, editable=False)
    role = models.CharField(_("role"), max_length=160, blank=True)
    tasks = models.TextField(_("tasks"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=PartnerState, default=PartnerState.IN
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    subsidy_pence = models.PositiveBigIntegerField(
        _("subsidies of three financial years"), null=True, blank=True
    )
    subsidy_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subsidy_at = models.DateTimeField(_("subsidies said at"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of an application")
        verbose_name_plural = _("groups of applications")
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PartnerState.values), name="fund_partner_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(is_lead=False) | Q(state=PartnerState.IN),
                name="fund_partner_lead_takes_part",
            ),
            models.UniqueConstraint(
                fields=["application", "organisation"], name="fund_partner_once_a_group"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(is_lead=True), name="fund_partner_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(subsidy_pence=None, subsidy_at=None)
                | Q(subsidy_pence__isnull=False, subsidy_at__isnull=False),
                name="fund_partner_subsidy_has_a_time",
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the partner to state `to`."""
        return rules.may_move_partner(actor, self, to)

    @property
    def least_accepting(self) -> int:
        """How many people accept for it: two where they would be liable themselves."""
        return TWO_ACCEPT if self.is_liable else 1

    @property
    def is_liable(self) -> bool:
        """Whether the group is no person in law, so that those who accept are liable."""
        return self.organisation.form in PERSONALLY_LIABLE


class PartnerMove(MoveRecord):
    """The history of a group in an application."""

    thing = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a partner")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class AcceptanceQuerySet(models.QuerySet):
    """Acceptances in the words of the services."""

    def standing(self):
        """Not voided by a change since."""
        return self.filter(voided_at=None)


class Acceptance(models.Model):
    """That somebody accepted a partner's part as it stood, and in what capacity."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="acceptances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(_("in what capacity"), max_length=120)
    digest = models.CharField(max_length=64)
    parts = models.JSONField(_("what was accepted"))
    content = models.JSONField(_("the application as it stood"))
    at = models.DateTimeField(_("accepted at"), default=timezone.now)
    voided_at = models.DateTimeField(_("no longer counts since"), null=True, blank=True)
    replaced_by = models.JSONField(_("what it became"), null=True, blank=True)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "person"],
                condition=Q(voided_at=None),
                name="fund_acceptance_once_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(capacity="") & ~Q(digest=""), name="fund_acceptance_says_as_what"
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None) | Q(replaced_by__isnull=False),
                name="fund_acceptance_voided_says_what_changed",
            ),
        ]

    def __str__(self):
        return f"{self.partner_id}: {self.capacity}"


class BudgetLine(models.Model):
    """One line of a budget, in pence."""

    application = models.ForeignKey(
        "collaboration_fund.Application", on_delete=models.CASCADE, related_name="lines"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="lines", verbose_name=_("group")
    )
    category = models.CharField(_("kind of cost"), max_length=20, choices=Category)
    source = models.CharField(
        _("where the money comes from"), max_length=10, choices=Source, default=Source.GRANT
    )
    what = models.CharField(_("what for"), max_length=160)
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    pence = models.PositiveBigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("line of a budget")
        verbose_name_plural = _("lines of budgets")
        ordering = ["quarter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pence__gte=1) & Q(pence__lte=MOST_LINE_PENCE),
                name="fund_line_amount_is_meant",
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1) & Q(quarter__lte=MOST_QUARTERS),
                name="fund_line_quarter_is_known",
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values) & Q(source__in=Source.values),
                name="fund_line_choices_are_known",
            ),
        ]

    def __str__(self):
        return self.what
