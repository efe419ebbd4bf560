"""What the scores of a round come to."""

from assessment.models import Piece
from assessment.services import Standing, standings_of
from recruitment.enums import ApplicationState
from recruitment.models import Round

SCORED_STATES = (
    ApplicationState.ELIGIBLE,
    ApplicationState.POOLED,
    ApplicationState.BELOW,
    ApplicationState.RESERVE,
    ApplicationState.OFFERED,
    ApplicationState.ACCEPTED,
    ApplicationState.DECLINED,
    ApplicationState.APPOINTED,
    ApplicationState.UNSUCCESSFUL,
)


def pool_of(round: Round) -> list[Standing]:
    """What every application that can be scored comes to, best first.

    While the round is being scored these are the eligible ones; later, those that were scored.
    """
    pieces = Piece.objects.filter(application__round=round, application__state__in=SCORED_STATES)
    found = standings_of(
        round.assessment, pieces.select_related("application").order_by("application")
    )
    for standing in found:
        standing.piece.application.round = round
    return found
