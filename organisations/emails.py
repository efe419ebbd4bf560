"""What is said to people about their groups."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from messaging.services import Message, Recipient
from organisations.models import (
    Document,
    Membership,
    MembershipMove,
    Organisation,
    OwnerReplacement,
)

INVITATION = "organisations.invitation"
MEMBERSHIP = "organisations.membership"
STANDING = "organisations.standing"
DOCUMENT = "organisations.document"
SALT = "organisations.invitation"


def key(what: str, record: MembershipMove) -> str:
    """One email for one occurrence of a move."""
    return f"organisations.{what}:{record.thing_id}:{record.pk}"


def _message(membership: Membership, name: str, *, kind: str = MEMBERSHIP, **context) -> Message:
    organisation = membership.organisation
    return Message(
        kind=kind,
        to=membership.person.recipient,
        template=f"organisations/email/{name}.email",
        context={
            "organisation": organisation,
            "person": membership.person,
            "own_url": organisation.full_own_url,
            "my_url": settings.SITE_URL + reverse("my_organisations:home"),
            **context,
        },
        about=organisation.filed_under,
    )


def invited(membership: Membership) -> Message:
    """Somebody, who may have no account, is invited to a group: the link that answers."""
    token = signing.dumps(str(membership.token), salt=SALT, compress=False)
    return Message(
        kind=INVITATION,
        to=Recipient(None, membership.email),
        template="organisations/email/invited.email",
        context={
            "organisation": membership.organisation,
            "membership": membership,
            "answer_url": settings.SITE_URL + reverse("organisations:invitation", args=[token]),
        },
        about=membership.organisation.filed_under,
        worth_until=membership.expires_at,
    )


def _people_url(organisation: Organisation) -> str:
    return settings.SITE_URL + reverse("my_organisations:people", args=[organisation.slug])


def asked(owner: Membership, asking: Membership) -> Message:
    """To an owner: somebody asks to join."""
    url = _people_url(owner.organisation)
    return _message(owner, "asked", asking=asking, people_url=url)


def joined(owner: Membership, newcomer: Membership) -> Message:
    """To an owner: somebody said yes to an invitation."""
    return _message(owner, "joined", newcomer=newcomer, people_url=_people_url(owner.organisation))


def let_in(membership: Membership) -> Message:
    """To whoever asked: they belong to the group now."""
    return _message(membership, "let_in", role=membership.get_role_display)


def told_no(membership: Membership) -> Message:
    """To whoever asked: the group said no."""
    return _message(membership, "told_no")


def role_changed(membership: Membership) -> Message:
    """They may do more or less for the group than before."""
    return _message(membership, "role_changed", role=membership.get_role_display)


def taken_off(membership: Membership) -> Message:
    """They don't belong to the group any more: an owner took them off."""
    return _message(membership, "taken_off")


def owner_replaced(membership: Membership, replacement: OwnerReplacement) -> Message:
    """To the owner who couldn't be reached, the new one, and everybody else of the group."""
    return _message(
        membership,
        "owner_replaced",
        leaving=replacement.leaving,
        is_them=membership.pk == replacement.leaving_id,
        is_new=membership.pk == replacement.coming_id,
    )


def verified(owner: Membership, lacks: list[str]) -> Message:
    """To an owner: the group is checked, once for everything, and what it still `lacks`."""
    return _message(owner, "verified", kind=STANDING, lacks=lacks)


def to_check_again(owner: Membership, why: str) -> Message:
    """To an owner: the group isn't counted as checked any more, and why."""
    return _message(owner, "to_check_again", kind=STANDING, why=why)


def out_of_directory(owner: Membership, why: str) -> Message:
    """To an owner: officers have taken the group out of the directory, and why."""
    return _message(owner, "out_of_directory", kind=STANDING, why=why)


def closed(membership: Membership, why: str) -> Message:
    """To everybody of a group: it is closed."""
    return _message(membership, "closed", kind=STANDING, why=why)


def merged(
    membership: Membership, gone: str, *, lost_check: bool = False, lost_listing: bool = False
) -> Message:
    """To everybody of a group: another record of it, called `gone`, has become part of it.

    Args:
        lost_check: that one was checked, and the group has to be checked again.
        lost_listing: that one was in the directory, and the group isn't.
    """
    lost = {"lost_check": lost_check, "lost_listing": lost_listing}
    return _message(membership, "merged", kind=STANDING, gone=gone, **lost)


def document_runs_out(owner: Membership, document: Document) -> Message:
    """To an owner: a document runs out soon."""
    url = reverse("my_organisations:documents", args=[owner.organisation.slug])
    return _message(
        owner,
        "document_runs_out",
        kind=DOCUMENT,
        document=document,
        documents_url=settings.SITE_URL + url,
    )
