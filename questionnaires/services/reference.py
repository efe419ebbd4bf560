"""Loading the sets that every portal has, from the files in questionnaires/data."""

import json
from pathlib import Path

from django.db import transaction

from core.actors import PORTAL
from questionnaires.models import Choice, Question, QuestionSet, Section, SetVersion
from questionnaires.services.building import publish_version

DATA = Path(__file__).resolve().parent.parent / "data"
LIMITS = (
    "max_characters",
    "max_words",
    "max_choices",
    "file_kinds",
    "is_required",
    "is_identifying",
)


def load_question_sets() -> int:
    """Write and publish the sets that are not there yet; returns how many there are in the files.

    Safe to repeat: a set that exists stays as officers have made it since.
    """
    files = sorted(DATA.glob("*.json"))
    for file in files:
        _load(json.loads(file.read_text(encoding="utf-8")))
    return len(files)


@transaction.atomic
def _load(data: dict) -> None:
    question_set, is_new = QuestionSet.objects.get_or_create(
        key=data["key"],
        defaults={
            "purpose": data["purpose"],
            "is_special": data["is_special"],
            **_words(title=data["title"]),
        },
    )
    if not is_new:
        return
    version = SetVersion.objects.create(
        question_set=question_set, number=1, **_words(intro=data["intro"])
    )
    questions: dict[str, Question] = {}
    for order, section in enumerate(data["sections"], start=1):
        written = Section.objects.create(
            version=version,
            key=section["key"],
            order=order,
            is_one_page=section.get("is_one_page", False),
            **_words(title=section["title"], intro=section.get("intro", {})),
        )
        for place, question in enumerate(section["questions"], start=1):
            questions[question["key"]] = _question(written, place, question, questions, data)
    publish_version(version_id=version.pk, actor=PORTAL)


def _question(section, order, data, earlier, whole) -> Question:
    condition = {}
    if "show_if" in data:
        key, operator, value = data["show_if"]
        condition = {
            "show_if_question": earlier[key],
            "show_if_operator": operator,
            "show_if_value": value,
        }
    question = Question.objects.create(
        section=section,
        key=data["key"],
        kind=data["kind"],
        order=order,
        **{"is_required": False, **{name: data[name] for name in LIMITS if name in data}},
        **_words(label=data["label"], help=data.get("help", {})),
        **condition,
    )
    choices = [(choice, False) for choice in data.get("choices", [])]
    if data.get("not_said"):
        choices.append((whole["not_said"], True))
    Choice.objects.bulk_create(
        Choice(
            question=question,
            value=value,
            order=place,
            is_exclusive=alone,
            label_en=english,
            label_ur=urdu,
        )
        for place, ((value, english, urdu), alone) in enumerate(choices, start=1)
    )
    return question


def _words(**fields: dict[str, str]) -> dict[str, str]:
    """Columns of each language: {"title": {"en": "Tea"}} gives title_en="Tea"."""
    return {
        f"{name}_{language}": words
        for name, languages in fields.items()
        for language, words in languages.items()
    }
