"""A group asks for a change of its award, and takes it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.services import waiting
from core.forms import posted
from monitoring import rules, services
from monitoring.enums import ChangeState
from monitoring.forms import ChangeForm, NothingForm
from monitoring.models import Change
from monitoring.views.pages import AwardPage, page_of_award, seen_award


class AskPage(AwardPage):
    """The award as it stands, to say what should be otherwise and why."""

    template_name = "monitoring/ask_change.html"
    done = _("We have what you ask for. An officer answers, and you get an email.")

    def get(self, request, *args, **kwargs):
        """The form; where a change waits for its answer, that one."""
        asked = self.award.changes.filter(state=ChangeState.ASKED).first()
        if asked:
            messages.info(request, _("You have asked for this change. Wait for our answer."))
            asked.award = self.award
            return redirect(asked)
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class=None):
        return ChangeForm(
            posted(self.request),
            award=self.award,
            plan=list(self.award.plan.select_related("partner__organisation")),
            partners=list(self.award.application.partners.taking_part()),
            tasks=services.tasks_of(self.award),
        )

    def act(self, answers):
        services.ask_change(award_id=self.award.pk, actor=self.request.user, **answers)


class ChangePage(AwardPage):
    """A change that was asked for: what, why, what we answered; while it waits, it can go."""

    template_name, form_class = "monitoring/change.html", NothingForm
    done = _("You have taken it back. The award stays as it is.")

    @cached_property
    def award(self):
        """Whose page it is, for all who belong to its groups. Raises Http404."""
        found = seen_award(self.request, self.kwargs["reference"])
        if self.request.method == "POST" and not rules.may_write(self.request.user, found):
            raise Http404
        return found

    @cached_property
    def change(self) -> Change:
        found = get_object_or_404(self.award.changes, pk=self.kwargs["pk"])
        found.award = self.award
        return found

    def get_success_url(self) -> str:
        return page_of_award(self.award)

    def act(self, _answers):
        services.take_back_change(change_id=self.change.pk, actor=self.request.user)

    def to_accept(self) -> str:
        """Where the agreement waits that says an approved change, or ""."""
        if self.change.state != ChangeState.APPROVED or not (found := waiting(self.award)):
            return ""
        return reverse("awards:agreement", args=[self.award.application.reference, found.number])

    def get_context_data(self, **more):
        can_go = self.change.state == ChangeState.ASKED and rules.may_write(
            self.request.user, self.award
        )
        return super().get_context_data(
            change=self.change,
            rows=services.asked_in(self.change),
            can_go=can_go,
            to_accept=self.to_accept(),
            **more,
        )
