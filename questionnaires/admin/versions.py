"""Versions: their sections and questions, a preview, publishing and retiring."""

from django.conf import settings
from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.saving import KnowsStalePages
from questionnaires import rules, services
from questionnaires.admin.base import FrozenMixin, FrozenPagesMixin, InOrder
from questionnaires.admin.preview import PREVIEWS
from questionnaires.enums import Purpose, VersionState
from questionnaires.models import Question, QuestionSet, Section, SetVersion


def _missing(version: SetVersion) -> dict:
    """What an officer should know is missing before they publish: words, and a survey's dates."""
    version = SetVersion.objects.with_questions().get(pk=version.pk)
    names = {code: get_language_info(code)["name_translated"] for code, _name in settings.LANGUAGES}
    is_survey = version.question_set.purpose == Purpose.SURVEY
    return {
        "untranslated": {
            names[code]: [
                {"what": text.what, "words": text.words, "url": _where(text.thing)}
                for text in texts
            ]
            for code, texts in services.untranslated(version).items()
        },
        "needs_dates": is_survey and not hasattr(version.question_set, "survey"),
    }


def _where(thing) -> str:
    """The page on which the words of this thing are written."""
    if isinstance(thing, QuestionSet | SetVersion | Question):
        owner = thing
    else:
        owner = thing.version if isinstance(thing, Section) else thing.question
    name = f"admin:questionnaires_{owner._meta.model_name}_change"
    return reverse(name, args=[owner.pk])


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


class SectionInline(KnowsStalePages, FrozenMixin, TranslationStackedInline):
    """The sections of a version, in their order."""

    model = Section
    formset = InOrder
    fields = ["order", "key", "title", "intro", "is_one_page"]

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
        context |= {
            "stands": True,
            "version": version,
            "sections": version.sections.prefetch_related("questions__show_if_question"),
            "may_add": version.is_draft and request.user.has_perm("questionnaires.add_question"),
            "has_questions": version.questions.exists(),
        }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)
