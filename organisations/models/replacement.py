"""That an owner who can't be reached was replaced: by whom, and who confirmed it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OwnerReplacement(models.Model):
    """One owner goes and another comes; it waits for the yes of one who is invited first."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="replacements",
        verbose_name=_("group"),
    )
    leaving = models.ForeignKey(
        "organisations.Membership",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        verbose_name=_("owner who can’t be reached"),
    )
    coming = models.ForeignKey(
        "organisations.Membership",
        on_delete=models.PROTECT,
        related_name="replaces",
        verbose_name=_("new owner"),
    )
    reason = models.TextField(_("how they were tried to be reached"), max_length=1000)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("officer"),
    )
    agreed_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    done_at = models.DateTimeField(_("replaced at"), null=True, blank=True)

    class Meta:
        verbose_name = _("replacement of an owner")
        verbose_name_plural = _("replacements of owners")
        ordering = ["agreed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaving=models.F("coming")), name="owner_replacement_is_by_another"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="owner_replacement_says_why"),
        ]

    def __str__(self):
        return f"{self.leaving} → {self.coming}"


class OwnerConfirmation(models.Model):
    """What one committee member said to it, and how. Their name stays as it was then."""

    replacement = models.ForeignKey(
        OwnerReplacement, on_delete=models.CASCADE, related_name="confirmations"
    )
    name = models.CharField(_("committee member"), max_length=120)
    name_compared = models.CharField(max_length=120, editable=False)
    how = models.CharField(_("how they confirmed it"), max_length=300)
    confirmed_on = models.DateField(_("confirmed on"))

    class Meta:
        verbose_name = _("confirmation of a replacement")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["replacement", "name_compared"], name="owner_confirmation_once_a_person"
            ),
        ]

    def __str__(self):
        return self.name
