"""A group asks once to look again at how its application was decided; an officer answers."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from collaboration_fund import emails, rules
from collaboration_fund.enums import ApplicationState
from collaboration_fund.models import Application, Decision, ReviewRequest
from collaboration_fund.moments import closes
from collaboration_fund.services.awarding import refuse_interest
from collaboration_fund.services.people import told_of
from collaboration_fund.services.writing import lock_entry
from core.deadlines import receiving
from core.refusal import Refusal, require
from messaging.services import post

REVIEWABLE = (ApplicationState.FUNDED, ApplicationState.RESERVE, ApplicationState.UNSUCCESSFUL)


def decision_of(application: Application) -> Decision | None:
    """The last confirmed decision on an application."""
    rows = application.decisions.filter(meeting__confirmed_at__isnull=False)
    return rows.select_related("meeting").order_by("meeting__confirmed_at").last()


def ask_review(*, application_id: int, reason: str, actor) -> ReviewRequest:
    """Ask for a review of how an application was decided, in its lead group's name, once.

    Raises:
        Refusal: `not-allowed`; `not-now` where nothing was decided; `late`; `asked` where it was
            asked before; `reason` naming its field.
    """
    with receiving() as received:
        application = lock_entry(application_id).application
        require(rules.may_send(actor, application))
        decision = decision_of(application)
        if decision is None or application.state not in REVIEWABLE:
            raise Refusal(_("There is no decision to review."), code="not-now")
        if not Decision.objects.filter(pk=decision.pk, meeting__review_until__gt=received).exists():
            until = closes(decision.meeting.review_until)
            raise Refusal(
                _("A review could be asked until %(until)s. Write to us.") % {"until": until},
                code="late",
            )
        if not reason.strip():
            raise Refusal(_("Say what we are to look at again."), code="reason", field="reason")
        try:
            with transaction.atomic():
                return ReviewRequest.objects.create(
                    application=application,
                    reason=reason.strip(),
                    asked_by=actor,
                    asked_at=received,
                )
        except IntegrityError as error:
            raise Refusal(_("Your group has asked for a review already."), code="asked") from error


@transaction.atomic
def answer_review(*, review_id: int, answer: str, actor) -> ReviewRequest:
    """Answer a request for review; the groups are told.

    Raises:
        Refusal: `not-allowed`, `interest`; `answered`; `answer` naming its field.
    """
    review = ReviewRequest.objects.select_for_update(of=("self",)).get(pk=review_id)
    require(rules.may_run(actor))
    refuse_interest(review.application, actor)
    if review.answer:
        raise Refusal(_("This was answered already."), code="answered")
    if not answer.strip():
        raise Refusal(_("Write the answer."), code="answer", field="answer")
    review.answer, review.answered_by, review.answered_at = answer.strip(), actor, timezone.now()
    review.save(update_fields=["answer", "answered_by", "answered_at"])
    for person in told_of(review.application):
        post(
            emails.review_answered(review, person),
            key=f"{emails.LETTER}.review:{review.pk}:{person.pk}",
        )
    return review
