"""How often something may be done, and how long somebody waits where it was too often.

The rates are settings.ACCOUNT_RATE_LIMITS. An account or a mailbox is counted first, and closely; a
network address, which a library, a school or a mobile network share, is counted last, and widely.
"""

from math import ceil
from time import time

from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal.ratelimit import Rate, get_cache_key, get_rates
from allauth.core.ratelimit import consume
from django.contrib.sites.shortcuts import get_current_site
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from core.text import email_address

ACCOUNT, STEP = "allauth.account", "allauth.mfa"
# What the pages of allauth count, by the name of their address.
COUNTED = {
    "staff_sign_in": (ACCOUNT, "login", "login_failed"),
    "account_login": (ACCOUNT, "request_login_code"),
    "account_confirm_login_code": (ACCOUNT, "request_login_code"),
    "account_reset_password": (ACCOUNT, "reset_password"),
    "account_reset_password_from_key": (ACCOUNT, "reset_password_from_key"),
    "account_email": (ACCOUNT, "manage_email", "confirm_email"),
    "account_email_verification_sent": (ACCOUNT, "confirm_email"),
    "account_change_password": (ACCOUNT, "change_password"),
    "account_reauthenticate": (ACCOUNT, "reauthenticate", "login_failed"),
    "mfa_authenticate": (ACCOUNT, "login_failed"),
    "mfa_reauthenticate": (ACCOUNT, "reauthenticate", "login_failed"),
    "mfa_activate_totp": (ACCOUNT, "login_failed"),
    "mfa_login_webauthn": (STEP, "webauthn_login"),
}
# Where nobody can say how long it is.
A_MINUTE = 60
MINUTE, HOUR = 60, 3600
NEVER_KEPT = ("csrfmiddlewaretoken", "password")


def wait_before(request: HttpRequest, *, action: str, key: str | None = None) -> int:
    """The seconds that this key or this network has to wait; 0 where it may, and that is counted.

    Without the cache nobody can count, so nobody waits.

    Args:
        action: of settings.ACCOUNT_RATE_LIMITS or of what allauth limits by itself.
        key: what is counted beside the network, such as an address, where the rate says so.
    """
    if consume(request, action=action, key=key):
        return 0
    cache.set("people.counting", True, timeout=60)
    if not cache.get("people.counting", False):
        return 0
    return max(1, still_to_wait(request, action=action, keys=[key] if key else []))


def still_to_wait(request: HttpRequest, *, action: str, app: str = ACCOUNT, keys=()) -> int:
    """The seconds until this may be done again; 0 where it may be now. Looking counts nothing."""
    waits = [
        _wait(rate, get_cache_key(request, app=app, action=action, rate=rate, key=key, user=None))
        for rate in get_rates(app=app, action=action)
        for key in (keys if rate.per == "key" else [None])
        if rate.per != "user" or request.user.is_authenticated
    ]
    return ceil(max(waits, default=0))


def _wait(rate: Rate, counted_under: str) -> float:
    """Until the earliest of the last `rate.amount` tries is as long ago as the rate asks."""
    tries = cache.get(counted_under, [])
    full = len(tries) >= rate.amount
    return tries[rate.amount - 1] + rate.duration - time() if full else 0


def wait_here(request: HttpRequest) -> int:
    """The seconds that somebody has to wait whom a page of allauth has just refused."""
    match = request.resolver_match
    app, *actions = COUNTED.get(match.url_name if match else "", (ACCOUNT,))
    keys = _keys(request)
    waits = [still_to_wait(request, action=action, app=app, keys=keys) for action in actions]
    return max(waits, default=0) or A_MINUTE


def _keys(request: HttpRequest) -> list[str]:
    """What allauth may have counted this person under, beside their network."""
    typed = {email_address(request.POST.get(name, "")) for name in ("email", "login")} - {""}
    login = unstash_login(request, peek=True)
    person = request.user if request.user.is_authenticated else login and login.user
    if person:
        typed.add(person.email)
    logins = {f"{get_current_site(request).domain}:{address}" for address in typed}
    return [*typed, *logins, *([f"mfa-auth-user-{person.pk}"] if person else [])]


def in_words(seconds: int) -> str:
    """A time to wait, rounded up: "20 seconds", "3 minutes", "2 hours"."""
    if seconds < MINUTE:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    if seconds < HOUR:
        minutes = ceil(seconds / MINUTE)
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    hours = ceil(seconds / HOUR)
    return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}


def too_often(request: HttpRequest, seconds: int | None = None) -> HttpResponse:
    """The page with status 429: how long to wait, and a button that sends the same once more.

    What was typed is kept in the page, but for passwords. The urlconf names this as handler429.
    """
    wait = seconds or wait_here(request)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if not name.startswith(NEVER_KEPT)
        for value in values
    ]
    context = {"wait": in_words(wait), "kept": kept, "lost_files": bool(request.FILES)}
    page = render(request, "429.html", context, status=429)
    page.headers["Retry-After"] = str(wait)
    return page
