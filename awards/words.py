"""Placeholders in the texts of agreements: known names in curly brackets, and nothing else.

What stands for a name is words that are shown as they are; nothing in a text is ever run.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PLACEHOLDERS = {
    "reference": _("The reference of the award"),
    "title": _("What the work is called"),
    "round": _("The round"),
    "lead": _("The lead group"),
    "partners": _("The other groups, a line each"),
    "groups": _("All groups, a line each, with what each does and is paid"),
    "amount": _("The amount of the award"),
    "begins": _("The day on which the work begins"),
    "ends": _("The day on which the work ends"),
    "conditions": _("The conditions of the award"),
    "payments": _("The payments, a line each"),
}
_NAMED = re.compile(r"\{([^{}]*)\}")


def unknown_in(text: str) -> list[str]:
    """The names in curly brackets that stand for nothing, in order, each once."""
    return [*dict.fromkeys(name for name in _NAMED.findall(text) if name not in PLACEHOLDERS)]


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with its placeholders filled, once: what fills one is not looked into.

    Args:
        words: {name of a placeholder: what stands for it}. A name that isn't known stays as it is.
    """
    return _NAMED.sub(lambda found: words.get(found[1], found[0]), text)


def only_placeholders(text: str) -> None:
    """Refuse a text that names something that agreements don't know.

    Raises:
        ValidationError: `placeholder`.
    """
    unknown = unknown_in(text)
    if unknown:
        said = gettext("These stand for nothing: %(names)s. Use the names beneath.")
        names = ", ".join(f"{{{name}}}" for name in unknown)
        raise ValidationError(said % {"names": names}, code="placeholder")
