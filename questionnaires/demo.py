"""Invented surveys to show the portal with: one for everybody, one that residents go on with."""

import random

from django.db import transaction
from django.utils import timezone

from core.luton import nine_in_luton
from people.models import User
from questionnaires import services
from questionnaires.enums import Audience, Kind, Purpose
from questionnaires.models import Choice, Column, Question, QuestionSet, Section, SetVersion, Survey

STREET, IDEAS = "demo-your-street", "demo-your-ideas"
ANSWERS = 40
SAID = (
    "More light by the bus stop.",
    "Somewhere to sit on the way to the shops.",
    "Cars drive too fast past the school.",
    "",
)


@transaction.atomic
def seed(*, officer: User) -> None:
    """Write the demo surveys once; a second call finds them and does nothing.

    Args:
        officer: publishes them.
    """
    if QuestionSet.objects.filter(key=STREET).exists():
        return
    _street(officer)
    _ideas(officer)
    chance = random.Random(2040)  # noqa: S311 - the same demo for everyone, nothing secret
    survey = Survey.objects.get(question_set__key=STREET)
    for _number in range(ANSWERS):
        values = {
            "safe": chance.choice(("always", "by-day", "never")),
            "what": chance.sample(("lights", "crossings", "benches", "trees"), 2),
            "more": chance.choice(SAID),
        }
        services.answer_survey(survey_id=survey.pk, values=values, language="en")


def _street(officer) -> None:
    """Three questions on one page, for anybody."""
    version = _draft(
        STREET,
        "Demo survey: your street",
        "نمونہ سروے: آپ کی گلی",
        "We ask how your street feels, to decide together where to begin.",
        "ہم پوچھتے ہیں کہ آپ کی گلی کیسی لگتی ہے، تاکہ مل کر طے کریں کہ کہاں سے شروع کیا جائے۔",
    )
    about = Section.objects.create(
        version=version,
        key="street",
        title_en="Your street",
        title_ur="آپ کی گلی",
        is_one_page=True,
        order=1,
    )
    safe = _ask(about, "safe", Kind.ONE, "Do you feel safe in your street?", order=1)
    _offer(safe, always="Always", **{"by-day": "By day only"}, never="No")
    what = _ask(about, "what", Kind.MANY, "What should come first?", order=2, max_choices=2)
    _offer(what, lights="Lights", crossings="Crossings", benches="Benches", trees="Trees")
    _ask(about, "more", Kind.LONG_TEXT, "What else?", order=3, is_required=False)
    _open(version, officer, Audience.ANYBODY)


def _ideas(officer) -> None:
    """A survey of several pages, for people who are signed in."""
    version = _draft(
        IDEAS,
        "Demo survey: ideas for a day out",
        "نمونہ سروے: ایک دن باہر کے لیے خیالات",
        "Tell us what a good day in the park would hold, and what it might cost.",
        "ہمیں بتائیں کہ پارک میں ایک اچھے دن میں کیا کچھ ہو، اور اس پر کتنا خرچ آ سکتا ہے۔",
    )
    day = Section.objects.create(
        version=version, key="day", title_en="A day out", title_ur="ایک دن باہر", order=1
    )
    _ask(day, "idea", Kind.LONG_TEXT, "What would you like to do?", order=1, max_characters=500)
    _ask(day, "people", Kind.NUMBER, "How many people could come?", order=2, min_number=1)
    cost = _ask(day, "cost", Kind.TABLE, "What would it cost?", order=3, is_required=False)
    for order, (key, label, kind) in enumerate(
        (("what", "What", Kind.SHORT_TEXT), ("amount", "Amount", Kind.MONEY)), start=1
    ):
        Column.objects.create(question=cost, key=key, label_en=label, kind=kind, order=order)
    _open(version, officer, Audience.SIGNED_IN)


def _draft(key, title, title_ur, intro, intro_ur) -> SetVersion:
    question_set = QuestionSet.objects.create(
        key=key, title_en=title, title_ur=title_ur, purpose=Purpose.SURVEY
    )
    return SetVersion.objects.create(
        question_set=question_set, number=1, intro_en=intro, intro_ur=intro_ur
    )


def _ask(section, key, kind, label, **fields) -> Question:
    return Question.objects.create(section=section, key=key, kind=kind, label_en=label, **fields)


def _offer(question, **labels) -> None:
    for order, (value, label) in enumerate(labels.items(), start=1):
        Choice.objects.create(question=question, value=value, label_en=label, order=order)


def _open(version, officer, audience) -> None:
    """Publish it, open from now for two months."""
    services.publish_version(version_id=version.pk, actor=officer)
    now = timezone.now()
    Survey.objects.create(
        question_set=version.question_set,
        audience=audience,
        opens_at=now,
        closes_at=nine_in_luton(now, days=60).replace(hour=17),
    )
