"""Answers, for those who may read them; each reading is recorded."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files import sent
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.lists import ReadOnlyMixin
from people.services import record_reading
from questionnaires import rules
from questionnaires.admin.base import number_in
from questionnaires.models import QuestionSet, Response
from questionnaires.services import answers_of, changes


class SubmissionsForm(forms.Form):
    """Which two submissions of one response are set side by side."""

    before = forms.ModelChoiceField(None, label=_("From"), empty_label=None)
    after = forms.ModelChoiceField(None, label=_("To"), empty_label=None)

    def __init__(self, data, submissions):
        """With the last two where nothing, or nothing that is there, was asked for."""
        numbers = [submission.number for submission in submissions]
        asked = {name: data.get(name, "") for name in ("before", "after")}
        last_two = dict(zip(asked, map(str, numbers[-2:]), strict=True))
        known = set(map(str, numbers))
        chosen = {name: asked[name] if asked[name] in known else last_two[name] for name in asked}
        super().__init__(chosen)
        for field in self.fields.values():
            field.queryset = submissions
            field.to_field_name = "number"
            field.label_from_instance = _submission_and_time


def _submission_and_time(submission) -> str:
    return gettext("Submission %(number)d") % {"number": submission.number}


class VersionFilter(admin.SimpleListFilter):
    """Responses by the number of the version, of one set or of several."""

    title = _("version")
    parameter_name = "number"

    def lookups(self, request, model_admin):
        """The numbers that were answered, in the set that is shown where it is one."""
        shown = model_admin.get_queryset(request)
        one = number_in(request.GET.get("version__question_set__id__exact"))
        if one is not None:
            shown = shown.filter(version__question_set=one)
        numbers = shown.order_by("version__number").values_list("version__number", flat=True)
        return [(str(number), str(number)) for number in numbers.distinct()]

    def queryset(self, request, queryset):
        """Those of the number that was chosen; all where it is none of the list."""
        if self.value() not in {value for value, _label in self.lookup_choices}:
            return queryset
        return queryset.filter(version__number=self.value())


def _has_two(response) -> bool:
    return response.submissions.count() > 1


def changes_view(model_admin, request, response):
    """What differs between two submissions, answer by answer; recorded."""
    form = SubmissionsForm(request.GET, response.submissions.order_by("number"))
    form.full_clean()
    found = changes(form.cleaned_data["before"], form.cleaned_data["after"])
    record_reading(response, actor=request.user, what="changes between submissions")
    template = "admin/questionnaires/changes.html"
    return model_admin.page(
        request, response, _("What changed"), template, form=form, changes=found
    )


@admin.register(Response)
class ResponseAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """To read. It can't be searched, and nothing in it says who answered."""

    area, place = Area.SURVEYS, 2
    change_list_template = "admin/questionnaires/response/change_list.html"
    list_display = ["pseudonym", "set", "number", "state", "language", "submitted_at"]
    list_filter = [
        "state",
        ("version__question_set", admin.RelatedOnlyFieldListFilter),
        VersionFilter,
        ("submitted_at", admin.DateFieldListFilter),
        "language",
    ]
    list_select_related = ["version__question_set"]
    fields = readonly_fields = [
        "pseudonym",
        "version",
        "state",
        "language",
        "started_at",
        "submitted_at",
        "answers",
    ]
    actions = None
    reads = "answers"
    pages = (Page("changes", changes_view, _("What changed between submissions"), open=_has_two),)

    def get_queryset(self, request):
        """Only what this officer may read."""
        responses = super().get_queryset(request).select_related("version__question_set")
        return responses.readable_by(request.user)

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
        return request.user.is_staff and bool(rules.kinds_readable_by(request.user))

    def changelist_view(self, request, extra_context=None):
        """With the way to the export, where one set is shown that may be exported."""
        pk = number_in(request.GET.get("version__question_set__id__exact"))
        one = QuestionSet.objects.filter(pk=pk).first()
        may_export = one is not None and rules.can_export_answers(request.user, one)
        context = {"set_to_export": one if may_export else None}
        return super().changelist_view(request, context | (extra_context or {}))

    def links(self, request, response):
        """Those of the same set."""
        question_set = response.version.question_set
        where = f"{self.address('changelist')}?version__question_set__id__exact={question_set.pk}"
        return [(_("Responses to this set"), where)]

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
        response = self.get_object(request, unquote(object_id))
        if response and not self.has_view_permission(request, response):
            raise PermissionDenied
        files = response.files.all() if response else []
        file = next((file for file in files if str(file.pk) == file_id), None)
        if file is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        record_reading(response, actor=request.user, what="file")
        return sent(request, file, name=file.name)
