"""The people who run a group. They needn't have an account."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.columns import ComparableColumn


class CommitteeMember(models.Model):
    """One person of a group's committee, board or trustees, and whose relative they are."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="committee",
        verbose_name=_("group"),
    )
    name = models.CharField(_("full name"), max_length=120)
    name_compared = ComparableColumn(of="name")
    role = models.CharField(_("role"), max_length=80, blank=True)
    related_to = models.ManyToManyField(
        "self",
        blank=True,
        verbose_name=_("related to"),
        help_text=_(
            "Married or partners, parents and children, brothers and sisters, or living together."
        ),
    )
    created_at = models.DateTimeField(_("named since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("committee member")
        verbose_name_plural = _("committee members")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="committee_member_has_a_name"),
        ]

    def __str__(self):
        return f"{self.name}, {self.role}" if self.role else self.name
