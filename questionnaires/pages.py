"""The pages of a set of questions, for the app that asks to use as its own.

An app says whose answers they are and what happens at the end; the rest is here:

    class Apply(ResponseFlow):
        page_name, check_name = "round:apply_page", "round:apply_check"

        def get_response(self): ...      # its own rule; Http404 where this person may not
        def get_leave_url(self): ...     # where "Save and come back later" leads

    class ApplyPage(QuestionPage, Apply): ...            # <slug:page>/
    class ApplyCheck(CheckPage, Apply):                  # check/
        def on_submit(self, submission): ...             # a response

With `tasks_name` and a TaskListPage, sections stand under a task list; without, one page follows
another. Where to begin or go on is `first_url()`. The other arguments of the addresses are carried
from page to page. A GET changes nothing; each POST of a page saves it.
"""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View

from core.refusal import Refusal
from questionnaires.enums import Kind
from questionnaires.forms import MADE_FROM, PageForm, page_form
from questionnaires.models import Response, SetVersion, Submission
from questionnaires.paging import Page, Walk
from questionnaires.services import (
    Incomplete,
    SavedMeanwhile,
    read,
    save_answers,
    submit,
    values_of,
)
from questionnaires.values import marks_in, too_long

# Where the change links of the check page come from, to lead back there.
CHANGE = "change"


@method_decorator(never_cache, name="dispatch")
class Flow(View):
    """Pages over a version and some answers, wherever those are kept."""

    http_method_names = ["get", "head", "post"]
    page_name = ""
    check_name = ""
    tasks_name = ""
    banner = ""
    submit_words = gettext_lazy("Send")

    # --- What an app says -----------------------------------------------------------------------

    def get_version(self) -> SetVersion:
        """The version that is asked, with its questions."""
        raise NotImplementedError

    def get_values(self) -> dict[str, object]:
        """The answers so far."""
        raise NotImplementedError

    def save(self, answers: dict[str, object], *, for_now: bool, made_from: dict[str, str]) -> None:
        """Keep the answers of one page, as `services.save_answers` does. Raises Refusal."""
        raise NotImplementedError

    def get_leave_url(self) -> str:
        """Where to go from the first page back, and from "Save and come back later"."""
        raise NotImplementedError

    def who_saved(self, key: str) -> str:
        """Who saved an answer last, where several people answer and know each other; "" else."""
        return ""

    # --- Where things are -----------------------------------------------------------------------

    @cached_property
    def walk(self) -> Walk:
        """Where the person stands, as of the beginning of this request."""
        return Walk(self.get_version(), self.get_values())

    def look_again(self) -> None:
        """Forget where the person stood before this request saved something."""
        self.__dict__.pop("walk", None)

    def address(self, name: str, **more) -> str:
        """The address `name` with the arguments of this one."""
        kept = {key: value for key, value in self.kwargs.items() if key != "page"}
        return reverse(name, kwargs=kept | more)

    def page_url(self, page: Page) -> str:
        return self.address(self.page_name, page=page.key)

    def check_url(self) -> str:
        return self.address(self.check_name)

    def tasks_url(self) -> str:
        """The task list, or where this leads back to where there is none."""
        return self.address(self.tasks_name) if self.tasks_name else self.get_leave_url()

    def first_url(self) -> str:
        """Where to begin or to go on: the task list, the first gap, or the check page."""
        if self.tasks_name:
            return self.tasks_url()
        page = self.walk.first_incomplete() if self.walk.values else self.walk.pages[0]
        return self.page_url(page) if page else self.check_url()

    def context(self, **more) -> dict:
        """What each of the templates is given."""
        return {"flow": self, "version": self.walk.version, "banner": self.banner, **more}


class ResponseFlow(Flow):
    """Pages over a response in the database, which can be gone on with on any device."""

    def get_response(self) -> Response:
        """The response that this person may answer. Raises Http404 where there is none."""
        raise NotImplementedError

    def on_closed(self) -> HttpResponse:
        """Where to go when the answers have been sent already."""
        messages.info(self.request, _("These answers have been sent already."))
        return redirect(self.get_leave_url())

    @cached_property
    def response(self) -> Response:
        """The response with everything that its pages read, in a few statements."""
        return Response.objects.for_reading().get(pk=self.get_response().pk)

    def get_version(self) -> SetVersion:
        return self.response.version

    def get_values(self) -> dict[str, object]:
        return values_of(self.response)

    def save(self, answers: dict[str, object], *, for_now: bool, made_from: dict[str, str]) -> None:
        save_answers(
            response_id=self.response.pk,
            values=answers,
            actor=self.request.user,
            for_now=for_now,
            made_from=made_from,
        )

    def look_again(self) -> None:
        super().look_again()
        self.__dict__.pop("response", None)

    def dispatch(self, request, *args, **kwargs):
        if request.method.lower() in self.http_method_names and not self.response.is_draft:
            return self.on_closed()
        return super().dispatch(request, *args, **kwargs)


class QuestionPage:
    """One page of questions; the address names it by `page`."""

    template_name = "questionnaires/page.html"

    @cached_property
    def current(self) -> Page:
        """The page of this address. Raises Http404."""
        page = self.walk.page_with(self.kwargs["page"])
        if page is None or page.key != self.kwargs["page"]:
            raise Http404
        return page

    def get(self, request, *args, **kwargs):
        if not self.walk.on(self.current):
            return redirect(self.next_url(self.walk))
        return self.show(self.form())

    def post(self, request, *args, **kwargs):
        leaving = "later" in request.POST
        form = self.form(data=request.POST, files=request.FILES, may_be_empty=leaving)
        if request.POST.get("add_row"):
            form = self.with_uploads_kept(form, leaving)
            return self.show(form.with_another_row(request.POST["add_row"]))
        if not form.is_valid():
            return self.show(self.with_uploads_kept(form, leaving))
        refused = self.keep(form, leaving)
        if refused:
            return refused
        if leaving:
            messages.success(request, _("Your answers are saved. You can come back to them."))
            return redirect(self.get_leave_url())
        self.look_again()
        if form.has_more:
            return self.to_what_was_opened(form)
        return redirect(self.next_url(self.walk))

    def keep(self, form: PageForm, leaving: bool) -> HttpResponse | None:
        """Save the answers; the page to show instead, where that is refused."""
        marks = marks_in(self.request.POST.get(MADE_FROM, ""))
        try:
            self.save(form.cleaned_data, for_now=leaving, made_from=marks)
        except SavedMeanwhile as refusal:
            self.look_again()
            form = self.form(data=self.request.POST, may_be_empty=leaving)
            form.is_valid()
            form.show_saved_meanwhile(refusal.questions, who=self.who_saved)
            return self.show(form, status=HTTPStatus.CONFLICT)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.show(form)
        return None

    def to_what_was_opened(self, form: PageForm) -> HttpResponse:
        """Back to this page, at the first of the questions that its answers opened."""
        messages.info(
            self.request, _("There is more to answer on this page, because of what you said.")
        )
        opened = next(q for q in self.walk.on(self.current) if q not in form.questions)
        return redirect(f"{self.request.get_full_path()}#part-{opened.key}")

    def with_uploads_kept(self, form: PageForm, leaving: bool) -> PageForm:
        """The same form, with the files that are as they should be kept already.

        A browser can't send a file a second time by itself, so it isn't asked to.
        """
        if not form.uploads:
            return form
        try:
            self.save(form.uploads, for_now=leaving, made_from={})
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return form
        self.look_again()
        return self.form(data=self.request.POST, may_be_empty=leaving)

    def form(self, **posted) -> PageForm:
        """The questions of this page with what is known."""
        questions = list(self.walk.version.questions.all())
        return page_form(questions, self.current.questions, values=self.walk.values, **posted)

    def show(self, form: PageForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        """The page with this form."""
        context = self.context(
            form=form,
            page=self.current,
            title=self.title(form),
            back_url=self.back_url(),
        )
        return render(self.request, self.template_name, context, status=status)

    def title(self, form: PageForm) -> str:
        """The question where there is one, else the section."""
        if form.alone is None:
            return self.current.section.title
        if form.alone.is_required:
            return form.alone.label
        return _("%(label)s (optional)") % {"label": form.alone.label}

    def next_url(self, walk: Walk) -> str:
        """The next page that is asked; back to the list or the check page at the end."""
        page = walk.after(self.current)
        if CHANGE in self.request.GET:
            gap = walk.first_incomplete()
            return f"{self.page_url(gap)}?{CHANGE}=1" if gap else self.check_url()
        if self.tasks_name and (page is None or page.section != self.current.section):
            return self.tasks_url()
        return self.page_url(page) if page else self.check_url()

    def back_url(self) -> str:
        """The page before this one."""
        if CHANGE in self.request.GET:
            return self.check_url()
        page = self.walk.before(self.current)
        if page is None or (self.tasks_name and page.section != self.current.section):
            return self.tasks_url()
        return self.page_url(page)


class CheckPage:
    """All answers to check, each with a way to change it; a POST sends them."""

    template_name = "questionnaires/check.html"

    def on_submit(self, submission: Submission) -> HttpResponse:
        """What happens once the answers are sent."""
        raise NotImplementedError

    def hand_in(self) -> HttpResponse:
        """Send the answers. Raises Refusal."""
        submission = submit(response_id=self.response.pk, actor=self.request.user)
        return self.on_submit(submission)

    def get(self, request, *args, **kwargs):
        return self.show()

    def post(self, request, *args, **kwargs):
        try:
            return self.hand_in()
        except Incomplete as refusal:
            return self.show(missing=refusal.questions, status=409)
        except Refusal as refusal:
            return self.show(refusal=refusal, status=409)

    def show(self, *, missing=(), refusal=None, status=200) -> HttpResponse:
        """The answers, and what is in the way of sending them."""
        sections: dict[str, list] = {}
        for answered in read(self.walk.version, self.walk.values):
            sections.setdefault(answered.section, []).append(
                {
                    "answered": answered,
                    "url": self.change_url(answered.key),
                    "is_file": answered.kind == Kind.FILE,
                }
            )
        back = self.tasks_url() if self.tasks_name else self.last_url()
        context = self.context(
            sections=sections,
            errors=[
                {
                    "text": too_long(question, self.walk.values.get(question.key))
                    or question.label,
                    "href": self.change_url(question.key),
                }
                for question in missing
            ],
            refusal=refusal,
            back_url=back,
        )
        return render(self.request, self.template_name, context, status=status)

    def change_url(self, key: str) -> str:
        """The page with this question, and back here from it."""
        return f"{self.page_url(self.walk.page_with(key))}?{CHANGE}=1"

    def last_url(self) -> str:
        """The last page that was asked."""
        return self.page_url(self.walk.pages[-1]) if self.walk.pages else self.get_leave_url()


class TaskListPage:
    """The sections with how far each is, and the way to check and send."""

    template_name = "questionnaires/tasks.html"

    def get(self, request, *args, **kwargs):
        context = self.context(
            tasks=self.tasks(),
            is_complete=not self.walk.missing(),
            back_url=self.get_leave_url(),
        )
        return render(request, self.template_name, context)

    def tasks(self) -> list[dict]:
        """The sections that are asked, as the component takes them."""
        first = {}
        for page in self.walk.pages:
            first.setdefault(page.section, page)
        return [
            {
                "title": {"text": section.title},
                "href": self.page_url(page),
                "status": self.status(section),
            }
            for section, page in first.items()
        ]

    def status(self, section) -> dict:
        """How far a section is."""
        asked = [q for q in self.walk.asked if q.section_id == section.pk and q.is_asked]
        answered = [q for q in asked if q.key in self.walk.values]
        if any(map(self.walk.is_missing, asked)):
            words = _("In progress") if answered else _("Not started")
            return {"tag": {"text": words, "classes": "" if answered else "govuk-tag--grey"}}
        if answered or not asked:
            return {"text": _("Done")}
        return {"tag": {"text": _("Optional"), "classes": "govuk-tag--grey"}}
