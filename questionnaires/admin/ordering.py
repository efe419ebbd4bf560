"""What an officer asks for who orders the questions of a draft."""

from collections.abc import Mapping, Sequence

from questionnaires.admin.base import number_in
from questionnaires.models import Question, Section

HALF = 0.5


def asked_order(
    questions: Sequence[Question], sections: Sequence[Section], posted: Mapping[str, str]
) -> list[tuple[int, int]]:
    """(question, section) in the order that a page asks for; what it doesn't name stays.

    Each question has a number within its section. One that was given a number that another has
    goes where that stands. Afterwards one question may be moved up or down by a button.

    Args:
        questions: of the version, in their order.
        sections: of the version, in theirs.
        posted: `place-…` and `section-…` by key of a question; `up` or `down`: a question.
    """
    known = [section.pk for section in sections]
    rows: dict[int, list[tuple[float, int]]] = {section: [] for section in known}
    stood: dict[int, int] = {}
    for question in questions:
        stood[question.section_id] = now = stood.get(question.section_id, 0) + 1
        asked = number_in(posted.get(f"place-{question.pk}")) or now
        section = number_in(posted.get(f"section-{question.pk}"))
        section = section if section in rows else question.section_id
        place = asked + (asked > now) * HALF - (asked < now) * HALF
        rows[section].append((place, question.pk))
    by_section = {section: [pk for _place, pk in sorted(rows[section])] for section in known}
    for name, step in (("up", -1), ("down", 1)):
        _move(by_section, number_in(posted.get(name)), step)
    return [(pk, section) for section in known for pk in by_section[section]]


def _move(by_section: dict[int, list[int]], question: int | None, step: int) -> None:
    """Move one question by one place, into the next section at the end of its own."""
    known = [*by_section]
    section = next((one for one in known if question in by_section[one]), None)
    if section is None:
        return
    own = by_section[section]
    place = own.index(question) + step
    if 0 <= place < len(own):
        own.remove(question)
        own.insert(place, question)
        return
    other = known.index(section) + step
    if 0 <= other < len(known):
        own.remove(question)
        into = by_section[known[other]]
        into.insert(len(into) if step < 0 else 0, question)
