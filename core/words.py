"""Sentences that the portal stores for others to read: a code and its parameters, not one language.

An app registers its sentences in `AppConfig.ready`; a column of text keeps either what a person
typed or what `Words` makes, and `say` reads both.
"""

import json

_MARK = "\x1e"
_words: dict[str, object] = {}


def register_words(code: str, words) -> None:
    """Make a sentence known, with places for parameters such as `%(place)s`.

    Args:
        code: the app and a name, such as "panels.place-came-free".
        words: lazily translated.

    Raises:
        ValueError: another sentence has this code.
    """
    if _words.setdefault(code, words) is not words:
        raise ValueError(f"Two different sentences have the code {code!r}.")


class Words(str):
    """A registered sentence as a column of text keeps it: `Words("panels.moved", day="…")`.

    Parameters are text or numbers.

    Raises:
        KeyError: nobody registered the code.
    """

    def __new__(cls, code: str, **params):
        _words[code]
        return super().__new__(cls, _MARK + json.dumps([code, params], ensure_ascii=False))


def code_of(stored: str) -> str:
    """The code of a sentence that `Words` made, "" of a text as somebody typed it."""
    return json.loads(stored.removeprefix(_MARK))[0] if stored.startswith(_MARK) else ""


def say(stored: str) -> str:
    """What was stored, as people read it: a sentence in the active language, or the text as typed.

    A sentence that no app knows any more is shown by its code.
    """
    if not stored.startswith(_MARK):
        return stored
    code, params = json.loads(stored.removeprefix(_MARK))
    words = _words.get(code)
    return f"({code})" if words is None else str(words) % params
