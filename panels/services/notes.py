"""A message of the team to everybody registered for a session, such as what to bring."""

from hashlib import sha256

from auditlog.models import LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from core.languages import Texts, in_english, read_in
from core.refusal import Refusal, require
from messaging.services import post
from panels import emails
from panels.enums import Registered, RegistrationState, SessionState
from panels.models import Session
from panels.services.places import lock

STATES = {
    Registered.PLACES: (RegistrationState.CONFIRMED,),
    Registered.WAITING: (RegistrationState.WAITING,),
    Registered.BOTH: (RegistrationState.CONFIRMED, RegistrationState.WAITING),
}


def write_to_registered(
    *, session_id: int, actor, to: Registered, subject: Texts, text: Texts
) -> Session:
    """Tell everybody with a place, in line, or both; each in their language where it is given.

    The same words to the same person are sent once. What was written, and to how many, is kept in
    the history of the session.

    Args:
        session_id: primary key of a session that is public and not cancelled.
        actor: an officer with `panels.change_session`.
        to: who gets it.
        subject: in English, or {language: words}; so is `text`.

    Raises:
        Refusal: `not-allowed`, `words-needed`, `not-public`, or `nobody-there`.
    """
    require(actor.has_perm("panels.change_session"))
    for field, words in (("subject", subject), ("text", text)):
        if not in_english(words):
            raise Refusal(_("Write it in English at least."), code="words-needed", field=field)
    with transaction.atomic():
        session = lock(session_id)
        if session.state == SessionState.DRAFT or session.is_cancelled:
            raise Refusal(_("Nobody can be registered for a session like this."), code="not-public")
        found = _to(session, to)
        for registration in found:
            registration.session = session
            subject_read, text_read = (
                read_in(words, registration.person.language) for words in (subject, text)
            )
            mark = sha256(f"{subject_read}\n{text_read}".encode()).hexdigest()[:16]
            post(
                emails.note(registration, subject_read, text_read),
                key=f"panels.note:{registration.pk}:{mark}",
            )
        _keep(session, actor, in_english(subject), len(found))
        return session


def refuse_unless_somebody(session: Session) -> None:
    """Raise the Refusal of a session that nobody has a place at, or waits for.

    Raises:
        Refusal: `nobody-there`.
    """
    _to(session, Registered.BOTH)


def _to(session: Session, to: str) -> list:
    people = session.registrations.filter(state__in=STATES[Registered(to)], is_walk_in=False)
    found = list(people.select_related("person").order_by("pk"))
    if not found:
        raise Refusal(_("There is nobody to write to."), code="nobody-there", field="to")
    return found


def _keep(session: Session, actor, subject: str, people: int) -> None:
    LogEntry.objects.log_create(
        session,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.UPDATE,
        additional_data={"written": subject, "rows": people},
    )
