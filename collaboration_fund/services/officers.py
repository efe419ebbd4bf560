"""What officers do with one application: more time, named questions, decisions, the next stage."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collaboration_fund import emails, reminders, rules
from collaboration_fund.enums import (
    CHANGEABLE,
    TAKES_ENTRIES,
    AcceptBy,
    ApplicationState,
    RoundState,
)
from collaboration_fund.models import Application, Entry, Extension, Round
from collaboration_fund.services.awarding import refuse_interest
from collaboration_fund.services.checking import unaccepted
from collaboration_fund.services.people import told_of, writers_of
from collaboration_fund.services.rounds import refuse_undecided
from collaboration_fund.services.writing import lock_entry, open_entry
from core.actors import PORTAL, recorded
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from core.sweeps import each_alone
from core.words import Words
from messaging.services import post
from questionnaires import services as questions


def extend(*, application_id: int, until: datetime, reason: str, actor) -> Extension:
    """Give one application more time; its groups are told until when.

    Raises:
        Refusal: `not-allowed`, `interest`, `not-now`; `until` or `reason`, each naming its field.
    """
    return _more_time(application_id, until, reason, actor, keys=())


def reopen_questions(
    *, application_id: int, keys: Collection[str], until: datetime, reason: str, actor
) -> Extension:
    """Let the groups answer named questions again, until a day; all else stays as it was sent.

    Raises:
        Refusal: as `extend`; `keys` naming its field; `not-sent` where nothing was sent yet.
    """
    if not keys:
        raise Refusal(_("Choose the questions."), code="keys", field="keys")
    return _more_time(application_id, until, reason, actor, keys=keys)


def _more_time(application_id, until, reason, actor, *, keys) -> Extension:
    with receiving() as received:
        entry = lock_entry(application_id)
        require(rules.may_run(actor))
        refuse_interest(entry.application, actor)
        if entry.stage.round.state not in TAKES_ENTRIES:
            raise Refusal(_("This round takes nothing any more."), code="not-now")
        if entry.application.state not in CHANGEABLE:
            state = entry.application.get_state_display()
            raise Refusal(
                _("This can't be done now: it is “%(state)s”.") % {"state": state}, code="not-now"
            )
        if until <= max(received, entry.stage.closes_at if not keys else received):
            raise Refusal(
                _("Choose a moment that is still to come, and after the closing."),
                code="until",
                field="until",
            )
        if not reason.strip():
            raise Refusal(_("Say why."), code="reason", field="reason")
        if keys and entry.received_at is None:
            raise Refusal(
                _("Nothing of it was sent, so there is nothing to ask again. Give it more time."),
                code="not-sent",
            )
        known = set(entry.response.version.questions.values_list("key", flat=True))
        if not set(keys) <= known:
            raise Refusal(_("Choose questions of this stage."), code="keys", field="keys")
        extension = give_time(entry, until=until, reason=reason.strip(), actor=actor, keys=keys)
        for person in writers_of(entry.application.lead):
            post(
                emails.more_time(extension, person),
                key=f"{emails.DEADLINE}.more-time:{extension.pk}:{person.pk}",
            )
        return extension


def give_time(
    entry: Entry, *, until: datetime, reason: str, actor, keys: Collection[str] = ()
) -> Extension:
    """Write down that an entry, or named questions of it, has more time, and remind by that."""
    own = {"reopened_to": until, "reopened_keys": [*keys]} if keys else {"extended_to": until}
    Entry.objects.filter(pk=entry.pk).update(**own)
    for column, value in own.items():
        setattr(entry, column, value)
    reminders.schedule(entry)
    return entry.extensions.create(until=until, keys=[*keys], reason=reason, actor=recorded(actor))


# What an officer says of an application that was sent. Money is for the panel to decide on, and for
# two people to confirm: a last stage's yes or no isn't among them.
DECISIONS = (
    ApplicationState.INELIGIBLE,
    ApplicationState.THROUGH,
    ApplicationState.UNSUCCESSFUL,
    ApplicationState.SENT,
)
# These say why.
NO = (ApplicationState.INELIGIBLE, ApplicationState.UNSUCCESSFUL)


@transaction.atomic
def record_decision(
    *, application_id: int, decision: str, actor, feedback: str = ""
) -> Application:
    """Record what one officer decides, and tell every group of it. A first stage's yes opens the
    second; what a last stage comes to is the panel's (`services.confirm_second`).

    An application that can be considered after all goes back to where it stood: sent, or through to
    a stage in which it has sent nothing yet.

    Raises:
        Refusal: `not-allowed`, `interest`; `decision` naming its field; `feedback` where a no says
            nothing; or
            what `core.moves.move` raises.
    """
    application = lock_entry(application_id).application
    require(rules.may_run(actor))
    refuse_interest(application, actor)
    round = application.round
    number = application.entry.stage.number
    is_last = not round.stages.filter(number__gt=number).exists()
    wrong = {
        ApplicationState.THROUGH: is_last,
        ApplicationState.UNSUCCESSFUL: is_last,
        ApplicationState.SENT: application.state != ApplicationState.INELIGIBLE,
    }
    if decision not in DECISIONS or wrong.get(decision):
        raise Refusal(
            _("Choose what can be decided in this stage."), code="decision", field="decision"
        )
    if decision in NO and not feedback.strip():
        raise Refusal(_("Say why; the groups read it."), code="feedback", field="feedback")
    again = decision == ApplicationState.SENT and application.entry.received_at is None
    to = ApplicationState.THROUGH if again else decision
    record = move(application, to=to, actor=actor, reason=feedback, feedback=feedback.strip())
    if decision == ApplicationState.THROUGH:
        application.entry = _carry_over(application, actor)
    else:
        reminders.schedule(application.entry)
    for person in told_of(application):
        post(
            emails.decided(application, person, is_again=decision == ApplicationState.SENT),
            key=f"{emails.APPLICATION}.decided:{record.pk}:{person.pk}",
        )
    return application


def _carry_over(application: Application, actor) -> Entry:
    """What an application writes in stage two, beginning with what it said in stage one."""
    first = application.entry
    stage = application.round.stages.get(number=first.stage.number + 1)
    language = first.response.language
    entry = open_entry(application, stage, actor=actor, language=language)
    application.__dict__.pop("entry", None)
    copy_answers(first, entry, actor=actor)
    return entry


def copy_answers(old: Entry, new: Entry, *, actor) -> None:
    """Take over the answers to questions of the same key and kind; files are sent again."""
    values = questions.counted_values(old.response)
    kinds = dict(old.response.version.questions.values_list("key", "kind"))
    asked = dict(new.response.version.questions.values_list("key", "kind"))
    for key, value in values.items():
        if asked.get(key) != kinds[key] or kinds[key] == "file":
            continue
        try:
            with transaction.atomic():
                questions.save_answers(
                    response_id=new.response_id, values={key: value}, actor=actor, for_now=True
                )
        except Refusal:
            # What the new question doesn't take, such as a choice that is gone, is asked anew.
            continue


@transaction.atomic
def next_stage(*, round_id: int, actor) -> Round:
    """Let the round wait for its second stage, for those who got through.

    Raises:
        Refusal: `undecided` while applications wait; or what `core.moves.move` raises.
    """
    round = Round.objects.select_for_update().get(pk=round_id)
    require(rules.may_run(actor))
    refuse_undecided(round, [ApplicationState.SENT])
    if not round.stages.filter(number=round.stage_number + 1).exists():
        raise Refusal(_("This round has no second stage."), code="no-stage")
    move(round, to=RoundState.SCHEDULED, actor=actor, stage_number=round.stage_number + 1)
    round.__dict__.pop("stage", None)
    return round


def success_of(round: Round) -> tuple[int, int]:
    """How many applications of a round were sent in its first stage, and how many were funded."""
    sent = round.applications.sent_ever()
    return sent.count(), sent.filter(state=ApplicationState.FUNDED).count()


def lapse_unaccepted() -> int:
    """Say of sent applications whose partners didn't accept in time that they can't be considered.

    In rounds whose partners have five working days after the closing. Safe to repeat.
    """
    waiting = Application.objects.filter(
        state=ApplicationState.SENT,
        round__accept_by=AcceptBy.FIVE_DAYS,
        round__state__in=[RoundState.CLOSED, RoundState.ASSESSING],
    )
    return each_alone(waiting.values_list("pk", flat=True), _lapse_if_unaccepted)


def _lapse_if_unaccepted(application_id: int) -> bool:
    with receiving() as now:
        entry = lock_entry(application_id)
        application = entry.application
        is_due = application.state == ApplicationState.SENT and entry.accept_until <= now
        missing = unaccepted(application) if is_due and entry.stage.asks_budget else []
        if not missing:
            return False
        groups = ", ".join(map(str, missing))
        move(
            application,
            to=ApplicationState.INELIGIBLE,
            actor=PORTAL,
            reason=Words("collaboration_fund.not-accepted", groups=groups),
        )
        reminders.cancel(application)
        for person in told_of(application):
            post(
                emails.not_accepted(application, person, groups=groups),
                key=f"{emails.APPLICATION}.not-accepted:{application.pk}:{person.pk}",
            )
        return True
