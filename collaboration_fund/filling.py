"""Words with placeholders: `{group}` becomes the group's name, and nothing else is ever looked at.

A placeholder is a name of the list; what is put in its place isn't read again, so nothing that
people typed can act. What comes out is plain text, which pages and emails escape.
"""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("name", "group", "title", "reference", "round", "amount", "conditions", "reason")
_BRACES = re.compile(r"\{([^{}]*)\}")


def fill(words: str, values: Mapping[str, str]) -> str:
    """`words` with the value in place of each placeholder; other braces stay as they are.

    Args:
        values: {placeholder: plain text}, of names in `PLACEHOLDERS`.
    """

    def value(found: re.Match) -> str:
        name = found[1]
        return str(values.get(name, "")) if name in PLACEHOLDERS else found[0]

    return _BRACES.sub(value, words)


def unknown(words: str) -> list[str]:
    """What stands in braces and is no placeholder, each once, in the order of reading."""
    return [*dict.fromkeys(one for one in _BRACES.findall(words) if one not in PLACEHOLDERS)]
