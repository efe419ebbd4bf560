"""What the fund holds about a person."""

from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from people.registry import LEGAL_DUTY, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years after the decision"), years=6)
WHO_ACTED = _("To show what was decided, when, by whom and why")
TO_DECIDE = _("To decide on your groups’ application, and to show how it was decided")
WHO_WROTE = _("To show the group who answered, and that nobody’s words were written over")
OF_APPLICATION = "application__round__decided_on"
DECIDED = {
    "RoundMove": "thing__decided_on",
    "ClosingMove": "stage__round__decided_on",
    "Application": "round__decided_on",
    "ApplicationMove": "thing__round__decided_on",
    "Entry": OF_APPLICATION,
    "Extension": f"entry__{OF_APPLICATION}",
    "SavedAnswer": f"entry__{OF_APPLICATION}",
    "Edition": f"entry__{OF_APPLICATION}",
    "SentDocument": f"entry__{OF_APPLICATION}",
    "Partner": OF_APPLICATION,
    "PartnerMove": f"thing__{OF_APPLICATION}",
    "Acceptance": f"partner__{OF_APPLICATION}",
    "BudgetLine": OF_APPLICATION,
    "Award": "decided_on",
    "AwardMove": "thing__decided_on",
    "Share": "award__decided_on",
    "PanelMeeting": "round__decided_on",
    "PanelMember": "meeting__round__decided_on",
    "Decision": "meeting__round__decided_on",
    "Recusal": "decision__meeting__round__decided_on",
    "Confirmation": "meeting__round__decided_on",
    "ReviewRequest": OF_APPLICATION,
}
# {model: personal fields, and those that tell nothing about a person}
ACTS = {
    "RoundMove": (("actor", "at"), ("thing", "from_state", "to_state", "reason")),
    "ClosingMove": (("actor", "at"), ("stage", "before", "after", "reason")),
    "ApplicationMove": (("actor", "at", "reason"), ("thing", "from_state", "to_state")),
    "PartnerMove": (("actor", "at", "reason"), ("thing", "from_state", "to_state")),
    "AwardMove": (("actor", "at", "reason"), ("thing", "from_state", "to_state")),
    "Extension": (("actor", "at", "reason"), ("entry", "until", "keys")),
    "PanelMeeting": (
        ("notes",),
        ("round", "starts_at", "place", "quorum", "confirmed_at", "review_until"),
    ),
    "PanelMember": (("person", "came"), ("meeting",)),
    "Recusal": (("member", "reason"), ("decision",)),
    "Confirmation": (
        ("first_by", "first_at", "second_by", "second_at"),
        ("meeting", "digest", "voided_at"),
    ),
}
PARTS = {
    "Application": (
        ("created_by", "created_at", "title", "feedback", "entered_by"),
        (
            "round",
            "reference",
            "lead",
            "state",
            "partnership",
            "copied_from",
            "priorities",
            "came",
            "came_at",
            "asked_at",
            "confirmed_at",
        ),
    ),
    "Entry": (
        ("response",),
        (
            "application",
            "stage",
            "piece",
            "received_at",
            "extended_to",
            "reopened_to",
            "reopened_keys",
        ),
    ),
    "Edition": (
        ("sent_by", "received_at", "content"),
        ("entry", "number", "sha256", "asked_pence"),
    ),
    "SentDocument": (KeptFile.COLUMNS, ("entry", "what", "expires_on")),
    "Partner": (
        ("invited_by", "created_at", "role", "tasks", "subsidy_by", "subsidy_at"),
        ("application", "organisation", "is_lead", "state", "subsidy_pence"),
    ),
    "Acceptance": (
        ("person", "capacity", "at", "parts", "content", "voided_at", "replaced_by"),
        ("partner", "digest"),
    ),
    "Award": (
        ("title", "conditions"),
        (
            "round",
            "application",
            "reference",
            "pence",
            "decided_on",
            "starts_on",
            "ends_on",
            "state",
        ),
    ),
    "Share": ((), ("award", "organisation", "number", "pence")),
    "Decision": (
        ("conditions", "reason", "departs", "words", "told"),
        ("meeting", "application", "order", "advised_pence", "verdict", "pence"),
    ),
    "ReviewRequest": (
        ("reason", "asked_by", "asked_at", "answer", "answered_by", "answered_at"),
        ("application",),
    ),
    "BudgetLine": (
        ("what",),
        ("application", "partner", "category", "source", "quarter", "pence"),
    ),
}


def declare() -> None:
    """Register the personal fields of the fund's tables."""
    for purpose, basis, tables in (
        (WHO_ACTED, {"basis": LEGAL_DUTY}, ACTS),
        (TO_DECIDE, {}, PARTS),
        (WHO_WROTE, {}, {"SavedAnswer": (("person", "at", "key"), ("entry",))}),
    ):
        for name, (personal, others) in tables.items():
            model = f"collaboration_fund.{name}"
            register_personal(model, *personal, purpose=purpose, keep=SIX_YEARS, **basis)
            not_personal(model, *others)
    for name, lookup in DECIDED.items():
        counts_from(f"collaboration_fund.{name}", lookup)
    counts_from("assessment.Assessor", "assessment__fund_stage__round__decided_on")
    counts_from("assessment.Piece", "assessment__fund_stage__round__decided_on")
    counts_from("assessment.Plan", "assessment__fund_stage__round__decided_on")
    for name in (
        "Assignment",
        "Declaration",
        "Score",
        "Moderation",
        "Lift",
        "Recommendation",
    ):
        counts_from(f"assessment.{name}", "piece__assessment__fund_stage__round__decided_on")
