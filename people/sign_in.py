"""Signing a person in by an emailed code, from wherever in the portal they are."""

from collections.abc import Callable, Mapping
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

# Under what a code's state keeps what it was sent for, and the page that asks for it.
ASKED_FOR, CODE_URL = "asked_for", "code_url"

_when_proven: list[Callable[[User, Mapping], object]] = []


def code_minutes() -> int:
    """How many minutes an emailed code works."""
    return settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60


def when_proven(act: Callable[[User, Mapping], object]) -> None:
    """Have `act(person, asked_for)` called whenever someone signs in whose address is theirs.

    `asked_for` is what the code that they entered was sent for, as `start_code_sign_in` was told;
    it is empty where they signed in in another way. Each app does so from AppConfig.ready. A
    Refusal that `act` raises is shown to the person.
    """
    if act not in _when_proven:
        _when_proven.append(act)


def address_proven(request: HttpRequest, person: User) -> None:
    """Do what waits for the proof that this person's address is theirs."""
    if not is_verified_resident(person):
        return
    asked_for = getattr(request, "code_asked_for", {})
    for act in _when_proven:
        try:
            act(person, asked_for)
        except Refusal as refusal:
            messages.warning(request, refusal.message)


def start_code_sign_in(
    request: HttpRequest,
    *,
    user: User,
    email: str,
    next_url: str,
    letter: Callable[[str], Message] | None = None,
    asked_for: Mapping | None = None,
    code_url: str = "",
) -> HttpResponse:
    """Email a code, and send the person to the page that asks for it.

    The right code proves the address, signs the person in and leads to `next_url`. The answer is
    the same whether or not the address had an account before `people.services.person_for`.

    Args:
        request: of somebody who is not signed in.
        user: what `people.services.person_for` returned for `email`.
        next_url: a path on this site.
        letter: writes the email around the code, where it has more to say than the usual one.
        asked_for: what the code is for, in plain values; `when_proven` hands it on once the code
            is entered. It stays in the session and is never sent.
        code_url: the page that asks for the code, where it isn't the usual one.

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
    process = LoginCodeVerificationProcess.initiate(request=request, user=user, email=email)
    process.state.update({ASKED_FOR: dict(asked_for or {}), CODE_URL: code_url})
    process.persist()
    query = urlencode({"next": next_url})
    return HttpResponseRedirect(f"{code_url or reverse('account_confirm_login_code')}?{query}")


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
