"""Versions: their sections and questions, a preview, publishing and retiring."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from core.made_from import KnowsStalePages
from people.officers import HistoryMixin, ledger
from questionnaires import rules, services
from questionnaires.admin.base import (
    FrozenMixin,
    FrozenPagesMixin,
    InOrder,
    PagesMixin,
    RefusalMixin,
)
from questionnaires.admin.preview import PREVIEWS
from questionnaires.enums import Purpose
from questionnaires.models import Question, QuestionSet, Section, SetVersion


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
class SetVersionAdmin(
    KnowsStalePages, FrozenPagesMixin, RefusalMixin, HistoryMixin, PagesMixin, TranslationAdmin
):
    """The wording of a set. A draft can be written; what is in use is kept as it is."""

    change_form_template = "admin/questionnaires/setversion/change_form.html"
    list_display = ["question_set", "number", "state", "published_at"]
    list_display_links = ["question_set", "number"]
    list_filter = ["state", "question_set"]
    list_select_related = ["question_set"]
    fields = ["intro"]
    inlines = [SectionInline]
    actions = None
    pages = {"publish": "publish_view", "retire": "retire_view"}

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
            "version": version,
            "sections": version.sections.prefetch_related("questions__show_if_question"),
            "may_publish": request.user.has_perm(rules.PUBLISH),
            "may_add": version.is_draft and request.user.has_perm("questionnaires.add_question"),
            "has_questions": version.questions.exists(),
            "ledger": ledger(version),
        }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def publish_view(self, request, object_id):
        """Ask, then put the version to use."""
        return self._move(
            request,
            object_id,
            services.publish_version,
            title=_("Publish"),
            explain=_(
                "From now on these questions are asked, and this wording is kept as it is. The "
                "version before is retired; whoever is answering it goes on with it."
            ),
            label=_("Publish"),
            done=_("The version is published."),
            about=_missing,
        )

    def retire_view(self, request, object_id):
        """Ask, then take the version out of use."""
        return self._move(
            request,
            object_id,
            services.retire,
            title=_("Retire"),
            explain=_(
                "Nobody can start on these questions any more. What was answered stays, and "
                "whoever has begun can finish."
            ),
            label=_("Retire"),
            done=_("The version is retired."),
        )

    def _move(self, request, object_id, service, *, about=lambda version: {}, **words):
        version = self.thing_or_none(request, object_id)
        if version is None:
            return self.not_there(request, object_id)
        if not request.user.has_perm(rules.PUBLISH):
            raise PermissionDenied

        def run():
            service(version_id=version.pk, actor=request.user)
            return reverse("admin:questionnaires_setversion_change", args=[version.pk])

        form = forms.Form(request.POST if request.method == "POST" else None)
        return self.act(request, version, form, run, **words, **about(version))


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
