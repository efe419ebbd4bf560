"""What the fund says of what is sent to it where that is assessed."""

from django.utils.translation import gettext_lazy as _

from assessment.enums import Interest
from assessment.models import Assessment, Piece
from assessment.registry import Reading, Room
from collaboration_fund import rules
from collaboration_fund.enums import OVER_ROUNDS, RoundState
from collaboration_fund.models.stage import ROOM
from collaboration_fund.services.rounds import lock_round


def run_by(officer):
    """The assessments of the fund, for whoever runs its rounds."""
    rows = Assessment.objects.filter(room=ROOM)
    return rows if rules.may_run(officer) else rows.none()


def assessed_now():
    """What was sent in the stages that are being assessed."""
    return Piece.objects.none()


def read_blind(piece: Piece) -> Reading:
    """What an assessor may know of a piece: nothing yet."""
    return Reading("", [])


SENT = Room(
    code=ROOM,
    thing="fund_stage",
    piece="fund_entry",
    run_by=run_by,
    runs_any=rules.may_run,
    criteria_fixed=lambda assessment: assessment.fund_stage.round.state != RoundState.DRAFT,
    settled=lambda assessment: assessment.fund_stage.round.state in OVER_ROUNDS,
    now=assessed_now,
    lock=lambda assessment: lock_round(assessment.fund_stage.round_id),
    hold=lambda piece: None,
    read=read_blind,
    interest=lambda assessor, piece: Interest.NONE,
    refuse_seat=lambda **_who: None,
    seated=_("%(person)s sits on the panel now. From now on they read what is sent by code only."),
)
