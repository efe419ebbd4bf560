"""Inviting a colleague, and what became of it."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from core.fields import MailboxField, NameField
from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import moment
from officers.saving import ServiceForm
from people.inviting import invite_colleague, may_invite, resend_invitation, withdraw_invitation
from people.models import ColleagueInvitation
from people.roles import may_be_given_by


class InvitationForm(ServiceForm):
    """Who is invited, and to which roles: those that this officer may give."""

    email = MailboxField(label=_("Email address"), max_length=254)
    name = NameField(label=_("Full name"), max_length=120)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )


def _may(officer, invitation) -> bool:
    return may_invite(officer, invitation.roles)


def _is_open(invitation) -> bool:
    return invitation.state == ColleagueInvitation.State.INVITED


RESEND = Act(
    name="resend",
    label=_("Send the invitation again"),
    explain=_("They get an email with a new link. The old link works no more."),
    done=_("The invitation is sent again."),
    run=resend_invitation,
    may=_may,
    open=_is_open,
)
WITHDRAW = Act(
    name="withdraw",
    label=_("Withdraw the invitation"),
    explain=_("The link that they have works no more. They are not told."),
    done=_("The invitation is withdrawn."),
    run=withdraw_invitation,
    may=_may,
    open=_is_open,
)


@admin.register(ColleagueInvitation)
class ColleagueInvitationAdmin(OfficersAdmin, admin.ModelAdmin):
    """Invitations are made here; accepting is the colleague's."""

    area, place = Area.PEOPLE, 3
    form = InvitationForm
    acts, act_key = (RESEND, WITHDRAW), "invitation_id"
    list_tabs = (
        (_("All"), ""),
        (_("Open"), "state__exact=invited"),
        (_("Accepted"), "state__exact=accepted"),
        (_("Withdrawn"), "state__exact=withdrawn"),
    )
    list_display = ["name", "state", "email", "given", "expires_at"]
    list_filter = ["state"]
    search_fields = ["email", "name"]
    search_help_text = _("Search by name or email address")

    def get_fields(self, request, obj=None):
        """What is asked; of one that was sent, what became of it."""
        if obj is None:
            return ["email", "name", "roles"]
        return ["email", "name", "given", "state", "invited_by", "invited_at", "expires_at"]

    def get_form(self, request, obj=None, **kwargs):
        """With the roles that this officer may give; the only one is chosen."""
        form = super().get_form(request, obj, **kwargs)
        if obj is None:
            given = may_be_given_by(request.user)
            roles = form.base_fields["roles"]
            roles.choices = [(role, role) for role in given]
            roles.initial = given if len(given) == 1 else []
        return form

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """The service invites."""
        asked = {name: form.cleaned_data[name] for name in ("email", "name", "roles")}
        obj.pk = invite_colleague(**asked, actor=request.user).pk
        obj.refresh_from_db()

    def add_view(self, request, form_url="", extra_context=None):
        """The button says that something is sent."""
        words = {"add_words": _("Send the invitation")} | (extra_context or {})
        return super().add_view(request, form_url, words)

    def response_add(self, request, obj, post_url_continue=None):
        """Say that it is sent, to whom, and how long its link works."""
        said = _("The invitation is sent to %(email)s. Its link works until %(moment)s.")
        values = {"email": obj.email, "moment": moment(obj.expires_at)}
        messages.success(request, said % values)
        return self.response_post_save_add(request, obj)

    def to_show(self, posted):
        """Nothing: the officer has just typed whom the one email is for."""
        return []

    @admin.display(description=_("roles"))
    def given(self, invitation):
        """In words."""
        return ", ".join(invitation.roles)
