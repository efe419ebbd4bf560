"""What is said to applicants and to those who may want to be."""

from django.conf import settings
from django.urls import reverse

from messaging.services import Message, Recipient
from recruitment.models import Application, ApplicationMove, Offer, Round

APPLICATION = "recruitment.application"
OFFER = "recruitment.offer"
OUTCOME = "recruitment.outcome"
REMINDER = "recruitment.reminder"
INVITATION = "recruitment.invitation"
NEXT_ROUND = "recruitment.next-round"


def key(what: str, record: ApplicationMove) -> str:
    """One email for one occurrence of a transition."""
    return f"recruitment.{what}:{record.thing_id}:{record.pk}"


def _message(application: Application, name: str, *, kind: str, **context) -> Message:
    return Message(
        kind=kind,
        to=application.person.recipient,
        template=f"recruitment/email/{name}.email",
        context={
            "application": application,
            "round": application.round,
            "person": application.person,
            "application_url": application.full_url,
            **context,
        },
        about=application.round.filed_under,
    )


def received(application: Application) -> Message:
    """The receipt of a sent application."""
    return _message(application, "received", kind=APPLICATION)


def withdrawn(application: Application) -> Message:
    """They have taken it back."""
    return _message(application, "withdrawn", kind=APPLICATION)


def selection_deleted(application: Application) -> Message:
    """Their answers to the selection questions are deleted, as they asked."""
    return _message(application, "selection_deleted", kind=APPLICATION)


def ineligible(application: Application) -> Message:
    """It can't be considered, and why."""
    return _message(application, "ineligible", kind=OUTCOME)


def unsent(application: Application) -> Message:
    """It isn't sent yet, or not since it was changed, and the round closes soon."""
    return _message(application, "unsent", kind=REMINDER)


def round_cancelled(application: Application) -> Message:
    """The round is stopped for good."""
    return _message(application, "round_cancelled", kind=OUTCOME)


def _offer_message(offer: Offer, name: str) -> Message:
    return _message(offer.application, name, kind=OFFER, offer=offer)


def offered(offer: Offer) -> Message:
    """A seat is theirs if they want it."""
    return _offer_message(offer, "offered")


def offer_waits(offer: Offer) -> Message:
    """The offer still waits for an answer."""
    return _offer_message(offer, "offer_waits")


def accepted(offer: Offer) -> Message:
    """They have accepted; what comes next."""
    return _offer_message(offer, "accepted")


def declined(offer: Offer) -> Message:
    """They have declined, or let the offer run out."""
    return _offer_message(offer, "declined")


def reserve(application: Application) -> Message:
    """They may still be offered a seat."""
    return _message(application, "reserve", kind=OUTCOME)


def outcome(application: Application) -> Message:
    """They were not chosen, with the panel's feedback."""
    return _message(application, "outcome", kind=OUTCOME)


def _round_message(round: Round, name: str, to: Recipient, *, kind: str) -> Message:
    return Message(
        kind=kind,
        to=to,
        template=f"recruitment/email/{name}.email",
        context={
            "round": round,
            "round_url": round.full_url,
            "my_url": settings.SITE_URL + reverse("my"),
        },
        about=round.filed_under,
    )


def invitation(round: Round, to: Recipient) -> Message:
    """Somebody thinks that they should apply."""
    return _round_message(round, "invitation", to, kind=INVITATION)


def council_invitation(round: Round, to: Recipient) -> Message:
    """The council invites them to apply."""
    return _round_message(round, "council_invitation", to, kind=INVITATION)


def next_round(round: Round, person) -> Message:
    """The round that they asked to hear of is open."""
    return _round_message(round, "next_round", person.recipient, kind=NEXT_ROUND)
