"""What is said to the groups of an application."""

from django.utils import timezone
from django.utils.translation import override

from collaboration_fund import documents
from collaboration_fund.models import (
    Acceptance,
    Application,
    Decision,
    Edition,
    Entry,
    Extension,
    Partner,
    ReviewRequest,
    Stage,
)
from collaboration_fund.moments import exactly
from messaging.services import MadeFile, Message

APPLICATION = "collaboration_fund.application"
PARTNERS = "collaboration_fund.partners"
DEADLINE = "collaboration_fund.deadline"
NOTE = "collaboration_fund.note"
LETTER = "collaboration_fund.letter"
RECEIPT = "collaboration_fund.receipt"


def _message(
    application: Application, person, name: str, *, kind: str, files=(), **context
) -> Message:
    return Message(
        kind=kind,
        to=person.recipient,
        template=f"collaboration_fund/email/{name}.email",
        context={
            "application": application,
            "round": application.round,
            "person": person,
            "application_url": application.full_url,
            **context,
        },
        attachments=files,
        about=application.filed_under,
    )


def invited(partner: Partner, person) -> Message:
    """Another group asks theirs to take part."""
    return _message(partner.application, person, "invited", kind=PARTNERS, partner=partner)


def voided(acceptance: Acceptance) -> Message:
    """What they accepted has changed, so they are asked again."""
    partner = acceptance.partner
    person = acceptance.person
    return _message(partner.application, person, "voided", kind=PARTNERS, partner=partner)


def accepted(acceptance: Acceptance, person, *, is_enough: bool) -> Message:
    """A partner has accepted its part, or one of the two people who must."""
    partner = acceptance.partner
    return _message(
        partner.application,
        person,
        "accepted",
        kind=PARTNERS,
        partner=partner,
        is_enough=is_enough,
    )


def partner_gone(partner: Partner, person, *, reason: str) -> Message:
    """A group takes no part, or none any more."""
    return _message(
        partner.application, person, "partner_gone", kind=PARTNERS, partner=partner, reason=reason
    )


def received(edition: Edition, person) -> Message:
    """The receipt of what was sent, also as a PDF."""
    application = edition.entry.application
    name = f"{application.reference}-{edition.entry.stage.number}-{edition.number}.pdf"
    return _message(
        application,
        person,
        "received",
        kind=APPLICATION,
        files=(MadeFile(name, RECEIPT, str(edition.pk), "application/pdf"),),
        edition=edition,
        received=exactly(edition.received_at),
    )


def more_time(extension: Extension, person) -> Message:
    """This one application has more time, or is asked named questions again."""
    entry = extension.entry
    return _message(
        entry.application,
        person,
        "asked_again" if extension.keys else "more_time",
        kind=DEADLINE,
        extension=extension,
        questions=extension.questions,
        closing=None if entry.only_reopened() else entry.closes_at,
    )


def closing_moved(stage: Stage, application: Application, person, *, reason: str) -> Message:
    """The closing of the stage that they write in has moved, or all the dates of one to come."""
    is_to_open = stage.opens_at > timezone.now()
    more = {"stage": stage, "reason": reason, "is_to_open": is_to_open}
    return _message(application, person, "closing_moved", kind=DEADLINE, **more)


def not_accepted(application: Application, person, *, groups: str) -> Message:
    """A partner didn't accept in time, so it can't be considered."""
    return _message(application, person, "not_accepted", kind=APPLICATION, groups=groups)


def receipt(edition_id: str, language: str) -> bytes:
    """The receipt that an email carries."""
    edition = Edition.objects.select_related("entry__application").get(pk=edition_id)
    with override(language):
        return documents.receipt(edition)


def decided(application: Application, person, *, is_again: bool = False) -> Message:
    """What became of it: through to the second stage, or another decision, with its reason.

    Args:
        is_again: whether it can be considered after all.
    """
    is_through = application.state == Application.State.THROUGH
    return _message(
        application,
        person,
        "through" if is_through else "decided",
        kind=APPLICATION,
        stage=application.entry.stage,
        is_again=is_again,
    )


def withdrawn(application: Application, person, *, reason: str) -> Message:
    """Its lead group has taken it back."""
    return _message(
        application,
        person,
        "withdrawn",
        kind=APPLICATION,
        reason=reason,
        was_sent=application.was_sent,
    )


def cancelled(application: Application, person) -> Message:
    """The round has been cancelled."""
    return _message(application, person, "cancelled", kind=APPLICATION)


def stage_opened(entry: Entry, person) -> Message:
    """The stage that it got through to is open."""
    return _message(entry.application, person, "stage_opened", kind=DEADLINE, until=entry.closes_at)


def to_send(entry: Entry, person, *, why: str, lacks: list[str]) -> Message:
    """It closes soon, and something waits to be sent.

    Args:
        why: as `services.what_waits` says it.
        lacks: what is missing, in the person's language.
    """
    return _message(
        entry.application,
        person,
        "to_send",
        kind=DEADLINE,
        until=entry.closes_at,
        why=why,
        lacks=lacks,
    )


def to_accept(entry: Entry, partner: Partner, person) -> Message:
    """A partner hasn't accepted its part yet, and can't much longer."""
    return _message(
        entry.application,
        person,
        "to_accept",
        kind=PARTNERS,
        partner=partner,
        until=entry.accept_until,
    )


def to_confirm(entry: Entry, person) -> Message:
    """An officer entered it for the group, which is to read it, confirm it and send it."""
    application = entry.application
    return _message(
        application,
        person,
        "to_confirm",
        kind=APPLICATION,
        came_at=exactly(application.came_at),
        until=entry.closes_at,
    )


def note(application: Application, person, subject: str, text: str) -> Message:
    """What an officer writes to its groups."""
    return _message(application, person, "note", kind=NOTE, subject=subject, text=text)


def letter(decision: Decision, person, written) -> Message:
    """What the panel decided, in the officers' words, with what it says by criterion.

    Args:
        written: with the `subject` and the `text` as the person reads them.
    """
    return _message(
        decision.application,
        person,
        "letter",
        kind=LETTER,
        subject=written.subject,
        text=written.text,
        told=decision.told,
        review_until=decision.meeting.review_until,
    )


def review_answered(review: ReviewRequest, person) -> Message:
    """What came of the review that the group asked for."""
    return _message(review.application, person, "review_answered", kind=LETTER, review=review)
