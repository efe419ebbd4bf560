"""What officers see of people."""

from allauth.account import admin as account_admin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as mfa_admin
from allauth.mfa.models import Authenticator
from auditlog import admin as auditlog_admin
from auditlog.models import LogEntry
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import NameField
from core.refusal import Refusal
from messaging.services import reads_blind
from officers.admin.person_acts import CORRECT_ADDRESS, MERGE
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.record import RECORD, facts_of, sections_of
from officers.saving import ServiceForm
from people.models import User
from people.services import telephone_number
from people.telephones import has_telephone

__all__ = ["account_admin", "auth_admin", "mfa_admin"]

REACH = ("telephone", "address", "postcode")
PRIVILEGES = ("is_active", "is_staff", "is_superuser", "groups")

# Registered by the imports above. Roles are data of people.roles, and addresses their owners'.
admin.site.unregister([EmailAddress, Authenticator, Group, LogEntry])


class PersonForm(ServiceForm):
    """What officers change of a person."""

    name = NameField(label=_("Full name"), max_length=120, required=False)
    telephone = forms.CharField(label=_("Telephone number"), max_length=30, required=False)

    def clean_telephone(self):
        """The number as it is kept."""
        try:
            return telephone_number(self.cleaned_data["telephone"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from refusal


@admin.register(User)
class UserAdmin(OfficersAdmin, admin.ModelAdmin):
    """People. Reading one is recorded; only superusers hand out privileges."""

    area, place = Area.PEOPLE, 1
    acts, act_key = (CORRECT_ADDRESS, MERGE), "person_id"
    reads = RECORD
    form = PersonForm
    change_form_template = "officers/person.html"
    list_display = ["name", "reached_by", "ward", "is_staff", "is_demo", "date_joined"]
    list_display_links = ["name", "reached_by"]
    list_filter = ["ward", "groups", "is_staff", "is_active", "is_demo"]
    list_select_related = ["ward"]
    search_fields = ["email", "name", "postcode", "telephone"]
    search_help_text = _("Search by email address, name, postcode or telephone number")
    # Each box would name the help text, which Django writes without an id beside several boxes.
    formfield_overrides = {
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple, "help_text": ""}
    }
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    "name",
                    "telephone",
                    "address",
                    "postcode",
                    "ward",
                    "language",
                    "access_needs",
                ]
            },
        ),
        (_("What they may do"), {"fields": PRIVILEGES}),
        (_("Account"), {"fields": readonly_fields}),
    ]

    @admin.display(description=_("reached by"), ordering="email")
    def reached_by(self, person):
        """Their email address, or that they get letters."""
        return person.reached_by

    def get_queryset(self, request):
        """Without records that were merged, whose history is on the page of the one that is kept.

        Who scores without names sees officers alone: who is new here would tell who applied.
        """
        people = super().get_queryset(request).filter(merged_into=None)
        return people.filter(is_staff=True) if reads_blind(request.user) else people

    def get_search_results(self, request, queryset, search_term):
        """A telephone number is found however it was written."""
        by = has_telephone(search_term)
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return found | queryset.filter(by), may_repeat

    def changelist_view(self, request, extra_context=None):
        """Say why residents are missing, where they are."""
        why = _("While you score without names, you see officers' accounts only.")
        extra_context = {"subtitle": why if reads_blind(request.user) else None} | (
            extra_context or {}
        )
        return super().changelist_view(request, extra_context)

    def get_fieldsets(self, request, obj=None):
        """What they may do is shown of who may do something, and to who may change that."""
        shown = super().get_fieldsets(request, obj)
        if request.user.is_superuser or (obj and obj.is_staff):
            return shown
        return [(title, rows) for title, rows in shown if rows["fields"] != PRIVILEGES]

    def get_readonly_fields(self, request, obj=None):
        """The address has an act of its own; privileges are a superuser's."""
        fixed = [*self.readonly_fields, "email"]
        return fixed if request.user.is_superuser else [*fixed, *PRIVILEGES]

    def has_add_permission(self, request):
        """People come by themselves; colleagues are invited."""
        return False

    def has_change_permission(self, request, obj=None):
        """Staff accounts are a superuser's to change, so that nobody climbs over another."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or obj is None or not obj.is_staff)

    def has_delete_permission(self, request, obj=None):
        """Erasing a person is a right with a journey of its own, not a button here."""
        return False

    def history_parts(self, thing):
        """What happened to records of the same person before they were merged."""
        return [User.objects.filter(merged_into=thing)]

    def more(self, request, thing):
        """How they are reached, how they came in, and what they want to hear."""
        return facts_of(thing)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With what the apps know of the person; that it was read is recorded."""
        if change and request.method == "GET":
            context["sections"] = sections_of(request.user, context["original"])
        return super().render_change_form(request, context, add=add, change=change, **kwargs)


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Second steps: a superuser removes one for an officer who lost it. Secrets are not shown."""

    area, place = Area.PEOPLE, 2
    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(LogEntry)
class LogEntryAdmin(auditlog_admin.LogEntryAdmin):
    """Who looked at or changed what."""

    area, place = Area.SETTINGS, 6
    search_fields = ["object_repr", "actor__email"]
