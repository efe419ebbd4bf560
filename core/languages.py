"""Words in the portal's languages: how services take them, and in which columns they are kept.

English is always there; a page shows it, marked as English, where another language has no words.
"""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.translation import override

# Words in English alone, or {language: words}; what isn't given stays as it is.
Texts = str | Mapping[str, str]


def in_english(words: Texts) -> str:
    """The English of it, without white space at the ends."""
    if isinstance(words, str):
        return words.strip()
    return (words.get(settings.LANGUAGE_CODE) or "").strip()


def read_in(words: Texts, language: str) -> str:
    """The words in a language, or in English where they aren't given in it."""
    given = {settings.LANGUAGE_CODE: words} if isinstance(words, str) else words
    return (given.get(language) or "").strip() or in_english(words)


def columns(field: str, words: Texts) -> dict[str, str]:
    """{column: words} of a translated field, without white space at the ends."""
    given = {settings.LANGUAGE_CODE: words} if isinstance(words, str) else words
    return {f"{field}_{language}": (said or "").strip() for language, said in given.items()}


def english_column(field: str) -> str:
    """The column of a translated field that always holds words."""
    return f"{field}_{settings.LANGUAGE_CODE}"


def in_each(say: Callable[[], str]) -> dict[str, str]:
    """{language: what `say` says in it}, for words that the portal itself writes for others."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = str(say())
    return said


def differs(thing, changes: Mapping[str, str]) -> bool:
    """Whether any of these columns of `thing` would change."""
    return any((getattr(thing, name) or "") != words for name, words in changes.items())


def in_all(*fields: str) -> list[str]:
    """The columns of translated fields, language by language: to search, to show, to ask."""
    return [f"{field}_{language}" for field in fields for language, _name in settings.LANGUAGES]


def gathered(answers: Mapping, *fields: str) -> dict:
    """Answers of a form with each translated field in one: {"title": {"en": …, "ur": …}}."""
    columns_of = {field: in_all(field) for field in fields}
    asked = {field: names for field, names in columns_of.items() if answers.keys() & set(names)}
    texts = {
        field: {name.removeprefix(f"{field}_"): answers[name] for name in names if name in answers}
        for field, names in asked.items()
    }
    gone = {name for names in asked.values() for name in names}
    return {name: said for name, said in answers.items() if name not in gone} | texts


def shown(thing, *fields: str) -> dict[str, str]:
    """{column: words} of translated fields as a form shows them."""
    return {name: getattr(thing, name) or "" for name in in_all(*fields)}
