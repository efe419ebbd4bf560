"""What the page of a person says: what each app knows of them, and this officer may read."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from messaging.models import OutboxMessage
from messaging.readers import record_reading as record_messages
from messaging.services import messages_for, optional_kinds, readable_by, switched_off
from officers.registry import MOST_SHOWN, Line, Section, parts
from people.services import record_readings

RECORD = "person's record"


def sections_of(officer, person) -> list[Section]:
    """Everything that this officer may read of a person; that they read it is recorded."""
    found = [section for part in parts() for section in part.knows(officer, person)]
    for section in found:
        if section.read and isinstance(section.read[0], OutboxMessage):
            record_messages(section.read, actor=officer, what=RECORD)
        elif section.read:
            record_readings(section.read, actor=officer, what=RECORD)
    return [section for section in found if section.lines]


def facts_of(person) -> list[tuple[str, str]]:
    """How somebody is reached, how they came in, and what they want to hear."""
    off = switched_off(person.reference)
    stopped = [str(kind.label) for kind in optional_kinds() if kind.name in off]
    return [
        (_("reached by"), person.reached_by),
        (_("how they came in"), came_in(person)),
        (_("language"), person.get_language_display()),
        (_("emails they switched off"), ", ".join(stopped) or _("none")),
    ]


def came_in(person) -> str:
    """By an account of their own, by an officer, or on the way to an account."""
    if person.gets_letters:
        return _("An officer entered them. They have no email address and can’t sign in.")
    addresses = EmailAddress.objects.filter(user=person, email=person.email, verified=True)
    if addresses.exists():
        return _("With an account. They have shown that the email address is theirs.")
    return _("Nobody has shown yet that the email address is theirs.")


def messages_to(officer, person) -> Iterable[Section]:
    """What was said to a person, and whether it went."""
    if not officer.has_perm("messaging.view_outboxmessage"):
        return
    rows = messages_for(person.reference).filter(readable_by(officer))[:MOST_SHOWN]
    listed = reverse("admin:messaging_outboxmessage_changelist")
    yield Section(
        words=_("What they were told"),
        lines=tuple(
            Line(
                words=_("A code") if row.ephemeral else row.subject,
                url=reverse("admin:messaging_outboxmessage_change", args=[row.pk]),
                said=moment(row.sent_at or row.created_at),
                state=(row.state, row.get_state_display()),
            )
            for row in rows
        ),
        read=tuple(rows),
        all_url=f"{listed}?recipient={person.reference}",
    )


def moment(at) -> str:
    """A moment of the record, as officers read it."""
    return date_format(timezone.localtime(at), "j F Y, H:i")
