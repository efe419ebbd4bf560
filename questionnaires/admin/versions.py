"""Versions: their sections and questions, a preview, publishing and retiring."""

from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from core.refusal import Refusal
from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.saving import KnowsStalePages
from officers.translated import NamesLanguages
from questionnaires import rules, services
from questionnaires.admin.base import FrozenMixin, FrozenPagesMixin, InOrder, number_in
from questionnaires.admin.ordering import asked_order
from questionnaires.admin.preview import PREVIEWS
from questionnaires.conditions import in_words
from questionnaires.enums import Purpose, VersionState
from questionnaires.models import Question, QuestionSet, Section, SetVersion
from questionnaires.services.ordering import IN_ORDER


def _missing(version: SetVersion) -> dict:
    """What an officer should know is missing before they publish: words, and a survey's dates."""
    version = SetVersion.objects.with_questions().get(pk=version.pk)
    names = {code: get_language_info(code)["name_translated"] for code, _name in settings.LANGUAGES}
    return {
        "unfinished": [
            (words, _where(question or version)) for question, words in services.unfinished(version)
        ],
        "untranslated": {
            names[code]: [
                {"what": text.what, "words": text.words, "url": _where(text.thing)}
                for text in texts
            ]
            for code, texts in services.untranslated(version).items()
        },
        "needs_dates": _needs_dates(version),
    }


def _needs_dates(version: SetVersion) -> bool:
    """Whether it is of a survey that says nowhere when it is open."""
    is_survey = version.question_set.purpose == Purpose.SURVEY
    return is_survey and not hasattr(version.question_set, "survey")


def _where(thing) -> str:
    """The page on which the words of this thing are written."""
    if isinstance(thing, QuestionSet | SetVersion | Question):
        owner = thing
    else:
        owner = thing.version if isinstance(thing, Section) else thing.question
    name = f"admin:questionnaires_{owner._meta.model_name}_change"
    return reverse(name, args=[owner.pk])


def _to_what_is_left(admin, version: SetVersion, _found) -> str:
    """To the page of the set where a survey has no dates yet, else back."""
    if _needs_dates(version):
        return reverse("admin:questionnaires_questionset_change", args=[version.question_set_id])
    return admin.address("change", version.pk)


def _publishes(officer, _version) -> bool:
    return officer.has_perm(rules.PUBLISH)


VERSION_ACTS = (
    Act(
        name="publish",
        label=_("Publish"),
        explain=_(
            "From now on these questions are asked, and this wording is kept as it is. The "
            "version before is retired; whoever is answering it goes on with it."
        ),
        done=_("The version is published."),
        run=services.publish_version,
        may=_publishes,
        open=lambda version: version.is_draft,
        template="admin/questionnaires/publish.html",
        more=_missing,
        then=_to_what_is_left,
    ),
    Act(
        name="retire",
        label=_("Retire"),
        explain=_(
            "Nobody can start on these questions any more. What was answered stays, and whoever "
            "has begun can finish."
        ),
        done=_("The version is retired."),
        run=services.retire,
        may=_publishes,
        open=lambda version: version.state == VersionState.PUBLISHED,
    ),
)


def order_view(model_admin, request, version):
    """Order the questions as the numbers, the drags or one button say."""
    if request.method == "POST":
        questions = [*version.questions.order_by(*IN_ORDER)]
        seen = [number_in(text) or 0 for text in request.POST.get("seen", "").split()]
        try:
            services.order_questions(
                version_id=version.pk,
                order=asked_order(questions, [*version.sections.all()], request.POST),
                seen=seen,
                actor=request.user,
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The questions are in this order now."))
    return redirect(f"{model_admin.address('change', version.pk)}#questions")


class SectionInline(NamesLanguages, KnowsStalePages, FrozenMixin, TranslationStackedInline):
    """The sections of a version, in their order."""

    model = Section
    formset = InOrder
    fieldsets = [
        (None, {"fields": ["title", "intro", ("order", "is_one_page")]}),
        (_("Code"), {"fields": ["key"], "classes": ["collapse"]}),
    ]

    def get_extra(self, request, obj=None, **kwargs):
        """One to fill in where there is none yet; more by the browser's script."""
        return 0 if obj and obj.sections.exists() else 1

    def version_of(self, obj):
        return obj

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not (obj and obj.is_frozen)


@admin.register(SetVersion)
class SetVersionAdmin(FrozenPagesMixin, OfficersAdmin, TranslationAdmin):
    """The wording of a set. A draft can be written; what is in use is kept as it is."""

    area, place = Area.SURVEYS, 3
    change_form_template = "admin/questionnaires/setversion/change_form.html"
    list_display = ["question_set", "number", "state", "published_at"]
    list_display_links = ["question_set", "number"]
    list_filter = ["state", "question_set"]
    list_select_related = ["question_set"]
    fields = ["intro"]
    inlines = [SectionInline]
    actions = None
    acts, act_key = VERSION_ACTS, "version_id"
    pages = (Page("order", order_view, may=lambda officer, _version: rules.may_build(officer)),)

    class Media:
        js = ["questionnaires/building.js"]

    def version_of(self, obj):
        return obj

    def has_add_permission(self, request):
        """A version is made on its set's page, as a copy of the one before."""
        return False

    def get_urls(self):
        previews = [
            path(
                f"<path:object_id>/{address}",
                self.admin_site.admin_view(view.as_view()),
                name=f"questionnaires_setversion_{name}",
            )
            for name, (address, view) in PREVIEWS.items()
        ]
        return previews + super().get_urls()

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With its questions and what can be done."""
        version = context["original"]
        may_write = version.is_draft and request.user.has_perm("questionnaires.add_question")
        asked = version.questions.select_related("show_if_question")
        asked = asked.prefetch_related("show_if_question__choices").order_by(*IN_ORDER)
        context |= {
            "unfinished": _missing(version)["unfinished"] if version.is_draft else [],
            "seen": " ".join(str(question.pk) for question in asked),
            "stands": True,
            "version": version,
            "sections": [
                (section, [(q, in_words(q)) for q in asked if q.section_id == section.pk])
                for section in version.sections.all()
            ],
            "may_add": may_write,
            "has_questions": bool(asked),
        }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)
