"""Who may do what in a recruitment round. Predicates over people and rows; none reads a request."""

from assessment.models import Assessor
from core.actors import PORTAL
from recruitment.enums import BEFORE_SCORING, OWN_MOVES, ApplicationState, RoundState

RUNS = ("recruitment.run_round", "recruitment.run_own_round")


def runs_any(officer) -> bool:
    """Whether they may run rounds at all: all of them, or those that name them."""
    return any(map(officer.has_perm, RUNS))


def may_run(actor, round) -> bool:
    """Officers run any round; an external recruiter runs the rounds that name them."""
    if not (actor.is_active and actor.is_staff):
        return False
    if actor.has_perm("recruitment.run_round"):
        return True
    return bool(
        actor.has_perm("recruitment.run_own_round")
        and round is not None
        and round.runners.filter(pk=actor.pk).exists()
    )


def may_start(actor) -> bool:
    """Whoever may run every round: who comes from outside runs the rounds that name them."""
    return actor.is_active and actor.is_staff and actor.has_perm("recruitment.add_round")


def may_move_round(actor, round, to: str) -> bool:
    """Whoever runs the round; the portal itself closes it at its deadline."""
    return to == RoundState.SCREENING if actor is PORTAL else may_run(actor, round)


def is_applicant(actor, application) -> bool:
    """Whether the application is `actor`'s own."""
    return application is not None and application.person_id == actor.pk


def may_see_application(actor, application) -> bool:
    """With names and answers: the applicant, and whoever runs the round.

    Somebody who scores in this round never does, whatever else they may: that is what blind means.
    """
    return is_applicant(actor, application) or may_read_names(actor, application.round)


def may_read_names(actor, round) -> bool:
    """Who applied in a round: whoever runs it and doesn't score in it."""
    return may_run(actor, round) and not scores_in(actor, round)


def may_move_application(actor, application, to: str) -> bool:
    """Applicants send, withdraw and answer offers; the rest is the officers' and ours."""
    if actor is PORTAL:
        return True
    if to in OWN_MOVES and is_applicant(actor, application):
        return True
    if to == ApplicationState.SUBMITTED:
        return application.is_offline and may_run(actor, application.round)
    return may_run(actor, application.round)


def may_answer(actor, application) -> bool:
    """The applicant; or whoever runs the round, in an application entered for somebody."""
    if is_applicant(actor, application):
        return True
    return application.is_offline and may_run(actor, application.round)


def scores_in(actor, round) -> bool:
    """Whether `actor` sits on the selection panel of the round."""
    return Assessor.objects.filter(assessment=round.assessment_id, person=actor).exists()


def may_change_panel(actor, round, person) -> bool:
    """Whoever runs the round; of their own seat only until scoring begins.

    Else somebody could leave the panel, read who applied, and come back.
    """
    own = person is not None and person.pk == actor.pk
    return may_run(actor, round) and (not own or not has_been_scored(round))


def has_been_scored(round) -> bool:
    """Whether scoring has ever begun, though the round may be back in the screening."""
    begun = round.state not in BEFORE_SCORING
    return begun or round.moves.filter(to_state=RoundState.SCORING).exists()


def may_move_draw(actor, draw, to: str) -> bool:
    """Whoever runs the round; the background job writes what it found."""
    return actor is PORTAL or may_run(actor, draw.round)
