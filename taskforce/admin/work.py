"""The work programme, and members' engagements."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from core.languages import in_all
from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import DAY
from officers.many import ActsOnMany
from officers.saving import ServiceForm
from taskforce import services
from taskforce.admin import doubts
from taskforce.admin.actions import LateFilter, work_act
from taskforce.models import Engagement, Member, PriorityArea, WorkItem
from taskforce.rules import may_confirm_engagements


class WorkForm(ServiceForm):
    """What somebody is to do: what may be a slip in its day is asked about."""

    def doubts(self):
        return doubts.of_a_due_day(self.changes().get("due_on"))


class WorkAdmin(OfficersAdmin):
    """What has an owner among the members, and a state that the service moves."""

    form = WorkForm

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Owners are chosen among the members in office."""
        if db_field.name == "owner":
            kwargs["queryset"] = Member.objects.live().select_related("person")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save it, and tell a member whose it has become."""
        super().save_model(request, obj, form, change)
        if "owner" in form.changed_data:
            services.tell_owner(obj)

    def beside(self, request, thing):
        """With how far it is."""
        rows = self.more(request, thing)
        return super().beside(request, thing) | {str(label): str(said) for label, said in rows}

    def more(self, request, thing):
        rows = [(_("State"), thing.get_state_display())]
        return [*rows, (_("Reason"), thing.state_reason)] if thing.state_reason else rows


@admin.register(PriorityArea)
class PriorityAreaAdmin(WorkAdmin, TranslationAdmin):
    """What the Taskforce has agreed to focus on."""

    area, place = Area.TASKFORCE, 9
    acts, act_key = (work_act(services.move_area),), "area_id"
    export_permission = "taskforce.export_areas"
    export_columns = (
        Column(_("Priority area"), lambda area: area.title),
        Column(_("Luton 2040 theme"), lambda area: area.theme),
        Column(_("Owner"), lambda area: area.owners),
        Column(_("Agreed on"), lambda area: area.agreed_on or ""),
        Column(_("Due on"), lambda area: area.due_on or ""),
        Column(_("State"), lambda area: area.get_state_display()),
        Column(_("Reason"), lambda area: area.state_reason),
    )
    list_display = ["title", "theme", "agreed_on", "due_on", "state", "order", "is_demo"]
    list_filter = [LateFilter, "state", "theme"]
    list_select_related = ["theme"]
    search_fields = in_all("title", "summary")
    fields = [
        "title",
        "slug",
        "theme",
        "summary",
        "owner",
        "owner_words",
        "agreed_on",
        "due_on",
        "order",
    ]
    formfield_overrides = {models.DateField: DAY}
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("owner__person")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title_en"]}


@admin.register(WorkItem)
class WorkItemAdmin(WorkAdmin, TranslationAdmin):
    """Actions and outputs. How far they are is said by the service."""

    area, place = Area.TASKFORCE, 4
    acts, act_key = (work_act(services.move_work_item),), "item_id"
    export_permission = "taskforce.export_work"
    export_columns = (
        Column(_("Priority area"), lambda item: item.area),
        Column(_("Kind"), lambda item: item.get_kind_display()),
        Column(_("Title"), lambda item: item.title),
        Column(_("Owner"), lambda item: item.owners),
        Column(_("Starts on"), lambda item: item.starts_on or ""),
        Column(_("Due on"), lambda item: item.due_on or ""),
        Column(_("State"), lambda item: item.get_state_display()),
        Column(_("Reason"), lambda item: item.state_reason),
        Column(_("Shown in public"), lambda item: _("yes") if item.is_public else _("no")),
    )
    list_display = ["title", "area", "kind", "owner", "due_on", "state", "is_public"]
    list_filter = [LateFilter, "state", "kind", "area", "is_public", "owner__sector"]
    search_fields = [*in_all("title"), "owner_words", "owner__person__name"]
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


class EngagementForm(ServiceForm):
    """An engagement entered for a member, or corrected."""

    class Meta:
        model = Engagement
        fields = ["member", "kind", "title", "held_on", "place", "reach"]
        widgets = {"reach": forms.TextInput(attrs={"inputmode": "numeric"})}


CONFIRM = Act(
    name="confirm",
    label=_("Confirm it"),
    explain=_("It counts in the public number of engagements and of people reached."),
    done=_("It is confirmed."),
    run=services.confirm_engagement,
    preview=lambda engagement: [
        (_("What it was"), engagement.title),
        (_("Member"), engagement.member),
        (_("When"), date_format(engagement.held_on, "j F Y")),
        (_("How many people it reached"), engagement.reach),
    ],
    may=lambda officer, _engagement: may_confirm_engagements(officer),
    open=lambda engagement: engagement.confirmed_on is None,
)


class UnconfirmedFilter(admin.SimpleListFilter):
    """What members reported and nobody has looked at."""

    title = _("confirmed")
    parameter_name = "confirmed"

    def lookups(self, request, model_admin):
        return [("no", _("Waits to be confirmed")), ("yes", _("Confirmed"))]

    def queryset(self, request, queryset):
        if self.value() in {"no", "yes"}:
            return queryset.filter(confirmed_on__isnull=self.value() == "no")
        return queryset


@admin.register(Engagement)
class EngagementAdmin(ActsOnMany, OfficersAdmin, admin.ModelAdmin):
    """Where members spoke for the work, and how many people heard it."""

    area, place = Area.TASKFORCE, 6
    acts, act_key = (CONFIRM,), "engagement_id"
    many = (CONFIRM,)
    form = EngagementForm
    export_permission = "taskforce.export_engagements"
    export_columns = (
        Column(_("When"), lambda engagement: engagement.held_on),
        Column(_("What it was"), lambda engagement: engagement.title),
        Column(_("Kind"), lambda engagement: engagement.get_kind_display()),
        Column(_("Member"), lambda engagement: engagement.member.person),
        Column(_("Seat"), lambda engagement: engagement.member.seat),
        Column(_("Where"), lambda engagement: engagement.place),
        Column(_("Reach"), lambda engagement: engagement.reach),
        Column(_("Confirmed on"), lambda engagement: engagement.confirmed_on or ""),
    )
    list_display = ["held_on", "title", "place", "member", "reach", "confirmed_on"]
    list_display_links = ["held_on", "title"]
    list_filter = [UnconfirmedFilter, "kind", "member__sector"]
    search_fields = ["title", "place", *in_all("member__seat"), "member__person__name"]
    date_hierarchy = "held_on"
    formfield_overrides = {models.DateField: DAY}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member__person")

    def get_readonly_fields(self, request, obj=None):
        return ["member"] if obj else []

    def more(self, request, thing):
        day = thing.confirmed_on
        return [(_("Confirmed on"), date_format(day, "j F Y") if day else _("not yet"))]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "member":
            kwargs["queryset"] = Member.objects.select_related("person")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Enter it for a member, or correct it: both confirm it."""
        asked = {**form.cleaned_data}
        if change:
            services.correct_engagement(engagement_id=obj.pk, actor=request.user, **asked)
            return
        member = asked.pop("member")
        kept = services.record_engagement(member_id=member.pk, actor=request.user, **asked)
        obj.pk, obj._state.adding = kept.pk, False
