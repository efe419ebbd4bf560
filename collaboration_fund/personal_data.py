"""What the fund holds about a person."""

from django.utils.translation import gettext_lazy as _

from people.registry import LEGAL_DUTY, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years after the decision"), years=6)
DECIDED = {
    "collaboration_fund.RoundMove": "thing__decided_on",
    "collaboration_fund.ClosingMove": "stage__round__decided_on",
}


def declare() -> None:
    """Register the personal fields of the fund's tables."""
    who_acted = _("To show what was decided, when, by whom and why")
    for model, others in (
        ("collaboration_fund.RoundMove", ("thing", "from_state", "to_state", "reason")),
        ("collaboration_fund.ClosingMove", ("stage", "before", "after", "reason")),
    ):
        register_personal(model, "actor", "at", purpose=who_acted, basis=LEGAL_DUTY, keep=SIX_YEARS)
        not_personal(model, *others)
    for model, lookup in DECIDED.items():
        counts_from(model, lookup)
