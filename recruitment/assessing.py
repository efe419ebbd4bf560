"""What recruitment says of its applications where they are assessed."""

from django.utils.translation import gettext_lazy as _

from assessment.enums import Interest
from assessment.models import Assessment, Assessor, Piece
from assessment.registry import Found, Reading, Use
from core.text import compact
from places.addresses import Sameness, same_home
from recruitment import rules
from recruitment.enums import CHOSEN_ROUNDS, ApplicationState, RoundState
from recruitment.models import Application, Round
from recruitment.models.round import USE
from recruitment.services.applying import lock_application
from recruitment.services.panel import refuse_panel_change
from recruitment.services.redaction import without_identity
from recruitment.services.rounds import lock_round
from recruitment.services.sent import sent_answers


def run_by(officer):
    """The assessments of the rounds that this officer runs."""
    return Assessment.objects.filter(round__in=Round.objects.run_by(officer).values("pk"))


def scored_now():
    """Eligible applications of rounds that are being scored."""
    return Piece.objects.filter(
        application__state=ApplicationState.ELIGIBLE, application__round__state=RoundState.SCORING
    )


def read_blind(piece: Piece) -> Reading:
    """The answers that identify nobody, with names blotted out of what people wrote."""
    application = Application.objects.select_related("round", "person").get(piece=piece)
    answers = [
        (answered.label, without_identity(answered.text, application))
        for answered in sent_answers(application, blind=True)
    ]
    return Reading(application.get_sector_display(), answers)


def found_between(assessors, pieces) -> dict:
    """What the portal finds by itself, as `assessment.registry.Use.found` has it."""
    return {
        (piece.pk, assessor.pk): (Found(interest),)
        for piece in pieces
        for assessor in assessors
        if (interest := found_interest(assessor, piece)) != Interest.NONE
    }


def found_interest(assessor: Assessor, piece: Piece) -> str:
    """The interest that the portal finds by itself: Interest.NONE where there is none."""
    application = piece.application
    if application.person_id == assessor.person_id:
        return Interest.SELF
    if application.organisation and compact(application.organisation) == compact(
        assessor.organisation
    ):
        return Interest.ORGANISATION
    return Interest.ADDRESS if _may_share_a_home(assessor, application) else Interest.NONE


def _may_share_a_home(assessor: Assessor, application: Application) -> bool:
    """Whether the two live at one address, as far as can be told; a doubt shuts the scorer out."""
    postcode = assessor.postcode or assessor.person.postcode
    if not postcode or not assessor.address:
        return bool(postcode) and compact(postcode) == compact(application.postcode)
    theirs = (application.address, application.postcode)
    return same_home((assessor.address, postcode), theirs) != Sameness.DIFFERENT


def refuse_seat(*, assessment: Assessment, person, actor, joins: bool) -> None:
    """As `refuse_panel_change`, of the round that the assessment belongs to."""
    refuse_panel_change(round=assessment.round, person=person, actor=actor, joins=joins)


APPLICATIONS = Use(
    code=USE,
    thing="round",
    piece="application",
    run_by=run_by,
    runs_any=rules.runs_any,
    criteria_fixed=lambda assessment: assessment.round.state != RoundState.DRAFT,
    settled=lambda assessment: assessment.round.state in CHOSEN_ROUNDS,
    now=scored_now,
    lock=lambda assessment: lock_round(assessment.round.pk),
    hold=lambda piece: lock_application(piece.application.pk),
    read=read_blind,
    found=found_between,
    refuse_seat=refuse_seat,
    seated=_(
        "%(person)s sits on the selection panel now. From now on they read the "
        "applications of this round by code only, and no name, message or export of it."
    ),
)
