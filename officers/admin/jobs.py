"""What officers see of background jobs."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from core.refusal import Refusal
from core.words import say
from jobs import services
from jobs.models import BackgroundJob
from messaging.services import readable_by
from officers.areas import Area
from officers.lists import ReadOnlyMixin


@admin.register(BackgroundJob)
class BackgroundJobAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """To look at; cancelling is the one act."""

    area, place = Area.SETTINGS, 7
    list_display = ["created_at", "kind", "about", "state", "progress", "doing", "asked_by"]
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
    actions = ["cancel"]

    @admin.display(description=_("what it is doing"))
    def doing(self, job):
        """In the reader's language."""
        return say(job.words)

    def get_queryset(self, request):
        """The jobs about what this officer may read about."""
        return super().get_queryset(request).filter(readable_by(request.user))

    def has_cancel_permission(self, request):
        """Whether the action is offered."""
        return request.user.has_perm("jobs.change_backgroundjob")

    @admin.action(description=_("Cancel"), permissions=["cancel"])
    def cancel(self, request, queryset):
        """Cancel each; say why where one can't be."""
        for job in queryset:
            try:
                services.cancel(job_id=job.pk, actor=request.user)
            except Refusal as refusal:
                self.message_user(request, refusal.message, messages.WARNING)
            else:
                self.log_change(request, job, _("Cancelled."))
