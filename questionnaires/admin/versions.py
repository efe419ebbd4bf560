"""Versions: their sections and questions, a preview, publishing and retiring."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from people.officers import HistoryMixin, ledger
from questionnaires import rules, services
from questionnaires.admin.base import FrozenMixin, PagesMixin, RefusalMixin
from questionnaires.admin.preview import PREVIEWS
from questionnaires.models import Section, SetVersion


class SectionInline(FrozenMixin, TranslationStackedInline):
    """The sections of a version, in their order."""

    model = Section
    fields = ["order", "key", "title", "intro", "is_one_page"]
    extra = 0

    def version_of(self, obj):
        return obj

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not (obj and obj.is_frozen)


@admin.register(SetVersion)
class SetVersionAdmin(RefusalMixin, FrozenMixin, HistoryMixin, PagesMixin, TranslationAdmin):
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
            "questions": version.questions.select_related("section", "show_if_question"),
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

    def _move(self, request, object_id, service, **words):
        version = self.thing_or_none(request, object_id)
        if version is None:
            return self.not_there(request, object_id)
        if not request.user.has_perm(rules.PUBLISH):
            raise PermissionDenied

        def run():
            service(version_id=version.pk, actor=request.user)
            return reverse("admin:questionnaires_setversion_change", args=[version.pk])

        form = forms.Form(request.POST if request.method == "POST" else None)
        return self.act(request, version, form, run, **words)
