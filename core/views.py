"""Pages that the apps' own pages are made of."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.forms import add_refusal
from core.made_from import KnowsWhatItWasMadeFrom
from core.refusal import Refusal


@method_decorator(never_cache, name="dispatch")
class ServicePage(LoginRequiredMixin, FormView):
    """A page of somebody signed in, with a form that calls one service by `act`.

    A refusal stands beside its field or above the form, and nothing typed is lost. `done` is what
    is said afterwards, if anything is.
    """

    done = ""

    def get_form(self, form_class=None):
        """The form; one that shows what is kept knows what it was made from."""
        form = super().get_form(form_class)
        if isinstance(form, KnowsWhatItWasMadeFrom):
            form.beside = self.beside()
        return form

    def beside(self) -> dict[str, str]:
        """{label: words} of what the page shows beside the fields, if it could be an old page."""
        return {}

    def act(self, answers: dict) -> None:
        """Call the service. Raises Refusal."""
        raise NotImplementedError

    def form_valid(self, form) -> HttpResponse:
        try:
            self.act(form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            self._ask_for_files(form)
            return self.refused(form, refusal)
        if self.done:
            messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def refused(self, form, refusal: Refusal) -> HttpResponse:
        """The page again, with why the service said no."""
        return self.form_invalid(form)

    def form_invalid(self, form) -> HttpResponse:
        self._ask_for_files(form)
        return super().form_invalid(form)

    def _ask_for_files(self, form) -> None:
        """A browser never sends a chosen file twice by itself, so say it beside its field."""
        for name in form.fields:
            if form.add_prefix(name) in self.request.FILES and name not in form.errors:
                form.add_error(name, _("Choose your file again: it was not kept."))
