"""What a group keeps with us once, for every application."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.uploads import Takes
from organisations.enums import EXPIRES, DocumentKind

# How long before a document runs out its group is reminded, and pages say so.
RUNS_OUT_SOON = timedelta(days=30)


class DocumentQuerySet(models.QuerySet):
    """Documents in the words of the pages that list them."""

    def current(self):
        """Not replaced by a newer one."""
        return self.filter(is_current=True)

    def run_out(self):
        """Current, and past their last day."""
        return self.current().filter(expires_on__lt=timezone.localdate())


class Document(KeptFile):
    """One document of a group. The newest of its kind is current; older ones stay behind it."""

    takes = Takes(kinds=frozenset({"pdf", "docx", "odt", "xlsx", "ods", "jpg", "png"}))

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="documents",
        verbose_name=_("group"),
    )
    what = models.CharField(_("document"), max_length=20, choices=DocumentKind)
    expires_on = models.DateField(_("good until"), null=True, blank=True)
    is_current = models.BooleanField(_("current"), default=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name=_("sent by"),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a group")
        verbose_name_plural = _("documents of groups")
        ordering = ["organisation", "what", "-at", "-pk"]
        constraints = [
            *KeptFile.Meta.constraints,
            models.CheckConstraint(
                condition=Q(what__in=DocumentKind.values), name="document_what_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(what__in=EXPIRES) | Q(expires_on__isnull=False),
                name="document_says_until_when",
                violation_error_message=_("Enter the day until which it is good."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "what"],
                condition=Q(is_current=True),
                name="document_current_once",
            ),
        ]

    def __str__(self):
        return str(self.get_what_display())

    def has_run_out(self, on: date | None = None) -> bool:
        """Whether its last day is over on a day; today in Luton unless `on` says otherwise."""
        return self.expires_on is not None and self.expires_on < (on or timezone.localdate())

    def runs_out_soon(self) -> bool:
        """Whether its last day is within a month, and not over."""
        today = timezone.localdate()
        return self.expires_on is not None and today <= self.expires_on <= today + RUNS_OUT_SOON
