"""An officer's changes to what a session says, and who is told of them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusal import Refusal, require
from messaging.services import cancel_scheduled, post
from panels import emails, reminders
from panels.enums import LIVE, RegistrationState, SessionState
from panels.models import Session
from panels.services.groups import keep_before_closing
from panels.services.places import lock, settle
from places.models import Venue

WHAT_MOVED = {
    "starts_at": gettext_lazy("Date or time"),
    "ends_at": gettext_lazy("Date or time"),
    "venue": gettext_lazy("Place"),
    "online_link": gettext_lazy("Online link"),
}


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
    require(actor.has_perm("panels.change_session"))
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
        moved = dict.fromkeys((WHAT_MOVED[name] for name in session.write(changes)), "")
        session.updated_at = timezone.now()
        session.save(update_fields=[*changes, "version", "updated_at"])
        keep_before_closing(session)
        if session.state == SessionState.PUBLISHED:
            if moved:
                _tell_of_change(session, moved)
            settle(session)
        return session


def venue_changed(venue: Venue, fields: Iterable[str]) -> None:
    """Tell those who come to a session at this venue what is new there; calendars follow.

    Args:
        venue: as it is written now.
        fields: names of its columns that changed and that visitors rely on.
    """
    for session in at_venue(venue).order_by("pk"):
        _venue_of_one_changed(session.pk, venue, fields)


def _venue_of_one_changed(session_id: int, venue: Venue, fields: Iterable[str]) -> None:
    what = {capfirst(Venue._meta.get_field(name).verbose_name): venue.say(name) for name in fields}
    with transaction.atomic():
        session = lock(session_id)
        session.version += 1
        session.updated_at = timezone.now()
        session.save(update_fields=["version", "updated_at"])
        _tell_of_change(session, what)


def at_venue(venue: Venue):
    """The sessions that are still to come at a venue and that people may have registered for."""
    return Session.objects.filter(venue=venue, state=SessionState.PUBLISHED).ahead()


def _tell_of_change(session: Session, what: dict) -> None:
    """Tell everybody registered; `what` is what changed, and its new value where that helps."""
    people = session.registrations.filter(state__in=LIVE).select_related("person")
    for registration in people:
        registration.session = session
        post(
            emails.session_changed(registration, what),
            key=f"panels.session-changed:{registration.pk}:{session.version}",
        )
        cancel_scheduled(about=reminders.about(registration))
        if registration.state == RegistrationState.CONFIRMED:
            reminders.schedule_for(registration)
