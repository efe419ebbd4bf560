"""The questions of an application: the task list, each page, and checking before sending."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from collaboration_fund import rules, services
from collaboration_fund.models import Application, Entry
from collaboration_fund.services.writing import refuse_unless_writable
from collaboration_fund.views.pages import of_group, written_application
from collaboration_fund.views.standing import stays_unsent
from core.files import sent
from core.refusal import Refusal
from questionnaires.models import AnswerFile, Response
from questionnaires.pages import CheckPage, QuestionPage, ResponseFlow, TaskListPage


class AnswersFlow(LoginRequiredMixin, ResponseFlow):
    """The questions of the stage that an application is in, for those who write it."""

    page_name, check_name = "collaboration_fund:answers_page", "collaboration_fund:check"
    tasks_name = "collaboration_fund:answers"

    @property
    def submit_words(self) -> str:
        """What the button says; sending confirms what an officer entered."""
        entered = self.application.is_unconfirmed
        return _("Confirm and send the application") if entered else _("Send the application")

    @cached_property
    def application(self) -> Application:
        return written_application(self.request, self.kwargs["reference"])

    @cached_property
    def entry(self) -> Entry:
        return self.application.entry

    def get_response(self) -> Response:
        return self.entry.response

    def get_leave_url(self) -> str:
        return self.application.get_absolute_url()

    def dispatch(self, request, *args, **kwargs):
        """Once the time is over, a page that is opened leads to what was sent; a post says so."""
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if request.method in ("GET", "HEAD"):
            try:
                refuse_unless_writable(self.entry, timezone.now(), self.entry.reopened_keys or None)
            except Refusal as refusal:
                messages.warning(request, refusal.message)
                return redirect(self.application)
        return super().dispatch(request, *args, **kwargs)

    def save(self, answers, *, for_now: bool, made_from) -> None:
        services.save_answers(
            application_id=self.application.pk,
            values=answers,
            actor=self.request.user,
            for_now=for_now,
            made_from=made_from,
        )

    def who_saved(self, key: str) -> str:
        """The person of the group who answered last."""
        last = self.entry.saved.filter(key=key).select_related("person").last()
        return str(last.person) if last and last.person else ""


class AnswersTasks(TaskListPage, AnswersFlow):
    """The sections with how far each is."""


class AnswersPage(QuestionPage, AnswersFlow):
    """One page of the questions."""


class CheckAndSend(CheckPage, AnswersFlow):
    """All of the application, what it lacks, and the button that sends it."""

    template_name = "collaboration_fund/check.html"

    def hand_in(self) -> HttpResponse:
        edition = services.send(application_id=self.application.pk, actor=self.request.user)
        messages.success(self.request, _("Your application is sent. Every group gets a receipt."))
        stage = edition.entry.stage.number
        return redirect(
            "collaboration_fund:edition", self.application.reference, stage, edition.number
        )

    def context(self, **more) -> dict:
        """With the rest of the application, and all that it lacks."""
        lines = list(services.lines_of(self.application))
        return super().context(
            application=self.application,
            round=self.application.round,
            entry=self.entry,
            lacks=services.lacking(self.entry),
            sends=rules.may_send(self.request.user, self.application),
            lines=lines,
            totals=services.totals_of(lines),
            partners=self.application.partners.taking_part(),
            named=self.entry.named_alone(),
            again=self.entry.asked_again(),
            stays=stays_unsent(self.entry),
            **more,
        )


@of_group
def answer_file(request, application, file_id):
    """A file that answers a question, for the groups that take part when it is asked for."""
    entries = application.entries.values("response")
    file = get_object_or_404(AnswerFile, pk=file_id, response__in=entries)
    return sent(request, file, name=file.name, to_sender=rules.may_write(request.user, application))


@of_group
def sent_document(request, application, pk):
    """A copy of a document as it was sent."""
    for entry in application.entries.all():
        document = entry.documents.filter(pk=pk).first()
        if document:
            return sent(request, document, name=str(document))
    raise Http404
