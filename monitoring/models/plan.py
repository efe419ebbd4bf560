"""What an award is to be spent on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import Category


class PlanLine(models.Model):
    """One line of what an award pays for: the budget that was sent, scaled to what was awarded."""

    award = models.ForeignKey(
        "collaboration_fund.Award", on_delete=models.PROTECT, related_name="plan"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    partner = models.ForeignKey(
        "collaboration_fund.Partner",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("group"),
    )
    category = models.CharField(_("kind of cost"), max_length=20, choices=Category)
    what = models.CharField(_("what for"), max_length=160)
    pence = models.PositiveBigIntegerField(_("planned"))

    class Meta:
        verbose_name = _("planned cost of an award")
        verbose_name_plural = _("planned costs of awards")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="award_plan_number_once"),
            models.CheckConstraint(
                condition=Q(category__in=Category.values) & ~Q(what=""),
                name="award_plan_says_what_for",
            ),
        ]

    def __str__(self):
        return self.what
