"""The forms of signing in and of the second step, in the portal's words."""

from contextlib import contextmanager
from functools import partial

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from core.fields import MailboxField
from core.text import code_of, email_address

EMAIL = _("Email address")
PASSWORD = _("Password")
CODE = _("Code")
EMAILED_CODE_HINT = _("8 digits, from the email we sent you.")
NEW_PASSWORD_HINT = _("At least 12 characters. Three words that don’t belong together work well.")
STEP_HINT = _("6 digits from your authenticator app, or one of your recovery codes.")


# Typed text whose spelling makes no difference: full-width digits, an address in another script.
READ_AS = {"code": code_of, "email": email_address, "login": email_address}


def _read(read, to_python, typed):
    return to_python(read(typed or ""))


class PlainWords:
    """Gives an allauth form the portal's labels and hints, and no placeholders."""

    words: dict[str, tuple] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, field.help_text))
            if name in READ_AS:
                field.to_python = partial(_read, READ_AS[name], field.to_python)
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class EmailForm(forms.Form):
    """Where to send a sign-in code."""

    email = MailboxField(
        label=EMAIL,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address."),
            "invalid": _("Enter an email address like name@example.com."),
        },
    )


class StaffSignInForm(PlainWords, account.LoginForm):
    """An address and a password."""

    words = {"login": (EMAIL, ""), "password": (PASSWORD, "")}

    def _setup_password_field(self):
        """Keep the password, which the residents' page does without."""


class LoginCodeForm(PlainWords, account.ConfirmLoginCodeForm):
    words = {"code": (CODE, EMAILED_CODE_HINT)}


class EmailCodeForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    words = {"code": (CODE, EMAILED_CODE_HINT)}


class ChangeEmailForm(PlainWords, account.AddEmailForm):
    words = {"email": (_("New email address"), "")}


class ConfirmPasswordForm(PlainWords, account.ReauthenticateForm):
    words = {"password": (PASSWORD, "")}


class AskResetForm(PlainWords, account.ResetPasswordForm):
    words = {"email": (EMAIL, "")}


class ResetForm(PlainWords, account.ResetPasswordKeyForm):
    words = {
        "password1": (_("New password"), NEW_PASSWORD_HINT),
        "password2": (_("New password again"), ""),
    }


class NewPasswordForm(forms.Form):
    """A password for an account that has none yet, typed twice."""

    password1 = forms.CharField(
        label=PASSWORD,
        help_text=NEW_PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"], self.person)
        return self.cleaned_data["password1"]

    def clean(self) -> dict:
        first, again = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and again and first != again:
            self.add_error("password2", _("The two passwords are not the same. Type them again."))
        return self.cleaned_data


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    words = ResetForm.words | {"oldpassword": (_("Password now"), "")}


class SecondStepForm(PlainWords, mfa.AuthenticateForm):
    words = {"code": (CODE, STEP_HINT)}


class RepeatSecondStepForm(PlainWords, mfa.ReauthenticateForm):
    words = {"code": (CODE, STEP_HINT)}


class AddAppForm(PlainWords, totp.ActivateTOTPForm):
    words = {"code": (CODE, _("6 digits, from the app."))}


@contextmanager
def unreadable_is_wrong():
    """Refuse what no browser would send, where the passkey library would stumble over it."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(PlainWords, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Name for this passkey"), _("Such as “office laptop”.")),
        "passwordless": (_("Sign in with this passkey alone, without a password"), ""),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean(self) -> dict:
        with unreadable_is_wrong():
            return super().clean()


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        with unreadable_is_wrong():
            return super().clean_credential()


class PasskeyStepForm(webauthn.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        with unreadable_is_wrong():
            return super().clean_credential()


class RepeatPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        with unreadable_is_wrong():
            return super().clean_credential()


class RenamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name for this passkey"), "")}
