"""What people who came say afterwards."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal
from messaging.services import post
from panels import emails
from panels.models import Registration, SessionFeedback


def give_feedback(
    *, registration_id: int, heard: int, next_step: str = "", may_quote: bool = False
) -> SessionFeedback:
    """Keep one answer a person, and thank them. Who holds the signed link may answer.

    Raises:
        Refusal: `given-already`.
    """
    registration = Registration.objects.select_related("session", "person").get(pk=registration_id)
    try:
        with transaction.atomic():
            feedback = SessionFeedback.objects.create(
                registration=registration, heard=heard, next_step=next_step, may_quote=may_quote
            )
            post(
                emails.feedback_thanks(registration),
                key=f"panels.feedback-thanks:{registration.pk}",
            )
            return feedback
    except IntegrityError as error:
        raise Refusal(
            _("You have told us about this session already. Thank you."), code="given-already"
        ) from error
