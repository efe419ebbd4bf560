"""What the fund tells the apps below it."""

from collaboration_fund.enums import OVER_ROUNDS, RoundState
from collaboration_fund.models import Application, Round
from collaboration_fund.rules import may_run


def rounds_told_of(officer):
    """The rounds whose messages, which name groups' people, this officer may read."""
    return Round.objects.all() if may_run(officer) else Round.objects.none()


def applications_told_of(officer):
    """The applications whose messages this officer may read."""
    if not may_run(officer):
        return Application.objects.none()
    return Application.objects.not_kept_from(officer)


def asks(key: str) -> list[str]:
    """The rounds that ask the set with this key and aren't over."""
    asking = Round.objects.filter(stages__question_set__key=key).exclude(
        state__in=[*OVER_ROUNDS, RoundState.CANCELLED]
    )
    return [str(round) for round in asking.distinct()]
