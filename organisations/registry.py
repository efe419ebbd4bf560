"""What apps above tell of a group: what waits for its people, and what stands on its public page.

An app registers from AppConfig.ready:

    register_waits(waiting.of_groups)
    register_section(sections.sessions)
    register_own_page(on_groups.own_page)

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


OwnPageFunction = Callable[[object, object], Line]
WaitsFunction = Callable[[object, Sequence], Iterable[Waits]]
SectionFunction = Callable[[object], Iterable[Section]]

_waits: list[WaitsFunction] = []
_sections: list[SectionFunction] = []
_own_pages: list[OwnPageFunction] = []


def register_waits(function: WaitsFunction) -> None:
    """Name a function (person, groups) -> what waits for this person in these groups of theirs."""
    if function not in _waits:
        _waits.append(function)


def register_section(function: SectionFunction) -> None:
    """Name a function (group) -> sections of its public page."""
    if function not in _sections:
        _sections.append(function)


def register_own_page(function: OwnPageFunction) -> None:
    """Name a function (person, group) -> the way to what an app keeps for the group's people."""
    if function not in _own_pages:
        _own_pages.append(function)


def own_pages_of(person, organisation) -> list[Line]:
    """The ways from a group's own page to what the apps keep for its people."""
    return [function(person, organisation) for function in _own_pages]


def waits_for(person, organisations: Sequence) -> list[Waits]:
    """All that waits for a person in these groups, by day; what has no day comes last."""
    found = [one for function in _waits for one in function(person, organisations)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.words))


def sections_of(organisation) -> list[Section]:
    """What the apps say on the public page of a group; sections without a line are left out."""
    found = [section for function in _sections for section in function(organisation)]
    return [section for section in found if section.lines]
