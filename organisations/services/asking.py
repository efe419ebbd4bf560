"""Words that have to be said: why, what was looked at, how somebody agreed."""

from django.utils.translation import gettext as _

from core.refusal import Refusal
from core.text import is_visible


def needed(words: str, field: str) -> str:
    """The words as they are kept.

    Raises:
        Refusal: `no-words` of the field where nothing of them can be seen.
    """
    if not is_visible(words):
        raise Refusal(_("Write this down: it stays in the history."), code="no-words", field=field)
    return words.strip()
