"""Registrations: to find, to read, and to withdraw for somebody who asks."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.confirming import is_confirmed
from core.forms import posted
from core.refusal import Refusal
from core.telling import digest
from panels import services
from panels.admin.forms import WithdrawForm
from panels.enums import RegistrationState
from panels.models import Registration
from people.officers import add_refusal, ledger, record_reading

FIELDS = [
    "reference",
    "session",
    "name",
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


@admin.register(Registration)
class RegistrationAdmin(admin.ModelAdmin):
    """Read only: the services write, and reading one is recorded."""

    list_display = [
        "reference",
        "name",
        "session",
        "starts_at",
        "state",
        "attendance",
        "details_changed_at",
        "created_at",
    ]
    list_filter = [
        "state",
        ("details_changed_at", admin.EmptyFieldListFilter),
        "attendance",
        "is_walk_in",
        ("person__ward", admin.RelatedOnlyFieldListFilter),
        ("session", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["person", "session"]
    search_fields = ["reference", "name", "person__name", "person__email"]
    search_help_text = _("Search by reference, name or email address")
    date_hierarchy = "created_at"
    fields = readonly_fields = FIELDS
    actions = None

    class Media:
        css = {"all": ["panels/officers.css"]}

    @admin.display(description=_("full name"), ordering="person__name")
    def name(self, registration):
        """Who it is for."""
        return registration.called

    @admin.display(description=_("email address"))
    def email(self, registration):
        """Where they are written to."""
        return registration.person.email

    @admin.display(description=_("ward"))
    def ward(self, registration):
        """Where they live, as far as we know."""
        return registration.person.ward or self.get_empty_value_display()

    @admin.display(description=_("session starts"), ordering="session__starts_at")
    def starts_at(self, registration):
        """When the session starts."""
        return registration.session.starts_at

    @admin.display(description=_("position on the waiting list"))
    def position(self, registration):
        """How near they are to a place."""
        return registration.position() or self.get_empty_value_display()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        return [
            path(
                "<path:object_id>/withdraw/",
                self.admin_site.admin_view(self.withdraw_view),
                name="panels_registration_withdraw",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, **kwargs):
        """With its history and what can be done; that it was read is recorded."""
        registration = context["original"]
        record_reading(registration, actor=request.user, what="registration")
        context |= {
            "ledger": ledger(registration),
            "may_withdraw": _may_withdraw(request.user, registration),
            "may_read_messages": request.user.has_perm("messaging.view_outboxmessage"),
        }
        return super().render_change_form(request, context, **kwargs)

    def withdraw_view(self, request, object_id):
        """Say what will happen, ask why, and withdraw on a POST."""
        registration = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, registration):
            raise PermissionDenied
        if registration is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not registration.may_move(request.user, RegistrationState.WITHDRAWN):
            raise PermissionDenied
        form, tellings = WithdrawForm(posted(request)), []
        if form.is_valid():
            run = partial(
                services.withdraw,
                registration_id=registration.pk,
                actor=request.user,
                **form.cleaned_data,
            )
            try:
                tellings = services.telling_of(registration.session, run)
                if is_confirmed(request, tellings):
                    run()
                    messages.success(request, _("The registration is withdrawn."))
                    return redirect("admin:panels_registration_change", registration.pk)
            except Refusal as refusal:
                add_refusal(form, refusal)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw this registration"),
            "subtitle": registration.reference,
            "opts": self.opts,
            "media": self.media,
            "registration": registration,
            "list_url": reverse("admin:panels_registration_changelist"),
            "thing_url": reverse("admin:panels_registration_change", args=[registration.pk]),
            "form": form,
            "errors": form.errors,
            "tellings": tellings,
            "confirmation": digest(tellings),
        }
        return TemplateResponse(request, "admin/panels/registration/withdraw.html", context)


def _may_withdraw(officer, registration) -> bool:
    """Whether the button is offered; the service checks again."""
    to = RegistrationState.WITHDRAWN
    return to in registration.MOVES[registration.state] and registration.may_move(officer, to)
