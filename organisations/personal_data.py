"""What the portal holds about the people of groups."""

from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from people.registry import CONSENT, Keep, counts_from, not_personal, register_personal

SIX_YEARS = Keep(_("6 years after they left the group"), years=6)
SINCE_THEN = Keep(_("6 years"), years=6)
WHILE_NAMED = Keep(_("While the group names them"))
WHILE_KEPT = Keep(_("Until officers are done with it, and 6 years at most"), years=6)
ABOUT_NOBODY = {
    "Organisation": (
        *("slug", "name", "name_compared", "form", "summary", "website", "email", "telephone"),
        *("address", "address_compared", "postcode", "ward", "is_town_wide", "has_own_account"),
        *("supplier_reference", "state", "listing", "listing_agreed_at", "verified_on"),
        *("merged_into", "created_at", "is_demo"),
    ),
    "Document": ("organisation", "what", "expires_on", "is_current", *KeptFile.COLUMNS),
    "Flag": ("organisation", "other", "kind", "found_at"),
}


def declare() -> None:
    """Register the personal fields of groups' people, committees, documents and their history."""
    register_personal(
        "organisations.Membership",
        "organisation",
        "person",
        "role",
        "state",
        "email",
        "token",
        "invited_by",
        "expires_at",
        "created_at",
        "ended_at",
        purpose=_("So that a group’s own people, and nobody else, act for it"),
        keep=SIX_YEARS,
    )
    register_personal(
        "organisations.Membership",
        "said",
        "consent_at",
        purpose=_("To let a group know who asks to join it, and that you agreed"),
        basis=CONSENT,
        keep=SIX_YEARS,
    )
    register_personal(
        "organisations.CommitteeMember",
        "organisation",
        "name",
        "name_compared",
        "role",
        "related_to",
        "created_at",
        purpose=_("To know who runs a group, and that they aren’t all of one family"),
        keep=WHILE_NAMED,
    )
    register_personal(
        "organisations.Document",
        "sent_by",
        purpose=_("To know who sent a document for a group"),
        keep=SINCE_THEN,
    )
    register_personal(
        "organisations.Flag",
        "detail",
        "settled_at",
        "settled_by",
        "note",
        purpose=_("To find groups that are there twice, or that the same people run"),
        keep=WHILE_KEPT,
    )
    register_personal(
        "organisations.OwnerReplacement",
        "organisation",
        "leaving",
        "coming",
        "reason",
        "officer",
        "agreed_at",
        "done_at",
        purpose=_("To show why an owner was replaced, and by whose word"),
        keep=SINCE_THEN,
    )
    register_personal(
        "organisations.OwnerConfirmation",
        "replacement",
        "name",
        "name_compared",
        "how",
        "confirmed_on",
        purpose=_("To show who of the committee confirmed that an owner is replaced"),
        keep=SINCE_THEN,
    )
    for model, what in (
        ("OrganisationMove", _("To know who checked, closed or merged a group")),
        ("MembershipMove", _("To know how somebody came to a group, and left it")),
    ):
        register_personal(
            f"organisations.{model}",
            *("thing", "actor", "from_state", "to_state", "reason", "at"),
            purpose=what,
            keep=SINCE_THEN,
        )
        counts_from(f"organisations.{model}", "at")
        not_personal(f"organisations.{model}", "id")
    counts_from("organisations.Membership", "ended_at")
    counts_from("organisations.Document", "at")
    counts_from("organisations.Flag", "found_at")
    counts_from("organisations.OwnerReplacement", "agreed_at")
    counts_from("organisations.OwnerConfirmation", "replacement__agreed_at")
    for model in ("Membership", "CommitteeMember", "OwnerReplacement", "OwnerConfirmation"):
        not_personal(f"organisations.{model}", "id")
    for model, fields in ABOUT_NOBODY.items():
        not_personal(f"organisations.{model}", "id", *fields)
