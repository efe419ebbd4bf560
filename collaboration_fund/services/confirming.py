"""Two people confirm what a panel decided; then all of it happens at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.models import Piece
from assessment.services import standings_of
from collaboration_fund import emails, reminders, rules
from collaboration_fund.enums import BY_VERDICT, DECIDABLE, UNDECIDED, RoundState, Verdict
from collaboration_fund.models import Application, Confirmation, Decision, PanelMeeting
from collaboration_fund.services.awarding import grant, left_of
from collaboration_fund.services.content import digest_of
from collaboration_fund.services.deciding import lock_meeting, refuse_confirmed
from collaboration_fund.services.letters import letter_to
from collaboration_fund.services.people import told_of
from collaboration_fund.services.writing import lock_entry
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from core.working_days import working_days_after
from messaging.services import post
from questionnaires.values import pounds

DAYS_TO_ASK = 10


def digest_of_decisions(meeting: PanelMeeting) -> str:
    """The SHA-256 of all that a meeting decided, who was there and who stayed out of what."""
    decisions = [
        {
            "application": one.application_id,
            "order": one.order,
            "verdict": one.verdict,
            "pence": one.pence,
            "advised": one.advised_pence,
            "conditions": one.conditions,
            "reason": one.reason,
            "departs": one.departs,
            "words": one.words,
            "out": sorted(recusal.member_id for recusal in one.recusals.all()),
        }
        for one in meeting.decisions.prefetch_related("recusals")
    ]
    there = [*meeting.members.filter(came=True).values_list("person", flat=True)]
    return digest_of({"decisions": decisions, "there": there, "quorum": meeting.quorum})


def refuse_unready(meeting: PanelMeeting, actor) -> None:
    """Raise the Refusal of decisions that an officer can't confirm.

    Raises:
        Refusal: `not-allowed`; `interest` where the actor stays out of one of them; or as
            `refuse_to_all`.
    """
    require(rules.may_run(actor))
    if meeting.hides_from(actor):
        raise Refusal(
            _("Somebody else has to confirm the decisions of this meeting."), code="interest"
        )
    refuse_to_all(meeting)


def refuse_to_all(meeting: PanelMeeting) -> None:
    """Raise the Refusal of decisions that nobody can confirm as they stand.

    Raises:
        Refusal: `confirmed`; `over` where an application was decided on in another meeting, or
            taken back, since this one decided; `undecided`; `over-budget`.
    """
    refuse_confirmed(meeting)
    decisions = [*meeting.decisions.select_related("application")]
    over = [one for one in decisions if one.verdict and one.application.state not in DECIDABLE]
    if over:
        raise Refusal(
            _(
                "Decided on in another meeting, or withdrawn: %(references)s. Take back what this "
                "meeting decided on it."
            )
            % {"references": ", ".join(one.application.reference for one in over)},
            code="over",
        )
    missing = sum(not one.verdict and one.application.state in DECIDABLE for one in decisions)
    if missing:
        raise Refusal(
            _("Decide on every application of the agenda first; %(number)s wait.")
            % {"number": missing},
            code="undecided",
        )
    granted, left = sum(one.pence for one in decisions), left_of(meeting.round)
    if granted > left:
        raise Refusal(
            _("The decisions grant %(granted)s, and the round has %(left)s left.")
            % {"granted": pounds(granted), "left": pounds(left)},
            code="over-budget",
        )


@transaction.atomic
def confirm_first(*, meeting_id: int, digest: str, actor) -> Confirmation:
    """Confirm a meeting's decisions as they were shown, for another person to confirm them too.

    Args:
        digest: `digest_of_decisions` of what was shown.

    Raises:
        Refusal: as `refuse_unready`; `changed` where they stand otherwise by now; `waits` where
            somebody has confirmed them already.
    """
    meeting = lock_meeting(meeting_id)
    refuse_unready(meeting, actor)
    _refuse_changed(meeting, digest)
    if standing_of(meeting):
        raise Refusal(
            _("Somebody has confirmed these decisions. Another person confirms them now."),
            code="waits",
        )
    return meeting.confirmations.create(digest=digest, first_by=actor, first_at=timezone.now())


def standing_of(meeting: PanelMeeting) -> Confirmation | None:
    """The confirmation that counts, whether the second is there yet or not."""
    return meeting.confirmations.filter(voided_at=None).select_related("first_by").first()


def _refuse_changed(meeting: PanelMeeting, digest: str) -> None:
    if digest_of_decisions(meeting) != digest:
        raise Refusal(
            _("The decisions have changed since they were shown. Read them again."), code="changed"
        )


def confirm_second(*, meeting_id: int, digest: str, actor) -> PanelMeeting:
    """Confirm the decisions as the second person: awards are granted, and all groups are told.

    All of it happens or nothing does. The round is decided where nothing waits any more.

    Raises:
        Refusal: as `refuse_unready` and `services.grant`; `changed`, `first` where nobody confirmed
            them before; `same-person`.
    """
    with receiving() as now:
        meeting = lock_meeting(meeting_id)
        refuse_unready(meeting, actor)
        first = standing_of(meeting)
        if first is None:
            raise Refusal(_("Nobody has confirmed these decisions before you."), code="first")
        if first.first_by_id == actor.pk:
            raise Refusal(
                _("You confirmed them first. Another person has to confirm them too."),
                code="same-person",
            )
        _refuse_changed(meeting, first.digest)
        _refuse_changed(meeting, digest)
        first.second_by, first.second_at = actor, now
        first.save(update_fields=["second_by", "second_at"])
        meeting.confirmed_at = now
        meeting.review_until = working_days_after(now, DAYS_TO_ASK)
        meeting.save(update_fields=["confirmed_at", "review_until"])
        _carry_out(meeting, actor, now)
        return meeting


def _carry_out(meeting: PanelMeeting, actor, now: datetime) -> None:
    round = meeting.round
    by_criterion = _means(meeting)
    # In one order, so that whoever decides at once waits and doesn't stand still.
    for decision in meeting.decisions.exclude(verdict="").order_by("application_id"):
        application = lock_entry(decision.application_id).application
        decision.application = application
        decision.meeting = meeting
        decision.told = _told(decision, by_criterion.get(application.pk, {}))
        decision.save(update_fields=["told"])
        if decision.verdict == Verdict.FUND:
            grant(
                application_id=application.pk,
                pence=decision.pence,
                conditions=decision.conditions,
                decided_on=timezone.localdate(meeting.starts_at),
                actor=actor,
            )
        to = BY_VERDICT[decision.verdict]
        if application.state != to:
            move(application, to=to, actor=actor, reason=decision.reason, feedback=decision.reason)
        reminders.schedule(application.entry)
        tell(decision)
    if round.state == RoundState.ASSESSING and not (
        Application.objects.filter(round=round, state__in=UNDECIDED).exists()
    ):
        round.refresh_from_db()
        move(round, to=RoundState.DECIDED, actor=actor)


def tell(decision: Decision) -> None:
    """Write to everybody who acts for the groups, each in their language."""
    application = decision.application
    for person in told_of(application):
        post(
            emails.letter(decision, person, letter_to(decision, person)),
            key=f"{emails.LETTER}-{decision.pk}:{person.pk}",
        )


def _means(meeting: PanelMeeting) -> dict[int, dict]:
    """{application: {criterion: the mean of its scores}}."""
    stage = meeting.round.stage
    pieces = Piece.objects.filter(
        fund_entry__stage=stage, fund_entry__application__decisions__meeting=meeting
    ).select_related("fund_entry")
    return {
        one.piece.fund_entry.application_id: one.by_criterion
        for one in standings_of(stage.assessment, pieces)
    }


def told_to_be(decision: Decision) -> list[dict]:
    """What the groups will be told by criterion, as it stands now."""
    return _told(decision, _means(decision.meeting).get(decision.application_id, {}))


def _told(decision: Decision, means: dict) -> list[dict]:
    """What a decision says by criterion: the mean of the scores, and the panel's words."""
    criteria = decision.meeting.round.stage.assessment.criteria.all()
    return [
        {
            "criterion": one.title,
            "mean": f"{means[one.pk]:.1f}" if one.pk in means else "",
            "words": decision.words.get(str(one.pk), ""),
        }
        for one in criteria
        if one.pk in means or decision.words.get(str(one.pk))
    ]
