"""Which applicants live at one address, so that a lottery takes at most one of them.

`places.addresses` says which addresses are one home. Where it isn't sure an officer does.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from people.services import record_reading
from places.addresses import Sameness, compared, home_of
from recruitment import rules
from recruitment.enums import DrawState
from recruitment.models import Application, HomeDecision, Round
from recruitment.services.lotteries import drawable
from recruitment.services.panel import ADDRESSES
from recruitment.services.rounds import lock_round

Pair = tuple[Application, Application]


def pairs_of(applications: Iterable[Application]) -> dict[Sameness, list[Pair]]:
    """Pairs of one postcode that are one home, or may be, each with the older application first."""
    neighbours = defaultdict(list)
    for application in sorted(applications, key=lambda one: one.pk):
        home = home_of(application.address, application.postcode)
        neighbours[home.postcode].append((application, home))
    found = defaultdict(list)
    for people in neighbours.values():
        for (one, home), (other, its_home) in combinations(people, 2):
            is_one = compared(home, its_home)
            if is_one != Sameness.DIFFERENT:
                found[is_one].append((one, other))
    return found


def decisions(round: Round) -> dict[tuple[int, int], bool]:
    """What officers said: two applications to whether they are of one home."""
    rows = round.home_decisions.values_list("one_id", "other_id", "is_same")
    return {(one, other): is_same for one, other, is_same in rows}


def undecided(round: Round, applications: Iterable[Application]) -> list[Pair]:
    """The pairs of which an officer has still to say whether they are one home."""
    if not round.one_a_household:
        return []
    said = decisions(round)
    pairs = pairs_of(applications)[Sameness.UNSURE]
    return [pair for pair in pairs if (pair[0].pk, pair[1].pk) not in said]


def homes_of(round: Round, applications: Iterable[Application]) -> dict[int, str]:
    """A text for the home of each application, the same for those that share one.

    What is undecided counts as two homes.
    """
    applications = list(applications)
    pairs, said = pairs_of(applications), decisions(round)
    shared = [(one.pk, other.pk) for one, other in pairs[Sameness.SAME]]
    unsure = [(one.pk, other.pk) for one, other in pairs[Sameness.UNSURE]]
    home = {application.pk: application.pk for application in applications}
    for one, other in [*shared, *(pair for pair in unsure if said.get(pair))]:
        kept, gone = sorted((home[one], home[other]))
        home = {pk: kept if at == gone else at for pk, at in home.items()}
    return {pk: str(at) for pk, at in home.items()}


def read_pairs(round: Round, *, actor) -> list[tuple[Pair, bool | None]]:
    """Every pair that isn't sure, with what was decided; that addresses were read is recorded.

    Raises:
        Refusal: `not-allowed`; also for an officer who scores, since addresses tell who applied.
    """
    require(rules.may_read_names(actor, round))
    said = decisions(round)
    pairs = pairs_of(drawable(round))[Sameness.UNSURE]
    if pairs:
        record_reading(round, actor=actor, what=ADDRESSES, rows=2 * len(pairs))
    return [(pair, said.get((pair[0].pk, pair[1].pk))) for pair in pairs]


def decide_homes(*, round_id: int, actor, answers: dict[tuple[int, int], bool]) -> None:
    """Keep what an officer says of pairs of applications: whether the two are of one home.

    Raises:
        Refusal: `not-allowed`, or `draw-under-way` once a lottery was made of the addresses.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_read_names(actor, round))
        if round.draws.exclude(state__in=[DrawState.IMPOSSIBLE, DrawState.ABANDONED]).exists():
            raise Refusal(
                _("There is a draw already, made of the addresses as they were."),
                code="draw-under-way",
            )
        there = set(round.applications.values_list("pk", flat=True))
        for (one, other), is_same in answers.items():
            if {one, other} <= there:
                HomeDecision.objects.update_or_create(
                    one_id=min(one, other),
                    other_id=max(one, other),
                    defaults={
                        "round": round,
                        "is_same": is_same,
                        "decided_by": actor,
                        "at": timezone.now(),
                    },
                )


def refuse_undecided(round: Round, applications: Iterable[Application]) -> None:
    """Raise where a lottery would have to guess who lives together.

    Raises:
        Refusal: `homes-undecided`.
    """
    number = len(undecided(round, applications))
    if number:
        raise Refusal(
            _(
                "Some addresses may be one home. Say of each pair whether it is, on the page "
                "“Addresses”: %(number)s are still open."
            )
            % {"number": number},
            code="homes-undecided",
        )
