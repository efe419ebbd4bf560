"""What the own pages of an application share: whose it is, whether it can be changed, saving."""

from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collaboration_fund import rules
from collaboration_fund.models import Application
from collaboration_fund.services.writing import refuse_unless_writable
from core.refusal import Refusal
from core.views import ServicePage
from organisations.services import learn_roles
from people.services import record_reading
from people.sign_in import signed_in_with_two_factors


def seen_application(request, reference: str) -> Application:
    """The application, if this person's group takes part in it, or they enter it for its group.

    Else 404, for officers too, the same as if it didn't exist.
    """
    rows = Application.objects.select_related("round", "lead")
    found = get_object_or_404(
        rows.prefetch_related("partners__organisation", "round__stages"), reference=reference
    )
    groups = [partner.organisation for partner in found.partners.all()]
    learn_roles(request.user, [found.lead, *groups])
    if rules.may_see_application(request.user, found):
        return found
    if not rules.may_enter(request.user, found) or not signed_in_with_two_factors(request):
        raise Http404
    if request.method == "GET":
        record_reading(found, actor=request.user, what="fund application")
    return found


def written_application(request, reference: str) -> Application:
    """The application, if this person may act for its lead group; else 404."""
    found = seen_application(request, reference)
    if not rules.may_write(request.user, found):
        raise Http404
    return found


def of_group(view):
    """A page of an application for the people of its groups, kept by no cache."""

    @login_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request, reference, **more):
        return view(request, seen_application(request, reference), **more)

    return wrapped


class WritingPage(ServicePage):
    """A form by which the lead group changes its application.

    Subclasses say `act`, which calls the service, and where to go. What a service refuses stands
    with what was typed.
    """

    http_method_names = ["get", "head", "post"]

    @cached_property
    def application(self) -> Application:
        """Whose page it is. Raises Http404."""
        return written_application(self.request, self.kwargs["reference"])

    def get_success_url(self) -> str:
        return self.application.get_absolute_url()

    def get(self, request, *args, **kwargs):
        """The form; where the time is over, the application says until when it could be changed."""
        try:
            refuse_unless_writable(self.application.entry, timezone.now())
        except Refusal as refusal:
            messages.warning(request, refusal.message)
            return redirect(self.application)
        return super().get(request, *args, **kwargs)

    def refused(self, form, refusal: Refusal) -> HttpResponse:
        """The page again; as a conflict where it isn't a field's fault."""
        status = HTTPStatus.OK if refusal.field else HTTPStatus.CONFLICT
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **more):
        application = self.application
        return super().get_context_data(application=application, round=application.round, **more)
