"""What a member says of themselves: register of interests, expenses, engagements.

Below /my/taskforce/, as `own`.
"""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.refusal import Refusal
from taskforce import services
from taskforce.forms import (
    ChangeInterestForm,
    EndInterestForm,
    EngagementForm,
    ExpenseForm,
    InterestForm,
)
from taskforce.models import Interest
from taskforce.views.own import OwnForm, last_membership, own_membership, own_page
from taskforce.views.public import receipt_sent


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request):
    """The register as it stands; a POST confirms it."""
    member = own_membership(request)
    if request.method == "POST":
        services.confirm_interests(member_id=member.pk, actor=request.user)
        messages.success(request, _("Thank you. Your register is confirmed."))
        return redirect("my_taskforce:interests")
    context = {"member": member, "interests": member.interests.all()}
    return render(request, "taskforce/my/interests.html", context)


class AddInterest(OwnForm):
    """A new entry."""

    form_class = InterestForm
    template_name = "taskforce/my/interest_add.html"
    success_url = reverse_lazy("my_taskforce:interests")

    def act(self, answers):
        services.declare_interest(member_id=self.member.pk, actor=self.request.user, **answers)
        self.done = _("The interest is in the register.")


class OneInterest(OwnForm):
    """An entry of the member's own register."""

    success_url = reverse_lazy("my_taskforce:interests")

    def get_context_data(self, **kwargs):
        return super().get_context_data(interest=self.interest, **kwargs)

    def beside(self):
        """When it ended is said on another page."""
        until = self.interest.until
        return {_("Until"): date_format(until, "j F Y") if until else "–"}

    @cached_property
    def interest(self) -> Interest:
        """The entry that the address names."""
        return get_object_or_404(self.member.interests, pk=min(self.kwargs["pk"], 2**62))


class ChangeInterest(OneInterest):
    """What an entry says."""

    form_class = ChangeInterestForm
    template_name = "taskforce/my/interest_change.html"

    def get_initial(self):
        return {name: getattr(self.interest, name) for name in InterestForm.base_fields}

    def act(self, answers):
        services.change_interest(interest_id=self.interest.pk, actor=self.request.user, **answers)
        self.done = _("The interest is changed.")


class RemoveInterest(OneInterest):
    """An entry made by mistake."""

    form_class = forms.Form
    template_name = "taskforce/my/interest_remove.html"

    def act(self, answers):
        services.remove_interest(interest_id=self.interest.pk, actor=self.request.user)
        self.done = _("The interest is removed from the register.")


class EndInterest(OneInterest):
    """The last day of an entry."""

    form_class = EndInterestForm
    template_name = "taskforce/my/interest_end.html"

    def act(self, answers):
        services.end_interest(interest_id=self.interest.pk, actor=self.request.user, **answers)
        self.done = _("The interest is marked as over.")


class Expenses(OwnForm):
    """Claims so far, and a new one; also for half a year after the last day in office."""

    find = staticmethod(last_membership)
    form_class = ExpenseForm
    template_name = "taskforce/my/expenses.html"
    success_url = reverse_lazy("my_taskforce:expenses")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            claims=self.member.expenses.select_related("meeting", "receipt").prefetch_related(
                "moves"
            )[:100],
            **kwargs,
        )

    def act(self, answers):
        services.claim_expense(
            member_id=self.member.pk,
            actor=self.request.user,
            pence=answers.pop("pounds"),
            **answers,
        )
        self.done = _("Your claim is sent. We will email you when it is decided.")


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_claim(request, pk):
    """Ask, then take a claim back that nobody has decided on."""
    member = last_membership(request)
    claim = get_object_or_404(member.expenses.select_related("meeting"), pk=min(pk, 2**62))
    context = {"member": member, "claim": claim}
    if request.method == "POST":
        try:
            services.withdraw_expense(claim_id=claim.pk, actor=request.user)
        except Refusal as refusal:
            return render(
                request,
                "taskforce/my/claim_withdraw.html",
                context | {"refusal": refusal},
                status=409,
            )
        messages.success(request, _("Your claim is withdrawn."))
        return redirect("my_taskforce:expenses")
    return render(request, "taskforce/my/claim_withdraw.html", context)


@own_page
@require_safe
def receipt(request, pk):
    """The receipt that the member sent with a claim."""
    claims = last_membership(request).expenses
    claim = get_object_or_404(claims, pk=min(pk, 2**62))
    return receipt_sent(request, claim, to_sender=True)


class Engagements(OwnForm):
    """Where the member spoke for the work so far, and a new one."""

    form_class = EngagementForm
    template_name = "taskforce/my/engagements.html"
    success_url = reverse_lazy("my_taskforce:engagements")

    def get_context_data(self, **kwargs):
        return super().get_context_data(engagements=self.member.engagements.all()[:100], **kwargs)

    def act(self, answers):
        services.record_engagement(member_id=self.member.pk, actor=self.request.user, **answers)
        self.done = _("Thank you. It counts in public once the team has confirmed it.")


@own_page
@require_POST
def withdraw_engagement(request, pk):
    """Take back what was reported, until it is confirmed."""
    member = own_membership(request)
    engagement = get_object_or_404(member.engagements, pk=min(pk, 2**62))
    try:
        services.withdraw_engagement(engagement_id=engagement.pk, actor=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("It is taken back."))
    return redirect("my_taskforce:engagements")
