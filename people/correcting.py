"""Correcting the email address of an account, and sending again what didn't arrive.

Whoever has the mailbox of an account signs in to it. So an officer may move an account to another
address only where they may read all that it shows; whoever says that the new mailbox is theirs
proves it by a fresh code before anything opens; and an address that was proven before is told.
"""

import uuid

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.refusal import Refusal, require
from messaging.models import OutboxMessage
from messaging.services import Message, Recipient, post, readdress, requeue
from people.models import User
from people.rules import may_read_all
from people.services import check_columns

CORRECT = "people.correct_address"


@transaction.atomic
def correct_address(*, person_id: int, actor, email: str) -> User:
    """Move an account to another address, which its owner is still to prove.

    Every session of the account ends. What waits to be sent to this person goes to the new address.
    Where the old address had been proven, it is told: its owner sees what they didn't ask for.

    Raises:
        Refusal: `not-allowed`; `officers-own` for an officer's account; `holds-more` where it holds
            what `actor` may not read; `taken` where another account has this address; `invalid`.
            The last two name the field `email`.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    refuse_unless_theirs(actor, person, CORRECT)
    before, language = person.email, person.language
    person.email = User.objects.normalize_email(email)
    if person.email == before:
        return person
    check_columns(person)
    if person.gets_letters:
        raise Refusal(_("Enter an email address."), code="invalid", field="email")
    if User.objects.filter(email=person.email).exclude(pk=person.pk).exists():
        raise Refusal(
            _("Another record has this address. If both are the same person, merge them."),
            code="taken",
            field="email",
        )
    proven = EmailAddress.objects.filter(user=person, email=before, verified=True).exists()
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    person.signed_out += 1
    person.save(update_fields=["email", "signed_out"])
    readdress(person.reference, email=person.email)
    if proven:
        post(_moved(Recipient(None, before, language)), key=f"people:moved:{uuid.uuid4().hex}")
    return person


@transaction.atomic
def send_corrected(*, message_id: int, actor, email: str) -> OutboxMessage:
    """Send a failed message again, to an address that is right.

    It is the account's from then on, as `correct_address` says; a message to an address without
    an account just goes there.

    Raises:
        Refusal: as `messaging.services.requeue` and `correct_address` say.
    """
    message = requeue(message_id, actor=actor)
    person = User.objects.filter(reference=message.recipient).first() if message.recipient else None
    if person:
        moved = correct_address(person_id=person.pk, actor=actor, email=email)
        address = moved.email
    else:
        address = User.objects.normalize_email(email)
    readdress(message.recipient, email=address, message_id=message.pk)
    message.refresh_from_db()
    return message


def refuse_unless_theirs(actor, person: User, permission: str) -> None:
    """Raise where `actor` may not decide whose account this is.

    Raises:
        Refusal: `not-allowed`, `officers-own`, `holds-more`.
    """
    require(actor.has_perm(permission))
    if person.is_staff or person.is_superuser:
        raise Refusal(
            _("This is an officer's account. Its address is its owner's to change."),
            code="officers-own",
        )
    if not may_read_all(actor, person):
        raise Refusal(
            _(
                "This account holds what you may not read, such as applications or answers about "
                "equality, so you can't say whose it is. Ask an administrator."
            ),
            code="holds-more",
        )


def _moved(to: Recipient) -> Message:
    with override(to.language):
        what = _("The email address of your account was changed by our team.")
    return Message(
        kind="people.security",
        to=to,
        template="account/email/notice.email",
        context={"what": what, "timestamp": timezone.now()},
    )
