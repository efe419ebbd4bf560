"""A group's own pages of an application: begin, where it stands, what was sent, its receipt."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collaboration_fund import documents, rules, services
from collaboration_fund.enums import ApplicationState
from collaboration_fund.forms import ReviewForm, StartForm, TitleForm, WhyForm
from collaboration_fund.models import Application, Edition, Round
from collaboration_fund.views.pages import WritingPage, of_group, written_application
from collaboration_fund.views.public import public_round
from core.forms import add_refusal, posted
from core.refusal import Refusal
from organisations.rules import Act
from organisations.services import organisations_of
from partnerships.models import Partnership
from partnerships.rules import may_act_for_a_side

MOST_DIGITS = 9


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, slug):
    """Begin an application for a group that one may act for."""
    round = public_round(slug)
    if not round.is_open:
        messages.warning(request, _("This round takes no new applications now."))
        return redirect(round)
    groups = organisations_of(request.user, Act.EDIT).order_by("name")
    initial, begin, led = {}, partial(_start, request), None
    if partnership := partnership_to_begin_with(request):
        groups = groups.filter(partner_in__partnership=partnership)
        initial = {
            "title": partnership.name,
            "organisation": groups.filter(slug=request.GET.get("group", "")).first(),
        }
        begin = partial(services.start_together, partnership=partnership)
    form = StartForm(posted(request), groups=groups, initial=initial)
    if "into" in request.POST and partnership:
        return _invite_into(request, round, partnership)
    if request.method == "POST" and form.is_valid():
        try:
            application = begin(
                round_id=round.pk,
                actor=request.user,
                language=get_language(),
                **form.cleaned_data,
            )
        except services.HasOne as refusal:
            led = refusal.application
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return redirect(application)
    context = {
        "round": round,
        "form": form,
        "groups": groups,
        "partnership": partnership,
        "led": led,
    }
    return render(request, "collaboration_fund/apply.html", context)


def _start(request, *, round_id: int, organisation, **arguments) -> Application:
    """Begin it; whose group leads one in this round already is told that this is the one."""
    led = Application.objects.live().filter(round=round_id, lead=organisation).exists()
    made = services.start(round_id=round_id, organisation=organisation, **arguments)
    if led and made.title != arguments["title"]:
        messages.info(
            request,
            _("A group leads one application in a round. This is the one that yours leads."),
        )
    return made


def _invite_into(request, round: Round, partnership: Partnership) -> HttpResponse:
    """Invite the partners to what their group leads in this round already."""
    led = get_object_or_404(Application, round=round, reference=request.POST["into"])
    if not rules.may_send(request.user, led):
        raise Http404
    try:
        services.invite_partners(application_id=led.pk, partnership=partnership, actor=request.user)
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("The groups are invited: their owners get an email."))
    return redirect(led)


def partnership_to_begin_with(request) -> Partnership | None:
    """The partnership that the address names, if any. Raises Http404 where it isn't one's own."""
    named = request.GET.get("partnership")
    if named is None:
        return None
    if not named.isdecimal() or len(named) > MOST_DIGITS:
        raise Http404
    partnership = get_object_or_404(Partnership.objects.formed().with_details(), pk=named)
    if not may_act_for_a_side(request.user, partnership):
        raise Http404
    return partnership


class TitlePage(WritingPage):
    """What the work together is called, and the priority areas that it lies in."""

    template_name = "collaboration_fund/title.html"
    done = gettext_lazy("Saved.")

    def get_form(self, form_class=None):
        application = self.application
        shown = {
            "title": application.title,
            "priorities": [one.pk for one in application.priorities.all()],
        }
        return TitleForm(posted(self.request), round=application.round, initial=shown)

    def act(self, answers):
        services.change_title(
            application_id=self.application.pk, actor=self.request.user, **answers
        )


class WithdrawPage(WritingPage):
    """Take the whole application back."""

    template_name, form_class = "collaboration_fund/withdraw.html", WhyForm
    done = gettext_lazy("The application is withdrawn.")

    @cached_property
    def application(self) -> Application:
        """Whose page it is. Raises Http404 for the officer who enters it, too."""
        found = written_application(self.request, self.kwargs["reference"])
        if not rules.may_send(self.request.user, found):
            raise Http404
        return found

    def get(self, request, *args, **kwargs):
        """The question, also once the time for changes is over."""
        if ApplicationState.WITHDRAWN not in self.application.MOVES[self.application.state]:
            return redirect(self.application)
        return self.render_to_response(self.get_context_data())

    def act(self, answers):
        services.withdraw(application_id=self.application.pk, actor=self.request.user, **answers)


class ReviewPage(WritingPage):
    """Ask once to look again at how the application was decided."""

    template_name, form_class = "collaboration_fund/review.html", ReviewForm
    done = gettext_lazy("We have your request. You get an answer by email.")

    @cached_property
    def application(self) -> Application:
        """Whose page it is. Raises Http404 for the officer who enters it, too."""
        found = written_application(self.request, self.kwargs["reference"])
        if not rules.may_send(self.request.user, found):
            raise Http404
        return found

    def get(self, request, *args, **kwargs):
        """The question; where there is nothing to ask, or it was asked, the application says so."""
        if services.decision_of(self.application) is None:
            messages.warning(request, _("There is no decision to review."))
            return redirect(self.application)
        if hasattr(self.application, "review"):
            return redirect(self.application)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **more):
        decision = services.decision_of(self.application)
        return super().get_context_data(until=decision and decision.meeting.review_until, **more)

    def act(self, answers):
        services.ask_review(application_id=self.application.pk, actor=self.request.user, **answers)


def _edition(application: Application, stage: int, number: int) -> Edition:
    rows = Edition.objects.select_related("entry__stage", "sent_by")
    return get_object_or_404(
        rows, entry__application=application, entry__stage__number=stage, number=number
    )


@of_group
def edition(request, application, stage, number):
    """The receipt of one sending: when it was received, its hash, and all that it says."""
    found = _edition(application, stage, number)
    context = {
        "application": application,
        "round": application.round,
        "edition": found,
        "facts": documents.facts_of(found),
        "sections": documents.parts_of_content(found.content),
        "next": documents.what_comes_next(found),
        "is_whole": services.is_whole(found),
        "others": Edition.objects.filter(entry=found.entry).exclude(pk=found.pk),
    }
    return render(request, "collaboration_fund/edition.html", context)


@of_group
def edition_pdf(request, application, stage, number):
    """The receipt as a PDF that screen readers read."""
    found = _edition(application, stage, number)
    response = HttpResponse(documents.receipt(found), content_type="application/pdf")
    name = f"{application.reference}-{stage}-{number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@of_group
def compare(request, application, stage, number, other):
    """What differs between two sendings, the first included."""
    first, second = (_edition(application, stage, one) for one in sorted((number, other)))
    context = {
        "application": application,
        "first": first,
        "second": second,
        "differences": services.differences(first.content, second.content),
    }
    return render(request, "collaboration_fund/compare.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, reference, slug):
    """Begin an application in an open round with what an old one says."""
    found = Application.objects.select_related("lead").filter(reference=reference).first()
    if found is None or not rules.may_send(request.user, found):
        raise Http404
    round = public_round(slug)
    if request.method == "POST":
        try:
            made = services.copy_into(
                application_id=found.pk,
                round_id=round.pk,
                actor=request.user,
                language=get_language(),
            )
        except Refusal as refusal:
            messages.warning(request, refusal.message)
            return redirect(round)
        messages.success(request, _("The new application begins with what the old one says."))
        return redirect(made)
    context = {"round": round, "application": found}
    return render(request, "collaboration_fund/copy.html", context)
