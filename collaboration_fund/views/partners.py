"""Partners: whom the lead group invites, what each does, and what each accepts."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaboration_fund import documents, rules, services
from collaboration_fund.enums import Source
from collaboration_fund.forms import AcceptForm, InviteForm, PartForm, WhyForm
from collaboration_fund.models import Partner
from collaboration_fund.views.pages import WritingPage, of_group
from collaboration_fund.views.standing import partner_lines
from core.forms import add_refusal, posted
from core.refusal import Refusal


def _partner_of(application, pk: int) -> Partner:
    """A group that takes part; else 404."""
    rows = Partner.objects.taking_part().filter(application=application)
    partner = get_object_or_404(rows, pk=pk)
    partner.application = application
    return partner


class PartnersPage(WritingPage):
    """The groups of an application, and inviting one more."""

    template_name = "collaboration_fund/partners.html"
    done = gettext_lazy("The group is invited: its owners get an email.")

    def get_success_url(self) -> str:
        return reverse("collaboration_fund:partners", args=[self.application.reference])

    def get_form(self, form_class=None):
        groups = services.groups_to_invite(self.application)
        return InviteForm(
            posted(self.request), groups=groups, initial={"organisation": self._asked(groups)}
        )

    def _asked(self, groups):
        """The group that a link names."""
        return groups.filter(slug=self.request.GET.get("group", "")).first()

    def act(self, answers):
        number = answers.pop("number")
        if number:
            answers["organisation"] = services.group_with_number(number)
        services.invite(application_id=self.application.pk, actor=self.request.user, **answers)

    def get_context_data(self, **more):
        lines = partner_lines(self.request.user, self.application)
        return super().get_context_data(lines=lines, **more)


class _OfPartner(WritingPage):
    """A page of one group of the application."""

    @cached_property
    def partner(self) -> Partner:
        return _partner_of(self.application, self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("collaboration_fund:partners", args=[self.application.reference])

    def get_context_data(self, **more):
        return super().get_context_data(partner=self.partner, **more)


class PartPage(_OfPartner):
    """What a group does in the work together."""

    template_name = "collaboration_fund/part.html"
    done = gettext_lazy("Saved. A partner that had accepted something else is asked again.")

    def get_form(self, form_class=None):
        shown = {"role": self.partner.role, "tasks": self.partner.tasks}
        form = PartForm(posted(self.request), initial=shown)
        form.knows = True
        return form

    def act(self, answers):
        services.describe(partner_id=self.partner.pk, actor=self.request.user, **answers)


class RemovePage(_OfPartner):
    """Take a group out."""

    template_name, form_class = "collaboration_fund/remove.html", WhyForm
    done = gettext_lazy("The group takes no part any more.")

    def act(self, _answers):
        services.remove(partner_id=self.partner.pk, actor=self.request.user)


@of_group
def accept(request, application, pk):
    """A partner's authorised person sees the whole application and accepts its part as it stands.

    What changed since they accepted it last is shown, word for word.
    """
    partner = _partner_of(application, pk)
    if partner.is_lead or not rules.may_see_part(request.user, partner):
        raise Http404
    parts = services.parts_of(partner)
    mine = partner.acceptances.filter(person=request.user).last()
    form = AcceptForm(posted(request), partner=partner, digest=services.digest_of(parts))
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            services.accept(partner_id=partner.pk, actor=request.user, **form.arguments())
        except Refusal as refusal:
            form = AcceptForm(
                posted(request),
                partner=partner,
                digest=services.digest_of(services.parts_of(partner)),
            )
            add_refusal(form, refusal)
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Thank you. You have accepted your group’s part."))
            return redirect(application)
    content = services.content_of(application.entry)
    context = {
        "application": application,
        "round": application.round,
        "partner": partner,
        "part": parts,
        "lines": [line | {"source": Source(line["source"]).label} for line in parts["lines"]],
        "sums": documents.sums_of(parts["lines"]),
        "form": form,
        "may_accept": rules.may_answer_for(request.user, partner)
        and services.may_accept_at(application.entry, timezone.now()),
        "content": documents.parts_of_content(content),
        "standing": partner.acceptances.standing().select_related("person"),
        "mine": mine if mine and mine.voided_at is None else None,
        "ended": mine if mine and mine.voided_at else None,
        "changed": services.differences(mine.parts, parts) if mine else [],
        "others": services.differences(mine.content, content) if mine else [],
    }
    return render(request, "collaboration_fund/accept.html", context, status=status)


@of_group
def leave(request, application, pk):
    """A partner says no, or goodbye: before the application is sent, and after."""
    partner = _partner_of(application, pk)
    if partner.is_lead or not rules.speaks_for(request.user, partner):
        raise Http404
    form = WhyForm(posted(request))
    accepted = partner.acceptances.exists()
    if request.method == "POST" and form.is_valid():
        act = services.withdraw_partner if accepted else services.decline
        try:
            act(partner_id=partner.pk, actor=request.user, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your group takes no part in this application any more."))
            return redirect("my_organisations:home")
    context = {
        "application": application,
        "round": application.round,
        "partner": partner,
        "form": form,
        "accepted": accepted,
    }
    return render(request, "collaboration_fund/leave.html", context)
