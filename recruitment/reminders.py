"""What is said at its time: applications not sent yet, offers without an answer."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core.luton import nine_in_luton
from messaging.services import Message, cancel_scheduled, reschedule
from recruitment import emails
from recruitment.enums import SENT, ApplicationState
from recruitment.models import Application, Offer, Round

UNSENT = "recruitment.unsent"
UNANSWERED = "recruitment.unanswered"
DAYS_BEFORE_CLOSING = (3, 1)
DAYS_BEFORE_REPLY = 3
# Nobody is reminded of what they began only now.
SOON = timedelta(hours=6)


def draft_of(application: Application) -> str:
    """What the due rows of an unsent application are filed under."""
    return f"application:{application.pk}"


def offer_of(application: Application) -> str:
    """What the due rows of an offer to this applicant are filed under."""
    return f"offer-to:{application.pk}"


def schedule_unsent(application: Application) -> None:
    """Remind once, three days before the round closes or the day before, of what isn't sent.

    That is all of an application, or what was changed since it was sent.
    An application that an officer enters waits for the officer, so its applicant isn't reminded.
    """
    if application.is_offline:
        return
    closes_at = application.round.closes_at
    mornings = (nine_in_luton(closes_at, days=-days) for days in DAYS_BEFORE_CLOSING)
    due_at = next((at for at in mornings if at > timezone.now() + SOON), None)
    sent = application.response.submissions.count()
    if due_at:
        reschedule(
            kind=UNSENT,
            key=f"{UNSENT}:{application.pk}:{sent}:{closes_at:%Y%m%dT%H%M}",
            about=draft_of(application),
            due_at=due_at,
        )


def reschedule_unsent(round: Round) -> None:
    """Remind of what isn't sent by the closing date that the round has now."""
    begun = Q(state=ApplicationState.DRAFT) | Q(state__in=SENT, response__state="draft")
    for application in round.applications.filter(begun).select_related("response"):
        application.round = round
        cancel_scheduled(about=draft_of(application))
        schedule_unsent(application)


def write_unsent(about: str) -> Message | None:
    """The reminder for `application:<pk>`, or None where it was sent or can't be any more."""
    pk = int(about.partition(":")[2])
    found = Application.objects.select_related("round", "person", "response").filter(pk=pk)
    application = found.first()
    if application is None or not application.is_unsent or not application.can_change:
        return None
    return replace(emails.unsent(application), worth_until=application.round.closes_at)


def schedule_unanswered(offer: Offer) -> None:
    """Remind of an offer without an answer, three days before its last day."""
    due_at = nine_in_luton(offer.reply_by, days=-DAYS_BEFORE_REPLY)
    if due_at > timezone.now() + timedelta(days=1):
        reschedule(
            kind=UNANSWERED,
            key=f"{UNANSWERED}:{offer.pk}",
            about=offer_of(offer.application),
            due_at=due_at,
        )


def write_unanswered(about: str) -> Message | None:
    """The reminder for `offer-to:<application pk>`, or None where it is answered."""
    pk = int(about.partition(":")[2])
    offer = (
        Offer.objects.select_related("application__round", "application__person")
        .filter(application_id=pk, answer=Offer.Answer.OPEN)
        .first()
    )
    return replace(emails.offer_waits(offer), worth_until=offer.reply_by) if offer else None
