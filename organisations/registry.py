"""What apps above tell of a group: what waits for its people, and what stands on its public page.

An app registers from AppConfig.ready:

    register_waits(waiting.of_groups)
    register_section(sections.sessions)

Each function takes the same number of statements however many groups there are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waits:
    """One thing that waits for a group, or for this person in it.

    Args:
        organisation_id: the group.
        words: what is to be done, such as “Send the report on your award”.
        url: where it is done.
        due: by which day, in Luton; None where no day ends it.
    """

    organisation_id: int
    words: str
    url: str
    due: date | None = None


@dataclass(frozen=True)
class Line:
    """One line on a group's page: its words, where they lead, and what is said beside them."""

    words: str
    url: str = ""
    said: str = ""


@dataclass(frozen=True)
class Section:
    """What an app says on a group's public page, under one heading. It must be public."""

    heading: str
    lines: tuple[Line, ...]


WaitsFunction = Callable[[object, Sequence], Iterable[Waits]]
SectionFunction = Callable[[object], Iterable[Section]]

_waits: list[WaitsFunction] = []
_sections: list[SectionFunction] = []


def register_waits(function: WaitsFunction) -> None:
    """Name a function (person, groups) -> what waits for this person in these groups of theirs."""
    if function not in _waits:
        _waits.append(function)


def register_section(function: SectionFunction) -> None:
    """Name a function (group) -> sections of its public page."""
    if function not in _sections:
        _sections.append(function)


def waits_for(person, organisations: Sequence) -> list[Waits]:
    """All that waits for a person in these groups, by day; what has no day comes last."""
    found = [one for function in _waits for one in function(person, organisations)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.words))


def sections_of(organisation) -> list[Section]:
    """What the apps say on the public page of a group; sections without a line are left out."""
    found = [section for function in _sections for section in function(organisation)]
    return [section for section in found if section.lines]
