"""The texts from which agreements are made."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from awards import rules, services
from awards.models import Template
from awards.words import PLACEHOLDERS
from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import moment

TEMPLATE_ACTS = (
    Act(
        name="publish",
        label=_("Use this text"),
        explain=_(
            "Every agreement that is made from now on has it. It stays as it is; agreements that "
            "are there already keep theirs."
        ),
        done=_("The text is in use."),
        leads=True,
        run=services.publish_template,
        may=rules.may_run,
        open=lambda template: template.is_draft,
    ),
    Act(
        name="begin-version",
        label=_("Begin the next version"),
        explain=_("A draft with what this one says."),
        done=_("The draft is there."),
        run=services.begin_version,
        may=rules.may_run,
        open=lambda template: not template.is_draft,
        then=lambda admin, _template, draft: admin.address("change", draft.pk),
    ),
)


@admin.register(Template)
class TemplateAdmin(OfficersAdmin, TranslationAdmin):
    """Texts of agreements, in versions."""

    area, place = Area.FUND, 7
    acts, act_key = TEMPLATE_ACTS, "template_id"
    view_on_site = False
    list_display = ["title", "number", "used"]
    fields = ["title", "text"]

    @admin.display(description=_("in use since"), ordering="published_at")
    def used(self, template):
        """Since when agreements are made from it."""
        return moment(template.published_at) or _("draft")

    def told(self, request, template):
        """The names that the text can have in curly brackets."""
        rows = format_html_join(
            "",
            "<li><code>{}</code> {}</li>",
            ((f"{{{name}}}", words) for name, words in PLACEHOLDERS.items()),
        )
        return [(_("Names that are filled in"), format_html("<ul>{}</ul>", rows))]

    def has_change_permission(self, request, obj=None):
        """A draft alone."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        """A draft alone, one at a time."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and obj.is_draft
