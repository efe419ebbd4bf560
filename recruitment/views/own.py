"""An applicant's own pages: begin, answer, consent, send, see where it stands, answer an offer."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import posted
from core.refusal import Refusal
from people.services import complete_profile
from people.sign_in import signed_in_with_two_factors
from questionnaires.models import Response
from questionnaires.pages import CheckPage, QuestionPage, ResponseFlow
from questionnaires.paging import Walk
from questionnaires.services import values_of
from recruitment import rules, services
from recruitment.forms import (
    ConsentForm,
    DetailsForm,
    TheirConsentForm,
)
from recruitment.models import Application, DrawEntry, Offer
from recruitment.services.applying import refuse_unless_changeable, refuse_unless_open
from recruitment.services.sent import sent_answers
from recruitment.views.public import public_round


def own_application(request, reference: str) -> Application:
    """The application if it is `request.user`'s; else 404, the same as if it didn't exist.

    An officer who entered one for somebody goes on with it here until it is sent.
    """
    found = get_object_or_404(
        Application.objects.select_related(
            "round", "person", "response", "ward", "selection_response"
        ),
        reference=reference,
    )
    if rules.is_applicant(request.user, found):
        return found
    if (
        found.is_draft
        and rules.may_answer(request.user, found)
        and signed_in_with_two_factors(request)
    ):
        return found
    raise Http404


def of_applicant(view):
    """A page about one's own application, kept by no cache."""

    @login_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request, reference):
        return view(request, own_application(request, reference))

    return wrapped


def refused(request, round, refusal: Refusal, application=None) -> HttpResponse:
    """Say why not, with status 409, where to go instead, and what of an application counts."""
    context = {"round": round, "refusal": refusal, "application": application}
    return render(request, "recruitment/refused.html", context, status=409)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, slug):
    """Begin an application: whom one speaks for and where one lives."""
    round = public_round(slug)
    live = round.applications.live().of(request.user).first()
    if live:
        return redirect(live)
    try:
        refuse_unless_open(round)
    except Refusal as refusal:
        return refused(request, round, refusal)
    form = DetailsForm(
        posted(request),
        round=round,
        ask_name=not request.user.name,
        initial={"postcode": request.user.postcode},
    )
    if request.method == "POST" and form.is_valid():
        details = dict(form.cleaned_data)
        try:
            if "name" in details:
                complete_profile(person=request.user, actor=request.user, name=details.pop("name"))
            application = services.start(
                round_id=round.pk,
                person=request.user,
                actor=request.user,
                language=get_language(),
                **details,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect(application)
    return render(request, "recruitment/details.html", {"round": round, "form": form})


@of_applicant
def details(request, application):
    """Change whom one speaks for and where one lives, before sending or sending again."""
    if not (application.is_unsent and application.can_change):
        return redirect(application)
    names = ("sector", "organisation", "address", "postcode")
    acting = not rules.is_applicant(request.user, application)
    form = DetailsForm(
        posted(request),
        round=application.round,
        ask_name=False,
        acting=acting,
        initial={name: getattr(application, name) for name in names}
        | (application.changed_details or {}),
    )
    form.knows = True
    if request.method == "POST" and form.is_valid():
        try:
            services.change_details(
                application_id=application.pk, actor=request.user, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(
                request,
                _("Your details are saved. They count once you send your application again.")
                if application.is_changing
                else _("Your details are saved."),
            )
            return redirect(application)
    context = {
        "round": application.round,
        "form": form,
        "application": application,
        "acting": acting,
    }
    return render(request, "recruitment/details.html", context)


@login_required
@never_cache
@require_safe
def application(request, reference):
    """Where an application stands, what is still to do, and what one can do."""
    found = own_application(request, reference)
    context = {
        "application": found,
        "round": found.round,
        "acting": not rules.is_applicant(request.user, found),
        "history": [
            (move.at, found.PUBLIC_LABELS.get(move.to_state, move.to_state))
            for move in found.moves.all()
        ],
        "offer": found.offers.filter(answer=Offer.Answer.OPEN).first(),
        "entry": DrawEntry.objects.select_related("draw")
        .filter(application=found, draw__state__in=["published", "drawn"])
        .first(),
    }
    if found.is_unsent and found.can_change:
        context["tasks"] = _tasks(found)
    if not found.is_draft:
        context["answers"] = sent_answers(found)
    return render(request, "recruitment/application.html", context)


def _tasks(found: Application) -> dict:
    """How far each part of an unsent application is."""
    return {
        "answers": _status(found.response_id),
        "selection": _status(found.selection_response_id) if found.selection_response_id else None,
    }


def _status(response_id) -> dict:
    response = Response.objects.for_reading().get(pk=response_id)
    walk = Walk(response.version, values_of(response))
    return {"is_complete": not walk.missing(), "is_begun": bool(walk.values)}


class OwnFlow(LoginRequiredMixin, ResponseFlow):
    """The pages of a question set within one's own application."""

    own_banner = ""

    @cached_property
    def application(self) -> Application:
        return own_application(self.request, self.kwargs["reference"])

    @cached_property
    def banner(self) -> str:
        """That an officer answers for somebody; else what the applicant should know."""
        if rules.is_applicant(self.request.user, self.application):
            return self.own_banner
        return _(
            "You enter these answers for %(person)s, who applied on paper or by telephone."
        ) % {"person": self.application.person}

    def get_leave_url(self) -> str:
        return self.application.get_absolute_url()

    def dispatch(self, request, *args, **kwargs):
        """Nobody changes answers once the round has closed."""
        if request.user.is_authenticated:
            try:
                refuse_unless_changeable(self.application, request.user)
            except Refusal as refusal:
                return refused(request, self.application.round, refusal, self.application)
        else:
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)


class ApplicationFlow(OwnFlow):
    """The application questions."""

    page_name, check_name = "recruitment:answers_page", "recruitment:answers_check"
    submit_words = gettext_lazy("Send your application")

    def get_response(self) -> Response:
        return self.application.response


class AnswersPage(QuestionPage, ApplicationFlow):
    """One page of the application questions."""


class AnswersStart(ApplicationFlow):
    """Leads to where the applicant left off."""

    def get(self, request, *args, **kwargs):
        return redirect(self.first_url())


class AnswersCheck(CheckPage, ApplicationFlow):
    """All answers, to check and to send with the whole application."""

    def hand_in(self) -> HttpResponse:
        application = self.application
        skips = application.is_drawn_from and application.selection_response_id is None
        if skips and "without" not in self.request.POST:
            context = {"application": application, "round": application.round}
            return render(self.request, "recruitment/send_without.html", context)
        services.submit(application_id=application.pk, actor=self.request.user)
        if not rules.is_applicant(self.request.user, self.application):
            messages.success(self.request, _("The application is sent in the applicant’s name."))
            return redirect("admin:recruitment_application_change", self.application.pk)
        messages.success(
            self.request, _("Your application is sent. We have emailed you a receipt.")
        )
        return redirect(self.application)


class SelectionFlow(OwnFlow):
    """The selection questions; they are sent along with the application."""

    page_name, check_name = "recruitment:selection_page", "recruitment:selection_check"
    submit_words = gettext_lazy("Keep these answers")
    own_banner = gettext_lazy(
        "These answers are used for the lottery and nothing else. The panel never sees them."
    )

    def get_response(self) -> Response:
        if self.application.selection_response is None:
            raise Http404
        return self.application.selection_response


class SelectionPage(QuestionPage, SelectionFlow):
    """One page of the selection questions."""


class SelectionStart(SelectionFlow):
    """Leads to where the applicant left off."""

    def get(self, request, *args, **kwargs):
        return redirect(self.first_url())


class SelectionCheck(CheckPage, SelectionFlow):
    """All answers, to check; they wait for the application to be sent."""

    def hand_in(self) -> HttpResponse:
        found = services.finish_selection(
            application_id=self.application.pk, actor=self.request.user
        )
        said = (
            _("Your answers to the selection questions are sent.")
            if found.selection_response.is_submitted
            else _("Your answers are kept. They are sent with your application.")
        )
        messages.success(self.request, said)
        return redirect(self.application)


@of_applicant
def consent(request, application):
    """Say why the selection questions are asked, and agree to it."""
    round = application.round
    if round.selection_set is None:
        raise Http404
    if application.selection_response_id:
        return redirect("recruitment:selection", application.reference)
    acting = not rules.is_applicant(request.user, application)
    form = (TheirConsentForm if acting else ConsentForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("how", "on")} if acting else {}
        try:
            services.consent_to_selection(application_id=application.pk, actor=request.user, **said)
        except Refusal as refusal:
            if refusal.field not in form.fields:
                return refused(request, round, refusal)
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect("recruitment:selection", application.reference)
    context = {"round": round, "application": application, "form": form, "acting": acting}
    return render(request, "recruitment/consent.html", context)


@of_applicant
def withdraw_consent(request, application):
    """Delete the answers to the selection questions."""
    if application.selection_response_id is None:
        return redirect(application)
    if request.method == "POST":
        try:
            services.withdraw_selection_consent(application_id=application.pk, actor=request.user)
        except Refusal as refusal:
            return refused(request, application.round, refusal, application)
        messages.success(request, _("Your answers to the selection questions are deleted."))
        return redirect(application)
    context = {"round": application.round, "application": application}
    return render(request, "recruitment/withdraw_consent.html", context)


@of_applicant
def reopen(request, application):
    """Open a sent application to change it; what was sent counts until it is sent again."""
    if not application.can_change or application.is_unsent:
        return redirect(application)
    if request.method == "POST":
        try:
            services.reopen(application_id=application.pk, actor=request.user)
        except Refusal as refusal:
            return refused(request, application.round, refusal, application)
        messages.success(
            request,
            _(
                "You can change your application now. Send it again before the round closes; "
                "until then what you sent counts."
            ),
        )
        return redirect(application)
    context = {"round": application.round, "application": application}
    return render(request, "recruitment/reopen.html", context)
