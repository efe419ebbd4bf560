"""Long work, one row a piece, which any worker may take over; and what runs now and then."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.leases import Leased, free


class JobState(models.TextChoices):
    """Where a piece of work is."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


LIVE = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet):
    """Jobs in the words of the worker."""

    def live(self):
        """Waiting or running."""
        return self.filter(state__in=LIVE)

    def to_take(self, now):
        """Waiting, or left behind by a worker whose lease ran out; oldest first."""
        return self.live().filter(free(now)).order_by("created_at", "pk")

    def about(self, about):
        """The jobs about one thing, newest first."""
        return self.filter(about=about).order_by("-created_at", "-pk")


class BackgroundJob(Leased):
    """One piece of long work, its progress and what came of it."""

    State = JobState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(
        _("about"), max_length=100, help_text=_("What it works on, such as draw:12.")
    )
    arguments = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    words = models.CharField(_("what it is doing"), max_length=200, blank=True)
    result = models.JSONField(default=dict, blank=True)
    last_error = models.TextField(_("what went wrong"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta(Leased.Meta):
        verbose_name = _("background job")
        ordering = ["-created_at", "-pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="background_job_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="background_job_progress_in_percent"
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(lease__isnull=False),
                name="background_job_running_has_lease",
            ),
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(state__in=LIVE),
                name="background_job_one_live_a_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(state__in=LIVE), name="background_job_live"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.about}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class PeriodicJob(Leased):
    """When a periodic job runs next, so that many schedulers run it once."""

    name = models.CharField(max_length=60, unique=True)
    next_run_at = models.DateTimeField(default=timezone.now)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(
        blank=True, help_text=_("What failed when it ran last: each row by itself, and why.")
    )

    class Meta(Leased.Meta):
        verbose_name = _("periodic job")
        ordering = ["name"]

    def __str__(self):
        return self.name
