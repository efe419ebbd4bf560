"""What officers see of background jobs."""

from auditlog.models import LogEntry
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.words import say
from jobs import services
from jobs.models import BackgroundJob, JobState
from messaging.services import readable_by
from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin
from officers.many import ActsOnMany


def cancel(*, job_id, actor) -> BackgroundJob:
    """Cancel a job, and record who did."""
    job = services.cancel(job_id=job_id, actor=actor)
    LogEntry.objects.log_create(
        job,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.UPDATE,
        changes={"cancel_asked": [False, True]},
    )
    return job


CANCEL = Act(
    name="cancel",
    label=_("Cancel"),
    explain=_("It stops at once where it waits, and at its next step where it runs."),
    done=_("It is cancelled, or stops at its next step."),
    run=cancel,
    may=lambda officer, _job: officer.has_perm("jobs.change_backgroundjob"),
    open=lambda job: job.state in {JobState.WAITING, JobState.RUNNING},
)


@admin.register(BackgroundJob)
class BackgroundJobAdmin(ReadOnlyMixin, ActsOnMany, OfficersAdmin, admin.ModelAdmin):
    """To look at; cancelling is the one act."""

    area, place = Area.SETTINGS, 7
    acts, many, act_key = (CANCEL,), (CANCEL,), "job_id"
    list_tabs = (
        (_("All"), ""),
        (_("Running"), "state__exact=running"),
        (_("Failed"), "state__exact=failed"),
    )
    list_display = ["created_at", "state", "kind", "about", "progress", "doing", "asked_by"]
    list_filter = ["state", "kind"]
    list_select_related = ["asked_by"]
    fields = readonly_fields = [
        "kind",
        "about",
        "state",
        "progress",
        "doing",
        "asked_by",
        "created_at",
        "ended_at",
        "attempts",
        "last_error",
    ]

    @admin.display(description=_("what it is doing"))
    def doing(self, job):
        """In the reader's language."""
        return say(job.words)

    def get_queryset(self, request):
        """The jobs about what this officer may read about."""
        return super().get_queryset(request).filter(readable_by(request.user))

    def get_actions(self, request):
        """Cancelling many, for who may."""
        may = request.user.has_perm("jobs.change_backgroundjob")
        return super().get_actions(request) if may else {}
