from organisations.models.committee import CommitteeMember
from organisations.models.documents import Document
from organisations.models.flags import Flag
from organisations.models.membership import Membership, MembershipMove
from organisations.models.organisation import (
    Organisation,
    OrganisationMove,
    OrganisationNumber,
    Reach,
)
from organisations.models.replacement import OwnerConfirmation, OwnerReplacement

__all__ = [
    "CommitteeMember",
    "Document",
    "Flag",
    "Membership",
    "MembershipMove",
    "Organisation",
    "OrganisationMove",
    "OrganisationNumber",
    "OwnerConfirmation",
    "OwnerReplacement",
    "Reach",
]
