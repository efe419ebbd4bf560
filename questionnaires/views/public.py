"""Surveys as people meet them: the open ones, one of them, its questions, and thanks."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View

from core.forms import posted
from core.refusal import Refusal
from people.limits import in_words, wait_before
from questionnaires import rules, services
from questionnaires.forms import whole_form
from questionnaires.models import Survey, SurveyResponse
from questionnaires.pages import CheckPage, QuestionPage, ResponseFlow

RATE = "answer_survey"


@require_safe
def open_surveys(request):
    """The surveys that can be answered now."""
    return render(request, "questionnaires/surveys.html", {"surveys": Survey.objects.open()})


@require_safe
def thanks(request, slug):
    """What happens with the answers, and where to go from here."""
    return render(request, "questionnaires/survey_thanks.html", {"survey": survey_at(slug)})


def survey_at(slug: str) -> Survey:
    """The survey at an address; 404 where nothing was ever published there."""
    surveys = Survey.objects.published().select_related("question_set")
    return get_object_or_404(surveys, question_set__key=slug)


class SurveyView(View):
    """What the pages of one survey share."""

    http_method_names = ["get", "head", "post"]

    @cached_property
    def survey(self) -> Survey:
        """The survey of this address. Raises Http404."""
        return survey_at(self.kwargs["slug"])

    @cached_property
    def own(self) -> SurveyResponse | None:
        """What the signed-in person has begun or sent, if anything."""
        if not self.request.user.is_authenticated:
            return None
        return services.surveys_of(self.request.user).filter(survey=self.survey).first()

    def front(self, *, refusal: Refusal | None = None):
        """The page of the survey: where it stands, where the person stands, and the way in."""
        survey, version = self.survey, services.asked_version(self.survey)
        is_open = version is not None and not (survey.opens_later() or survey.is_over())
        context = {
            "survey": survey,
            "version": version,
            "own": self.own.response if self.own else None,
            "is_open": is_open,
            "may_answer": rules.may_answer_survey(self.request.user, survey),
            "refusal": refusal,
        }
        status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
        return render(self.request, "questionnaires/survey.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class SurveyPage(SurveyView):
    """One survey; a POST begins it, or opens what was sent to be changed."""

    def get(self, request, slug):
        return self.front()

    def post(self, request, slug):
        if not request.user.is_authenticated:
            return redirect("surveys:answer", slug)
        try:
            services.begin_survey(
                survey_id=self.survey.pk,
                person=request.user,
                actor=request.user,
                language=get_language(),
            )
        except Refusal as refusal:
            return self.front(refusal=refusal)
        flow = SurveyFlow()
        flow.setup(request, slug=slug)
        return redirect(flow.first_url())


class SurveyFlow(LoginRequiredMixin, SurveyView, ResponseFlow):
    """The signed-in person's own answers; who hasn't begun is led to the survey."""

    page_name, check_name = "surveys:page", "surveys:check"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if self.own is None:
            return redirect(self.survey)
        try:
            services.refuse_unless_open(self.survey)
        except Refusal as refusal:
            return self.front(refusal=refusal)
        return super().dispatch(request, *args, **kwargs)

    def get_response(self):
        return self.own.response

    def get_leave_url(self) -> str:
        return self.survey.get_absolute_url()


class SurveyQuestion(QuestionPage, SurveyFlow):
    """One page of questions."""


class SurveyCheck(CheckPage, SurveyFlow):
    """The answers to check and send."""

    def hand_in(self):
        person = self.request.user
        services.submit_survey(survey_id=self.survey.pk, person=person, actor=person)
        return redirect("surveys:thanks", self.kwargs["slug"])


@method_decorator(never_cache, name="dispatch")
class AnswerAtOnce(SurveyView):
    """All questions on one page, for somebody who doesn't sign in."""

    def dispatch(self, request, *args, **kwargs):
        """Lead who is signed in, or must sign in, to the survey."""
        if request.user.is_authenticated or not self.survey.is_for_anybody:
            return redirect(self.survey)
        try:
            services.refuse_unless_open(self.survey)
        except Refusal as refusal:
            return self.front(refusal=refusal)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def version(self):
        """The version that is asked. Raises Http404 where the set was retired."""
        version = services.asked_version(self.survey)
        if version is None:
            raise Http404
        return version

    def get(self, request, slug):
        return self.show(whole_form(self.version))

    def post(self, request, slug):
        form = whole_form(self.version, data=posted(request))
        if not form.is_valid() or form.has_more:
            other = form.is_of_other_version
            return self.show(form, status=HTTPStatus.CONFLICT if other else HTTPStatus.OK)
        wait = wait_before(request, action=RATE)
        if wait:
            words = _(
                "Many answers have come from your network within the hour. Your answers are still "
                "here: press the button again in %(wait)s, or sign in to answer now."
            )
            form.add_error(None, words % {"wait": in_words(wait)})
            return self.show(form, status=HTTPStatus.TOO_MANY_REQUESTS)
        try:
            services.answer_survey(
                survey_id=self.survey.pk,
                version_id=form.version.pk,
                values=form.cleaned_data,
                language=get_language(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.show(form, status=HTTPStatus.CONFLICT)
        return redirect("surveys:thanks", slug)

    def show(self, form, *, status=HTTPStatus.OK):
        """The page with this form."""
        context = {"survey": self.survey, "version": self.version, "form": form}
        return render(self.request, "questionnaires/survey_answer.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class SurveyDelete(LoginRequiredMixin, SurveyView):
    """Ask, then delete one's own answers."""

    def get(self, request, slug):
        if self.own is None:
            return redirect(self.survey)
        return render(request, "questionnaires/survey_delete.html", {"survey": self.survey})

    def post(self, request, slug):
        services.delete_survey_answers(
            survey_id=self.survey.pk, person=request.user, actor=request.user
        )
        messages.success(request, _("Your answers to this survey are deleted."))
        return redirect(self.survey)
