"""Who may do what with a group. Predicates over people and rows; nothing here reads a request.

`MAY` says what each role of a group may do for it, `OFFICERS_MAY` which permission lets an officer
do an act. Pages, the officers' room, exports and other apps ask the functions below.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum

from core.actors import PORTAL
from organisations.enums import (
    EXPIRES,
    WITHOUT_COMMITTEE,
    Listing,
    MembershipState,
    OrganisationState,
    Role,
)

LEAST_UNRELATED = 3
# Of the committee, how many others confirm that an owner can't be reached.
LEAST_CONFIRMING = 2


class Act(StrEnum):
    """What people of a group do for it."""

    SEE = "see"
    READ_DOCUMENTS = "read-documents"
    EDIT = "edit"
    MANAGE_PEOPLE = "manage-people"
    HAND_OVER = "hand-over"
    LIST = "list"


MAY: dict[str, frozenset[Act]] = {
    Role.OWNER: frozenset(Act),
    Role.EDITOR: frozenset({Act.SEE, Act.READ_DOCUMENTS, Act.EDIT}),
    Role.VIEWER: frozenset({Act.SEE, Act.READ_DOCUMENTS}),
}


class Duty(StrEnum):
    """What officers do with groups."""

    SEE = "see"
    READ_COMMITTEE = "read-committee"
    READ_PEOPLE = "read-people"
    READ_DOCUMENTS = "read-documents"
    VERIFY = "verify"
    LIST = "list"
    REPLACE_OWNER = "replace-owner"
    MERGE = "merge"
    CLOSE = "close"
    SETTLE = "settle"
    KEEP_SUPPLIER = "keep-supplier"


OFFICERS_MAY: dict[Duty, str] = {
    Duty.SEE: "organisations.view_organisation",
    Duty.READ_COMMITTEE: "organisations.view_committeemember",
    Duty.READ_PEOPLE: "organisations.view_membership",
    Duty.READ_DOCUMENTS: "organisations.view_document",
    Duty.VERIFY: "organisations.verify_organisation",
    Duty.LIST: "organisations.list_organisation",
    Duty.REPLACE_OWNER: "organisations.replace_owner",
    Duty.MERGE: "organisations.merge_organisation",
    Duty.CLOSE: "organisations.close_organisation",
    Duty.SETTLE: "organisations.settle_flag",
    Duty.KEEP_SUPPLIER: "organisations.keep_supplier",
}


def may(person, organisation, act: Act) -> bool:
    """Whether somebody may do this for a group that stands, by their role in it."""
    if not (person and person.pk and person.is_active and organisation.is_standing):
        return False
    role = organisation.role_of(person)
    return bool(role) and act in MAY[role]


def officer_may(officer, duty: Duty) -> bool:
    """Whether an officer may do this with groups."""
    return officer.is_staff and officer.has_perm(OFFICERS_MAY[duty])


def may_see(person, organisation) -> bool:
    """Whether somebody may see the group's own pages: who belongs to it, and officers."""
    return may(person, organisation, Act.SEE) or officer_may(person, Duty.SEE)


def may_see_public_page(person, organisation) -> bool:
    """Whether there is a page of the group for this person, who may be signed in or not.

    What isn't public and isn't theirs answers as if it weren't there.
    """
    return is_public(organisation) or may_see(person, organisation)


def is_public(organisation) -> bool:
    """Whether anybody may read of the group: it stands in the directory."""
    return organisation.listing == Listing.LISTED and organisation.is_standing


def may_edit(person, organisation) -> bool:
    """Whether somebody may change what is said of the group, and act for it in other apps."""
    return may(person, organisation, Act.EDIT)


def may_read_documents(person, organisation) -> bool:
    """Whether somebody may open the group's documents."""
    of_group = may(person, organisation, Act.READ_DOCUMENTS)
    return of_group or officer_may(person, Duty.READ_DOCUMENTS)


def may_manage_people(person, organisation) -> bool:
    """Whether somebody says who belongs to the group, and what they may do."""
    return may(person, organisation, Act.MANAGE_PEOPLE)


def may_list(actor, organisation) -> bool:
    """Whether somebody may put the group into the directory, or take it out."""
    return may(actor, organisation, Act.LIST) or officer_may(actor, Duty.LIST)


PERMISSION_TO_MOVE = {
    OrganisationState.NEW: Duty.VERIFY,
    OrganisationState.VERIFIED: Duty.VERIFY,
    OrganisationState.CLOSED: Duty.CLOSE,
    OrganisationState.MERGED: Duty.MERGE,
}


def may_move_organisation(actor, to: str) -> bool:
    """Officers alone say how far a group is checked, and that it has ended."""
    return actor is PORTAL or officer_may(actor, PERMISSION_TO_MOVE[to])


def may_move_membership(actor, membership, to: str) -> bool:
    """Who is invited answers for themselves, owners answer who asked, and everybody may leave.

    Officers move somebody only where an owner is replaced, and the portal where rows are merged.
    """
    if actor is PORTAL:
        return True
    mine = membership.person_id is not None and membership.person_id == actor.pk
    if membership.state == MembershipState.INVITED and to == MembershipState.ACTIVE:
        return mine
    if membership.state == MembershipState.ASKED and to == MembershipState.ACTIVE:
        return may_manage_people(actor, membership.organisation)
    manages = may_manage_people(actor, membership.organisation)
    return mine or manages or officer_may(actor, Duty.REPLACE_OWNER)


def unrelated(names: Iterable[str], related: Collection[tuple[str, str]]) -> int:
    """How many people of a committee count: of people who are related to each other, one.

    Somebody related to two others makes one family of all three. The same name counts once.

    Args:
        names: each person's, as `core.text.comparable` has it.
        related: pairs of such names.
    """
    family = {name: name for name in names}

    def head(name: str) -> str:
        while family[name] != name:
            name = family[name]
        return name

    for one, other in related:
        if one in family and other in family:
            family[head(one)] = head(other)
    return sum(family[name] == name for name in family)


def needs_committee(organisation) -> bool:
    """Whether a group of this form has to name at least three people who aren't related."""
    return organisation.form not in WITHOUT_COMMITTEE


def needs_expiry(kind: str) -> bool:
    """Whether a document of this kind has to say until when it holds."""
    return kind in EXPIRES
