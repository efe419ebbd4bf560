"""Inviting a colleague: the link of an email makes them an officer, with roles of the inviter's."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from messaging.services import post
from people import emails
from people.models import ColleagueInvitation, User
from people.roles import may_be_given_by
from people.services import person_for

WORKS_FOR = timedelta(days=7)
ADD = "people.add_colleagueinvitation"

State = ColleagueInvitation.State


def may_invite(officer, roles: Sequence[str]) -> bool:
    """Whether this officer may make somebody an officer with these roles."""
    return officer.is_active and officer.has_perm(ADD) and {*roles} <= {*may_be_given_by(officer)}


@transaction.atomic
def invite_colleague(*, email: str, name: str, roles: Sequence[str], actor) -> ColleagueInvitation:
    """Invite somebody by email to become an officer with these roles.

    Raises:
        Refusal: `not-allowed`, also for a role that `actor` may not give; `no-role`; `is-officer`;
            `invited` where an invitation to this address is open.
    """
    if not roles:
        raise Refusal(_("Choose at least one role."), code="no-role", field="roles")
    _refuse_unless_giver(actor, roles)
    email = User.objects.normalize_email(email)
    if User.objects.filter(email=email, is_staff=True).exists():
        raise Refusal(
            _("Somebody with this address is an officer already."), code="is-officer", field="email"
        )
    try:
        with transaction.atomic():
            invitation = ColleagueInvitation.objects.create(
                email=email,
                name=name.strip(),
                roles=[*roles],
                invited_by=actor,
                expires_at=timezone.now() + WORKS_FOR,
            )
    except IntegrityError as error:
        said = _("This colleague is invited already. Send the invitation again from its page.")
        raise Refusal(said, code="invited", field="email") from error
    _say(invitation)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation_id: int, actor) -> ColleagueInvitation:
    """Send an open invitation again, with a new link; the old one works no more.

    Raises:
        Refusal: `not-allowed`, or `answered` where it was accepted or withdrawn.
    """
    invitation = _open(invitation_id)
    _refuse_unless_giver(actor, invitation.roles)
    invitation.token, invitation.invited_by = uuid.uuid4(), actor
    invitation.expires_at = timezone.now() + WORKS_FOR
    invitation.save(update_fields=["token", "invited_by", "expires_at"])
    _say(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, actor) -> ColleagueInvitation:
    """Take an open invitation back: its link works no more.

    Raises:
        Refusal: `not-allowed`, or `answered` where it was accepted or withdrawn.
    """
    invitation = _open(invitation_id)
    _refuse_unless_giver(actor, invitation.roles)
    _end(invitation, State.WITHDRAWN)
    return invitation


def invitation_of(token: str) -> ColleagueInvitation:
    """The open invitation of a link.

    Raises:
        Refusal: `link` where it was altered or replaced, has run out, was used or withdrawn, or
            where who sent it may not give these roles any more.
    """
    try:
        key = signing.loads(token, salt=emails.SALT)
    except signing.BadSignature:
        key = None
    found = ColleagueInvitation.objects.select_related("invited_by").filter(token=key)
    invitation = found.filter(state=State.INVITED, expires_at__gt=timezone.now()).first()
    if invitation is None or not may_invite(invitation.invited_by, invitation.roles):
        raise Refusal(
            _("This link doesn't work any more. Ask your colleague to invite you again."),
            code="link",
        )
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Make whoever holds the link an officer, with the password that they chose.

    The link came to the mailbox, so the address is proven. Their second step follows when they
    sign in. An account that they have as a resident becomes the officer's.

    Raises:
        Refusal: as `invitation_of` says.
    """
    invitation = invitation_of(token)
    ColleagueInvitation.objects.select_for_update().get(pk=invitation.pk)
    invitation = invitation_of(token)
    person = person_for(email=invitation.email, name=invitation.name)
    person.is_staff, person.name = True, person.name or invitation.name
    person.set_password(password)
    person.save(update_fields=["is_staff", "name", "password"])
    person.groups.add(*Group.objects.filter(name__in=invitation.roles))
    EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)
    _end(invitation, State.ACCEPTED)
    return person


def _open(invitation_id: int) -> ColleagueInvitation:
    invitation = ColleagueInvitation.objects.select_for_update().get(pk=invitation_id)
    if invitation.state != State.INVITED:
        raise Refusal(_("This invitation was accepted or withdrawn already."), code="answered")
    return invitation


def _end(invitation: ColleagueInvitation, state: State) -> None:
    invitation.state, invitation.answered_at = state, timezone.now()
    invitation.save(update_fields=["state", "answered_at"])


def _refuse_unless_giver(actor, roles: Sequence[str]) -> None:
    if not may_invite(actor, roles):
        raise Refusal(_("You may not give this role."), code="not-allowed", field="roles")


def _say(invitation: ColleagueInvitation) -> None:
    post(emails.colleague_invited(invitation), key=f"colleague:{invitation.token}")
