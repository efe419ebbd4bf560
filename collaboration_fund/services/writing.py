"""What the groups write: the application, its answers, and until when."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessment.models import Piece
from collaboration_fund import emails, reminders, rules
from collaboration_fund.enums import CHANGEABLE, ApplicationState, RoundState
from collaboration_fund.models import Application, Entry, Round, SavedAnswer, Stage
from collaboration_fund.moments import closes, exactly
from collaboration_fund.services.people import told_of
from core.actors import recorded
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from organisations.models import Organisation
from questionnaires import services as questions
from questionnaires.models import Response


def start(
    *,
    round_id: int,
    organisation: Organisation,
    title: str,
    actor,
    language: str = "en",
    copied_from: Application | None = None,
) -> Application:
    """Begin an application that a group leads; a group that leads one in this round gets that one.

    Args:
        language: of settings.LANGUAGES, the one that the questions are read in.
        copied_from: the application that it was copied from.

    Raises:
        Refusal: `not-allowed`; `not-open` where the round takes none; `title` naming its field.
    """
    try:
        with receiving() as received:
            require(rules.may_start(actor, organisation))
            mine = Application.objects.live().filter(round=round_id, lead=organisation).first()
            if mine:
                return mine
            round = Round.objects.taking_new(received).filter(pk=round_id).first()
            if round is None:
                raise Refusal(
                    _("This round takes no new applications now. Look at its dates."),
                    code="not-open",
                )
            return begin(
                round,
                organisation,
                title,
                actor=actor,
                language=language,
                copied_from=copied_from,
            )
    except IntegrityError:
        # Somebody of the group came through another window at the same moment.
        return Application.objects.live().get(round=round_id, lead=organisation)


def begin(
    round: Round, organisation: Organisation, title: str, *, actor, language: str, **columns
) -> Application:
    """An application with its lead group and its first entry, within the caller's transaction.

    Raises:
        Refusal: `title` naming its field.
    """
    application = Application.objects.create(
        round=round,
        lead=organisation,
        title=_checked_title(title),
        created_by=actor,
        **columns,
    )
    application.partners.create(organisation=organisation, is_lead=True)
    application.moves.create(from_state="", to_state=application.state, actor=recorded(actor))
    open_entry(application, round.stage, actor=actor, language=language)
    return application


def open_entry(application: Application, stage: Stage, *, actor, language: str) -> Entry:
    """What an application writes in a stage, empty, with the questions that the stage keeps to."""
    entry = Entry.objects.create(
        application=application,
        stage=stage,
        piece=Piece.objects.create(assessment_id=stage.assessment_id),
        response=questions.start(
            key=stage.question_set.key,
            version_id=stage.version_id,
            actor=actor,
            language=language,
        ),
    )
    reminders.schedule(entry)
    return entry


def _checked_title(title: str) -> str:
    title = title.strip()
    if not title:
        raise Refusal(_("Say what your work together is called."), code="title", field="title")
    return title[:120]


def lock_entry(application_id: int) -> Entry:
    """The latest entry of an application, both rows locked until the transaction ends.

    The round isn't locked: nobody who applies waits for another, or for an officer.

    Raises:
        Refusal: `not-found`.
    """
    list(Application.objects.select_for_update().filter(pk=application_id).values_list("pk"))
    entry = (
        Entry.objects.select_for_update(of=("self",))
        .filter(application=application_id)
        .select_related("application__lead", "application__round", "stage")
        .order_by("-stage__number")
        .first()
    )
    if entry is None:
        raise Refusal(_("This application doesn't exist any more."), code="not-found")
    return entry


def refuse_unless_writable(
    entry: Entry, received: datetime, keys: Collection[str] | None = None
) -> None:
    """Raise the Refusal that says why what was received can't be written, if it can't be.

    Args:
        keys: of the questions that are written; None for all else of an application.

    Raises:
        Refusal: `late`, saying when it was received; `cancelled`, `not-now`, `not-open-yet`; or
            `not-reopened` where only other questions are open.
    """
    if not entry.is_writable(received):
        raise late(entry, received)
    if entry.only_reopened(received) and not set(keys or [""]) <= set(entry.reopened_keys):
        raise Refusal(
            _("Only the questions that the council named can be changed now."), code="not-reopened"
        )


def late(entry: Entry, received: datetime) -> Refusal:
    """Why what was received at this moment can't be written into an entry."""
    round = entry.stage.round
    if round.state == RoundState.CANCELLED:
        return Refusal(_("This round has been cancelled."), code="cancelled")
    if entry.application.state not in CHANGEABLE:
        words = _("This application can't be changed now: “%(state)s”.")
        return Refusal(words % {"state": entry.application.public_state}, code="not-now")
    if received < entry.stage.opens_at:
        return Refusal(_("This stage isn't open yet."), code="not-open-yet")
    return Refusal(
        _(
            "This closed at %(closed)s. What you sent now reached us on %(received)s, so it is "
            "too late. Your draft is kept, and what you sent before counts."
        )
        % {"closed": closes(entry.closes_at), "received": exactly(received)},
        code="late",
    )


def change_title(*, application_id: int, actor, title: str, priorities: Collection) -> Application:
    """Say what the work is called, and in which of the round's priority areas it lies.

    Args:
        priorities: rows of the round.

    Raises:
        Refusal: `not-allowed`, `late` and its like, `title` or `priorities` naming its field.
    """
    with receiving() as received:
        entry = lock_entry(application_id)
        application = entry.application
        require(rules.may_write(actor, application))
        refuse_unless_writable(entry, received)
        if any(one.round_id != application.round_id for one in priorities):
            raise Refusal(_("Choose areas of this round."), code="priorities", field="priorities")
        application.title = _checked_title(title)
        application.save(update_fields=["title"])
        application.priorities.set(priorities)
        return application


def save_answers(
    *,
    application_id: int,
    values: Mapping[str, object],
    actor,
    for_now: bool = False,
    made_from: Mapping[str, str] | None = None,
) -> Response:
    """Keep answers, and beside them who saved which of them when.

    Args:
        values, for_now, made_from: as `questionnaires.services.save_answers` takes them.

    Raises:
        SavedMeanwhile: somebody of the group saved another answer since; nothing is written.
        Refusal: `not-allowed`, `late` and its like, or what the questions say.
    """
    with receiving() as received:
        entry = lock_entry(application_id)
        require(rules.may_write(actor, entry.application))
        refuse_unless_writable(entry, received, values.keys())
        before = questions.values_of(Response.objects.for_reading().get(pk=entry.response_id))
        response = questions.save_answers(
            response_id=entry.response_id,
            values=values,
            actor=actor,
            for_now=for_now,
            made_from=made_from,
        )
        after = questions.values_of(response)
        SavedAnswer.objects.bulk_create(
            SavedAnswer(entry=entry, key=key, person=recorded(actor), at=received)
            for key in values
            if before.get(key) != after.get(key)
        )
        return response


@transaction.atomic
def withdraw(*, application_id: int, actor, reason: str = "") -> Application:
    """Take an application back for good; what was sent stays as it was sent. Twice is once.

    Everybody who acts for the lead group or a partner is told.

    Raises:
        Refusal: `not-allowed`, `funded`, or what `core.moves.move` raises.
    """
    application = lock_entry(application_id).application
    require(rules.may_send(actor, application))
    if application.state == ApplicationState.FUNDED:
        raise Refusal(
            _("We fund this application. If you don’t want the grant, decline it on its page."),
            code="funded",
        )
    if application.state != ApplicationState.WITHDRAWN:
        record = move(application, to=ApplicationState.WITHDRAWN, actor=actor, reason=reason)
        reminders.cancel(application)
        for person in told_of(application):
            post(
                emails.withdrawn(application, person, reason=reason),
                key=f"{emails.APPLICATION}.withdrawn:{record.pk}:{person.pk}",
            )
    return application
