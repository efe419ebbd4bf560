"""Who belongs to a group, and what they may do, as its owners look after it."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from organisations import rules, services
from organisations.enums import MembershipState
from organisations.forms import HandOverForm, InviteForm, RoleForm
from organisations.models import Membership
from organisations.views.pages import OwnPage


class People(OwnPage):
    """Who belongs to the group; owners invite, and see who waits."""

    form_class = InviteForm
    template_name = "organisations/my/people.html"
    needs = rules.Act.SEE
    page = "people"

    def get_context_data(self, **kwargs) -> dict:
        live = self.organisation.memberships.live().select_related("person")
        manages = rules.may_manage_people(self.request.user, self.organisation)
        return super().get_context_data(
            manages=manages,
            members=[one for one in live if one.state == MembershipState.ACTIVE],
            asked=[one for one in live if manages and one.state == MembershipState.ASKED],
            invited=[one for one in live if manages and one.state == MembershipState.INVITED],
            **kwargs,
        )

    def act(self, answers: dict) -> None:
        services.invite(**self.asked(), **answers)
        self.done = _("We have sent an invitation to %(email)s.") % {"email": answers["email"]}


class OnePerson(OwnPage):
    """One person: let in, told no, given another role, taken off, or invited again."""

    form_class = RoleForm
    template_name = "organisations/my/person.html"
    needs = rules.Act.MANAGE_PEOPLE
    page = "people"

    @cached_property
    def membership(self) -> Membership:
        """The person whom the address names."""
        live = self.organisation.memberships.live().select_related("person")
        return get_object_or_404(live, pk=min(self.kwargs["pk"], 2**62))

    def get_initial(self) -> dict:
        return {"role": self.membership.role}

    def beside(self) -> dict:
        """Whether they belong to it, or wait."""
        return {_("State"): self.membership.get_state_display()}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(membership=self.membership, **kwargs)

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """Do what was pressed; a role is asked for where somebody is let in or gets another one."""
        simple = {
            "no": (services.answer, {"yes": False}, _("They are told that the group said no.")),
            "again": (services.invite_again, {}, _("The invitation is on its way again.")),
            "withdraw": (services.withdraw_invitation, {}, _("The invitation is taken back.")),
            "off": (services.take_off, {}, _("They don’t belong to the group any more.")),
        }
        pressed = next((name for name in simple if name in request.POST), None)
        if pressed is None:
            return super().post(request, *args, **kwargs)
        self.service, self.more, self.done = simple[pressed]
        form = forms.Form(request.POST)
        form.full_clean()
        return self.form_valid(form)

    def act(self, answers: dict) -> None:
        service = getattr(self, "service", None)
        asked = {"membership_id": self.membership.pk, "actor": self.request.user}
        if service:
            service(**asked, **self.more)
        elif self.membership.state == MembershipState.ASKED:
            services.answer(**asked, yes=True, role=answers["role"])
            self.done = _("They belong to the group now.")
        else:
            services.change_role(**asked, role=answers["role"])
            self.done = _("Their role is changed.")

    def form_invalid(self, form) -> HttpResponse:
        """With the question of the page again, where a button without one was refused."""
        if type(form) is forms.Form:
            refused = form.non_field_errors()
            form = self.get_form_class()(initial=self.get_initial())
            return self.render_to_response(self.get_context_data(form=form, refused=refused))
        return super().form_invalid(form)


class HandOver(OwnPage):
    """An owner makes somebody else the owner in their place."""

    form_class = HandOverForm
    template_name = "organisations/my/hand_over.html"
    needs = rules.Act.HAND_OVER

    @cached_property
    def others(self) -> list[Membership]:
        """Everybody else who belongs to the group."""
        return list(services.members_of(self.organisation).exclude(person=self.request.user))

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"others": self.others}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(others=self.others, **kwargs)

    def act(self, answers: dict) -> None:
        owner = services.hand_over(**self.asked(), **answers)
        self.done = _("%(name)s is the owner now. You are an editor.") % {"name": owner.called}


class Leave(OwnPage):
    """Somebody leaves the group."""

    form_class = forms.Form
    template_name = "organisations/my/leave.html"
    needs = rules.Act.SEE

    def get_context_data(self, **kwargs) -> dict:
        mine = self.organisation.memberships.active().of(self.request.user).get()
        return super().get_context_data(is_last_owner=services.is_last_owner(mine), **kwargs)

    def act(self, answers: dict) -> None:
        services.leave(**self.asked())
        self.done = _("You don’t belong to the group any more.")

    def get_success_url(self) -> str:
        return reverse("my_organisations:home")
