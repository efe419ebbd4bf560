"""What people said after a session, without who they are."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from panels.models import SessionFeedback


@admin.register(SessionFeedback)
class SessionFeedbackAdmin(admin.ModelAdmin):
    """To read; it shows the session, not who spoke."""

    list_display = ["session", "heard", "said", "may_quote", "at"]
    list_filter = [
        "heard",
        "may_quote",
        ("registration__session", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["registration__session"]
    search_fields = ["next_step", "registration__session__title"]
    search_help_text = _("Search by what was said or the session's title")
    date_hierarchy = "at"
    fields = readonly_fields = ["session", "heard", "next_step", "may_quote", "at"]

    @admin.display(description=_("session"), ordering="registration__session__starts_at")
    def session(self, feedback):
        """The session it is about."""
        return feedback.registration.session

    @admin.display(description=_("what should happen next?"))
    def said(self, feedback):
        """As much of it as a list can show."""
        return Truncator(feedback.next_step).chars(100)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
