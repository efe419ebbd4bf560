"""A person's own answers about equality: given, changed or withdrawn, as they like."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from core.refusal import Refusal
from questionnaires import services
from questionnaires.models import SetVersion
from questionnaires.pages import CheckPage, QuestionPage, ResponseFlow
from questionnaires.services.monitoring import EQUALITY


class EqualityFlow(LoginRequiredMixin, ResponseFlow):
    """The signed-in person's own answers; who hasn't begun is led to the start."""

    page_name = "questionnaires:equality_page"
    check_name = "questionnaires:equality_check"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if self.own is None:
            return redirect("questionnaires:equality")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def own(self):
        """Their response, if they have begun one."""
        return services.monitoring_of(person=self.request.user, actor=self.request.user)

    def get_response(self):
        return self.own

    def get_leave_url(self) -> str:
        return reverse("questionnaires:equality")


class EqualityPage(QuestionPage, EqualityFlow):
    """One question about equality."""


class EqualityCheck(CheckPage, EqualityFlow):
    """The answers to check and send."""

    def on_submit(self, submission):
        messages.success(self.request, _("Thank you. Your answers are saved."))
        return redirect("questionnaires:equality")


@method_decorator(never_cache, name="dispatch")
class Equality(LoginRequiredMixin, View):
    """Why we ask, where the person stands, and the way in."""

    http_method_names = ["get", "head", "post"]

    def get(self, request):
        person = request.user
        response = services.monitoring_of(person=person, actor=person)
        context = {"response": response, "version": _version(response)}
        return render(request, "questionnaires/equality.html", context)

    def post(self, request):
        """Begin, or open what was sent to be changed; then to the questions."""
        person = request.user
        try:
            response = services.start_monitoring(
                person=person, actor=person, language=get_language()
            )
            if response.is_submitted:
                services.reopen(response_id=response.pk, actor=person)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("questionnaires:equality")
        flow = EqualityFlow()
        flow.setup(request)
        return redirect(flow.first_url())


def _version(response) -> SetVersion | None:
    """The version that was answered, else the one to answer."""
    if response:
        return response.version
    return services.published_version(EQUALITY)


@method_decorator(never_cache, name="dispatch")
class EqualityWithdraw(LoginRequiredMixin, View):
    """Ask, then delete the answers."""

    http_method_names = ["get", "head", "post"]

    def get(self, request):
        return render(request, "questionnaires/equality_withdraw.html")

    def post(self, request):
        services.withdraw_monitoring(person=request.user, actor=request.user)
        messages.success(request, _("Your answers about equality are deleted."))
        return redirect("questionnaires:equality")
