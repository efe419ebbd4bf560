"""Applications: to find, to read, to screen one by one or many at once, and to take away."""

from functools import partial
from uuid import UUID

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.files import sent
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.lists import ReadOnlyMixin
from officers.many import ActsOnMany
from people.services import record_reading
from questionnaires import services as questions
from questionnaires.models import AnswerFile
from recruitment import rules
from recruitment.admin.acts import APPLICATION_ACTS
from recruitment.admin.answers import answers_view, asked_of
from recruitment.admin.base import RoundScoped
from recruitment.admin.bulk import ACTS_ON_MANY
from recruitment.models import Application, Round
from recruitment.services.chances import in_words
from recruitment.services.panel import LIST
from recruitment.services.sent import sent_answers
from recruitment.services.targets import categories_of, with_categories, words_of_all


class CategoryFilter(admin.SimpleListFilter):
    """Applications by a category of the lottery, for those who may read special answers."""

    title = _("target category")
    parameter_name = "category"

    def lookups(self, request, model_admin):
        if not request.user.has_perm("questionnaires.view_special_answers"):
            return []
        found = self._categories(request, model_admin)
        pairs = {pair for values in found.values() for pair in values.items()}
        words = words_of_all()
        return [(":".join(pair), in_words(pair, words)) for pair in sorted(pairs)]

    def queryset(self, request, queryset):
        if not self.value() or not self.lookup_choices:
            return queryset
        feature, _colon, value = self.value().partition(":")
        found = categories_of(with_categories(queryset))
        record_reading(
            request.user, actor=request.user, what="applications by category", rows=len(found)
        )
        return queryset.filter(
            pk__in=[pk for pk, values in found.items() if values.get(feature) == value]
        )

    def _categories(self, request, model_admin):
        return categories_of(with_categories(model_admin.get_queryset(request)))


@admin.register(Application)
class ApplicationAdmin(ActsOnMany, RoundScoped, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Applications with names, for those who run their round and don't score in it."""

    area, place = Area.RECRUITMENT, 2
    acts, act_key = APPLICATION_ACTS, "application_id"
    many = ACTS_ON_MANY
    reads = "application"
    view_on_site = False
    export_permission = "recruitment.export_applications"
    export_columns = (
        Column(_("Reference"), lambda one: one.reference),
        Column(_("Round"), lambda one: one.round),
        Column(_("Name"), lambda one: one.person.name),
        Column(_("Email address"), lambda one: "" if one.person.gets_letters else one.person.email),
        Column(_("Sector"), lambda one: one.get_sector_display()),
        Column(_("Organisation"), lambda one: one.organisation),
        Column(_("Ward"), lambda one: one.ward or ""),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Submitted at"), lambda one: minute(one.submitted_at)),
    )
    change_list_template = "admin/recruitment/application_list.html"
    change_form_template = "admin/recruitment/application_form.html"
    list_display = [
        "reference",
        "name",
        "round",
        "sector",
        "state",
        "submitted_at",
    ]
    list_filter = [
        ("round", admin.RelatedOnlyFieldListFilter),
        "state",
        "sector",
        ("ward", admin.RelatedOnlyFieldListFilter),
        CategoryFilter,
    ]
    list_select_related = ["person", "round"]
    search_fields = ["reference", "person__name", "person__email", "organisation"]
    search_help_text = _("Search by reference, name, email address or organisation")
    date_hierarchy = "submitted_at"
    fields = readonly_fields = [
        "reference",
        "round",
        "name",
        "email",
        "sector",
        "organisation",
        "address",
        "postcode",
        "ward",
        "state",
        "screening_reason",
        "feedback",
        "told_at",
        "entered_by",
        "arrived_on",
        "late_reason",
        "consented_at",
        "consent_how",
        "created_at",
        "submitted_at",
    ]
    actions = ["screen_eligible", "screen_ineligible", "write_feedback", "decline"]

    @admin.display(description=_("full name"), ordering="person__name")
    def name(self, application):
        """Who applies."""
        return application.person.name

    @admin.display(description=_("email address"))
    def email(self, application):
        """Where they are written to."""
        return application.person.reached_by

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "round", "ward", "response")

    def changelist_view(self, request, extra_context=None):
        """The list, with which rounds it leaves out and why; that it was read is recorded."""
        if request.method == "GET" and self.has_view_permission(request):
            record_reading(
                request.user,
                actor=request.user,
                what=LIST,
                rows=self.get_queryset(request).count(),
            )
        shut = Round.objects.run_by(request.user).filter(assessment__assessors__person=request.user)
        context = {"scores_in": list(shut)}
        if request.user.has_perm(self.export_permission):
            context["answers_url"] = self.address("answers") + asked_of(request)
        return super().changelist_view(request, context | (extra_context or {}))

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Say plainly why somebody on the panel can't open an application."""
        number = int(object_id) if object_id.isdecimal() and len(object_id) < 10 else 0
        if Application.objects.filter(
            pk=number, round__assessment__assessors__person=request.user
        ).exists():
            messages.warning(
                request,
                _(
                    "You sit on the selection panel of this round, so you read its applications by "
                    "code only, under “Applications to score”."
                ),
            )
            return redirect("admin:recruitment_application_changelist")
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def get_urls(self):
        return [
            path(
                "file/<str:file_id>/",
                self.admin_site.admin_view(self.file_view),
                name="recruitment_application_file",
            ),
            path(
                "answers/",
                self.admin_site.admin_view(partial(answers_view, self)),
                name="recruitment_application_answers",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With the answers, and what changed between what was sent first and last."""
        application = context.get("original")
        if application:
            context |= {
                "answers": sent_answers(application),
                "changes": _changes(application),
                "offers": application.offers.all(),
            }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def more(self, request, application):
        """That the applicant is changing it, where they are: officers read what was sent."""
        if application.is_draft and rules.may_answer(request.user, application):
            link = format_html(
                '<a href="{}">{}</a>', application.get_absolute_url(), _("Go on entering it")
            )
            return [(_("Being entered"), link)]
        if not application.is_changing:
            return []
        said = _("The applicant has opened it and not sent it again. This is what was sent last.")
        return [(_("Being changed"), said)]

    def file_view(self, request, file_id):
        """A file that an applicant sent, for those who may see the application."""
        file = get_object_or_404(AnswerFile.objects.select_related("response"), pk=_uuid(file_id))
        application = (
            Application.objects.select_related("round").filter(response=file.response_id).first()
        )
        if application is None or not rules.may_see_application(request.user, application):
            raise Http404
        record_reading(application, actor=request.user, what="file of an application")
        return sent(request, file, name=file.name)

    def has_change_permission(self, request, obj=None):
        """Nothing is typed here; the list's actions need to know who may act."""
        return False


def _uuid(text: str) -> UUID:
    """What a file is known by. Raises Http404 where it can't be one."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _changes(application) -> list:
    """What differs between the first and the last time it was sent."""
    sent = list(application.response.submissions.order_by("number"))
    return questions.changes(sent[0], sent[-1]) if len(sent) > 1 else []
