"""Writing sets: a new version, a copy, publishing and retiring."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from core.moves import move
from core.refusal import Refusal, require
from questionnaires import registry, rules
from questionnaires.conditions import wanted_value
from questionnaires.enums import Kind, VersionState
from questionnaires.keys import made_key
from questionnaires.models import Question, QuestionSet, SetVersion, Survey


class Unfinished(Refusal):
    """A version can't be asked yet; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(map(str, problems)), code="unfinished")


@transaction.atomic
def new_version(*, question_set_id: int, actor) -> SetVersion:
    """A draft that copies the latest version; the draft there is, if there is one.

    Raises:
        Refusal: `not-allowed`.
    """
    require(rules.may_build(actor))
    question_set = QuestionSet.objects.select_for_update().get(pk=question_set_id)
    latest = question_set.versions.with_questions().order_by("-number").first()
    if latest and latest.is_draft:
        return latest
    draft = _draft(question_set)
    if latest:
        _copy(latest, draft)
    return draft


@transaction.atomic
def copy_set(*, question_set_id: int, title: str, actor, key: str = "") -> QuestionSet:
    """A set of its own, starting from the latest version of another.

    Args:
        key: by which the portal finds it; made of the title where none is typed.

    Raises:
        Refusal: `not-allowed`, or `taken` (field `key`) where another set has the key.
    """
    require(rules.may_build(actor))
    source = QuestionSet.objects.get(pk=question_set_id)
    key = key or set_key(title)
    if QuestionSet.objects.filter(key=key).exists():
        raise Refusal(_("Another set has this key. Choose another."), code="taken", field="key")
    copy = QuestionSet.objects.create(
        key=key, title=title, purpose=source.purpose, is_special=source.is_special
    )
    draft = _draft(copy)
    latest = source.versions.with_questions().order_by("-number").first()
    if latest:
        _copy(latest, draft)
    return copy


def set_key(*titles: str) -> str:
    """A key for a new set that no other has, made of its title in any of its languages."""
    taken = QuestionSet.objects.values_list("key", flat=True)
    return made_key(titles, taken=taken, otherwise="set")


@transaction.atomic
def delete_set(*, question_set_id: int, actor) -> None:
    """Throw a set away that was never published, with its draft.

    Raises:
        Refusal: `not-allowed`; `frozen` where a version was published or answered; `in-use` where
            another part of the portal asks it.
    """
    require(rules.may_build(actor))
    question_set = QuestionSet.objects.select_for_update().get(pk=question_set_id)
    if question_set.versions.frozen().exists():
        raise Refusal(
            _("A version of this set was published, so the set is kept. Retire it instead."),
            code="frozen",
        )
    for draft in question_set.versions.all():
        draft.delete()
    try:
        question_set.delete()
    except ProtectedError as error:
        raise Refusal(
            _("Another part of the portal asks these questions. Choose others there first."),
            code="in-use",
        ) from error


@transaction.atomic
def publish_version(*, version_id: int, actor) -> SetVersion:
    """Put a draft to use and retire the version before it.

    Whoever is answering the version before goes on with that one, and so does whatever asks it: an
    open round, a survey that is open. A survey that isn't open yet will ask this one.

    Raises:
        Refusal: `not-a-move`, `not-allowed`, or `unfinished` where a question can't be asked yet.
    """
    version = _locked(version_id)
    _refuse_unfinished(version)
    for earlier in version.question_set.versions.published():
        move(earlier, to=VersionState.RETIRED, actor=actor, reason=_("A newer version."))
    now = timezone.now()
    move(version, to=VersionState.PUBLISHED, actor=actor, published_at=now)
    surveys = Survey.objects.filter(question_set=version.question_set_id)
    surveys.filter(Q(version=None) | Q(opens_at__gt=now)).update(version=version)
    return version


@transaction.atomic
def retire(*, version_id: int, actor) -> SetVersion:
    """Take a version out of use: nobody starts on it any more.

    A newer version takes the place of the one before by being published, so this is for a set that
    nothing asks any more.

    Raises:
        Refusal: `in-use` while something asks this set, `not-a-move` or `not-allowed`.
    """
    version = _locked(version_id)
    places = registry.uses_of(version.question_set.key)
    if places and version.state == VersionState.PUBLISHED:
        raise Refusal(
            _("These questions are asked now: %(places)s. Publish a new version instead.")
            % {"places": "; ".join(places)},
            code="in-use",
        )
    move(version, to=VersionState.RETIRED, actor=actor)
    return version


def _locked(version_id: int) -> SetVersion:
    """The version as it stands once its set and it are locked: sets first, everywhere.

    Its questions are read afterwards, or somebody could take one away between look and publish.
    """
    QuestionSet.objects.select_for_update().get(versions=version_id)
    SetVersion.objects.select_for_update().get(pk=version_id)
    return SetVersion.objects.with_questions().get(pk=version_id)


def _draft(question_set: QuestionSet) -> SetVersion:
    last = question_set.versions.aggregate(last=Max("number"))["last"] or 0
    return SetVersion.objects.create(question_set=question_set, number=last + 1)


def _copy(source: SetVersion, draft: SetVersion) -> None:
    """The whole wording of `source`, in every language, into an empty draft."""
    for field in _words(SetVersion):
        setattr(draft, field, getattr(source, field))
    draft.save()
    sections = {section.pk: twin(section, version=draft) for section in source.sections.all()}
    questions = {}
    for question in source.questions.all():
        copy = twin(
            question,
            version=draft,
            section=sections[question.section_id],
            show_if_question=questions.get(question.show_if_question_id),
        )
        questions[question.pk] = copy
        for part in (*question.choices.all(), *question.columns.all()):
            twin(part, question=copy)


def twin(original, **changes):
    """A new row with the columns of `original` and these changes. Raises Refusal `frozen`."""
    columns = {
        field.attname: getattr(original, field.attname)
        for field in original._meta.concrete_fields
        if not field.primary_key and field.name not in changes
    }
    return type(original).objects.create(**columns, **changes)


def _words(model) -> list[str]:
    options = translator.get_options_for_model(model)
    return [column.name for columns in options.all_fields.values() for column in columns]


def _refuse_unfinished(version: SetVersion) -> None:
    problems = unfinished(version)
    if problems:
        raise Unfinished([words for _question, words in problems])


def unfinished(version: SetVersion) -> list[tuple[Question | None, str]]:
    """All that would leave somebody in front of a question without an answer, in words.

    Each with the question that it is about, or None where it is about the whole version.

    Args:
        version: `with_questions`.
    """
    questions = list(version.questions.all())
    if not any(question.is_asked for question in questions):
        return [(None, _("Add a question before you publish."))]
    places = {question.pk: number for number, question in enumerate(questions)}
    said = _("“%(question)s”: %(problem)s")
    return [
        (question, said % {"question": question.label, "problem": problem})
        for question in questions
        if (problem := _problem(question, version, places))
    ]


def _problem(question: Question, version: SetVersion, places: dict) -> str:
    if question.has_choices and not question.choices.all():
        return _("add the answers to choose from.")
    if question.kind == Kind.TABLE and not question.columns.all():
        return _("add the columns of the table.")
    if question.kind == Kind.FILE and _is_for_anybody(version):
        return _("a survey that takes no signing in can't ask for files.")
    if question.kind == Kind.FILE and version.question_set.is_special:
        return _("a set with special-category data can't ask for files, since they aren't sealed.")
    return _problem_of_condition(question, places) if question.show_if_question else ""


def _is_for_anybody(version: SetVersion) -> bool:
    survey = Survey.objects.filter(question_set=version.question_set_id).first()
    return survey is not None and survey.is_for_anybody


def _problem_of_condition(question: Question, places: dict) -> str:
    earlier = question.show_if_question
    if places.get(earlier.pk, len(places)) >= places[question.pk]:
        return _("its condition must look at an earlier question.")
    try:
        wanted_value(earlier, question.show_if_operator, question.show_if_value)
    except ValidationError as error:
        return _("its condition can't be met: %(problem)s") % {"problem": error.messages[0]}
    return ""
