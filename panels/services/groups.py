"""Places held for a group until a date: held, filled by its people, and given back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.actors import PORTAL, recorded
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from core.text import closing
from core.words import Words
from messaging.services import cancel_scheduled, reschedule
from panels import rules
from panels.enums import GroupHoldState, SessionState
from panels.models import GroupHold, Session
from panels.services.places import lock, settle, take_for_group

DUE = "panels.group-hold"


def hold_for_group(*, session_id: int, actor, name: str, places: int, until: datetime) -> GroupHold:
    """Hold places of a session for a group; they count as taken until they are given back.

    Args:
        session_id: primary key of a session that is a draft or published.
        actor: an officer with `panels.change_session`.
        name: of the group.
        places: how many, at least 1.
        until: in UTC, at most when registration closes.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-holding` in a state without registrations to come,
            `over` or `after-closing` by the date, `no-room`, or `held-already` for this group.
    """
    require(rules.may_hold_places(actor))
    with receiving() as received:
        session = lock(session_id)
        _refuse_unless_holding(session, until, received)
        if not take_for_group(session, places, until):
            _refuse_for_room(session)
        try:
            with transaction.atomic():
                hold = GroupHold.objects.create(
                    session=session, name=name, places=places, until=until
                )
        except IntegrityError as error:
            raise Refusal(
                _("Places are held for this group already. Give them back first."),
                code="held-already",
                field="name",
            ) from error
        hold.moves.create(from_state="", to_state=hold.state, actor=recorded(actor))
        _schedule(hold)
        return hold


def _refuse_unless_holding(session: Session, until: datetime, received: datetime) -> None:
    if session.state not in (SessionState.DRAFT, SessionState.PUBLISHED):
        raise Refusal(
            _("Nobody can register for a session like this any more."), code="not-holding"
        )
    if until <= received:
        raise Refusal(_("Choose a date that is still to come."), code="over", field="until")
    if until > session.registration_closes_at:
        raise Refusal(
            _("Registration closes at %(moment)s. Places can be held until then.")
            % {"moment": closing(session.registration_closes_at)},
            code="after-closing",
            field="until",
        )


def refuse_unless_room(session: Session) -> None:
    """Raise the Refusal of a session without a free place.

    Raises:
        Refusal: `no-room`.
    """
    if session.is_full:
        _refuse_for_room(session)


def _refuse_for_room(session: Session) -> None:
    session.refresh_from_db(fields=["taken"])
    raise Refusal(
        _("Only %(left)s places are free. Hold at most that many, or add places first.")
        % {"left": session.places_left},
        code="no-room",
        field="places",
    )


def release_group(*, group_hold_id: int, actor) -> GroupHold:
    """Give back early what nobody of the group has taken; the waiting list gets it.

    Raises:
        Refusal: `not-allowed`, or `not-a-move` where it was given back already.
    """
    with transaction.atomic():
        hold = _locked(group_hold_id)
        _give_back(hold, GroupHoldState.RELEASED, actor=actor)
        cancel_scheduled(about=_about(hold))
        return hold


def end_at_its_date(about: str) -> None:
    """Give back what is due, such as `group-hold:12`; nothing is said of it."""
    with transaction.atomic():
        hold = _locked(int(about.partition(":")[2]))
        if hold.state == GroupHoldState.OPEN:
            _give_back(hold, GroupHoldState.LAPSED, actor=PORTAL)


def _give_back(hold: GroupHold, to: str, *, actor) -> None:
    """End a hold and settle; its session is locked."""
    move(hold, to=to, actor=actor)
    Session.objects.filter(pk=hold.session_id).update(taken=F("taken") - hold.left)
    settle(hold.session)


def end_with_session(session: Session) -> None:
    """End what is held of a session that is cancelled, which has no places any more."""
    for hold in session.group_holds.open():
        cancelled = Words("panels.session-cancelled")
        move(hold, to=GroupHoldState.RELEASED, actor=PORTAL, reason=cancelled)
        cancel_scheduled(about=_about(hold))


def keep_before_closing(session: Session) -> None:
    """End what is held when registration closes, where that is sooner now."""
    for hold in session.group_holds.open().filter(until__gt=session.registration_closes_at):
        hold.until = session.registration_closes_at
        hold.save(update_fields=["until"])
        _schedule(hold)


def _schedule(hold: GroupHold) -> None:
    reschedule(kind=DUE, about=_about(hold), due_at=hold.until)


def _about(hold: GroupHold) -> str:
    return f"group-hold:{hold.pk}"


def _locked(group_hold_id: int) -> GroupHold:
    """The hold as it is now, with its session locked first."""
    session_id = GroupHold.objects.values_list("session_id", flat=True).get(pk=group_hold_id)
    session = lock(session_id)
    hold = GroupHold.objects.get(pk=group_hold_id)
    hold.session = session
    return hold
