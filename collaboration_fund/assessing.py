"""What the fund says of what is sent to it where that is assessed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.enums import Interest
from assessment.models import Assessment, Assessor, Piece
from assessment.registry import Reading, Use
from collaboration_fund import rules
from collaboration_fund.enums import OVER_ROUNDS, ApplicationState, RoundState
from collaboration_fund.models.stage import USE
from collaboration_fund.services import last_edition
from collaboration_fund.services.rounds import lock_round
from collaboration_fund.services.writing import lock_entry
from core.text import compact
from questionnaires.models import Response


def run_by(officer):
    """The assessments of the fund, for whoever runs its rounds."""
    rows = Assessment.objects.filter(use=USE)
    return rows if rules.may_run(officer) else rows.none()


def assessed_now():
    """What was sent in the stages that are being assessed."""
    return Piece.objects.filter(
        fund_entry__application__state=ApplicationState.SENT,
        fund_entry__stage__round__state=RoundState.ASSESSING,
        fund_entry__editions__number=1,
    )


def read_blind(piece: Piece) -> Reading:
    """The answers of the last edition, without those that identify and without files."""
    entry = piece.fund_entry
    edition = last_edition(entry)
    response = Response.objects.for_reading().get(pk=entry.response_id)
    shut = {
        question.key
        for question in response.version.questions.all()
        if question.is_identifying or question.kind == "file"
    }
    answers = [
        (answer["label"], answer["text"])
        for answer in edition.content["answers"]
        if answer["key"] not in shut
    ]
    return Reading(", ".join(edition.content["priorities"]), answers)


def found_interest(assessor: Assessor, piece: Piece) -> str:
    """Whether an assessor belongs to a group that takes part, or said that they do."""
    partners = piece.fund_entry.application.partners.taking_part()
    groups = [partner.organisation for partner in partners]
    named = compact(assessor.organisation)
    belongs = any(group.role_of(assessor.person) for group in groups)
    if belongs or (named and named in {compact(group.name) for group in groups}):
        return Interest.ORGANISATION
    return Interest.NONE


SENT = Use(
    code=USE,
    thing="fund_stage",
    piece="fund_entry",
    run_by=run_by,
    runs_any=rules.may_run,
    criteria_fixed=lambda assessment: assessment.fund_stage.round.state != RoundState.DRAFT,
    settled=lambda assessment: assessment.fund_stage.round.state in OVER_ROUNDS,
    now=assessed_now,
    lock=lambda assessment: lock_round(assessment.fund_stage.round_id),
    hold=lambda piece: lock_entry(piece.fund_entry.application_id),
    read=read_blind,
    interest=found_interest,
    refuse_seat=lambda **_who: None,
    seated=_("%(person)s sits on the panel now. From now on they read what is sent by code only."),
    page=lambda assessment: reverse(
        "admin:collaboration_fund_round_change", args=[assessment.fund_stage.round_id]
    ),
    read_along=("fund_stage__round",),
)
