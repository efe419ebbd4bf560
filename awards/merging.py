"""What becomes of these keys where two records of a person, or of a group, are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import AgreementAcceptance, Supplier
from organisations.merge_keys import moves as group_moves
from people.merge_keys import moves, stays

WHO_DID = (
    ("Agreement", "made_by"),
    ("Payment", "asked_by"),
    ("Payment", "approved_by"),
    ("Supplier", "kept_by"),
    ("SupplierChange", "asked_by"),
    ("SupplierChange", "confirmed_by"),
)


def declare() -> None:
    """What was done stays under the name that did it; what a group is paid moves with it."""
    for model, field in WHO_DID:
        stays(f"awards.{model}", field)
    moves(
        "awards.AgreementAcceptance",
        "person",
        gettext_lazy("acceptances of agreements"),
        refuses=accepted_twice,
    )
    group_moves("awards.Payment", "organisation", gettext_lazy("payments of the fund"))
    group_moves(
        "awards.Supplier",
        "organisation",
        gettext_lazy("supplier numbers"),
        refuses=are_two_suppliers,
    )


def accepted_twice(kept, gone) -> str:
    """Two acceptances of one agreement are two people's: one person can't have given both."""
    given = AgreementAcceptance.objects.filter(person=gone)
    twice = AgreementAcceptance.objects.filter(person=kept, agreement__in=given.values("agreement"))
    return _("Both have accepted one agreement.") if twice.exists() else ""


def are_two_suppliers(kept, gone) -> str:
    """Where both have a number, merging would change one of them without a call."""
    one_is_called = Supplier.objects.filter(organisation__in=[kept, gone]).exists()
    numbers = {kept.supplier_reference, gone.supplier_reference} - {""}
    if one_is_called and len(numbers) > 1:
        return _("Both have a supplier number. Change one to the other first: that takes a call.")
    both = Supplier.objects.filter(organisation__in=[kept, gone]).count() > 1
    return _("Both are suppliers, so they can’t be one group.") if both else ""
