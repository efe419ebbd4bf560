"""What published awards hold about a person: nothing, unless somebody named one where they say why.

That is what officers look for before it is published, and a check holds email addresses back.
"""

from django.utils.translation import gettext_lazy as _

from people.registry import LEGAL_DUTY, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years after the decision"), years=6)


def declare() -> None:
    """Register the words of published awards."""
    register_personal(
        "publishing.PublicAward",
        "purpose",
        "text",
        purpose=_("To publish what public money is given for"),
        basis=LEGAL_DUTY,
        keep=SIX_YEARS,
    )
    not_personal(
        "publishing.PublicAward",
        *("award", "is_said", "is_town_wide", "faults", "changed_at"),
    )
    counts_from("publishing.PublicAward", "award__decided_on")
