"""Which questions a form holds: those that are asked, and those that answers open."""

from collections.abc import Mapping, Sequence

from django.forms.utils import ErrorDict

from questionnaires.conditions import shown
from questionnaires.forms.page import VERSION, PageForm, seen_in, with_opened
from questionnaires.models import Question, SetVersion


def page_form(
    questions: Sequence[Question],
    on_page: Sequence[Question],
    *,
    values: Mapping[str, object],
    data=None,
    files=None,
    may_be_empty: bool = False,
) -> PageForm:
    """The questions of one page that are asked, with those that an answer on it opens.

    What is posted may hold answers to questions that the script opened; `asked` in it names them.
    `has_more` says that an answer opens questions that the person hasn't seen yet.

    Args:
        questions: of the version, in order.
        on_page: those of this page, asked or not.
        values: kept answers by question key.
        data, files, may_be_empty: as PageForm takes them.
    """

    def asked(answers: Mapping[str, object]) -> list[Question]:
        keys = {question.key for question in shown(questions, {**values, **answers})}
        return [question for question in on_page if question.key in keys]

    def made(some: Sequence[Question]) -> PageForm:
        return PageForm(some, values=values, data=data, files=files, may_be_empty=may_be_empty)

    first = asked({})
    form = made(first)
    if data is not None:
        seen = seen_in(data)
        while True:
            form.full_clean()
            wanted = asked(form.cleaned_data)
            known = [q for q in wanted if q in first or q.key in seen or not q.is_asked]
            form.has_more = any(question not in known for question in wanted)
            if known == form.questions:
                break
            form = made(known)
    return with_opened(form, on_page)


def whole_form(version: SetVersion, *, data=None, files=None) -> PageForm:
    """Every question of a version on one page, for a form that is sent at once.

    Questions that an answer opens join the form as soon as it is posted. `has_more` says that the
    person hasn't seen some of them yet, or asked for another row: show the form again before you
    keep its answers.

    The page carries the version. Where another is asked by the time it is sent,
    `is_of_other_version` says so, nothing is judged, and `has_more` has the form shown again.

    Args:
        version: with its questions.
        data, files: what was posted, or None; `asked` in it names the questions that were shown.
    """
    form = _whole_form(version, data, files)
    form.version, form.page_heading = version, ""
    if data is not None and data.get(VERSION) != str(version.pk):
        form._errors, form.cleaned_data = ErrorDict(), {}
        form.has_more = form.is_of_other_version = True
    return form


def _whole_form(version: SetVersion, data, files) -> PageForm:
    questions = list(version.questions.all())
    form = page_form(questions, questions, values={}, data=data, files=files)
    if data is not None and data.get("add_row"):
        form = form.with_another_row(data["add_row"])
        form.has_more = True
        return form
    if form.has_more and form.is_valid():
        asked = shown(questions, form.cleaned_data)
        form = PageForm(asked, values={}, data=data, files=files)
        form._errors, form.cleaned_data = ErrorDict(), {}
        form.has_more = True
    return with_opened(form, questions)
