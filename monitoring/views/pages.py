"""What the own pages of an award's reports share: whose it is, whether it can be written."""

from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collaboration_fund.models import Award
from core.refusal import Refusal
from core.views import ServicePage
from monitoring import rules
from monitoring.models import Report
from monitoring.services import lacking, refuse_unless_open
from organisations.services import learn_roles


def seen_award(request, reference: str) -> Award:
    """The award, if this person's group takes part in it. Else 404, for officers too."""
    rows = Award.objects.select_related("round", "application__lead", "application__round")
    found = get_object_or_404(
        rows.prefetch_related("application__partners__organisation"), reference=reference
    )
    application = found.application
    groups = [partner.organisation for partner in application.partners.all()]
    learn_roles(request.user, [application.lead, *groups])
    if not rules.may_see(request.user, found):
        raise Http404
    return found


def seen_report(request, reference: str, number: int) -> Report:
    """A report of an award, if this person's group takes part in it. Raises Http404."""
    award = seen_award(request, reference)
    report = get_object_or_404(Report, award=award, number=number)
    report.award = award
    return report


def of_group(view):
    """A page that only shows, for the people of an award's groups, kept by no cache."""

    @login_required
    @never_cache
    @require_http_methods(["GET", "HEAD"])
    @wraps(view)
    def wrapped(request, **named):
        return view(request, **named)

    return wrapped


def page_of_award(award: Award) -> str:
    """The address of an award's reports."""
    return reverse("monitoring:award", args=[award.reference])


class AwardPage(ServicePage):
    """A form by which the lead group asks something of its award."""

    http_method_names = ["get", "head", "post"]

    @cached_property
    def award(self) -> Award:
        """Whose page it is. Raises Http404 where this person can't act for the lead group."""
        found = seen_award(self.request, self.kwargs["reference"])
        if not rules.may_write(self.request.user, found):
            raise Http404
        return found

    def get_success_url(self) -> str:
        return page_of_award(self.award)

    def form_valid(self, form) -> HttpResponse:
        """With the service's arguments, where the form makes them of its fields."""
        if hasattr(form, "arguments"):
            form.cleaned_data = form.arguments()
        return super().form_valid(form)

    def refused(self, form, refusal: Refusal) -> HttpResponse:
        """The page again; as a conflict where it isn't a field's fault."""
        status = HTTPStatus.OK if refusal.field else HTTPStatus.CONFLICT
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **more):
        shown = {"award": self.award, "back": self.get_success_url()}
        return super().get_context_data(**shown | more)


class ReportPage(AwardPage):
    """A form by which the lead group writes a part of a report."""

    template_name = "monitoring/part.html"
    heading = words = press = ""

    @cached_property
    def report(self) -> Report:
        """Whose page it is. Raises Http404."""
        found = get_object_or_404(Report, award=self.award, number=self.kwargs["number"])
        found.award = self.award
        return found

    @property
    def ours(self) -> dict:
        """The service's arguments that every part has."""
        return {"report_id": self.report.pk, "actor": self.request.user}

    def get_success_url(self) -> str:
        return self.report.get_absolute_url()

    def form_valid(self, form) -> HttpResponse:
        """What is kept, and what this part still lacks."""
        response = super().form_valid(form)
        if response.status_code == HTTPStatus.FOUND:
            self.report.refresh_from_db(fields=["state", "learnt", "spending_note", "reply"])
            part = self.request.resolver_match.url_name
            for lack in lacking(self.report):
                if lack.part == part:
                    messages.info(self.request, _("Still to do here: %s") % lack.words)
        return response

    def get(self, request, *args, **kwargs):
        """The form; where the report can't be written, it says so itself."""
        try:
            refuse_unless_open(self.report)
        except Refusal as refusal:
            messages.warning(request, refusal.message)
            return redirect(self.report)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **more):
        shown = {
            "report": self.report,
            "heading": self.heading,
            "words": self.words,
            "press": self.press,
        }
        return super().get_context_data(**shown | more)
