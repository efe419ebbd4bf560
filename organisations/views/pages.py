"""What the pages of a group's own people share. To anybody else they don't exist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.forms import add_refusal
from core.made_from import KnowsWhatItWasMadeFrom
from core.refusal import Refusal
from organisations import rules
from organisations.models import Organisation


def own_group(request: HttpRequest, slug: str, act: rules.Act = rules.Act.SEE) -> Organisation:
    """The group at this address, for somebody who belongs to it and may do this.

    Raises:
        Http404: there is none, or who asks doesn't belong to it.
        PermissionDenied: they belong to it, and may not do this.
    """
    group = Organisation.objects.select_related("ward").filter(slug=slug).first()
    if group is None or not rules.may(request.user, group, rules.Act.SEE):
        raise Http404
    if not rules.may(request.user, group, act):
        raise PermissionDenied
    return group


def own_page(view):
    """Only for who is signed in; never kept by a cache."""
    return login_required(never_cache(view))


@method_decorator(never_cache, name="dispatch")
class OwnPage(LoginRequiredMixin, FormView):
    """A page of a group with a form that calls one service; what is refused stands in the form.

    Subclasses say which `needs`, and `act`; `page` is where it leads afterwards.
    """

    template_name = "organisations/my/form.html"
    needs = rules.Act.EDIT
    page = "organisation"
    done = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            self.organisation = own_group(request, kwargs["slug"], self.needs)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(organisation=self.organisation, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if isinstance(form, KnowsWhatItWasMadeFrom):
            form.beside = self.beside()
        return form

    def beside(self) -> dict:
        """What stands beside the form and may change meanwhile."""
        return {}

    def asked(self) -> dict:
        """Whose group a service is called for, and by whom."""
        return {"organisation_id": self.organisation.pk, "actor": self.request.user}

    def act(self, answers: dict) -> None:
        """Call the service."""
        raise NotImplementedError

    def form_valid(self, form) -> HttpResponse:
        try:
            self.act(form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse(f"my_organisations:{self.page}", args=[self.organisation.slug])
