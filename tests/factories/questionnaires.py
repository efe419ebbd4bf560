"""Sets of questions for tests."""

from datetime import timedelta

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.actors import PORTAL
from questionnaires.enums import Kind, Purpose, VersionState
from questionnaires.models import (
    Choice,
    Column,
    Question,
    QuestionSet,
    Response,
    Section,
    SetVersion,
    Survey,
)
from questionnaires.services import begin_survey, publish_version, save_answers, start

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


class QuestionSetFactory(DjangoModelFactory):
    """An ordinary set without a version."""

    class Meta:
        model = QuestionSet

    key = factory.Sequence(lambda n: f"set-{n}")
    title = factory.Sequence(lambda n: f"Demo set {n}")
    purpose = Purpose.SURVEY


class SetVersionFactory(DjangoModelFactory):
    """The first draft of a set, without questions."""

    class Meta:
        model = SetVersion

    question_set = factory.SubFactory(QuestionSetFactory)
    number = 1


class WordingFactory(DjangoModelFactory):
    """A part of a version; of a draft without asking each time whether it is one still."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        if isinstance(row, Question):
            row.version = row.section.version
        if row.version.state == VersionState.DRAFT:
            Model.save(row, force_insert=True)
        else:
            row.save()
        return row


class SectionFactory(WordingFactory):
    """A section of a draft."""

    class Meta:
        model = Section

    version = factory.SubFactory(SetVersionFactory)
    key = factory.Sequence(lambda n: f"section-{n}")
    title = factory.Sequence(lambda n: f"Demo section {n}")
    order = factory.Sequence(lambda n: n)


class QuestionFactory(WordingFactory):
    """A question for a short text, that must be answered."""

    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    key = factory.Sequence(lambda n: f"question-{n}")
    kind = Kind.SHORT_TEXT
    label = factory.Sequence(lambda n: f"Demo question {n}?")
    order = factory.Sequence(lambda n: n)


def choices(question: Question, *values: str, exclusive: str = "") -> None:
    """Give a question these choices, labelled by their values."""
    Choice.objects.bulk_create(
        Choice(
            question=question,
            value=value,
            label=value.capitalize(),
            order=order,
            is_exclusive=value == exclusive,
        )
        for order, value in enumerate([*values, *filter(None, [exclusive])])
    )


def columns(question: Question, **kinds: str) -> None:
    """Give a table these columns: key and kind."""
    Column.objects.bulk_create(
        Column(question=question, key=key, label=key.capitalize(), kind=kind, order=order)
        for order, (key, kind) in enumerate(kinds.items())
    )


def published(
    *, special: bool = False, key: str = "everything", purpose: str = Purpose.SURVEY, **limits
) -> SetVersion:
    """A published version with a question of every kind.

    Args:
        special: a special-category set, which asks for no file.
        key: of the set.
        purpose: of the set.
        limits: columns of single questions, by question key, such as `name={"max_words": 3}`.
    """
    question_set = QuestionSetFactory(key=key, is_special=special, purpose=purpose)
    version = SetVersionFactory(question_set=question_set, intro="Why we ask.")
    about = SectionFactory(version=version, key="about", title="About you")
    more = SectionFactory(version=version, key="more", title="Money and papers")

    def add(section, question_key, kind, label, **fields):
        fields |= limits.get(question_key, {})
        return QuestionFactory(section=section, key=question_key, kind=kind, label=label, **fields)

    add(about, "welcome", Kind.STATEMENT, "Take your time.")
    add(about, "name", Kind.SHORT_TEXT, "What is your name?", is_identifying=True)
    add(about, "why", Kind.LONG_TEXT, "Why do you apply?", max_words=50)
    add(about, "postcode", Kind.POSTCODE, "What is your postcode?", is_required=False)
    add(about, "born", Kind.DATE, "When were you born?", is_required=False)
    member = add(about, "member", Kind.ONE, "Do you belong to a group?")
    choices(member, "yes", "no")
    add(
        about,
        "group",
        Kind.SHORT_TEXT,
        "What is the group called?",
        show_if_question=member,
        show_if_operator="is",
        show_if_value="yes",
    )
    topics = add(more, "topics", Kind.MANY, "What do you care about?", is_required=False)
    choices(topics, "housing", "health", exclusive="none")
    add(more, "people", Kind.NUMBER, "How many people?", is_required=False, min_number=1)
    add(more, "cost", Kind.MONEY, "What does it cost?", is_required=False, max_number=100_000)
    budget = add(more, "budget", Kind.TABLE, "What is it spent on?", is_required=False, max_rows=3)
    columns(budget, what=Kind.SHORT_TEXT, amount=Kind.MONEY)
    if not special:
        add(more, "paper", Kind.FILE, "Your constitution", is_required=False, file_kinds="pdf")
    return publish_version(version_id=version.pk, actor=PORTAL)


def pdf(name: str = "paper.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A small file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def open_survey(
    key: str = "lamps-survey", audience: str = Survey.Audience.SIGNED_IN, **dates
) -> Survey:
    """A published survey of two questions, open since yesterday unless `dates` say otherwise."""
    version = SetVersionFactory(question_set=QuestionSetFactory(key=key, title="Demo lamps"))
    section = SectionFactory(version=version, key="street", title="Your street")
    lamps = QuestionFactory(
        section=section, key="lamps", kind=Kind.ONE, label="Is your street dark?"
    )
    choices(lamps, "yes", "no")
    QuestionFactory(
        section=section, key="where", kind=Kind.LONG_TEXT, label="Where?", is_required=False
    )
    publish_version(version_id=version.pk, actor=PORTAL)
    dates = {"opens_at": timezone.now() - timedelta(days=1)} | dates
    return Survey.objects.create(question_set=version.question_set, audience=audience, **dates)


def answered_survey(person) -> Survey:
    """A survey that takes answers from anybody, and that `person` has begun."""
    survey = open_survey(audience=Survey.Audience.ANYBODY)
    begin_survey(survey_id=survey.pk, person=person, actor=person, language="en")
    return survey


def response_with_file() -> Response:
    """A draft with one file in it."""
    published(key="with-file")
    draft = start(key="with-file", actor=PORTAL, language="en")
    return save_answers(response_id=draft.pk, values={"paper": pdf()}, actor=PORTAL)
