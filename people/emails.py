"""What officers and people are told about accounts, beside the words of signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from messaging.services import Message, Recipient
from people.models import ColleagueInvitation

INVITATION = "people.invitation"
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
