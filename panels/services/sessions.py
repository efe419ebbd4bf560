"""An officer's changes to a session: publish, change, cancel, hold, report."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from messaging.services import cancel_scheduled, post
from panels import emails, reminders
from panels.enums import LIVE, TAKES_A_PLACE, RegistrationState, SessionState
from panels.models import Registration, Session
from panels.services.places import lock, settle

WHEN_AND_WHERE = ("starts_at", "ends_at", "venue", "online_link")


@dataclass(frozen=True)
class Told:
    """How many people an act would tell, by what they hold."""

    with_a_place: int
    waiting: int

    @property
    def total(self) -> int:
        return self.with_a_place + self.waiting


def who_is_told(session: Session) -> Told:
    """Who gets an email when this session is cancelled, or its date, time or place changes."""
    counts = session.registrations.aggregate(
        with_a_place=Count("pk", filter=Q(state__in=TAKES_A_PLACE)),
        waiting=Count("pk", filter=Q(state__in=set(LIVE) - set(TAKES_A_PLACE))),
    )
    return Told(**counts)


def publish_session(*, session_id: int, actor, late_reason: str = "") -> Session:
    """Make a draft public.

    Raises:
        Refusal: `late-reason-needed` with less notice than promised and no reason given,
            `in-the-past`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        session = lock(session_id)
        if session.has_started:
            raise Refusal(
                _("This session is in the past. Change its date before you publish it."),
                code="in-the-past",
            )
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


def change_session(*, session_id: int, actor, changes: dict) -> Session:
    """Write an officer's changes, tell people of a new date, time or place, and settle places.

    Args:
        session_id: primary key of the session.
        actor: an officer with `panels.change_session`.
        changes: field names of Session to their new, validated values.

    Raises:
        Refusal: `not-allowed`, or `below-taken` where the capacity would drop under the places
            taken already.
    """
    if not actor.has_perm("panels.change_session"):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    with transaction.atomic():
        session = lock(session_id)
        capacity = changes.get("capacity", session.capacity)
        if capacity is not None and capacity < session.taken:
            raise Refusal(
                _(
                    "%(taken)s places are taken already. Choose at least that many, or withdraw "
                    "people first."
                )
                % {"taken": session.taken},
                code="below-taken",
                field="capacity",
            )
        moved = any(
            name in changes and changes[name] != getattr(session, name) for name in WHEN_AND_WHERE
        )
        for name, value in changes.items():
            setattr(session, name, value)
        if moved:
            session.version += 1
        session.updated_at = timezone.now()
        session.save(update_fields=[*changes, "version", "updated_at"])
        if session.state == SessionState.PUBLISHED:
            if moved:
                _tell_of_change(session)
            settle(session)
        return session


def _tell_of_change(session: Session) -> None:
    people = session.registrations.filter(state__in=LIVE).select_related("person")
    for registration in people:
        registration.session = session
        post(
            emails.session_changed(registration),
            key=f"panels.session-changed:{registration.pk}:{session.version}",
        )
        cancel_scheduled(subject=reminders.subject(registration))
        if registration.state == RegistrationState.CONFIRMED:
            reminders.schedule_for(registration)


def cancel_session(*, session_id: int, actor, reason: str) -> Session:
    """Cancel a published session and tell everybody who holds or waits for a place.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    reason = reason.strip()
    if not reason:
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
            reason=reason,
            cancel_reason=reason,
            version=session.version + 1,
            updated_at=timezone.now(),
            taken=0,
        )
        live = Registration.objects.filter(session=session, state__in=LIVE)
        for registration in live.select_related("person"):
            registration.session = session
            record = move(registration, to=RegistrationState.CANCELLED, actor=None, reason=reason)
            cancel_scheduled(subject=reminders.subject(registration))
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


def report_session(*, session_id: int, actor, outcome: str) -> Session:
    """Publish what came of a held session.

    Raises:
        Refusal: `outcome-needed`, or what `core.moves.move` raises.
    """
    if not outcome.strip():
        raise Refusal(
            _("Write what was said and what changed. Residents were promised it."),
            code="outcome-needed",
            field="outcome",
        )
    with transaction.atomic():
        session = lock(session_id)
        move(session, to=SessionState.REPORTED, actor=actor, outcome=outcome.strip())
        return session
