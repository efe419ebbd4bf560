"""Which words of a version are missing in one of the portal's languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from modeltranslation.translator import translator

from questionnaires.models import SetVersion


@dataclass(frozen=True)
class Untranslated:
    """Words that are there in one language and not in another.

    Args:
        thing: the row they stand in: a set, version, section, question, choice or column.
        what: the name of the field.
        words: as they are in a language that has them.
    """

    thing: Model
    what: str
    words: str


def untranslated(version: SetVersion) -> dict[str, list[Untranslated]]:
    """What a version (`with_questions`) doesn't say yet, by the code of the language, in order."""
    missing = {code: [] for code, _name in settings.LANGUAGES}
    for thing in _things(version):
        for field in translator.get_options_for_model(type(thing)).fields:
            said = {code: getattr(thing, f"{field}_{code}") for code in missing}
            words = next(filter(None, said.values()), "")
            what = str(type(thing)._meta.get_field(field).verbose_name)
            for code, texts in missing.items():
                if words and not said[code]:
                    texts.append(Untranslated(thing, what, words))
    return {code: texts for code, texts in missing.items() if texts}


def _things(version: SetVersion) -> Iterator[Model]:
    """Everything with words in a version, as people meet it."""
    yield version.question_set
    yield version
    yield from version.sections.all()
    for question in version.questions.all():
        yield question
        yield from question.choices.all()
        yield from question.columns.all()
