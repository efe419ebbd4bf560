"""What the scores of a round come to: the one place that adds them up."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef

from recruitment.enums import ApplicationState
from recruitment.models import Application, Moderation, Round, Score
from recruitment.severity import adjusted

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


@dataclass(frozen=True)
class Standing:
    """What one application's scores come to.

    `mean` is the mean over criteria of the mean over scorers, or of the agreed score; None where
    nobody has scored. `level` is the same with each scorer's leaning taken off, shown beside it.
    """

    application: Application
    scorers: int
    mean: Decimal | None
    level: float | None
    by_criterion: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Disagreement:
    """Scores of one criterion that differ by more than the round allows and aren't agreed yet."""

    application_id: int
    criterion_id: int
    lowest: int
    highest: int


def _submitted(round: Round):
    return Score.objects.filter(application__round=round, submitted_at__isnull=False)


def unresolved(round: Round) -> list[Disagreement]:
    """Every disagreement of the round that nobody has moderated, in order of application.

    What was agreed before another score came in is to be talked over again.
    """
    given = defaultdict(list)
    for application, criterion, value in _submitted(round).values_list(
        "application_id", "criterion_id", "value"
    ):
        given[application, criterion].append(value)
    agreed = _agreed(round)
    return [
        Disagreement(application, criterion, min(values), max(values))
        for (application, criterion), values in sorted(given.items())
        if max(values) - min(values) > round.moderation_gap and criterion not in agreed[application]
    ]


def _agreed(round: Round) -> dict[int, dict[int, int]]:
    """The agreed scores, by application and criterion, that cover every score that was given."""
    later = Score.objects.filter(
        application=OuterRef("application"),
        criterion=OuterRef("criterion"),
        submitted_at__gt=OuterRef("at"),
    )
    covering = Moderation.objects.filter(~Exists(later), application__round=round)
    agreed: dict[int, dict[int, int]] = defaultdict(dict)
    for application, criterion, value in covering.values_list(
        "application_id", "criterion_id", "value"
    ):
        agreed[application][criterion] = value
    return agreed


def pool_of(round: Round) -> list[Standing]:
    """What every application that can be scored comes to, best first.

    While the round is being scored these are the eligible ones; later, those that were scored.
    """
    applications = list(round.applications.filter(state__in=SCORED_STATES).order_by("pk"))
    given = defaultdict(lambda: defaultdict(dict))
    for application, criterion, member, value in _submitted(round).values_list(
        "application_id", "criterion_id", "member_id", "value"
    ):
        given[application][criterion][member] = value
    agreed = _agreed(round)
    levels = _levels(given, agreed)
    standings = [
        _standing(application, given[application.pk], agreed[application.pk], levels)
        for application in applications
    ]
    return sorted(standings, key=lambda one: (-(one.mean or -1), one.application.pk))


def _levels(given, agreed) -> dict:
    """Each application's level with scorers' leanings taken off, over all criteria together.

    Where the panel agreed on a score, that is what each of them stands by.
    """
    scores = []
    for application, criteria in given.items():
        by_member = defaultdict(list)
        for criterion, members in criteria.items():
            for member, value in members.items():
                by_member[member].append(agreed[application].get(criterion, value))
        scores += [
            (application, member, sum(values) / len(values)) for member, values in by_member.items()
        ]
    return adjusted(scores).levels if scores else {}


def _standing(application, criteria, agreed, levels) -> Standing:
    by_criterion = {}
    for criterion, members in criteria.items():
        values = list(members.values())
        by_criterion[criterion] = Decimal(
            agreed[criterion] if criterion in agreed else sum(values)
        ) / (1 if criterion in agreed else len(values))
    scorers = len({member for members in criteria.values() for member in members})
    mean = sum(by_criterion.values()) / len(by_criterion) if by_criterion else None
    return Standing(application, scorers, mean, levels.get(application.pk), by_criterion)
