"""The parts of a report, a page each, and the page on which it is checked and sent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import posted
from core.refusal import Refusal
from monitoring import services
from monitoring.forms import (
    CountsForm,
    LearntForm,
    NothingForm,
    OutputForm,
    PeopleForm,
    ReplyForm,
    SpendingForm,
)
from monitoring.models import Output
from monitoring.views.pages import ReportPage
from places.models import Ward


class SpendingPage(ReportPage):
    """What was spent on each line of the plan."""

    heading = _("What you spent")
    words = _("Say what you spent of the grant in the time of this report. Enter 0 where nothing.")
    done = _("Saved.")

    def get_form(self, form_class=None):
        lines = services.spent_by_line(self.report)
        return SpendingForm(posted(self.request), lines=lines, note=self.report.spending_note)

    def act(self, answers):
        services.save_spending(**self.ours, **answers)


class OutputsPage(ReportPage):
    """How much there was of each thing that is counted."""

    template_name = "monitoring/outputs.html"
    heading = _("What you did")
    words = _("Count what you did in the time of this report: meals, sessions, people helped.")
    done = _("Saved.")

    @cached_property
    def outputs(self) -> list:
        return services.counted(self.report)

    def get_form(self, form_class=None):
        return CountsForm(posted(self.request), outputs=self.outputs)

    def act(self, answers):
        services.count_outputs(**self.ours, **answers)

    def get_context_data(self, **more):
        can_go = [one for one in self.outputs if one.is_new and self.report.sent_at is None]
        return super().get_context_data(outputs=self.outputs, can_go=can_go, **more)


class AddOutputPage(ReportPage):
    """Something more that is counted."""

    form_class = OutputForm
    heading, press = _("Add something that you count"), _("Add it")
    done = _("It is added.")

    def get_success_url(self) -> str:
        return services.page_of(self.report, "outputs")

    def act(self, answers):
        services.add_output(**self.ours, **answers)


class RemoveOutputPage(ReportPage):
    """Count something no more."""

    form_class = NothingForm
    heading, press = _("Count it no more?"), _("Count it no more")
    done = _("It is gone.")

    @cached_property
    def output(self) -> Output:
        return get_object_or_404(self.report.outputs_given, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return services.page_of(self.report, "outputs")

    def act(self, _answers):
        services.remove_output(**self.ours, output_id=self.output.pk)

    def get_context_data(self, **more):
        return super().get_context_data(words=self.output.name, is_warning=True, **more)


class PeoplePage(ReportPage):
    """How many people of each ward came for the first time."""

    heading = _("Whom you reached")
    words = _(
        "How many people came for the first time in the time of this report, by the ward where "
        "they live? Count each person once. Leave a box empty where nobody came. Others are shown "
        "rounded numbers, and no small ones."
    )
    done = _("Saved.")

    def get_form(self, form_class=None):
        people = dict(self.report.reached.values_list("ward", "people"))
        return PeopleForm(posted(self.request), wards=Ward.objects.all(), people=people)

    def act(self, answers):
        services.save_reached(**self.ours, **answers)


class LearntPage(ReportPage):
    """What was learnt."""

    form_class, heading, done = LearntForm, _("What you learnt"), _("Saved.")

    def get_initial(self):
        return {"learnt": self.report.learnt}

    def act(self, answers):
        services.save_words(**self.ours, **answers)


class ReplyPage(ReportPage):
    """The answer to what an officer asked."""

    form_class, heading, done = ReplyForm, _("Answer to our questions"), _("Saved.")

    def get_initial(self):
        return {"reply": self.report.reply}

    def act(self, answers):
        services.save_words(**self.ours, **answers)

    def get_context_data(self, **more):
        return super().get_context_data(asked=services.questions_of(self.report), **more)


class CheckPage(ReportPage):
    """All that a report says, and the button that sends it."""

    template_name, form_class = "monitoring/check.html", NothingForm
    heading = _("Check and send")

    def form_valid(self, form):
        try:
            edition = services.send(report_id=self.report.pk, actor=self.request.user)
        except Refusal as refusal:
            messages.warning(self.request, refusal.message)
            return redirect(self.report)
        messages.success(self.request, _("Thank you: we have your report."))
        number = self.report.number
        return redirect("monitoring:edition", self.award.reference, number, edition.number)

    def get_context_data(self, **more):
        lacks = services.lacking(self.report)
        content = services.content_of(self.report)
        return super().get_context_data(lacks=lacks, content=content, **more)
