"""Questions with their choices and columns."""

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from people.officers import DAY, HistoryMixin
from questionnaires import rules
from questionnaires.admin.base import FrozenMixin, FrozenPagesMixin, RefusalMixin, number_in
from questionnaires.enums import VersionState
from questionnaires.models import Choice, Column, Question, Section


class PartInline(FrozenMixin, TranslationStackedInline):
    """Parts of one question."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        frozen = obj is not None and obj.get_version().is_frozen
        return super().has_add_permission(request, obj) and not frozen


class ChoiceInline(PartInline):
    model = Choice
    fields = [("order", "value"), "label", "is_exclusive"]
    verbose_name_plural = _("choices, for a question with one or several")


class ColumnInline(PartInline):
    model = Column
    fields = [("order", "key"), "label", ("kind", "is_required")]
    verbose_name_plural = _("columns, for a table of rows")


@admin.register(Question)
class QuestionAdmin(FrozenPagesMixin, RefusalMixin, HistoryMixin, TranslationAdmin):
    """Questions of drafts can be written, those in use are read."""

    change_form_template = "admin/questionnaires/question/change_form.html"
    list_display = ["short", "key", "kind", "section", "version"]
    list_display_links = ["short"]
    list_filter = [
        "kind",
        "is_identifying",
        ("version__question_set", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["section", "version__question_set"]
    search_fields = ["label", "key"]
    search_help_text = _("Search by the words of the question or its key")
    inlines = [ChoiceInline, ColumnInline]
    actions = None
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
        models.DateField: DAY,
    }
    fieldsets = [
        (None, {"fields": ["section", "order", "key", "kind", "label", "help"]}),
        (None, {"fields": ["is_required", "is_identifying"]}),
        (
            _("Ask only if"),
            {"fields": ["show_if_question", "show_if_operator", "show_if_value"]},
        ),
        (
            _("Limits"),
            {
                "fields": [
                    ("max_characters", "max_words"),
                    ("min_number", "max_number"),
                    ("earliest", "latest"),
                    ("max_choices", "max_rows"),
                    ("file_kinds", "max_megabytes"),
                ],
                "description": _("Fill in those that fit the kind of question."),
            },
        ),
    ]

    class Media:
        css = {"all": ["panels/officers.css", "questionnaires/officers.css"]}

    @admin.display(description=_("question"), ordering="label")
    def short(self, question):
        """As much of its words as a list can show."""
        return Truncator(question.label).chars(80)

    def get_form(self, request, obj=None, **kwargs):
        """Remember the version, for the choices of two fields."""
        request.version_id = obj.version_id if obj else number_in(request.GET.get("version"))
        return super().get_form(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Sections and earlier questions of the same version, or of the drafts."""
        version = getattr(request, "version_id", None)
        narrow = {"version": version} if version else {"version__state": VersionState.DRAFT}
        if db_field.name == "section":
            sections = Section.objects.filter(**narrow).select_related("version__question_set")
            field = super().formfield_for_foreignkey(
                db_field, request, **kwargs | {"queryset": sections}
            )
            field.label_from_instance = _section_and_version
            return field
        if db_field.name == "show_if_question":
            kwargs["queryset"] = Question.objects.filter(**narrow)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With the version it is a part of, and whether that is in use."""
        question = context.get("original")
        if question:
            context |= {
                "version": question.version,
                "is_frozen": question.version.is_frozen,
                "may_build": rules.may_build(request.user),
            }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def response_post_save_add(self, request, obj):
        """Back to the version, where the next question is added."""
        return self._to_version(obj)

    def response_post_save_change(self, request, obj):
        """Back to the version."""
        return self._to_version(obj)

    def _to_version(self, question):
        return HttpResponseRedirect(
            reverse("admin:questionnaires_setversion_change", args=[question.version_id])
        )


def _section_and_version(section: Section) -> str:
    """Sections of different drafts may have the same title."""
    return f"{section} ({section.version})"
