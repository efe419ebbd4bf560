"""The budget: lines that are added, changed and removed, and what they come to."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaboration_fund import rules, services
from collaboration_fund.forms import CostsForm, LineForm, NothingForm, SubsidyForm
from collaboration_fund.models import BudgetLine, Partner
from collaboration_fund.views.pages import WritingPage, seen_application
from core.forms import posted


class BudgetPage(WritingPage):
    """A form for one thing more that costs money, and below it all lines with their totals.

    The group and the kind of cost stay for the next one: the address says them.
    """

    template_name = "collaboration_fund/budget.html"
    kept = ("partner", "category", "source")

    def get_success_url(self) -> str:
        kept = {name: self.request.POST[name] for name in self.kept if name in self.request.POST}
        return f"{_budget(self.application)}?{urlencode(kept)}#add"

    def get_form(self, form_class=None):
        kept = {name: self.request.GET[name] for name in self.kept if name in self.request.GET}
        return CostsForm(
            posted(self.request), application=self.application, initial={"source": "grant"} | kept
        )

    def act(self, answers):
        new = services.add_lines(
            application_id=self.application.pk, actor=self.request.user, **answers
        )
        if new:
            messages.success(self.request, _("It is in the budget."))
        else:
            messages.info(
                self.request, _("This stands in the budget already, so it isn’t added once more.")
            )

    def get_context_data(self, **more):
        lines = list(services.lines_of(self.application))
        payees = services.payees(self.application, lines)
        return super().get_context_data(
            lines=lines, totals=services.totals_of(lines), payees=payees, **more
        )


def _budget(application) -> str:
    return reverse("collaboration_fund:budget", args=[application.reference])


class LinePage(WritingPage):
    """Change a line."""

    template_name = "collaboration_fund/line.html"
    done = gettext_lazy("The line is changed.")

    @cached_property
    def line(self) -> BudgetLine:
        return get_object_or_404(self.application.lines, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return _budget(self.application)

    def get_form(self, form_class=None):
        return LineForm(posted(self.request), application=self.application, line=self.line)

    def act(self, answers):
        services.save_line(
            application_id=self.application.pk,
            actor=self.request.user,
            line_id=self.line.pk,
            **answers,
        )

    def get_context_data(self, **more):
        return super().get_context_data(line=self.line, **more)


class RemoveLinePage(LinePage):
    """Take a line out."""

    template_name = "collaboration_fund/remove_line.html"
    done = gettext_lazy("The line is out of the budget.")

    def get_form(self, form_class=None):
        return NothingForm(posted(self.request))

    def act(self, _answers):
        services.remove_line(
            application_id=self.application.pk, line_id=self.line.pk, actor=self.request.user
        )


class SubsidyPage(WritingPage):
    """What subsidies a payee has had, said by somebody who acts for it."""

    template_name, form_class = "collaboration_fund/subsidy.html", SubsidyForm
    done = gettext_lazy("Thank you, that is kept.")

    @cached_property
    def application(self):
        return self.partner.application

    @cached_property
    def partner(self) -> Partner:
        """The group that says so. Raises Http404."""
        application = seen_application(self.request, self.kwargs["reference"])
        rows = Partner.objects.taking_part().filter(application=application)
        partner = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not rules.may_say_subsidies(self.request.user, partner):
            raise Http404
        partner.application = application
        return partner

    def get_initial(self):
        return {"pence": self.partner.subsidy_pence}

    def act(self, answers):
        services.say_subsidies(partner_id=self.partner.pk, actor=self.request.user, **answers)

    def get_context_data(self, **more):
        return super().get_context_data(partner=self.partner, **more)
