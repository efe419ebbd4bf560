"""How a version is cut into pages: one question each, or a closely tied section at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.conditions import is_missing, shown
from questionnaires.models import Question, Section, SetVersion


@dataclass(frozen=True)
class Page:
    """What is asked at once. It is called by the key of its first question."""

    section: Section
    questions: tuple[Question, ...]
    is_first_of_section: bool

    @property
    def key(self) -> str:
        return self.questions[0].key


def pages_of(version: SetVersion) -> list[Page]:
    """All pages of a version (`with_questions`), asked or not, in order.

    A statement stands on the page of the question that follows it.
    """
    by_section: dict[int, list[Question]] = {}
    for question in version.questions.all():
        by_section.setdefault(question.section_id, []).append(question)
    return [
        Page(section, tuple(questions), is_first_of_section=number == 0)
        for section in version.sections.all()
        for number, questions in enumerate(_cut(section, by_section.get(section.pk, [])))
    ]


def _cut(section: Section, questions: list[Question]) -> list[list[Question]]:
    if section.is_one_page:
        return [questions] if questions else []
    cut, page = [], []
    for question in questions:
        page.append(question)
        if question.is_asked:
            cut.append(page)
            page = []
    return [*cut, page] if page else cut


class Walk:
    """Where somebody stands in a version with the answers so far."""

    def __init__(self, version: SetVersion, values: Mapping[str, object]):
        self.version = version
        self.values = values
        self.asked = shown(version.questions.all(), values)
        keys = {question.key for question in self.asked}
        self.every_page = pages_of(version)
        self.pages = [
            page for page in self.every_page if any(q.key in keys for q in page.questions)
        ]

    def on(self, page: Page) -> list[Question]:
        """What is asked on this page."""
        return [question for question in page.questions if question in self.asked]

    def is_missing(self, question: Question) -> bool:
        """Whether it must be answered and isn't, or not at this length."""
        return is_missing(question, self.values)

    def missing(self) -> list[Question]:
        """What must still be answered, in order."""
        return [question for question in self.asked if self.is_missing(question)]

    def page_with(self, key: str) -> Page | None:
        """The page that holds this question, asked or not."""
        return next(
            (page for page in self.every_page if any(q.key == key for q in page.questions)), None
        )

    def _place(self, page: Page) -> int:
        return self.every_page.index(page)

    def after(self, page: Page) -> Page | None:
        """The next page that is asked, if there is one."""
        return next((p for p in self.pages if self._place(p) > self._place(page)), None)

    def before(self, page: Page) -> Page | None:
        """The page that was asked before, if there is one."""
        earlier = [p for p in self.pages if self._place(p) < self._place(page)]
        return earlier[-1] if earlier else None

    def first_incomplete(self) -> Page | None:
        """The first page with something that must still be answered, if there is one."""
        return next((p for p in self.pages if any(map(self.is_missing, self.on(p)))), None)
