"""What officers should look at, found by the portal itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.enums import FlagKind


class FlagQuerySet(models.QuerySet):
    """Flags in the words of the officers' lists."""

    def open(self):
        """Nobody has settled them."""
        return self.filter(settled_at=None)


class Flag(models.Model):
    """One thing to look at: a number in doubt, or two groups that share something.

    Of two groups, the flag stands with the one that came or changed last. What was settled isn't
    raised again while it is the same.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="flags",
        verbose_name=_("group"),
    )
    other = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("other group"),
    )
    kind = models.CharField(_("what"), max_length=20, choices=FlagKind)
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("settled by"),
    )
    note = models.TextField(_("what was found out"), max_length=1000, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag of a group")
        verbose_name_plural = _("flags of groups")
        ordering = ["found_at", "pk"]
        permissions = [("settle_flag", _("Can settle what is flagged of a group"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FlagKind.values), name="flag_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("organisation")),
                name="flag_other_is_another",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(note=""), name="flag_settled_says_why"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "detail"],
                condition=Q(other=None, settled_at=None),
                name="flag_open_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "other", "kind", "detail"],
                condition=Q(other__isnull=False, settled_at=None),
                name="flag_open_once_beside_another",
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())
