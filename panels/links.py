"""Signed links: they run out, are good for one purpose only, and act on a POST alone."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from panels.models import GroupHold, Registration, Session

WITHDRAW = "withdraw"
FEEDBACK = "feedback"
GROUP_SALT = "panels.group"
DAYS = {WITHDRAW: 400, FEEDBACK: 60}


class LinkRefused(Exception):
    """The link was altered, cut off, or has run out."""


def link(registration: Registration, purpose: str) -> str:
    """The full address that lets its holder act on `registration` for one purpose."""
    token = signing.dumps(registration.reference, salt=f"panels.{purpose}", compress=False)
    return settings.SITE_URL + reverse(f"panels:{purpose}_link", args=[token])


def registration_of(token: str, purpose: str) -> Registration:
    """The registration that `token` is for.

    Raises:
        LinkRefused: altered, of another purpose, too old, or of a registration that is no more.
    """
    try:
        reference = signing.loads(
            token, salt=f"panels.{purpose}", max_age=DAYS[purpose] * 24 * 60 * 60
        )
    except signing.BadSignature as error:
        raise LinkRefused from error
    registration = (
        Registration.objects.select_related("session__venue", "session__topic", "person")
        .filter(reference=reference)
        .first()
    )
    if registration is None:
        raise LinkRefused
    return registration


def group_link(hold: GroupHold) -> str:
    """The full address that a group passes on to its people: with it they take a held place."""
    token = signing.dumps(hold.pk, salt=GROUP_SALT, compress=False)
    return settings.SITE_URL + reverse("panels:group_link", args=[token])


def group_of(token: str) -> GroupHold:
    """The held places that `token` is for, given back or not.

    Raises:
        LinkRefused: altered, of places that are no more, or of a session that isn't public.
    """
    try:
        pk = signing.loads(token, salt=GROUP_SALT)
    except signing.BadSignature as error:
        raise LinkRefused from error
    public = GroupHold.objects.filter(session__in=Session.objects.public())
    hold = public.select_related("session__venue").filter(pk=pk).first()
    if hold is None:
        raise LinkRefused
    return hold
