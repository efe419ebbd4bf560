"""An officer's acts with a whole round, and what the portal does with it by the clock."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from collaboration_fund import emails, reminders, rules
from collaboration_fund.enums import CHANGEABLE, LIVE, UNDECIDED, RoundState
from collaboration_fund.models import ClosingMove, Round, Stage
from collaboration_fund.moments import closes
from collaboration_fund.services.people import told_of, writers_of
from collaboration_fund.services.readiness import what_is_missing
from core.actors import PORTAL, recorded
from core.deadlines import receiving
from core.languages import Texts, columns, english_column, in_english
from core.moves import move
from core.refusal import Refusal, require
from core.sweeps import each_alone
from messaging.services import post


def lock_round(round_id: int) -> Round:
    """The round with its row locked until the transaction ends. Whoever applies doesn't wait.

    Raises:
        Refusal: `not-found`.
    """
    found = Round.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise Refusal(_("This round doesn't exist any more."), code="not-found")
    return found


@transaction.atomic
def announce(*, round_id: int, actor) -> Round:
    """Make the round public; it opens and closes by itself. Its questions keep their version.

    Raises:
        Refusal: `not-ready`, naming all that is missing; or what `core.moves.move` raises.
    """
    round = lock_round(round_id)
    require(rules.may_run(actor))
    if round.is_draft and (missing := what_is_missing(round)):
        raise Refusal(
            _("The round can't be announced yet. Add: %s.") % "; ".join(missing), code="not-ready"
        )
    if not round.is_draft:
        raise Refusal(_("This round is announced already."), code="not-a-move")
    for stage in round.stages.select_related("question_set"):
        version = stage.question_set.versions.published().first()
        Stage.objects.filter(pk=stage.pk).update(version=version)
    move(round, to=RoundState.SCHEDULED, actor=actor)
    return _by_the_clock(round, timezone.now())


@transaction.atomic
def take_back(*, round_id: int, actor) -> Round:
    """Make an announced round a draft again, before anybody could apply.

    Raises:
        Refusal: `begun` where it has opened once, or what `core.moves.move` raises.
    """
    round = lock_round(round_id)
    if round.state == RoundState.SCHEDULED and has_opened(round):
        raise Refusal(_("This round has opened already. Cancel it, with a reason."), code="begun")
    move(round, to=RoundState.DRAFT, actor=actor)
    round.stages.update(version=None)
    return round


def has_opened(round: Round) -> bool:
    """Whether anybody could ever apply in it."""
    return round.moves.filter(to_state=RoundState.OPEN).exists() or (
        round.stages.filter(number=1, opens_at__lte=timezone.now()).exists()
    )


def turn_rounds() -> int:
    """Open and close every round whose time has come; returns how many. Safe to repeat."""
    now = timezone.now()
    due = Round.objects.to_open(now) | Round.objects.to_close(now)
    return each_alone(due.values_list("pk", flat=True).distinct(), _turn)


def _turn(round_id: int) -> bool:
    round = lock_round(round_id)
    before = round.state
    return _by_the_clock(round, timezone.now()).state != before


def _by_the_clock(round: Round, now: datetime) -> Round:
    """Move a locked round to where the dates of its stage say that it is."""
    if round.state == RoundState.SCHEDULED and round.stage.opens_at <= now:
        move(round, to=RoundState.OPEN, actor=PORTAL)
    if round.state == RoundState.OPEN and round.stage.closes_at <= now:
        move(round, to=RoundState.CLOSED, actor=PORTAL)
    return round


def move_closing(*, round_id: int, closes_at: datetime, reason: str, actor) -> Stage:
    """Move the closing of the stage that the round is in; it is kept why.

    What was received before the closing that stood then keeps counting: nothing that was sent is
    touched. A closed round opens again where the new closing lies ahead.

    Raises:
        Refusal: `not-allowed`, `not-now`; `over`, `same`, `next-stage` or `reason`, each naming its
            field.
    """
    with receiving() as now:
        round = lock_round(round_id)
        require(rules.may_run(actor))
        stage = round.stage
        if round.state not in {RoundState.SCHEDULED, RoundState.OPEN, RoundState.CLOSED}:
            raise Refusal(_("This round's closing can't be moved now."), code="not-now")
        _refuse_closing(stage, closes_at, reason, now)
        before = stage.closes_at
        Stage.objects.filter(pk=stage.pk).update(closes_at=closes_at)
        stage.closes_at = closes_at
        record = ClosingMove.objects.create(
            stage=stage,
            before=before,
            after=closes_at,
            reason=reason.strip(),
            actor=recorded(actor),
        )
        if round.state == RoundState.CLOSED and closes_at > now:
            move(round, to=RoundState.OPEN, actor=actor, reason=reason)
        _tell_of_closing(stage, reason=record.reason, mark=str(record.pk))
        return stage


@transaction.atomic
def move_second_stage(
    *, round_id: int, opens_at: datetime, closes_at: datetime, reason: str, actor
) -> Stage:
    """Move the dates of a second stage that hasn't opened; those who got through are told.

    Raises:
        Refusal: `not-allowed`, `not-now`; `opens_at`, `closes_at` or `reason`, each naming its
            field.
    """
    round, now = lock_round(round_id), timezone.now()
    require(rules.may_run(actor))
    stage = second_stage_to_come(round)
    if stage is None:
        raise Refusal(_("This round has no second stage that is to come."), code="not-now")
    first = round.stages.get(number=1)
    if opens_at <= max(now, first.closes_at):
        words = _("Choose a moment that is still to come, and after the first stage has closed.")
        raise Refusal(words, code="opens_at", field="opens_at")
    if closes_at <= opens_at:
        words = _("Choose a moment after the opening.")
        raise Refusal(words, code="closes_at", field="closes_at")
    if not reason.strip():
        raise Refusal(_("Say why its dates move."), code="reason", field="reason")
    before, stage.opens_at, stage.closes_at = stage.closes_at, opens_at, closes_at
    stage.save(update_fields=["opens_at", "closes_at"])
    mark = f"stage-{stage.pk}-{opens_at:%Y%m%d%H%M}-{closes_at:%Y%m%d%H%M}"
    if closes_at != before:
        record = ClosingMove.objects.create(
            stage=stage,
            before=before,
            after=closes_at,
            reason=reason.strip(),
            actor=recorded(actor),
        )
        mark = str(record.pk)
    _tell_of_closing(stage, reason=reason.strip(), mark=mark)
    return stage


def second_stage_to_come(round: Round) -> Stage | None:
    """The second stage of an announced round whose opening hasn't come."""
    if round.is_draft or round.state in {RoundState.CANCELLED, RoundState.DECIDED}:
        return None
    return round.stages.filter(
        number__gt=1, number__gte=round.stage_number, opens_at__gt=timezone.now()
    ).first()


def _tell_of_closing(stage: Stage, *, reason: str, mark: str) -> None:
    """Tell the groups that have begun to write in a stage until when they can now."""
    entries = stage.entries.filter(application__state__in=CHANGEABLE)
    for entry in entries.select_related("application__lead", "application__round"):
        entry.stage = stage
        reminders.schedule(entry)
        for person in writers_of(entry.application.lead):
            post(
                emails.closing_moved(stage, entry.application, person, reason=reason),
                key=f"{emails.DEADLINE}.closing:{mark}:{entry.pk}:{person.pk}",
            )


def _refuse_closing(stage: Stage, closes_at: datetime, reason: str, now: datetime) -> None:
    if closes_at <= max(now, stage.opens_at):
        raise Refusal(
            _("Choose a moment that is still to come, and after the opening."),
            code="over",
            field="closes_at",
        )
    if closes_at == stage.closes_at:
        raise Refusal(_("It closes then already."), code="same", field="closes_at")
    later = stage.round.stages.filter(number__gt=stage.number, opens_at__lte=closes_at).first()
    if later:
        words = _(
            "Stage %(number)s can't close at %(closes)s: stage %(next)s opens at %(opens)s. Choose "
            "a moment before that."
        )
        said = {"closes": closes(closes_at), "opens": closes(later.opens_at)}
        said |= {"number": stage.number, "next": later.number}
        raise Refusal(words % said, code="next-stage", field="closes_at")
    if not reason.strip():
        raise Refusal(_("Say why the closing moves."), code="reason", field="reason")


@transaction.atomic
def start_assessing(*, round_id: int, actor) -> Round:
    """Let the assessors read what was sent in this stage.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    round = lock_round(round_id)
    move(round, to=RoundState.ASSESSING, actor=actor)
    return round


@transaction.atomic
def decide(*, round_id: int, actor) -> Round:
    """Say that the decisions of the last stage are taken.

    Raises:
        Refusal: `second-stage` where one is to come, `undecided` while applications wait, or what
            `core.moves.move` raises.
    """
    round = lock_round(round_id)
    if round.stages.filter(number__gt=round.stage_number).exists():
        raise Refusal(
            _("This round has a second stage. Open it for those who got through."),
            code="second-stage",
        )
    refuse_undecided(round, UNDECIDED)
    move(round, to=RoundState.DECIDED, actor=actor)
    return round


def refuse_undecided(round: Round, states: Collection[str]) -> None:
    """Raise the Refusal of a round with applications in one of these states.

    Raises:
        Refusal: `undecided`, with how many wait.
    """
    waiting = round.applications.filter(state__in=states).count()
    if waiting:
        raise Refusal(
            _("Decide on every application first; %(number)s wait.") % {"number": waiting},
            code="undecided",
        )


@transaction.atomic
def complete(*, round_id: int, actor) -> Round:
    """Say that the work that the round paid for is done.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    round = lock_round(round_id)
    move(round, to=RoundState.COMPLETE, actor=actor)
    return round


@transaction.atomic
def cancel(*, round_id: int, actor, reason: Texts) -> Round:
    """Stop a round for good; its page says why, and every group that applies is told.

    Raises:
        Refusal: `reason` where none is given, or what `core.moves.move` raises.
    """
    round = lock_round(round_id)
    if not in_english(reason):
        raise Refusal(
            _("Say why the round is cancelled. Its page and the groups are told."),
            code="reason",
            field=english_column("reason"),
        )
    said = columns("cancel_reason", reason)
    move(round, to=RoundState.CANCELLED, actor=actor, reason=in_english(reason), **said)
    for application in round.applications.filter(state__in=LIVE).select_related("lead"):
        application.round = round
        reminders.cancel(application)
        for person in told_of(application):
            post(
                emails.cancelled(application, person),
                key=f"{emails.APPLICATION}.cancelled:{application.pk}:{person.pk}",
            )
    return round
