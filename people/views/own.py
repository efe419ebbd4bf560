"""A person's own details and preferences."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.refusal import Refusal
from people import services
from people.forms.own import DetailsForm, PreferencesForm
from people.sign_in import remember_language


@method_decorator(never_cache, name="dispatch")
class OwnPage(LoginRequiredMixin, FormView):
    """A form about the signed-in person."""

    success_url = reverse_lazy("my")

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"person": self.request.user}


class Details(OwnPage):
    """Name, postcode, ward, language and standing access needs."""

    form_class = DetailsForm
    template_name = "people/details.html"

    def form_valid(self, form: DetailsForm) -> HttpResponse:
        details = {"ward": None} | form.cleaned_data
        try:
            person = services.save_details(
                person=self.request.user, actor=self.request.user, **details
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.message)
            return self.form_invalid(form)
        with override(person.language):
            messages.success(self.request, _("Your details are saved."))
        response = super().form_valid(form)
        remember_language(response, person.language)
        return response


class Preferences(OwnPage):
    """Which optional messages to get."""

    form_class = PreferencesForm
    template_name = "people/preferences.html"

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        services.choose_messages(
            person=self.request.user, actor=self.request.user, wanted=form.cleaned_data["wanted"]
        )
        messages.success(self.request, _("Your choices are saved."))
        return super().form_valid(form)
