"""Inviting people to apply, and telling those who ask when the next round opens."""

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.deadlines import receiving
from core.refusal import Refusal
from core.text import email_address
from messaging.services import Recipient, post
from recruitment import emails, rules
from recruitment.models import Follower, Invitation, Round
from recruitment.services.applying import refuse_unless_open
from recruitment.services.rounds import lock_round

INVITATIONS_A_PERSON = 10


def invite(
    *, round_id: int, email: str, actor, language: str = "en", by_council: bool = False
) -> bool:
    """Invite somebody to apply. Beside the email itself only a fingerprint is kept.

    Args:
        email: of whoever is invited.
        by_council: whether the council invites them, and not somebody who knows them.

    Returns:
        Whether an invitation went out; False where this address has had one, which nobody is told.

    Raises:
        Refusal: `closed` and its like, or `too-many`.
    """
    with receiving() as received:
        round = lock_round(round_id)
        refuse_unless_open(round, received)
        mine = Invitation.objects.filter(round=round, invited_by=actor).count()
        if mine >= INVITATIONS_A_PERSON and not rules.may_run(actor, round):
            raise Refusal(
                _("You have invited %(number)s people, which is as many as one person may.")
                % {"number": INVITATIONS_A_PERSON},
                code="too-many",
            )
        mark = fingerprint(email)
        _row, created = Invitation.objects.get_or_create(
            round=round, fingerprint=mark, defaults={"invited_by": actor}
        )
        if created:
            to = Recipient(reference=None, email=email_address(email), language=language)
            message = emails.council_invitation if by_council else emails.invitation
            post(message(round, to), key=f"recruitment.invitation:{round.pk}:{mark[:32]}")
        return created


def invite_all(*, round_id: int, emails: Iterable[str], actor) -> int:
    """Invite many people to apply, as the council; returns how many invitations went out.

    Raises:
        Refusal: as `invite` says; `invited-already` where everybody has had an invitation.
    """
    with transaction.atomic():
        sent = sum(
            invite(round_id=round_id, email=email, actor=actor, by_council=True) for email in emails
        )
        if not sent:
            raise Refusal(
                _("Everybody in this list has had an invitation to this round. Nobody gets two."),
                code="invited-already",
                field="emails",
            )
        return sent


def invited_already(round: Round, addresses: Iterable[str]) -> set[str]:
    """Which of these addresses have had an invitation to this round."""
    marks = {fingerprint(address): address for address in addresses}
    found = Invitation.objects.filter(round=round, fingerprint__in=marks)
    return {marks[mark] for mark in found.values_list("fingerprint", flat=True)}


def fingerprint(email: str) -> str:
    """What tells that an address was invited already, without telling the address."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"invitation:{email_address(email)}".encode(), hashlib.sha256
    ).hexdigest()


def follow(*, person) -> None:
    """Tell this person, once, when the next round opens."""
    Follower.objects.get_or_create(person=person)


def unfollow(*, person) -> None:
    """Don't tell them after all."""
    Follower.objects.filter(person=person).delete()
