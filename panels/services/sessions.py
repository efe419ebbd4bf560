"""An officer's moves of a session: publish, cancel, hold, report."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.languages import Texts, columns, in_all, in_english
from core.moves import move
from core.refusal import Refusal
from messaging.services import cancel_scheduled, post
from panels import emails, reminders
from panels.enums import LIVE, Attendance, RegistrationState, SessionState
from panels.models import Registration, Session
from panels.models.registration import NO_VISITOR
from panels.services.groups import end_with_session
from panels.services.places import lock


def publish_session(*, session_id: int, actor, late_reason: str = "") -> Session:
    """Make a draft public.

    Raises:
        Refusal: `late-reason-needed` with less notice than promised and no reason given,
            `in-the-past`, `closed-already` where nobody could register any more, or what
            `core.moves.move` raises.
    """
    with transaction.atomic():
        session = lock(session_id)
        refuse_unless_to_come(session)
        late = session.needs_late_reason
        if late and not late_reason.strip():
            raise Refusal(
                _("Residents are promised %(days)s days' notice. Say why this is later.")
                % {"days": session.notice_days},
                code="late-reason-needed",
                field="late_reason",
            )
        reason = late_reason.strip() if late else ""
        move(session, to=SessionState.PUBLISHED, actor=actor, reason=reason, late_reason=reason)
        return session


def refuse_unless_to_come(session: Session) -> None:
    """Raise the Refusal of a draft that nobody could register for any more.

    Raises:
        Refusal: `in-the-past` or `closed-already`.
    """
    if session.has_started:
        raise Refusal(
            _("This session is in the past. Change its date before you publish it."),
            code="in-the-past",
        )
    if session.registration_closes_at <= timezone.now():
        raise Refusal(
            _(
                "Registration has closed already, so nobody could register. Change when it "
                "closes before you publish the session."
            ),
            code="closed-already",
        )


def cancel_session(*, session_id: int, actor, reason: Texts) -> Session:
    """Cancel a published session and tell everybody who holds or waits for a place.

    Args:
        session_id: primary key of the session.
        actor: an officer with `panels.cancel_session`.
        reason: why, in English or as {language: words}; people will read it.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    why = in_english(reason)
    if not why:
        raise Refusal(
            _("Say why the session is cancelled. People will read it."),
            code="reason-needed",
            field="reason",
        )
    with transaction.atomic():
        session = lock(session_id)
        move(
            session,
            to=SessionState.CANCELLED,
            actor=actor,
            reason=why,
            updated_at=timezone.now(),
            taken=0,
            **columns("cancel_reason", reason),
        )
        end_with_session(session)
        live = Registration.objects.filter(session=session, state__in=LIVE)
        for registration in live.select_related("person"):
            registration.session = session
            record = move(
                registration,
                to=RegistrationState.CANCELLED,
                actor=PORTAL,
                reason=why,
                **NO_VISITOR,
            )
            cancel_scheduled(about=reminders.about(registration))
            post(emails.session_cancelled(registration), key=emails.key("cancelled", record))
        return session


def hold_session(*, session_id: int, actor) -> Session:
    """Say that a published session took place; its numbers become public.

    Raises:
        Refusal: `not-over-yet`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        session = lock(session_id)
        if session.ends_at > timezone.now():
            raise Refusal(_("This session isn't over yet."), code="not-over-yet")
        move(session, to=SessionState.HELD, actor=actor)
        return session


def report_session(*, session_id: int, actor, outcome: Texts) -> Session:
    """Publish what came of a held session, and tell those who came, each in their language.

    Args:
        session_id: primary key of the session.
        actor: an officer with `panels.publish_session`.
        outcome: what was said and what changed, in English or as {language: words}.

    Raises:
        Refusal: `outcome-needed`, or what `core.moves.move` raises.
    """
    if not in_english(outcome):
        raise Refusal(
            _("Write what was said and what changed. Residents were promised it."),
            code="outcome-needed",
            field="outcome",
        )
    with transaction.atomic():
        session = lock(session_id)
        no_draft = dict.fromkeys(in_all("outcome_draft"), "")
        said = columns("outcome", outcome) | no_draft
        move(session, to=SessionState.REPORTED, actor=actor, **said)
        came = session.registrations.filter(attendance=Attendance.ATTENDED)
        for registration in came.select_related("person"):
            if registration.person.gets_letters:
                # Somebody who walked in without an address: they can be written to nowhere.
                continue
            registration.session = session
            post(emails.what_came(registration), key=f"panels.what-came:{registration.pk}")
        return session
