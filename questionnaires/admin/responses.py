"""Answers, for those few who may read them; each reading is recorded."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.refusal import Refusal
from people.officers import record_reading
from questionnaires import rules
from questionnaires.admin.base import PagesMixin
from questionnaires.models import Response
from questionnaires.services import answers_of, file_response


@admin.register(Response)
class ResponseAdmin(PagesMixin, admin.ModelAdmin):
    """To read. It can't be searched, and nothing in it says who answered."""

    list_display = ["subject", "set", "number", "state", "language", "submitted_at"]
    list_filter = [
        "state",
        ("version__question_set", admin.RelatedOnlyFieldListFilter),
        "language",
    ]
    list_select_related = ["version__question_set"]
    fields = readonly_fields = [
        "subject",
        "version",
        "state",
        "language",
        "started_at",
        "submitted_at",
        "answers",
    ]
    actions = None

    def get_queryset(self, request):
        """Only what this officer may read."""
        responses = super().get_queryset(request).select_related("version__question_set")
        kinds = [
            is_special
            for is_special, permission in (
                (False, rules.VIEW_ANSWERS),
                (True, rules.VIEW_SPECIAL),
            )
            if request.user.has_perm(permission)
        ]
        return responses.filter(version__question_set__is_special__in=kinds)

    @admin.display(description=_("set"), ordering="version__question_set__title")
    def set(self, response):
        """What was asked."""
        return response.version.question_set

    @admin.display(description=_("version"), ordering="version__number")
    def number(self, response):
        """In which wording."""
        return response.version.number

    @admin.display(description=_("answers"))
    def answers(self, response):
        """Every question that was asked, and what was said."""
        rows = ((one.label, self._said(response, one)) for one in answers_of(response))
        pairs = format_html_join("", "<dt>{}</dt><dd><bdi>{}</bdi></dd>", rows)
        return format_html('<dl class="officers-answers">{}</dl>', pairs)

    def _said(self, response, answered):
        if not answered.files:
            return answered.text or "–"
        links = (
            (reverse("admin:questionnaires_response_file", args=[response.pk, f.pk]), f.name)
            for f in answered.files
        )
        return format_html_join("", '<a href="{}">{}</a>', links)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        """By the two permissions for answers, and no other."""
        if obj is not None:
            return rules.can_read_answers(request.user, obj.version.question_set)
        return request.user.is_staff and any(
            map(request.user.has_perm, (rules.VIEW_ANSWERS, rules.VIEW_SPECIAL))
        )

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, **kwargs):
        """Record that it was read."""
        record_reading(context["original"], actor=request.user, what="answers")
        return super().render_change_form(request, context, **kwargs)

    def get_urls(self):
        return [
            path(
                "<path:object_id>/files/<str:file_id>/",
                self.admin_site.admin_view(self.file_view),
                name="questionnaires_response_file",
            ),
            *super().get_urls(),
        ]

    def file_view(self, request, object_id, file_id):
        """A file that was sent, once it was found safe; recorded."""
        response = self.thing_or_none(request, object_id)
        files = response.files.all() if response else []
        file = next((file for file in files if str(file.pk) == file_id), None)
        if file is None:
            return self.not_there(request, object_id)
        try:
            download = file_response(file)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("admin:questionnaires_response_change", response.pk)
        record_reading(response, actor=request.user, what="file")
        return download
