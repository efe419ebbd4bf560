"""Words with placeholders: `{group}` becomes the group's name, and nothing else is ever looked at.

A placeholder is a name of a list; what is put in its place isn't read again, so nothing that people
typed can act. What comes out is plain text, which pages, emails and documents escape.
"""

import re
from collections.abc import Container, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_BRACES = re.compile(r"\{([^{}]*)\}")


def fill(words: str, values: Mapping[str, str]) -> str:
    """`words` with the value in place of each placeholder; other braces stay as they are.

    Args:
        values: {placeholder: plain text}.
    """
    return _BRACES.sub(lambda found: str(values.get(found[1], found[0])), words)


def unknown(words: str, known: Container[str]) -> list[str]:
    """What stands in braces and isn't known, each once, in the order of reading."""
    return [*dict.fromkeys(one for one in _BRACES.findall(words) if one not in known)]


def only(words: str, known: Iterable[str]) -> None:
    """Check that braces hold known placeholders alone.

    Raises:
        ValidationError: `placeholder`, naming those that aren't known and those that are.
    """
    known = [*known]
    found = unknown(words, known)
    if found:
        said = {
            "found": ", ".join(f"{{{one}}}" for one in found),
            "known": ", ".join(f"{{{one}}}" for one in known),
        }
        raise ValidationError(
            _("%(found)s isn’t a placeholder. There are %(known)s.") % said, code="placeholder"
        )
