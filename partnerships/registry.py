"""What apps above tell of partnerships: what can be begun with one, what came of it, what was paid.

An app registers from AppConfig.ready:

    register_act(applying.start_act)
    register_steps(applying.steps_of)
    register_awards(awards.all_awards)
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Act:
    """Something to begin with a partnership: words, such as “Start an application”, and where."""

    words: str
    url: str


@dataclass(frozen=True)
class Step:
    """One step on the way from a need to an award: when, its words, and where they lead."""

    at: datetime
    words: str
    url: str = ""


@dataclass(frozen=True)
class Award:
    """Money that some groups were given together.

    Args:
        on: the day on which it was decided.
        organisations: the keys of all groups that it was given to, the lead first.
        partnership_id: the partnership that applied, None where none did.
    """

    on: date
    organisations: Sequence[int]
    partnership_id: int | None = None


ActFunction = Callable[[object, object, object], Act | None]
StepsFunction = Callable[[object], Iterable[Step]]
AwardsFunction = Callable[[], Iterable[Award]]

_acts: list[ActFunction] = []
_steps: list[StepsFunction] = []
_awards: list[AwardsFunction] = []


def register_act(function: ActFunction) -> None:
    """Name a function (person, partnership, group) -> what this person can begin for the group.

    The partnership is formed, and the person may act for the group; None where nothing can be.
    `services.beginning_of` says what a draft is filled in with.
    """
    if function not in _acts:
        _acts.append(function)


def register_steps(function: StepsFunction) -> None:
    """Name a function (partnership) -> what came of it, as the people of its groups may see it."""
    if function not in _steps:
        _steps.append(function)


def register_awards(function: AwardsFunction) -> None:
    """Name a function () -> all money that groups were given together, in any order."""
    if function not in _awards:
        _awards.append(function)


def acts_of(person, partnership, organisation) -> list[Act]:
    """All that somebody can begin with a partnership for one of its groups."""
    found = [function(person, partnership, organisation) for function in _acts]
    return [act for act in found if act is not None]


def steps_of(partnership) -> list[Step]:
    """All that came of a partnership, in no order."""
    return [step for function in _steps for step in function(partnership)]


def awards() -> list[Award]:
    """All money that groups were given together, the oldest first."""
    found = [award for function in _awards for award in function()]
    return sorted(found, key=lambda award: award.on)
