"""What becomes of registrations where two records of one person are merged."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actors import PORTAL
from core.text import day_of
from core.words import Words
from panels.enums import Attendance, RegistrationState
from panels.models import Registration
from panels.services.places import leave, lock, settle
from people.merge_keys import moves

# Of two registrations for one session the one that stays: who came, then who has most of a place.
BEST = (
    RegistrationState.CONFIRMED,
    RegistrationState.HELD,
    RegistrationState.WAITING,
    RegistrationState.WAITING_HELD,
)


def declare() -> None:
    """Say how registrations move."""
    moves(
        "panels.Registration",
        "person",
        gettext_lazy("registrations"),
        doubles=doubles,
        drop=end,
        says=says,
        tells=tells,
    )


def doubles(kept, gone) -> list[Registration]:
    """Of each session that both are registered for, the registration that ends."""
    live = Registration.objects.live().select_related("session")
    theirs = {row.session_id: row for row in live.of(gone)}
    both = live.of(kept).filter(session__in=theirs.keys()).order_by("session_id")
    return [max(row, theirs[row.session_id], key=_rank) for row in both]


def end(registration: Registration) -> None:
    """Withdraw it without a word to the person, and give its place to the queue."""
    session = lock(registration.session_id)
    leave(
        registration,
        RegistrationState.WITHDRAWN,
        actor=PORTAL,
        reason=Words("panels.merged"),
        attendance=Attendance.UNMARKED,
    )
    settle(session)


def says(registration: Registration) -> str:
    """What an officer reads of it beforehand."""
    said = _("Both are registered for “%(session)s”: %(reference)s (%(state)s) is withdrawn.")
    return said % {
        "session": registration.session,
        "reference": registration.reference,
        "state": registration.get_state_display(),
    }


def tells(kept) -> list[str]:
    """What the person is told: the reference of each registration that they have, and for what."""
    live = Registration.objects.live().of(kept).filter(session__ends_at__gt=timezone.now())
    said = _("%(reference)s: %(session)s, %(day)s (%(state)s)")
    return [
        said
        % {
            "reference": row.reference,
            "session": row.session,
            "day": day_of(row.session.starts_at),
            "state": row.get_state_display(),
        }
        for row in live.select_related("session").order_by("session__starts_at", "pk")
    ]


def _rank(registration: Registration) -> tuple:
    """The higher, the sooner it ends."""
    came = registration.attendance == Attendance.ATTENDED
    return (not came, BEST.index(registration.state), registration.pk)
