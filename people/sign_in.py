"""Signing a person in by an emailed code, from wherever in the portal they are."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core.refusal import Refusal
from messaging.services import Message
from people.limits import too_often, wait_before
from people.models import User
from people.rules import is_verified_resident

LANGUAGE_COOKIE_SECONDS = 365 * 24 * 60 * 60

_when_proven: list[Callable[[User], object]] = []


def when_proven(act: Callable[[User], object]) -> None:
    """Have `act(person)` called whenever someone signs in whose address is shown to be theirs.

    Each app does so from AppConfig.ready. A Refusal that `act` raises is shown to the person.
    """
    if act not in _when_proven:
        _when_proven.append(act)


def address_proven(request: HttpRequest, person: User) -> None:
    """Do what waits for the proof that this person's address is theirs."""
    if not is_verified_resident(person):
        return
    for act in _when_proven:
        try:
            act(person)
        except Refusal as refusal:
            messages.warning(request, refusal.message)


def start_code_sign_in(
    request: HttpRequest,
    *,
    user: User,
    email: str,
    next_url: str,
    letter: Callable[[str], Message] | None = None,
) -> HttpResponse:
    """Email a code, and send the person to the page that asks for it.

    The right code proves the address, signs the person in and leads to `next_url`. The answer is
    the same whether or not the address had an account before `people.services.person_for`.

    Args:
        request: of somebody who is not signed in.
        user: what `people.services.person_for` returned for `email`.
        next_url: a path on this site.
        letter: writes the email around the code, where it has more to say than the usual one.

    Returns:
        A redirect to the page for the code. Where this address or this network has asked for too
        many codes, a page with status 429 that says how long to wait and sends the same post again;
        `people.limits.wait_before` asks beforehand.

    Raises:
        ValueError: `next_url` leads off this site.
    """
    if not url_has_allowed_host_and_scheme(next_url, allowed_hosts=None):
        raise ValueError(f"{next_url!r} is not a path on this site")
    wait = wait_before(request, action="request_login_code", key=email)
    if wait:
        return too_often(request, wait)
    request.code_letter = letter
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=email)
    query = urlencode({"next": next_url})
    return HttpResponseRedirect(f"{reverse('account_confirm_login_code')}?{query}")


def signed_in_with_two_factors(request: HttpRequest) -> bool:
    """Whether this session was opened with a password and a second factor, or with a passkey."""
    records = get_authentication_records(request, request.user)
    methods = {record["method"] for record in records}
    return methods >= {"password", "mfa"} or any(record.get("passwordless") for record in records)


def end_sessions(instance: Authenticator, **kwargs) -> None:
    """End every session of somebody whose second step is removed: one may have been opened by it.

    A receiver of `post_delete`. Recovery codes come and go with the steps.
    """
    if instance.type != Authenticator.Type.RECOVERY_CODES:
        User.objects.filter(pk=instance.user_id).update(signed_out=F("signed_out") + 1)


def stay_signed_in(request: HttpRequest, user: User, **kwargs) -> None:
    """Keep the session in which an officer removed one of several steps of their own.

    A receiver of allauth's `authenticator_removed`.
    """
    if is_mfa_enabled(user):
        user.refresh_from_db(fields=["signed_out"])
        update_session_auth_hash(request, user)


def remember_language(response: HttpResponse, language: str) -> None:
    """Show the pages that follow in `language`, one of settings.LANGUAGES."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
