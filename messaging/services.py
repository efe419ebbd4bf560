"""What other rooms ask of messaging: post a message, schedule one, switch a kind off."""

import uuid
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from auditlog.models import LogEntry
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.leases import LET_GO
from core.refusal import Refusal, require
from messaging import emails
from messaging.kinds import (
    BY_LETTER,
    Attachment,
    Kind,
    MadeFile,
    Message,
    Recipient,
    UnknownKind,
    kind_named,
    optional_kinds,
    register_due,
    register_file,
    register_kind,
)
from messaging.models import OVER, WIPED, Due, OptOut, OutboxMessage
from messaging.nudge import nudge, nudge_on_commit
from messaging.readers import (
    of_all,
    readable_by,
    readers_of,
    reads_blind,
    register_about,
    register_blind,
)

__all__ = [
    "Attachment",
    "Kind",
    "MadeFile",
    "Message",
    "Recipient",
    "UnknownKind",
    "cancel_scheduled",
    "erase",
    "hand_over",
    "kind_named",
    "letter_posted",
    "messages_for",
    "nudge",
    "nudge_on_commit",
    "of_all",
    "oldest_unsent",
    "opt_in",
    "opt_out",
    "opted_out",
    "optional_kinds",
    "post",
    "readable_by",
    "readdress",
    "readers_of",
    "reads_blind",
    "register_about",
    "register_blind",
    "register_due",
    "register_file",
    "register_kind",
    "requeue",
    "reschedule",
    "switched_off",
    "unsubscribe_url",
]

UNSUBSCRIBE_SALT = "messaging.unsubscribe"
GIVE_UP_AFTER = timedelta(days=5)


def post(message: Message, *, key: str) -> OutboxMessage | None:
    """Write one outbox row, unique on `key`, in the caller's transaction.

    The text is rendered now, in the recipient's language. Posting the same key again returns the
    first row.

    For somebody without an email address the row waits for an officer to post it as a letter.
    What is said to one person about one thing goes in the order in which it was posted.

    Returns:
        The row, or None where the kind is optional and the person has switched it off.

    Raises:
        UnknownKind: no app registered `message.kind`.
    """
    kind = kind_named(message.kind)
    to = message.to
    context, headers = dict(message.context), _headers()
    if kind.optional:
        if opted_out(to.preference_id, kind.name):
            return None
        url = unsubscribe_url(to.preference_id, kind.name)
        context["unsubscribe_url"] = url
        headers["List-Unsubscribe"] = f"<{url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    rendered = emails.render(
        message.template, context, language=to.language, is_letter=to.gets_letters
    )
    row, created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind.name,
            "about": message.about,
            "recipient": to.reference,
            "to_address": to.email,
            "language": to.language,
            "subject": rendered.subject[:300],
            "text": rendered.text,
            "html": rendered.html,
            "headers": headers,
            "attachments": [] if to.gets_letters else [vars(one) for one in message.attachments],
            "ephemeral": kind.ephemeral,
            "state": OutboxMessage.State.LETTER if to.gets_letters else OutboxMessage.State.QUEUED,
            "give_up_at": timezone.now() + _patience(ephemeral=kind.ephemeral),
            "worth_until": message.worth_until,
        },
    )
    if created:
        _try_before(row)
        nudge_on_commit()
    return row


def _try_before(row: OutboxMessage) -> None:
    """Try again now what waits to be said to the same person about the same thing before this."""
    if row.about and not row.ephemeral:
        OutboxMessage.objects.filter(
            about=row.about,
            to_address=row.to_address,
            state=OutboxMessage.State.QUEUED,
            ephemeral=False,
            next_attempt_at__gt=row.next_attempt_at,
            pk__lt=row.pk,
        ).update(next_attempt_at=row.next_attempt_at)


def reschedule(*, kind: str, about: str, due_at: datetime, key: str = "") -> Due:
    """Have `kind` said about `about` at `due_at`, whatever stood there before.

    There is one row for each kind and thing that it is about. Where it waits, its time moves; where
    it was cancelled, dropped or failed, or had said something else, it waits anew. What was said
    already under this key isn't said again.

    Args:
        due_at: with a time zone; a time that is over is asked about at the next tick.
        key: what is said once, where that isn't each time of its own: "unsent:12:31 March".

    Raises:
        ValueError: `due_at` has no time zone.
    """
    if timezone.is_naive(due_at):
        raise ValueError("due_at needs a time zone.")
    key = key or f"{kind}:{about}:{due_at.astimezone(UTC):%Y%m%dT%H%M%S}"
    anew = {"key": key, "due_at": due_at, "next_attempt_at": due_at}
    row, created = Due.objects.get_or_create(kind=kind, about=about, defaults=anew)
    if not created:
        said = Q(state=Due.State.DONE, key=key)
        Due.objects.filter(~said, pk=row.pk).update(
            state=Due.State.WAITING, attempts=0, last_error="", done_at=None, **LET_GO, **anew
        )
        row.refresh_from_db()
    return row


def cancel_scheduled(*, about: str) -> int:
    """Cancel what still waits about `about`; returns how many rows."""
    return Due.objects.filter(about=about, state=Due.State.WAITING).update(
        state=Due.State.CANCELLED, done_at=timezone.now(), **LET_GO
    )


def switched_off(reference: uuid.UUID) -> set[str]:
    """The names of the kinds that this person has switched off."""
    return set(OptOut.objects.filter(recipient=reference).values_list("kind", flat=True))


def opted_out(reference: uuid.UUID, kind: str) -> bool:
    """Whether this person has switched `kind` off."""
    return kind in switched_off(reference)


def opt_out(reference: uuid.UUID, kind: str) -> None:
    """Switch an optional kind off for one person.

    Raises:
        UnknownKind: there is no such kind, or it is not optional.
    """
    _optional_kind(kind)
    OptOut.objects.get_or_create(recipient=reference, kind=kind)


def opt_in(reference: uuid.UUID, kind: str) -> None:
    """Switch a kind back on for one person."""
    OptOut.objects.filter(recipient=reference, kind=kind).delete()


def unsubscribe_url(reference: uuid.UUID, kind: str) -> str:
    """The full, signed address where this person can switch `kind` off. It never runs out."""
    token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign_object([str(reference), kind])
    return settings.SITE_URL + reverse("messaging:unsubscribe", args=[token])


def read_unsubscribe_token(token: str) -> tuple[uuid.UUID, Kind]:
    """Whose link this is and for which kind.

    Raises:
        signing.BadSignature: the link was altered or is not ours.
        UnknownKind: there is no such kind any more, or it is not optional.
    """
    reference, kind = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign_object(token)
    return uuid.UUID(reference), _optional_kind(kind)


def requeue(message_id: int, *, actor) -> OutboxMessage:
    """Give a failed message another five days of attempts, and record who asked.

    Raises:
        Refusal: `not-allowed`, `not-failed`, `out-of-use` where it carried a code, or `over` where
            it isn't worth sending any more.
    """
    require(actor.has_perm("messaging.requeue_outboxmessage"))
    now = timezone.now()
    with transaction.atomic():
        readable = OutboxMessage.objects.filter(readable_by(actor), pk=message_id)
        failed = readable.filter(state=OutboxMessage.State.FAILED)
        if failed.filter(ephemeral=True).exists():
            raise Refusal(
                _("The code in this message is out of use. The person can ask for a new one."),
                code="out-of-use",
            )
        if failed.filter(worth_until__lte=now).exists():
            raise Refusal(_("What this message says is over, so it isn't sent."), code="over")
        if not failed.update(
            state=OutboxMessage.State.QUEUED,
            attempts=0,
            next_attempt_at=now,
            give_up_at=now + GIVE_UP_AFTER,
        ):
            raise Refusal(_("Only a message that failed can be sent again."), code="not-failed")
        row = OutboxMessage.objects.get(pk=message_id)
        LogEntry.objects.log_create(
            row,
            force_log=True,
            actor=actor,
            action=LogEntry.Action.UPDATE,
            object_repr=row.key,
            changes={"state": [OutboxMessage.State.FAILED, OutboxMessage.State.QUEUED]},
        )
        nudge_on_commit()
    return row


def readdress(reference: uuid.UUID | None, *, email: str, message_id: int | None = None) -> None:
    """Have what was not sent yet to this person go to `email`, but for codes and letters.

    Args:
        reference: the person's; None for an address without an account.
        message_id: the one message that goes there, where there is no account.
    """
    rows = messages_for(reference) if reference else OutboxMessage.objects.filter(pk=message_id)
    unsent = [OutboxMessage.State.QUEUED, OutboxMessage.State.FAILED]
    rows.filter(state__in=unsent, ephemeral=False).update(to_address=email)


def hand_over(before: uuid.UUID, to: uuid.UUID, *, email: str) -> int:
    """Make the messages and choices of one record those of another record of the same person.

    What was switched off for either stays off. What waits to be sent goes to `email`, unless that
    is nobody's.

    Returns:
        How many messages there are.
    """
    off = switched_off(to)
    OptOut.objects.filter(recipient=before, kind__in=off).delete()
    OptOut.objects.filter(recipient=before).update(recipient=to)
    number = messages_for(before).update(recipient=to)
    if not email.endswith(BY_LETTER):
        readdress(to, email=email)
    return number


def letter_posted(message_id: int, *, actor) -> None:
    """Record that an officer has posted a message as a letter.

    Raises:
        Refusal: `not-allowed`, or `not-a-letter` where it doesn't wait to be posted.
    """
    require(actor.has_perm("messaging.requeue_outboxmessage"))
    state = OutboxMessage.State
    with transaction.atomic():
        letter = OutboxMessage.objects.filter(readable_by(actor), pk=message_id, state=state.LETTER)
        if not letter.update(state=state.SENT, sent_at=timezone.now()):
            raise Refusal(_("Only a letter that waits can be posted."), code="not-a-letter")
        LogEntry.objects.log_create(
            OutboxMessage.objects.get(pk=message_id),
            force_log=True,
            actor=actor,
            action=LogEntry.Action.UPDATE,
            changes={"state": [state.LETTER, state.SENT]},
        )


def wipe_codes() -> int:
    """Wipe the words of messages that never went and whose code is out of use; returns how many."""
    if settings.MESSAGING_KEEP_CODES:
        return 0
    out_of_use = OutboxMessage.objects.filter(ephemeral=True, give_up_at__lte=timezone.now())
    return out_of_use.exclude(text="").update(**WIPED)


def drop_what_is_over() -> int:
    """Drop what waits, letters too, and says what is over; returns how many. Safe to repeat."""
    over = OutboxMessage.objects.no_longer_worth_it(timezone.now())
    return over.update(state=OutboxMessage.State.DROPPED, last_error=OVER)


def oldest_unsent() -> timedelta | None:
    """How long the oldest message has been waiting, or None where nothing waits."""
    oldest = OutboxMessage.objects.unsent().aggregate(oldest=Min("created_at"))["oldest"]
    return timezone.now() - oldest if oldest else None


def messages_for(reference: uuid.UUID) -> QuerySet[OutboxMessage]:
    """Every message to this person, newest first."""
    return OutboxMessage.objects.filter(recipient=reference)


def erase(reference: uuid.UUID) -> None:
    """Delete this person's messages and preferences; what still waits is not sent."""
    with transaction.atomic():
        messages_for(reference).delete()
        OptOut.objects.filter(recipient=reference).delete()


def _optional_kind(name: str) -> Kind:
    kind = kind_named(name)
    if not kind.optional:
        raise UnknownKind(f"Messages of kind {name!r} can't be switched off.")
    return kind


def _headers() -> dict[str, str]:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {"Message-ID": f"<{uuid.uuid4().hex}@{host}>", "Auto-Submitted": "auto-generated"}


def _patience(*, ephemeral: bool) -> timedelta:
    return timedelta(minutes=settings.MESSAGING_EPHEMERAL_MINUTES) if ephemeral else GIVE_UP_AFTER
