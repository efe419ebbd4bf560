"""Members: to appoint, to find, to give roles, to end; and the forecast of their seats."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.officers import DAY, record_reading
from taskforce import forecast, services
from taskforce.admin.base import (
    Act,
    ActForm,
    ReasonForm,
    ServiceForm,
    TaskforceAdmin,
    day_field,
    moves_to,
)
from taskforce.enums import MemberState, Role, Sector
from taskforce.languages import gathered, in_all, shown
from taskforce.models import Member
from taskforce.rules import may_manage_members


class AppointForm(ServiceForm):
    """A new member: their account by its email address, their seat and their term."""

    email = forms.EmailField(
        label=_("Email address of their account"),
        help_text=_("They need an account first. Ask them to sign in once."),
    )

    class Meta:
        model = Member
        fields = ["sector", *in_all("seat"), "starts_on", "ends_on", "chosen_by", "source"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in in_all("seat"):
            self.fields[name].required = False
            self.fields[name].help_text = _(
                "What the seat is called in public. No names. Empty: the sector’s next free number."
            )

    def clean_email(self):
        """The account of this address."""
        address = User.objects.normalize_email(self.cleaned_data["email"])
        person = User.objects.filter(email=address, is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Ask them to sign in once first.")
            )
        return person


class LeaveForm(ReasonForm):
    """Asks why, from when, and what may be said."""

    field_order = ["reason", "public_words", "left_on"]
    translated = {
        "public_words": forms.CharField(
            label=_("What may be said in public"),
            help_text=_("Such as “moved away”. Leave it empty to say nothing."),
            max_length=300,
            required=False,
        )
    }
    left_on = day_field(
        _("Left on"), required=False, help_text=_("The last day was the one before. Empty: today.")
    )


class TermForm(ActForm):
    """The seat and the term as they should be, and why."""

    translated = {"seat": forms.CharField(label=_("Seat"), max_length=80)}
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = shown(thing, "seat") | {
            "starts_on": thing.starts_on,
            "ends_on": thing.ends_on,
        }


class RoleForm(ActForm):
    """Asks which role."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class EndRoleForm(ActForm):
    """Asks which of the roles that a member holds."""

    role_id = forms.TypedChoiceField(label=_("Role"), coerce=int)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["role_id"].choices = [
            (role.pk, role.get_role_display()) for role in thing.current_roles
        ]


def _end_role(*, member_id, role_id, actor):
    """The form offers this member's roles and no others."""
    return services.end_role(role_id=role_id, actor=actor)


def _manages(officer, _thing) -> bool:
    return may_manage_members(officer)


def _day(day) -> str:
    return date_format(day, "j F Y")


def _facts(member) -> list:
    return [
        (_("Member"), member.person),
        (_("Seat"), member.seat),
        (_("Term"), f"{_day(member.starts_on)} – {_day(member.ends_on)}"),
        (_("Roles held"), ", ".join(r.get_role_display() for r in member.current_roles) or "–"),
        (_("Told by email"), member.person.email),
    ]


def _facts_and_chair(member) -> list:
    chair = Member.objects.filter(roles__role=Role.CHAIR, roles__ends_on=None).first()
    return [*_facts(member), (_("Chair now"), chair or _("nobody"))]


ACTS = (
    Act(
        name="leave",
        label=_("End early"),
        explain=_(
            "This can't be undone. The membership and its roles end, the name and photo come down "
            "from the public pages, and the person is told by email."
        ),
        done=_("The membership has ended."),
        run=services.leave,
        form=LeaveForm,
        preview=_facts,
        **moves_to(MemberState.LEFT),
    ),
    Act(
        name="change-term",
        label=_("Change seat or term"),
        explain=_("To correct a mistake, or to make the term longer. The person is told by email."),
        done=_("Seat and term are changed."),
        run=services.change_term,
        form=TermForm,
        preview=_facts,
        may=_manages,
        open=lambda member: member.is_live,
    ),
    Act(
        name="give-role",
        label=_("Give a role"),
        explain=_("The role begins today and is public. The person is told by email."),
        done=_("The role is given."),
        run=services.give_role,
        form=RoleForm,
        preview=_facts_and_chair,
        may=_manages,
        open=lambda member: member.is_live and member.has_started,
    ),
    Act(
        name="end-role",
        label=_("End a role"),
        explain=_("The role ends today; the membership goes on. The person is told by email."),
        done=_("The role has ended."),
        run=_end_role,
        form=EndRoleForm,
        preview=_facts,
        may=_manages,
        open=lambda member: bool(member.current_roles),
    ),
)


@admin.register(Member)
class MemberAdmin(TaskforceAdmin, admin.ModelAdmin):
    """Members. The services write; reading one is recorded."""

    acts, act_key = ACTS, "member_id"
    reads = "member"
    export_permission = "taskforce.export_members"
    list_display = [
        "name",
        "seat_name",
        "sector",
        "role",
        "starts_on",
        "ends_on",
        "standing",
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
        "standing",
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
        context = self._page(request, _("Forecast of seats")) | {
            "subtitle": "",
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
                f"{_day(role.starts_on)} – {_day(role.ends_on) if role.ends_on else ''}",
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
    def standing(self, member):
        """Where the membership is; one that is still to start says so."""
        return member.standing

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

    def export_headings(self):
        return [
            _("Name"),
            _("Email address"),
            _("Ward"),
            _("Seat"),
            _("Sector"),
            _("First day"),
            _("Last day"),
            _("State"),
            _("Left on"),
            _("How chosen"),
            _("Reference"),
            _("Named in public"),
        ]

    def export_row(self, member):
        person = member.person
        return [
            person.name,
            person.email,
            person.ward or "",
            member.seat,
            member.get_sector_display(),
            member.starts_on,
            member.ends_on,
            member.standing,
            member.left_on or "",
            member.get_chosen_by_display(),
            member.source,
            _("yes") if member.may_be_named else _("no"),
        ]
