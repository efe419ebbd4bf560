"""What reports, changes and closings hold about a person."""

from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from people.registry import CONSENT, LEGAL_DUTY, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years after the award was decided"), years=6)
WHO_ACTED = _("To show what was decided, when, by whom and why")
TO_ACCOUNT = _("To show what public money was spent on, and what came of it")
TO_TELL = _("To tell what a grant changed, where the person has said yes")
OF_REPORT = "report__award__decided_on"
DECIDED = {
    "Report": "award__decided_on",
    "ReportMove": "thing__award__decided_on",
    "ReportEdition": OF_REPORT,
    "Spending": OF_REPORT,
    "Output": "given_in__award__decided_on",
    "OutputCount": OF_REPORT,
    "Reached": OF_REPORT,
    "Story": OF_REPORT,
    "Photograph": OF_REPORT,
    "PlanLine": "award__decided_on",
    "Change": "award__decided_on",
    "ChangeMove": "thing__award__decided_on",
    "Closing": "award__decided_on",
    "Recovery": "closing__award__decided_on",
    "RecoveryMove": "thing__closing__award__decided_on",
    "Bid": "bid_on",
    "BidMove": "thing__bid_on",
}
MOVED = (("actor", "at", "reason"), ("thing", "from_state", "to_state"))
# {model: personal fields, and those that tell nothing about a person}
ACTS = {"ReportMove": MOVED, "ChangeMove": MOVED, "RecoveryMove": MOVED, "BidMove": MOVED}
PARTS = {
    "Report": (
        ("spending_note", "learnt", "reply"),
        (
            "award",
            "number",
            "covers_from",
            "covers_to",
            "due_on",
            "is_last",
            "state",
            "sent_at",
        ),
    ),
    "ReportEdition": (
        ("sent_by", "received_at", "content"),
        ("report", "number", "sha256"),
    ),
    "Spending": ((), ("report", "line", "pence")),
    "Output": ((), ("given_in", "name", "planned")),
    "OutputCount": ((), ("report", "output", "number")),
    "Reached": (("people",), ("report", "ward")),
    "PlanLine": (("what",), ("award", "number", "partner", "category", "pence")),
    "Change": (
        ("asked_by", "asked_at", "lines", "tasks", "reason", "answer"),
        ("award", "state", "pence", "ends_on", "before"),
    ),
    "Closing": (
        ("closed_by", "closed_at", "explanation"),
        ("award", "granted_pence", "paid_pence", "spent_pence"),
    ),
    "Recovery": ((), ("closing", "pence", "state", "received_on", "finance_reference")),
    "Bid": (
        ("what_for",),
        (
            "funder",
            "pot",
            "bidder",
            "organisation",
            "bid_pence",
            "bid_on",
            "state",
            "won_pence",
            "decided_on",
            "is_demo",
        ),
    ),
}
TOLD = {
    "Story": (("words", "told_by", "may_be_public", "consent"), ("report",)),
    "Photograph": ((*KeptFile.COLUMNS, "shows", "may_be_public", "consent"), ("report",)),
}


def declare() -> None:
    """Register the personal fields of these tables."""
    for purpose, basis, tables in (
        (WHO_ACTED, {"basis": LEGAL_DUTY}, ACTS),
        (TO_ACCOUNT, {}, PARTS),
        (TO_TELL, {"basis": CONSENT}, TOLD),
    ):
        for name, (personal, others) in tables.items():
            model = f"monitoring.{name}"
            register_personal(model, *personal, purpose=purpose, keep=SIX_YEARS, **basis)
            not_personal(model, *others)
    for name, lookup in DECIDED.items():
        counts_from(f"monitoring.{name}", lookup)
