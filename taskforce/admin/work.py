"""The work programme, and members' engagements."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from people.officers import DAY
from taskforce import services
from taskforce.admin.actions import LateFilter, work_act
from taskforce.admin.base import OfficersAdmin, ServiceForm
from taskforce.models import Engagement, Member, PriorityArea, WorkItem


@admin.register(PriorityArea)
class PriorityAreaAdmin(OfficersAdmin, TranslationAdmin):
    """What the Taskforce has agreed to focus on."""

    form = ServiceForm
    list_display = ["title", "theme", "agreed_on", "order", "is_demo"]
    list_filter = ["theme"]
    list_select_related = ["theme"]
    search_fields = ["title", "summary"]
    fields = ["title", "slug", "theme", "summary", "agreed_on", "order"]
    formfield_overrides = {models.DateField: DAY}
    actions = None

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title_en"]}


@admin.register(WorkItem)
class WorkItemAdmin(OfficersAdmin, TranslationAdmin):
    """Actions and outputs. How far they are is said by the service."""

    acts, act_key = (work_act(services.move_work_item),), "item_id"
    export_permission = "taskforce.export_work"
    list_display = ["title", "area", "kind", "owner", "due_on", "state", "is_public"]
    list_filter = [LateFilter, "state", "kind", "area", "is_public", "owner__sector"]
    search_fields = ["title", "owner_words", "owner__person__name"]
    date_hierarchy = "due_on"
    fields = [
        "area",
        "kind",
        "title",
        "owner",
        "owner_words",
        "starts_on",
        "due_on",
        "is_public",
    ]
    formfield_overrides = {models.DateField: DAY}
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("area", "owner__person")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Owners are chosen among the members in office."""
        if db_field.name == "owner":
            kwargs["queryset"] = Member.objects.live().select_related("person")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def more(self, request, thing):
        rows = [(_("State"), thing.get_state_display())]
        return [*rows, (_("Reason"), thing.state_reason)] if thing.state_reason else rows

    def export_headings(self):
        return [
            _("Priority area"),
            _("Kind"),
            _("Title"),
            _("Owner"),
            _("Starts on"),
            _("Due on"),
            _("State"),
            _("Reason"),
            _("Shown in public"),
        ]

    def export_row(self, item):
        return [
            item.area,
            item.get_kind_display(),
            item.title,
            item.owner or item.owner_words,
            item.starts_on or "",
            item.due_on or "",
            item.get_state_display(),
            item.state_reason,
            _("yes") if item.is_public else _("no"),
        ]


class EngagementForm(ServiceForm):
    """An engagement entered for a member."""

    class Meta:
        model = Engagement
        fields = ["member", "kind", "title", "held_on", "place", "reach"]
        widgets = {"reach": forms.TextInput(attrs={"inputmode": "numeric"})}


@admin.register(Engagement)
class EngagementAdmin(OfficersAdmin, admin.ModelAdmin):
    """Where members spoke for the work, and how many people heard it."""

    form = EngagementForm
    export_permission = "taskforce.export_engagements"
    list_display = ["held_on", "title", "kind", "member", "place", "reach"]
    list_display_links = ["held_on", "title"]
    list_filter = ["kind", "member__sector"]
    search_fields = ["title", "place", "member__seat", "member__person__name"]
    date_hierarchy = "held_on"
    formfield_overrides = {models.DateField: DAY}
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member__person")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "member":
            kwargs["queryset"] = Member.objects.select_related("person")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        """Written once; one that is wrong is deleted and entered again."""
        return False

    def save_model(self, request, obj, form, change):
        asked = {name: form.cleaned_data[name] for name in EngagementForm.Meta.fields}
        member = asked.pop("member")
        kept = services.record_engagement(member_id=member.pk, actor=request.user, **asked)
        obj.pk, obj._state.adding = kept.pk, False

    def export_headings(self):
        return [_("When"), _("What it was"), _("Kind"), _("Seat"), _("Where"), _("Reach")]

    def export_row(self, engagement):
        return [
            engagement.held_on,
            engagement.title,
            engagement.get_kind_display(),
            engagement.member.seat,
            engagement.place,
            engagement.reach,
        ]
