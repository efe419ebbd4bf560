"""What officers write to the groups of an application, such as a date or a question."""

from hashlib import sha256

from auditlog.models import LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from collaboration_fund import emails, rules
from collaboration_fund.enums import ApplicationState, Told
from collaboration_fund.models import Application
from collaboration_fund.services.people import told_of, writers_of
from collaboration_fund.services.writing import lock_entry
from core.languages import Texts, english_column, in_english, read_in
from core.refusal import Refusal, require
from messaging.services import post


@transaction.atomic
def write_to_groups(
    *, application_id: int, actor, to: str, subject: Texts, text: Texts
) -> Application:
    """Write to who acts for the lead group, or for every group; each in their language if given.

    The same words to the same person about one application are sent once. What was written, and to
    how many, is kept in the application's history.

    Args:
        to: of `enums.Told`.
        subject: in English, or {language: words}; so is `text`.

    Raises:
        Refusal: `not-allowed`; `words-needed` or `to`, each naming its field; `not-now` where it is
            withdrawn; `nobody-there`.
    """
    require(rules.may_run(actor))
    for field, words in (("subject", subject), ("text", text)):
        if not in_english(words):
            raise Refusal(
                _("Write it in English at least."),
                code="words-needed",
                field=english_column(field),
            )
    application = lock_entry(application_id).application
    if application.state == ApplicationState.WITHDRAWN:
        raise Refusal(_("This application is withdrawn."), code="not-now")
    people = told_of(application) if to == Told.GROUPS else writers_of(application.lead)
    if not people:
        raise Refusal(_("There is nobody to write to."), code="nobody-there", field="to")
    for person in people:
        said = [read_in(words, person.language) for words in (subject, text)]
        mark = sha256("\n".join(said).encode()).hexdigest()[:16]
        # By application, so that the officer is shown each letter and not the first alone.
        post(
            emails.note(application, person, *said),
            key=f"collaboration_fund.note-{application.pk}:{person.pk}:{mark}",
        )
    LogEntry.objects.log_create(
        application,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.UPDATE,
        additional_data={"written": in_english(subject), "rows": len(people)},
    )
    return application
