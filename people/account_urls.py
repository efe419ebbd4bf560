"""Addresses of signing in. Only what the portal offers of allauth is here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

from people.views import account as views
from people.views.account import for_staff

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("login/code/", to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("signup/", to_sign_in, name="account_signup"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", views.ConfirmEmail.as_view(), name="account_email_verification_sent"),
    path("staff/", views.StaffSignIn.as_view(), name="staff_sign_in"),
    path("staff/passkey/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("reauthenticate/", for_staff(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", for_staff(account.password_change), name="account_change_password"),
    path(
        "password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "invitation/<str:token>/",
        views.AcceptInvitation.as_view(),
        name="accept_invitation_link",
    ),
    path("2fa/", for_staff(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", for_staff(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", for_staff(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", for_staff(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        for_staff(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        for_staff(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        for_staff(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", for_staff(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", for_staff(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        for_staff(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        for_staff(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        for_staff(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
]
