"""How a message leaves the portal: one small interface, named by settings.MESSAGING_CHANNEL."""

import contextlib
import smtplib
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.module_loading import import_string

from messaging.kinds import content_of
from messaging.models import OutboxMessage


class Refused(Exception):
    """The other side said no for good: trying again would not help."""


class Unavailable(Exception):
    """The other side can't be reached: no other message would get through now either."""


class Channel(Protocol):
    """A way to deliver; one is made for each batch. Any other exception means: try again later."""

    def send(self, message: OutboxMessage) -> None:
        """Hand one message over.

        Raises:
            Refused: this message will never be taken.
            Unavailable: nothing can be handed over at present.
        """

    def close(self) -> None:
        """Let go of the connection. Never raises."""


def open_channel() -> Channel:
    """A new channel of the kind that the settings name."""
    return import_string(settings.MESSAGING_CHANNEL)()


class EmailChannel:
    """Email through Django's backend, over one connection kept for the batch."""

    def __init__(self):
        self.backend = get_connection()

    def send(self, message: OutboxMessage) -> None:
        """Send one email. See Channel.send."""
        try:
            self.backend.open()
        except OSError as error:
            self.close()
            raise Unavailable(_words(error)) from error
        try:
            self.backend.send_messages([as_email(message)])
        except Exception as error:
            self.close()
            raise _meaning(error) from error

    def close(self) -> None:
        """Say goodbye, whatever state the connection is in."""
        with contextlib.suppress(OSError):
            self.backend.close()


def as_email(message: OutboxMessage) -> EmailMultiAlternatives:
    """The outbox row as an email: text, HTML beside it, and what is attached."""
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to_address],
        reply_to=[settings.CONTACT_EMAIL],
        headers=message.headers,
        alternatives=[(message.html, "text/html")] if message.html else None,
    )
    for attachment in message.attachments:
        content = content_of(attachment, message.language)
        email.attach(attachment["name"], content, attachment["type"])
    return email


def _meaning(error: Exception) -> Exception:
    """What a failed handover means for this message and for the batch."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()))
            said = _words(smtplib.SMTPResponseException(code, answer))
            return Refused(said) if code >= 500 else Exception(said)
        case smtplib.SMTPDataError() if error.smtp_code >= 500:
            return Refused(_words(error))
        case smtplib.SMTPResponseException():
            return Exception(_words(error))
        case ValueError() | smtplib.SMTPNotSupportedError():
            return Refused(f"This can't be made into an email: {error}")
        case OSError():
            return Unavailable(_words(error))
    return error


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        return f"{error.smtp_code} {said}"
    return f"{type(error).__name__}: {error}"
