"""Registrations: to find, to read, and to withdraw for somebody who asks."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from officers.acts import Act, ActForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.lists import ReadOnlyMixin, links_for
from panels import services
from panels.enums import RegistrationState
from panels.models import Registration
from panels.services.places import lock

FIELDS = [
    "reference",
    "session",
    "who",
    "email",
    "ward",
    "state",
    "position",
    "access_needs",
    "details_changed_at",
    "created_at",
    "attendance",
    "is_walk_in",
]


class WithdrawForm(ActForm):
    """Asks why an officer takes somebody off."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history of this registration. The person doesn't see it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why this person is withdrawn.")},
    )


WITHDRAW = Act(
    name="withdraw",
    label=_("Withdraw"),
    explain=_(
        "They are taken off the session and told by email. A place that comes free goes to the "
        "first person on the waiting list, who is told too. You see first who is told what."
    ),
    first=_("See who is told"),
    done=_("The registration is withdrawn."),
    form=WithdrawForm,
    run=services.withdraw,
    preview=lambda one: [(_("Person"), one.called), (_("Session"), one.session)],
    **moves_to(RegistrationState.WITHDRAWN),
)


@admin.register(Registration)
class RegistrationAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Read only: the services write, and reading one is recorded."""

    area, place = Area.SESSIONS, 2
    acts, act_key = (WITHDRAW,), "registration_id"
    reads = "registration"
    export_permission = "panels.export_registrations"
    export_columns = (
        Column(_("Reference"), lambda one: one.reference),
        Column(_("Session"), lambda one: one.session),
        Column(_("Starts"), lambda one: minute(one.session.starts_at)),
        Column(_("Name"), lambda one: one.called),
        Column(_("Email address"), lambda one: one.person.email),
        Column(_("Ward"), lambda one: one.person.ward or ""),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Access needs"), lambda one: one.access_needs),
        Column(_("Name or needs changed at"), lambda one: minute(one.details_changed_at)),
        Column(_("Registered at"), lambda one: minute(one.created_at)),
        Column(_("Attendance"), lambda one: one.get_attendance_display()),
        Column(_("Walked in"), lambda one: _("yes") if one.is_walk_in else _("no")),
    )

    list_display = [
        "reference",
        "who",
        "session",
        "starts_at",
        "state",
        "attendance",
        "changed",
    ]
    list_filter = [
        "state",
        ("details_changed_at", admin.EmptyFieldListFilter),
        "attendance",
        "is_walk_in",
        ("person__ward", admin.RelatedOnlyFieldListFilter),
        ("session", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["person__ward", "session"]
    search_fields = ["reference", "name", "person__name", "person__email"]
    search_help_text = _("Search by reference, name or email address")
    date_hierarchy = "created_at"
    fields = readonly_fields = FIELDS
    actions = None

    @admin.display(description=_("full name"), ordering="person__name")
    def who(self, registration):
        """Who it is for."""
        return registration.called

    @admin.display(description=_("reached by"))
    def email(self, registration):
        """Where they are written to, or called."""
        return registration.person.reached_by

    @admin.display(description=_("ward"))
    def ward(self, registration):
        """Where they live, as far as we know."""
        return registration.person.ward or self.get_empty_value_display()

    @admin.display(description=_("session starts"), ordering="session__starts_at")
    def starts_at(self, registration):
        """When the session starts."""
        return date_format(localtime(registration.session.starts_at), "j M Y, H:i")

    @admin.display(description=_("changed"), ordering="details_changed_at")
    def changed(self, registration):
        """The day on which they changed what they said."""
        at = registration.details_changed_at
        return date_format(localtime(at), "j M") if at else self.get_empty_value_display()

    @admin.display(description=_("position on the waiting list"))
    def position(self, registration):
        """How near they are to a place."""
        return registration.position() or self.get_empty_value_display()

    def lock(self, request, object_id):
        """The session first, as every service does."""
        registration = self.get_object(request, unquote(object_id))
        if registration:
            lock(registration.session_id)

    def links(self, request, registration):
        """The person's own page, and the messages to them."""
        person = registration.person
        messages = (
            "messaging.view_outboxmessage",
            _("Messages to this person"),
            f"messaging_outboxmessage_changelist?recipient={person.reference}",
        )
        found = links_for(request.user, [messages])
        if request.user.has_perm("people.view_user"):
            where = reverse("admin:people_user_change", args=[person.pk])
            found = [(_("All that we know of this person"), where), *found]
        return found
