"""Members: to appoint, to find, to give roles, to end; and the forecast of their seats."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.languages import gathered, in_all
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import DAY
from people.services import record_reading
from taskforce import forecast, services
from taskforce.admin.member_acts import ACTS, AppointForm, day_in_words
from taskforce.enums import Sector
from taskforce.models import Member
from taskforce.rules import may_manage_members


@admin.register(Member)
class MemberAdmin(OfficersAdmin, admin.ModelAdmin):
    """Members. The services write; reading one is recorded."""

    area, place = Area.TASKFORCE, 1
    acts, act_key = ACTS, "member_id"
    reads = "member"
    export_permission = "taskforce.export_members"
    export_columns = (
        Column(_("Name"), lambda member: member.person.name),
        Column(_("Email address"), lambda member: member.person.email),
        Column(_("Ward"), lambda member: member.person.ward or ""),
        Column(_("Seat"), lambda member: member.seat),
        Column(_("Sector"), lambda member: member.get_sector_display()),
        Column(_("First day"), lambda member: member.starts_on),
        Column(_("Last day"), lambda member: member.ends_on),
        Column(_("State"), lambda member: member.state_now),
        Column(_("Left on"), lambda member: member.left_on or ""),
        Column(_("How chosen"), lambda member: member.get_chosen_by_display()),
        Column(_("Reference"), lambda member: member.source),
        Column(_("Named in public"), lambda member: _("yes") if member.may_be_named else _("no")),
    )
    list_display = [
        "name",
        "seat_name",
        "sector",
        "role",
        "starts_on",
        "ends_on",
        "state_now",
        "is_demo",
    ]
    list_filter = [
        "sector",
        "state",
        "chosen_by",
        ("person__ward", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["person__name", "person__email", *in_all("seat"), "source"]
    search_help_text = _("Search by name, email address, seat or reference")
    date_hierarchy = "ends_on"
    ordering = ["sector", "seat_order", "pk"]
    formfield_overrides = {models.DateField: DAY}
    fields = [
        "name",
        "email",
        "ward",
        *in_all("seat"),
        "sector",
        "starts_on",
        "ends_on",
        "chosen_by",
        "source",
        "state_now",
        "left_on",
        *in_all("leaving_words"),
        "named",
        "interests_confirmed_on",
        "is_demo",
    ]
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view(self.forecast_view)
        return [path("forecast/", view, name="taskforce_member_forecast"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        links = [
            (_("Forecast of seats"), reverse("admin:taskforce_member_forecast")),
            (_("Seats by sector"), reverse("admin:taskforce_sectorseats_changelist")),
        ]
        return super().changelist_view(request, {"list_links": links} | (extra_context or {}))

    def forecast_view(self, request):
        """Which seats and groups fall short as terms end."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        months, groups = forecast.seats_ahead(), forecast.groups_ahead()
        if groups:
            what = "forecast by group"
            record_reading(request.user, actor=request.user, what=what, rows=months[0].serving)
        most = max(1, *(month.serving for month in months))
        context = self.context(request, _("Forecast of seats")) | {
            "months": months,
            "sectors": Sector.labels,
            "groups": groups,
            "horizons": forecast.HORIZONS,
            "bars": [
                {"x": 10 + 24 * i, "height": month.serving * 160 // most, "month": month}
                for i, month in enumerate(months)
            ],
        }
        return TemplateResponse(request, "admin/taskforce/forecast.html", context)

    def get_queryset(self, request):
        """With person, ward, consent and roles, in two queries."""
        return super().get_queryset(request).with_details().select_related("person__ward")

    def get_fields(self, request, obj=None):
        """A new member is asked for by email address."""
        return super().get_fields(request, obj) if obj else ["email", *AppointForm.Meta.fields]

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj else []

    def get_form(self, request, obj=None, **kwargs):
        if obj is None:
            kwargs["form"] = AppointForm
        return super().get_form(request, obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Appoint through the service, which tells them."""
        asked = gathered(
            {name: form.cleaned_data[name] for name in AppointForm.Meta.fields}, "seat"
        )
        member = services.appoint(person=form.cleaned_data["email"], actor=request.user, **asked)
        obj.pk, obj.person, obj.slug = member.pk, member.person, member.slug
        obj.seat_en = member.seat_en
        obj._state.adding = False

    def more(self, request, thing):
        """Every role held, with its dates."""
        return [
            (
                role.get_role_display(),
                " – ".join(
                    day_in_words(day) if day else "" for day in (role.starts_on, role.ends_on)
                ),
            )
            for role in thing.roles.all()
        ]

    def is_on_site(self, thing):
        return thing.is_live

    def history_parts(self, thing):
        return [thing.roles.all(), thing.interests.all()]

    @admin.display(description=_("full name"), ordering="person__name")
    def name(self, member):
        """Who it is."""
        return member.person.name or member.person.email

    @admin.display(description=_("seat"), ordering="seat_order")
    def seat_name(self, member):
        """What the seat is called."""
        return member.seat

    @admin.display(description=_("email address"))
    def email(self, member):
        """Where they are written to."""
        return member.person.email

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, member):
        """Where the membership is; one that is still to start says so."""
        return member.state_now

    @admin.display(description=_("ward"))
    def ward(self, member):
        """Where they live, as far as we know."""
        return member.person.ward or self.get_empty_value_display()

    @admin.display(description=_("role"))
    def role(self, member):
        """Chair or deputy."""
        roles = ", ".join(role.get_role_display() for role in member.current_roles)
        return roles or self.get_empty_value_display()

    @admin.display(description=_("named in public"), boolean=True)
    def named(self, member):
        """Whether they agreed to be named."""
        return member.may_be_named

    def has_add_permission(self, request):
        return may_manage_members(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
