"""Notices: that a hub is closed, or a part of it, and where else to go."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from hubs.enums import NoticeKind
from hubs.models.hub import Hub


class NoticeQuerySet(models.QuerySet):
    """Notices by when they hold."""

    def live(self):
        """Not over, in the order in which they begin."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now())).order_by("starts_at")


class Notice(models.Model):
    """A hub is closed, or partly, from a moment on; nobody may know until when."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="notices", verbose_name=_("hub")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    what = models.TextField(_("what people need to know"), max_length=600)
    instead = models.CharField(_("where else to go"), max_length=300, blank=True)
    instead_hub = models.ForeignKey(
        Hub,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("hub to go to instead"),
    )
    said_at = models.DateTimeField(_("said at"), default=timezone.now, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of a hub")
        verbose_name_plural = _("notices of hubs")
        ordering = ["starts_at", "pk"]
        constraints = [
            is_known("hub_notice", kind=NoticeKind),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="hub_notice_ends_after_it_starts",
                violation_error_message=_("It must end after it starts."),
            ),
            models.CheckConstraint(condition=~Q(what=""), name="hub_notice_says_something"),
            models.CheckConstraint(
                condition=Q(instead_hub__isnull=True) | ~Q(instead_hub=F("hub")),
                name="hub_notice_leads_elsewhere",
                violation_error_message=_("Name another hub."),
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def has_begun(self) -> bool:
        """Whether it holds already."""
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Whether it holds no more."""
        return self.ends_at is not None and self.ends_at <= timezone.now()
