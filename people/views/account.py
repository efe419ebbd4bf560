"""Signing in: residents by emailed code, staff by password and second step."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.mixins import NextRedirectMixin
from allauth.account.views import ConfirmEmailVerificationCodeView, ConfirmLoginCodeView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from core.refusal import Refusal
from messaging.services import Message
from people.forms.account import EmailForm, NewPasswordForm, StaffSignInForm
from people.inviting import accept_invitation, invitation_of
from people.models import User
from people.services import person_for
from people.sign_in import ASKED_FOR, CODE_URL, start_code_sign_in

# Under what a code's state keeps the wrong one that was typed, and so many characters of it.
REFUSED, CODE_LENGTH = "refused", 50


@method_decorator(never_cache, name="dispatch")
class SignIn(NextRedirectMixin, FormView):
    """One page for people known and new: an address, and a code is sent to it."""

    form_class = EmailForm
    template_name = "account/login.html"
    success_url = "my"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: EmailForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        try:
            person = person_for(email=email, language=get_language())
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.message)
            return self.form_invalid(form)
        return start_code_sign_in(
            self.request, user=person, email=email, next_url=resolve_url(self.get_success_url())
        )


class CodePage:
    """A page of allauth's that asks for a code: a wrong one leads to an address as well.

    So the browser's Back asks nothing. The wrong code is kept, to be shown with what is wrong.
    """

    def get_form_kwargs(self) -> dict:
        refused = self._process.state.get(REFUSED) if self.request.method == "GET" else None
        return super().get_form_kwargs() | ({"data": refused} if refused else {})

    def form_valid(self, form) -> HttpResponse:
        self._process.state.pop(REFUSED, None)
        return super().form_valid(form)

    def form_invalid(self, form) -> HttpResponse:
        self._process.state[REFUSED] = {"code": self.request.POST.get("code", "")[:CODE_LENGTH]}
        if self._process.record_invalid_attempt():
            return redirect(self.request.get_full_path())
        return self.start_again(_("That was the wrong code too many times. Ask for a new one."))

    def start_again(self, why: str) -> HttpResponse:
        """Back to where a code is asked for."""
        messages.error(self.request, why)
        return redirect(self.code_asked_at())


class ConfirmEmail(CodePage, ConfirmEmailVerificationCodeView):
    """Asks for the code sent to a new address of an account."""

    def code_asked_at(self) -> str:
        return reverse("account_email")


class ConfirmCode(CodePage, ConfirmLoginCodeView):
    """Asks for the code; says why when it has to start again, and still knows where to go."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self.get_next_url() or "my")
        response = super().dispatch(request, *args, **kwargs)
        if response.headers.get("Location") == reverse("account_request_login_code"):
            return self.start_again(_("That code has run out. Ask for a new one."))
        return response

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.asked_elsewhere() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.asked_elsewhere() or super().post(request, *args, **kwargs)

    def asked_elsewhere(self) -> HttpResponse | None:
        """Lead to the page that asks for the newest code, where it isn't this one."""
        home = self._process.state.get(CODE_URL) or reverse("account_confirm_login_code")
        return None if home == self.request.path else redirect(home)

    def letter(self) -> Callable[[str], Message] | None:
        """What writes the email around another code; None writes the usual one."""

    def form_valid(self, form) -> HttpResponse:
        if self._action == "resend":
            self.request.code_letter = self.letter()
        else:
            self.request.code_asked_for = self._process.state.get(ASKED_FOR, {})
        return super().form_valid(form)

    def code_asked_at(self) -> str:
        """Where a code is asked for, keeping the page the person was on the way to."""
        return self.passthrough_next_url(reverse("account_login"))


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
@method_decorator(rate_limit(action="login"), name="dispatch")
class StaffSignIn(NextRedirectMixin, FormView):
    """An address and a password; the second step follows."""

    form_class = StaffSignInForm
    template_name = "account/staff_sign_in.html"
    success_url = reverse_lazy("admin:index")

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: StaffSignInForm) -> HttpResponse:
        if self.request.user.is_authenticated:
            logout(self.request)
        try:
            return form.login(self.request, redirect_url=self.get_success_url())
        except ImmediateHttpResponse as answered:
            return answered.response


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AcceptInvitation(FormView):
    """Where an invited colleague chooses a password, and becomes an officer."""

    form_class = NewPasswordForm
    template_name = "account/invitation.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            self.invitation = invitation_of(kwargs["token"])
            return super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            page = {"refusal": refusal.message}
            return render(request, self.template_name, page, status=HTTPStatus.CONFLICT)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def get_form_kwargs(self) -> dict:
        who = User(email=self.invitation.email, name=self.invitation.name)
        return super().get_form_kwargs() | {"person": who}

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        password = form.cleaned_data["password1"]
        accept_invitation(token=self.kwargs["token"], password=password)
        messages.success(self.request, _("Your account is ready. Sign in to go on."))
        there = urlencode({"next": reverse("admin:index")})
        return redirect(f"{reverse('staff_sign_in')}?{there}")


class PasskeySignIn(LoginWebAuthnView):
    """Signs staff in with a passkey; a refused one leads back to their page."""

    def form_invalid(self, form) -> HttpResponse:
        for error in form.errors.get("credential", []):
            get_adapter().add_message(self.request, messages.ERROR, message=error)
        return redirect("staff_sign_in")


def for_staff(view):
    """Hide a page of the second step from those who have no use for one."""

    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return shown
