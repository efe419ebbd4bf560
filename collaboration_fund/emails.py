"""What is said to the groups of an application."""

from collaboration_fund.models import Acceptance, Application, Edition, Extension, Partner, Stage
from collaboration_fund.moments import exactly
from messaging.services import Message

APPLICATION = "collaboration_fund.application"
PARTNERS = "collaboration_fund.partners"
DEADLINE = "collaboration_fund.deadline"


def _message(application: Application, person, name: str, *, kind: str, **context) -> Message:
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


def partner_gone(partner: Partner, person, *, reason: str) -> Message:
    """A group takes no part, or none any more."""
    return _message(
        partner.application, person, "partner_gone", kind=PARTNERS, partner=partner, reason=reason
    )


def received(edition: Edition, person) -> Message:
    """The receipt of what was sent."""
    return _message(
        edition.entry.application,
        person,
        "received",
        kind=APPLICATION,
        edition=edition,
        received=exactly(edition.received_at),
    )


def more_time(extension: Extension, person) -> Message:
    """This one application has more time, or is asked named questions again."""
    return _message(
        extension.entry.application, person, "more_time", kind=DEADLINE, extension=extension
    )


def closing_moved(stage: Stage, application: Application, person, *, reason: str) -> Message:
    """The closing of the stage that they write in has moved."""
    return _message(application, person, "closing_moved", kind=DEADLINE, stage=stage, reason=reason)


def not_accepted(application: Application, person, *, groups: str) -> Message:
    """A partner didn't accept in time, so it can't be considered."""
    return _message(application, person, "not_accepted", kind=APPLICATION, groups=groups)
