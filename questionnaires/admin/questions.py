"""Questions with their choices and columns."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.fields import DAY
from officers.saving import KnowsStalePages, ServiceForm
from officers.translated import NamesLanguages
from questionnaires import rules
from questionnaires.admin.base import FrozenMixin, FrozenPagesMixin, InOrder, number_in
from questionnaires.admin.question_form import QuestionForm
from questionnaires.conditions import in_words
from questionnaires.enums import Kind, VersionState
from questionnaires.models import Choice, Column, Question, Section
from questionnaires.services import copy_question
from questionnaires.values import pounds

# What the column holds.
MOST_ORDER = 32_767


def _of(*kinds: Kind) -> list[str]:
    """The classes by which the script shows a part of the form for these kinds only."""
    return [f"for-{kind}" for kind in kinds]


class PartInline(NamesLanguages, KnowsStalePages, FrozenMixin, TranslationStackedInline):
    """Parts of one question."""

    formset = InOrder

    def has_add_permission(self, request, obj=None):
        frozen = obj is not None and obj.get_version().is_frozen
        return super().has_add_permission(request, obj) and not frozen

    def get_extra(self, request, obj=None, **kwargs):
        """Some to fill in without the browser's script, which adds more."""
        return 3 if obj is None else 1


class ChoiceForm(ServiceForm):
    """A choice, which may be copied."""

    is_copied = forms.BooleanField(label=_("Add a copy of it"), required=False)


class ChoiceInline(PartInline):
    model = Choice
    form = ChoiceForm
    fieldsets = [
        (None, {"fields": ["label", ("order", "is_exclusive", "is_copied")]}),
        (_("Code"), {"fields": ["value"], "classes": ["collapse"]}),
    ]
    classes = _of(Kind.ONE, Kind.MANY)
    verbose_name_plural = _("choices, for a question with one or several")


class ColumnInline(PartInline):
    model = Column
    fieldsets = [
        (None, {"fields": ["label", ("kind", "is_required"), "order"]}),
        (_("Code"), {"fields": ["key"], "classes": ["collapse"]}),
    ]
    classes = _of(Kind.TABLE)
    verbose_name_plural = _("columns, for a table of rows")


COPY = Act(
    name="copy",
    label=_("Copy this question"),
    explain=_("The same question once more, with its choices, right after this one."),
    press=_("Copy"),
    done=_("This is the copy. Change what is different."),
    run=copy_question,
    may=lambda officer, _question: rules.may_build(officer),
    open=lambda question: not question.version.is_frozen,
    then=lambda admin, _question, copy: admin.address("change", copy.pk),
)


@admin.register(Question)
class QuestionAdmin(FrozenPagesMixin, OfficersAdmin, TranslationAdmin):
    """Questions of drafts can be written, those in use are read."""

    area, place = Area.SURVEYS, 4
    form = QuestionForm
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
    acts, act_key = (COPY,), "question_id"
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
        models.DateField: DAY,
    }
    fieldsets = [
        (
            None,
            {"fields": ["label", "kind", "help", "section", "new_section", "order"]},
        ),
        (None, {"fields": ["is_required", "is_identifying"]}),
        (
            _("Limits of a text"),
            {
                "fields": [("max_characters", "max_words")],
                "classes": _of(Kind.SHORT_TEXT, Kind.LONG_TEXT),
            },
        ),
        (
            _("Limits of a number"),
            {"fields": [("min_number", "max_number")], "classes": _of(Kind.NUMBER)},
        ),
        (
            _("Limits of an amount of money"),
            {"fields": [("min_pounds", "max_pounds")], "classes": _of(Kind.MONEY)},
        ),
        (
            _("Limits of a date"),
            {"fields": [("earliest", "latest")], "classes": _of(Kind.DATE)},
        ),
        (
            _("Limits of several choices"),
            {"fields": ["max_choices"], "classes": _of(Kind.MANY)},
        ),
        (_("Limits of a table"), {"fields": ["max_rows"], "classes": _of(Kind.TABLE)}),
        (
            _("Limits of a file"),
            {"fields": [("file_kinds", "max_megabytes")], "classes": _of(Kind.FILE)},
        ),
        (_("When it is asked"), {"fields": ["condition", "show_if_value"]}),
        (_("Code"), {"fields": ["key"], "classes": ["collapse"]}),
    ]

    class Media:
        js = ["questionnaires/building.js"]

    @admin.display(description=_("question"), ordering="label")
    def short(self, question):
        """As much of its words as a list can show."""
        return Truncator(question.label).chars(80)

    # --- The form -------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        """What is only read shows the limits of its kind; a new section needs a version."""
        whole = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return whole if _version_id(request, obj) else _without(whole, "new_section")
        of_kind = [
            (title, options)
            for title, options in whole
            if f"for-{obj.kind}" in options.get("classes", [f"for-{obj.kind}"])
        ]
        return _without(of_kind, "new_section")

    def get_readonly_fields(self, request, obj=None):
        """The amounts, where the question is only read: they are no columns."""
        is_written = obj is None or self.has_change_permission(request, obj)
        return [] if is_written else ["min_pounds", "max_pounds", "condition"]

    @admin.display(description=_("asked"))
    def condition(self, question):
        """When it is asked, in words."""
        return in_words(question) or _("always")

    @admin.display(description=_("smallest amount"))
    def min_pounds(self, question):
        """As people read it."""
        return "–" if question.min_number is None else pounds(question.min_number)

    @admin.display(description=_("largest amount"))
    def max_pounds(self, question):
        """As people read it."""
        return "–" if question.max_number is None else pounds(question.max_number)

    def get_form(self, request, obj=None, **kwargs):
        """Remember the version, for the choices of two fields."""
        request.version_id = _version_id(request, obj)
        form = super().get_form(request, obj, **kwargs)
        version = request.version_id
        narrow = {"version": version} if version else {"version__state": VersionState.DRAFT}
        earlier = Question.objects.filter(**narrow).select_related("section")
        return type(form.__name__, (form,), {"version_id": version, "earlier": earlier})

    def get_changeform_initial_data(self, request):
        """The section that was asked for, else the last; and the place after all others."""
        version = number_in(request.GET.get("version"))
        sections = Section.objects.filter(version=version)
        asked = sections.filter(pk=number_in(request.GET.get("section"))).first()
        last = Question.objects.filter(version=version).aggregate(last=Max("order"))["last"]
        return {"section": asked or sections.last(), "order": min((last or 0) + 1, MOST_ORDER)}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Sections and earlier questions of the same version, or of the drafts."""
        version = getattr(request, "version_id", None)
        narrow = {"version": version} if version else {"version__state": VersionState.DRAFT}
        if db_field.name == "section":
            sections = Section.objects.filter(**narrow).select_related("version__question_set")
            field = super().formfield_for_foreignkey(
                db_field, request, **kwargs | {"queryset": sections}
            )
            field.label_from_instance = str if version else _section_and_version
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With the version it is a part of, and whether that is in use."""
        question = context.get("original")
        if question:
            context |= {
                "stands": True,
                "version": question.version,
                "is_frozen": question.version.is_frozen,
                "may_build": rules.may_build(request.user),
            }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def save_model(self, request, obj, form, change):
        """With the section that the officer named, if it is a new one."""
        form.place(obj)
        super().save_model(request, obj, form, change)

    # --- Afterwards -----------------------------------------------------------------------------

    def response_add(self, request, obj, post_url_continue=None):
        """The next question is one of the same section, where the officer goes on writing."""
        if "_addanother" in request.POST:
            messages.success(request, _("The question is added. Here is the next one."))
            return HttpResponseRedirect(
                f"{self.address('add')}?version={obj.version_id}&section={obj.section_id}"
            )
        return super().response_add(request, obj, post_url_continue)

    def response_post_save_add(self, request, obj):
        """Back to the version, where the next question is added."""
        return self._to_version(obj.version_id)

    def response_post_save_change(self, request, obj):
        """Back to the version."""
        return self._to_version(obj.version_id)

    def delete_model(self, request, obj):
        """Remember where to go back to."""
        request.version_id = obj.version_id
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        """Back to the version; the list of all sets' questions would be a surprise."""
        super().response_delete(request, obj_display, obj_id)
        return self._to_version(request.version_id)

    def _to_version(self, version_id):
        return HttpResponseRedirect(
            reverse("admin:questionnaires_setversion_change", args=[version_id])
        )


def _version_id(request, question) -> int | None:
    """The version of a question, or the one that a new question is for."""
    return question.version_id if question else number_in(request.GET.get("version"))


def _without(fieldsets, name: str) -> list:
    """The same fieldsets without one field."""
    return [
        (title, options | {"fields": [field for field in options["fields"] if field != name]})
        for title, options in fieldsets
    ]


def _section_and_version(section: Section) -> str:
    """Sections of different drafts may have the same title."""
    return f"{section} ({section.version})"
