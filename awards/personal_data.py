"""What agreements, payments and suppliers hold about a person."""

from django.utils.translation import gettext_lazy as _

from collaboration_fund.personal_data import SIX_YEARS, WHO_ACTED
from people.registry import LEGAL_DUTY, counts_from, not_personal, register_personal

TO_CALL = _("To call the group before its supplier number is changed")
OF_AWARD = "award__decided_on"
OF_SUPPLIER = "organisation__fund_payments__award__decided_on"
DECIDED = {
    "Agreement": OF_AWARD,
    "AgreementAcceptance": f"agreement__{OF_AWARD}",
    "Schedule": OF_AWARD,
    "Payment": OF_AWARD,
    "PaymentMove": f"thing__{OF_AWARD}",
    "Supplier": OF_SUPPLIER,
    "SupplierChange": f"supplier__{OF_SUPPLIER}",
    "SupplierChangeMove": f"thing__supplier__{OF_SUPPLIER}",
}
# {model: personal fields, and those that tell nothing about a person}
ACTS = {
    "Agreement": (
        ("made_by", "made_at", "content"),
        ("award", "number", "template", "sha256", "reason", "accepted_at"),
    ),
    "AgreementAcceptance": (("person", "capacity", "at"), ("agreement", "partner")),
    "Schedule": ((), ("award", "most_pence", "planned_pence", "paid_pence")),
    "Payment": (
        ("asked_by", "asked_at", "met", "approved_by", "approved_at"),
        (
            "award",
            "organisation",
            "number",
            "due_on",
            "pence",
            "condition",
            "state",
            "paid_on",
            "finance_reference",
        ),
    ),
    "PaymentMove": (("actor", "at", "reason"), ("thing", "from_state", "to_state")),
    "SupplierChangeMove": (("actor", "at", "reason"), ("thing", "from_state", "to_state")),
}
CALLS = {
    "Supplier": (("telephone", "kept_by", "kept_at"), ("organisation", "held_until")),
    "SupplierChange": (
        (
            "telephone",
            "reason",
            "asked_by",
            "asked_at",
            "confirmed_by",
            "confirmed_at",
            "called",
            "called_at",
            "spoke_with",
        ),
        ("supplier", "number", "state"),
    ),
}


def declare() -> None:
    """Register the personal fields of these tables."""
    for purpose, tables in ((WHO_ACTED, ACTS), (TO_CALL, CALLS)):
        for name, (personal, others) in tables.items():
            model = f"awards.{name}"
            if personal:
                register_personal(
                    model, *personal, purpose=purpose, keep=SIX_YEARS, basis=LEGAL_DUTY
                )
            not_personal(model, *others)
    for name, lookup in DECIDED.items():
        counts_from(f"awards.{name}", lookup)
