"""Sending an application, and changing what was sent: what was sent last counts meanwhile."""

from django.utils.translation import gettext as _

from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import cancel_scheduled, post
from questionnaires import services as questions
from recruitment import emails, reminders, rules
from recruitment.enums import CHANGEABLE, SENT, ApplicationState
from recruitment.models import Application
from recruitment.services.applying import (
    checked_details,
    lock_application,
    refuse_unless_changeable,
    write_in_time,
)


def change_details(
    *, application_id: int, actor, sector: str, address: str, postcode: str, organisation: str = ""
) -> Application:
    """Change whom an application speaks for and where they live, while it can be changed.

    Of an application that was sent, the changed details count once it is sent again.

    Raises:
        Refusal: as `start` says, or `not-draft` where it was sent and isn't opened to be changed.
    """
    with receiving() as received:
        application = lock_application(application_id, sharing=True)
        require(rules.may_answer(actor, application))
        refuse_unless_changeable(application, actor, received)
        if not application.is_unsent:
            raise Refusal(
                _("You have sent this application. Open it again to change it."), code="not-draft"
            )
        details = checked_details(application.round, sector, organisation, address, postcode)
        if application.is_changing:
            del details["ward"]
            details = {"changed_details": details}
        write_in_time(application, received, **details)
        return application


def finish_selection(*, application_id: int, actor) -> Application:
    """Hand the selection answers in, where the application was sent without them.

    Otherwise they wait for the application to be sent, for the first time or again.

    Raises:
        Refusal: `not-allowed`, `closed` and its like, `nothing-asked` where the answers were
            deleted meanwhile, or `incomplete` from the questions.
    """
    with receiving() as received:
        application = lock_application(application_id, sharing=True)
        require(rules.may_answer(actor, application))
        refuse_unless_changeable(application, actor, received)
        selection = application.selection_response
        if selection is None:
            raise Refusal(
                _("There are no selection answers: they were deleted. You can begin again."),
                code="nothing-asked",
            )
        if not application.is_draft and not selection.submissions.exists():
            questions.submit(response_id=selection.pk, actor=actor)
            selection.refresh_from_db(fields=["state"])
        return application


def submit(*, application_id: int, actor) -> Application:
    """Send the application; what counts is when it was received, however long it then waits.

    One that was sent and opened to be changed is sent again. What was sent already, and isn't
    being changed, stays as it is.

    Raises:
        Refusal: `not-allowed`, `closed` and its like, `incomplete` from the questions,
            `selection-incomplete`, what `start` says of details, or what `core.moves.move` raises.
    """
    with receiving() as received:
        application = lock_application(application_id, sharing=True)
        require(rules.may_answer(actor, application))
        if application.state in SENT and not application.is_changing:
            return application
        refuse_unless_changeable(application, actor, received)
        details = application.changed_details
        if details:
            details = checked_details(application.round, **details)
        questions.submit(response_id=application.response_id, actor=actor)
        _submit_selection(application, actor)
        write_in_time(
            application, received, submitted_at=received, changed_details=None, **(details or {})
        )
        record = move(application, to=ApplicationState.SUBMITTED, actor=actor, screening_reason="")
        cancel_scheduled(about=reminders.draft_of(application))
        post(emails.received(application), key=emails.key("received", record))
        return application


def _submit_selection(application: Application, actor) -> None:
    if not application.selection_response_id:
        return
    try:
        questions.submit(response_id=application.selection_response_id, actor=actor)
    except questions.Incomplete as error:
        raise Refusal(
            _("Finish the selection questions, or delete your answers to them."),
            code="selection-incomplete",
        ) from error


def reopen(*, application_id: int, actor) -> Application:
    """Open a sent application to change it, while the round is open. Twice is once.

    It stays sent: what was sent last counts until it is sent again.

    Raises:
        Refusal: `not-allowed`, `closed` and its like, or `too-late` where it was withdrawn.
    """
    with receiving() as received:
        application = lock_application(application_id, sharing=True)
        require(rules.may_answer(actor, application))
        refuse_unless_changeable(application, actor, received)
        if application.state not in CHANGEABLE:
            raise Refusal(_("This application can't be changed any more."), code="too-late")
        for response in (application.response, application.selection_response):
            if response and response.is_submitted:
                questions.reopen(response_id=response.pk, actor=actor)
        application.response.refresh_from_db(fields=["state"])
        reminders.schedule_unsent(application)
        return application
