"""What officers do with a membership: appoint, correct, give and end roles, end it."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.languages import in_all, shown
from officers.acts import Act, ActForm, ReasonForm, moves_to
from officers.fields import day_field
from officers.saving import ServiceForm
from people.models import User
from taskforce import services
from taskforce.admin import doubts
from taskforce.enums import MemberState, Role
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

    def doubts(self):
        return _doubts(self.cleaned_data, self.cleaned_data["sector"], self.cleaned_data["email"])


def _doubts(asked: dict, sector: str, person: User) -> list[str]:
    return doubts.of_a_term(sector, asked["starts_on"], asked["ends_on"], but=person)


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

    def doubts(self):
        if not {"starts_on", "ends_on"} & set(self.changed_data):
            return []
        return _doubts(self.cleaned_data, self.thing.sector, self.thing.person)


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


def day_in_words(day) -> str:
    """A date as people write it."""
    return date_format(day, "j F Y")


def _facts(member) -> list:
    return [
        (_("Member"), member.person),
        (_("Seat"), member.seat),
        (_("Term"), f"{day_in_words(member.starts_on)} – {day_in_words(member.ends_on)}"),
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
