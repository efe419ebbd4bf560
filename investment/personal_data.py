"""What the portal holds about people who write and decide the case for hubs."""

from django.utils.translation import gettext_lazy as _

from people.registry import Keep, counts_from, not_personal, register_personal

SINCE_THEN = Keep(_("6 years"), years=6)


def declare() -> None:
    """Register who moved what, and who said what of a project."""
    for model in ("ProposalMove", "ProjectMove"):
        register_personal(
            f"investment.{model}",
            *("thing", "actor", "from_state", "to_state", "reason", "at"),
            purpose=_("To know who brought a proposal before a board, and who moved a project"),
            keep=SINCE_THEN,
        )
        counts_from(f"investment.{model}", "at")
        not_personal(f"investment.{model}", "id")
    for model, said in (
        ("Forecast", ("milestone", "first", "last", "precision", "reason")),
        ("StatusReport", ("project", "colour", "reason")),
    ):
        register_personal(
            f"investment.{model}",
            "said_by",
            purpose=_("To know who said how a project goes"),
            keep=SINCE_THEN,
        )
        counts_from(f"investment.{model}", "said_at")
        not_personal(f"investment.{model}", "id", "said_at", *said)
