"""What officers and people are told about accounts, beside the words of signing in."""

from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.urls import reverse

from messaging.services import Message, Recipient
from people.models import ColleagueInvitation, User

INVITATION = "people.invitation"
MERGED = "people.merged"
SALT = "people.invitation"


def colleague_invited(invitation: ColleagueInvitation) -> Message:
    """To a colleague: who invites them to which roles, and the link that accepts."""
    token = signing.dumps(str(invitation.token), salt=SALT, compress=False)
    return Message(
        kind=INVITATION,
        to=Recipient(None, invitation.email),
        template="people/email/colleague_invited.email",
        context={
            "invitation": invitation,
            "roles": ", ".join(invitation.roles),
            "accept_url": settings.SITE_URL + reverse("accept_invitation_link", args=[token]),
        },
        about=f"colleague:{invitation.pk}",
        worth_until=invitation.expires_at,
    )


def records_merged(kept: User, email: str, theirs: Sequence[str]) -> Message:
    """To somebody of whom there were two records: which one they use now, and what is theirs.

    Args:
        kept: the record that stays.
        email: theirs, or another that they had proven.
        theirs: what they have now, a line each.
    """
    stays = email == kept.email
    return Message(
        kind=MERGED,
        to=Recipient(kept.reference if stays else None, email, kept.language),
        template="people/email/records_merged.email",
        context={
            "stays": stays,
            "signs_in": not kept.gets_letters,
            "name": kept.name,
            "theirs": theirs,
        },
        about=f"person:{kept.pk}",
    )
