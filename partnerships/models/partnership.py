"""Groups that work together, since a match brought them together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from partnerships import rules
from partnerships.enums import PARTNERSHIP_MOVES, STANDING_PARTNERSHIPS, PartnershipState
from partnerships.models.matches import Match


class PartnershipQuerySet(models.QuerySet):
    """Partnerships in the words of the pages that list them."""

    def formed(self):
        return self.filter(state=PartnershipState.FORMED)

    def of(self, organisation):
        return self.filter(partners__organisation=organisation)

    def with_details(self):
        """With its groups and the need that it came from."""
        partners = Partner.objects.select_related("organisation", "answered_by")
        return self.select_related("match__need__organisation").prefetch_related(
            models.Prefetch("partners", partners)
        )


class Partnership(models.Model):
    """The groups of one match that said that they work together, under a name."""

    MOVES = PARTNERSHIP_MOVES
    State = PartnershipState

    match = models.ForeignKey(
        Match, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("match")
    )
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PartnershipState,
        default=PartnershipState.PROPOSED,
        editable=False,
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    since = models.DateField(_("since"), null=True, blank=True, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["-proposed_at", "-pk"]
        permissions = [("export_partnerships", _("Can export partnerships"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PartnershipState.values), name="partnership_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="partnership_has_a_name"),
            models.CheckConstraint(
                condition=~Q(state__in=[PartnershipState.FORMED, PartnershipState.ENDED])
                | Q(since__isnull=False),
                name="partnership_formed_says_since_when",
            ),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(state__in=STANDING_PARTNERSHIPS),
                name="partnership_once_a_match",
            ),
        ]

    def __str__(self):
        return self.name

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may agree to it, drop it or end it."""
        return rules.may_move_between(actor, self, to)

    def groups(self) -> list:
        """Its groups."""
        return [partner.organisation for partner in self.partners.all()]

    @property
    def is_formed(self) -> bool:
        return self.state == PartnershipState.FORMED

    def own_url(self, organisation) -> str:
        """Where the people of one of its groups see it."""
        return reverse("my_needs:partnership", args=[organisation.slug, self.pk])


class PartnershipMove(MoveRecord):
    """The history of a partnership."""

    thing = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a partnership")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class PartnerQuerySet(models.QuerySet):
    """Groups of partnerships."""

    def formed(self):
        """Of partnerships that stand."""
        return self.filter(partnership__state=PartnershipState.FORMED)

    def keys_with(self, organisation) -> set[int]:
        """The keys of the groups that are partners of a group now."""
        with_it = self.formed().filter(partnership__partners__organisation=organisation)
        return {*with_it.exclude(organisation=organisation).values_list("organisation", flat=True)}


class Partner(models.Model):
    """One group of a partnership, and who said yes for it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="partner_in"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("agreed by"),
    )
    answered_at = models.DateTimeField(_("agreed at"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of a partnership")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation"], name="partner_once_a_partnership"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="partner_answer_has_who_and_when",
            ),
        ]

    def __str__(self):
        return str(self.organisation)
