"""Question sets: what they are for, their versions, a copy, and the answers as a file."""

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Max, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from core.exports import CONTENT_TYPES, table_response
from core.forms import posted
from core.languages import in_all
from officers.acts import Act, ActForm, to_the_list
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.fields import DAY, MOMENT
from officers.saving import KnowsStalePages, ServiceForm
from people.services import record_reading
from questionnaires import rules, services
from questionnaires.admin.results import results_view
from questionnaires.admin.standing import standing
from questionnaires.admin.texts import texts_view
from questionnaires.enums import Purpose, VersionState
from questionnaires.models import QuestionSet, Response, SetVersion, Survey


class CopyForm(ActForm):
    """What the copy is called."""

    title = forms.CharField(label=_("Title"), max_length=160)
    key = forms.SlugField(
        label=_("Code"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty to have it made of the title."),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["title"].initial = _("Copy of %(title)s") % {"title": thing.title}


class SetForm(ServiceForm):
    """A set, whose code is made of its title unless one is typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].label = _("Code")
            self.fields["key"].help_text = _(
                "The last part of its address. Leave it empty to have it made of the title."
            )

    def clean_key(self) -> str:
        """The code as typed, or one made of the title."""
        titles = [self.data.get(name, "") for name in in_all("title")]
        return self.cleaned_data["key"] or services.set_key(*titles)


class ExportForm(forms.Form):
    """Which submitted responses a file holds, and whether with what tells who somebody is."""

    version = forms.ModelChoiceField(
        None, label=_("Version"), required=False, empty_label=_("All versions")
    )
    since = forms.DateField(label=_("Submitted from"), required=False, widget=DAY["widget"])
    until = forms.DateField(label=_("Submitted until"), required=False, widget=DAY["widget"])
    blind = forms.BooleanField(
        label=_("Leave out what tells who somebody is, and the names of files"),
        required=False,
        initial=True,
    )

    def __init__(self, data, question_set):
        super().__init__(data)
        self.question_set = question_set
        self.fields["version"].queryset = question_set.versions.all()

    def clean(self):
        """Refuse a span of days that ends before it begins."""
        typed = super().clean()
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose a day that isn’t before the first one."))
        return typed

    @property
    def responses(self):
        """The submitted responses that were asked for, in the order they came; all by default."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        wanted = {
            "version": chosen.get("version"),
            "submitted_at__date__gte": chosen.get("since"),
            "submitted_at__date__lte": chosen.get("until"),
        }
        sent = Response.objects.to(self.question_set.key).sent()
        return sent.filter(**{name: value for name, value in wanted.items() if value}).order_by(
            "submitted_at", "pk"
        )


class SurveyInline(KnowsStalePages, admin.StackedInline):
    """When a survey is open, and to whom."""

    model = Survey
    fields = ["version", "audience", "opens_at", "closes_at"]
    formfield_overrides = {models.DateTimeField: MOMENT}
    extra = 1
    max_num = 1
    can_delete = False
    view_on_site = False
    verbose_name_plural = _("when it is open, and who may answer")

    def get_formset(self, request, obj=None, **kwargs):
        """Remember the set, for the choice of its version."""
        request.question_set = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """The version that is asked, and the published one."""
        if db_field.name == "version":
            asked = Q(state=VersionState.PUBLISHED)
            survey = getattr(request.question_set, "survey", None)
            if survey and survey.version_id:
                asked |= Q(pk=survey.version_id)
            kwargs["queryset"] = SetVersion.objects.filter(
                asked, question_set=request.question_set
            ).select_related("question_set")
            kwargs["empty_label"] = _("The one that is published")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _builds(officer, _question_set) -> bool:
    return rules.may_build(officer)


def _to_version(_admin, _question_set, draft) -> str:
    return reverse("admin:questionnaires_setversion_change", args=[draft.pk])


SET_ACTS = (
    Act(
        name="new_version",
        label=_("New version"),
        explain=_(
            "A draft that starts as a copy of the latest version. Nobody sees it until it is "
            "published. If there is a draft already, you go on with that one."
        ),
        press=_("Make the draft"),
        done=_("Here is the draft."),
        run=services.new_version,
        may=_builds,
        open=lambda _question_set: True,
        then=_to_version,
    ),
    Act(
        name="copy",
        label=_("Copy this set"),
        explain=_("The copy is a set of its own, with a draft of the latest version."),
        press=_("Copy"),
        done=_("This is the copy."),
        form=CopyForm,
        run=services.copy_set,
        may=_builds,
        open=lambda _question_set: True,
        then=lambda admin, _question_set, copy: admin.address("change", copy.pk),
    ),
    Act(
        name="discard",
        label=_("Delete this set"),
        explain=_("The set is deleted with its draft and every question in it."),
        press=_("Delete"),
        done=_("The set is deleted."),
        run=services.delete_set,
        may=_builds,
        open=lambda question_set: not question_set.versions.frozen().exists(),
        then=to_the_list,
    ),
)


def export_view(model_admin, request, question_set):
    """Say what the file holds; on a POST, send it and record that it was taken."""
    form = ExportForm(posted(request), question_set)
    kind = request.POST.get("kind")
    responses = form.responses
    number = responses.count()
    if kind not in CONTENT_TYPES or not form.is_valid():
        template = "admin/questionnaires/export.html"
        title = _("Export answers")
        return model_admin.page(request, question_set, title, template, number=number, form=form)
    blind = form.cleaned_data["blind"]
    what = f"export as {kind}, without names" if blind else f"export as {kind}"
    record_reading(question_set, actor=request.user, what=what, rows=number)
    headings, rows = services.export_rows(responses, blind=blind, special=question_set.is_special)
    return table_response(headings, rows, kind=kind, name=f"{question_set.key} answers")


@admin.register(QuestionSet)
class QuestionSetAdmin(OfficersAdmin, TranslationAdmin):
    """Sets of questions. Their wording is in their versions."""

    area, place = Area.SURVEYS, 1
    change_form_template = "admin/questionnaires/questionset/change_form.html"
    list_display = ["title", "key", "purpose", "is_special", "published_number"]
    list_filter = ["purpose", "is_special"]
    search_fields = ["title", "key"]
    search_help_text = _("Search by title or key")
    fields = ["title", "purpose", "is_special", "key"]
    form = SetForm
    inlines = [SurveyInline]
    actions = None
    acts, act_key = SET_ACTS, "question_set_id"
    pages = (
        Page("results", results_view, _("Results"), may=rules.can_see_results),
        Page("export", export_view, _("Export answers"), may=rules.can_export_answers),
        Page("texts", texts_view, may=rules.can_read_answers),
    )

    def get_queryset(self, request):
        """With the number of the published version."""
        published = Max("versions__number", filter=Q(versions__state="published"))
        return super().get_queryset(request).annotate(number=published)

    @admin.display(description=_("published version"), ordering="number", empty_value="–")
    def published_number(self, question_set):
        """The version that is answered now."""
        return question_set.number

    def get_inlines(self, request, obj):
        """Dates for a survey, once it is there."""
        return self.inlines if obj and obj.purpose == Purpose.SURVEY else []

    def view_on_site(self, question_set):
        """The public page of a survey that was published; nothing else has one."""
        survey = Survey.objects.published().filter(question_set=question_set).first()
        return survey.get_absolute_url() if survey else None

    def get_readonly_fields(self, request, obj=None):
        """The portal finds a set by its key, so that stays."""
        return ["key"] if obj else []

    def response_post_save_add(self, request, obj):
        """To its first draft, where the questions are written."""
        if not rules.may_build(request.user):
            return super().response_post_save_add(request, obj)
        draft = services.new_version(question_set_id=obj.pk, actor=request.user)
        return redirect("admin:questionnaires_setversion_change", draft.pk)

    def has_delete_permission(self, request, obj=None):
        """By “Delete this set” alone, which says when a set must stay."""
        return False

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With its versions."""
        if change:
            context["versions"] = context["original"].versions.all()
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def more(self, request, question_set):
        """Of a survey: whether it is open, how many answered, and where."""
        return standing(request.user, question_set)

    def links(self, request, question_set):
        """What was answered, for who may read it."""
        if not rules.can_read_answers(request.user, question_set):
            return []
        listed = reverse("admin:questionnaires_response_changelist")
        where = f"{listed}?version__question_set__id__exact={question_set.pk}"
        return [(_("Responses to this set"), where)]
