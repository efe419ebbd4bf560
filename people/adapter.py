"""How allauth speaks to people: through the outbox, in the portal's words."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from messaging.services import Message, Recipient, post
from people.limits import in_words, wait_here
from people.models import User
from people.sign_in import address_proven, remember_language

# What a notice says was done; every other email has a file of its own.
NOTICES = {
    "account/email/email_changed": _("The email address of your account was changed."),
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("Your password was changed."),
    "mfa/email/totp_activated": _("An authenticator app was set up as your second step."),
    "mfa/email/totp_deactivated": _("Your authenticator app was removed as a second step."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}


def _say_too_often() -> str:
    wait = in_words(wait_here(context.request))
    return gettext("Too many tries. You can try again in %(wait)s.") % {"wait": wait}


# Said while the request that was refused is at hand: only then is the time known.
_too_often = lazy(_say_too_often, str)


class AccountAdapter(DefaultAccountAdapter):
    """Residents sign in by emailed code, staff by password and second factor."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That code isn’t right. Check it, and use the newest email."),
        "incorrect_password": _("That password isn’t right."),
        "enter_current_password": _("That isn’t your password now."),
        "email_password_mismatch": _("That email address and password don’t go together."),
        "email_taken": _("This address can’t be used. Choose another."),
        "too_many_login_attempts": _too_often(),
        "rate_limited": _too_often(),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write the email to the outbox, in the language of the page."""
        letter = getattr(context.get("request"), "code_letter", None)
        if letter and "code" in context:
            post(letter(context["code"]), key=f"people:{uuid.uuid4().hex}")
            return
        email = User.objects.normalize_email(email)
        known = User.objects.filter(email=email).values_list("reference", flat=True).first()
        notice = NOTICES.get(template_prefix)
        proved = EmailAddress.objects.filter(email=email, verified=True).exists()
        post(
            Message(
                kind="people.security" if notice else "people.code",
                to=Recipient(known, email, get_language() or settings.LANGUAGE_CODE),
                template="account/email/notice.email" if notice else f"{template_prefix}.email",
                context={
                    **context,
                    "email": email,
                    "what": notice,
                    "is_new": not proved,
                    "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
                    "sign_in_url": settings.SITE_URL + reverse("account_login"),
                },
            ),
            key=f"people:{uuid.uuid4().hex}",
        )

    def send_password_reset_mail(self, user: User, email: str, context: dict) -> None:
        """Only staff have a password; a resident learns how to sign in without one."""
        template = "password_reset_key" if user.is_staff else "no_password"
        self.send_mail(f"account/email/{template}", email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the email, at the portal's own address whatever host was asked."""
        uid, key = key.split("-", 1)
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, key])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the second step is kept."""
        return reverse("mfa_index")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Back to the page of the email address."""
        return reverse("account_email")

    def post_login(self, request: HttpRequest, user: User, **kwargs) -> HttpResponse:
        """Do what waited for the address to be proven; go on in the person's own language."""
        address_proven(request, user)
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response
