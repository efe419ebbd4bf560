"""What was sent, as it was sent: editions that nothing changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collaboration_fund.models.application import Entry
from core.files import KeptFile
from organisations.enums import DocumentKind
from organisations.models import Document


class UnchangeableError(Exception):
    """Somebody tried to change or delete what was sent."""


class EditionQuerySet(models.QuerySet):
    """Editions are written once."""

    def _refuse(self, *_args, **_kwargs):
        raise UnchangeableError("An edition is what was sent: it is never changed or deleted.")

    update = delete = bulk_update = update_or_create = _refuse


class Edition(models.Model):
    """One sending of an entry: numbered, whole, and known by the SHA-256 of what it says."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    content = models.JSONField(_("what was sent"))
    sha256 = models.CharField(max_length=64)
    asked_pence = models.PositiveBigIntegerField(_("asked of the fund"), default=0)
    received_at = models.DateTimeField(_("received at"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["entry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="fund_edition_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="fund_edition_is_numbered_and_hashed",
            ),
        ]

    def __str__(self):
        return f"{self.entry_id}: {self.number}"

    def save(self, *args, **kwargs):
        """Write a new edition.

        Raises:
            UnchangeableError: it is written already.
        """
        if not self._state.adding:
            raise UnchangeableError("An edition is what was sent: it is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: what was sent stays.

        Raises:
            UnchangeableError: always.
        """
        raise UnchangeableError("An edition is what was sent: it is never deleted.")


class SentDocument(KeptFile):
    """A copy of a group's document as an edition used it. A newer one takes nothing from it.

    An edition names it by its SHA-256; editions that used the same share the copy.
    """

    takes = Document.takes

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="documents")
    what = models.CharField(_("document"), max_length=20, choices=DocumentKind)
    expires_on = models.DateField(_("good until"), null=True, blank=True)

    class Meta(KeptFile.Meta):
        verbose_name = _("document of an application")
        verbose_name_plural = _("documents of applications")
        ordering = ["pk"]
        constraints = [
            *KeptFile.Meta.constraints,
            models.UniqueConstraint(
                fields=["entry", "what", "sha256"], name="fund_sent_document_once"
            ),
        ]

    def __str__(self):
        return str(self.get_what_display())
