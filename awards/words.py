"""The placeholders of texts of agreements."""

from django.utils.translation import gettext_lazy as _

from core import placeholders

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


def only_placeholders(text: str) -> None:
    """Refuse a text that names something that agreements don't know.

    Raises:
        ValidationError: `placeholder`.
    """
    placeholders.only(text, PLACEHOLDERS)
