"""What becomes of the rows of this app where two groups, or two records of a person, are merged."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actors import PORTAL
from core.moves import move
from core.words import Words
from organisations import reminders
from organisations.enums import RANK, MembershipState
from organisations.merge_keys import moves as group_moves
from organisations.models import (
    Document,
    Flag,
    Membership,
    Organisation,
    OrganisationNumber,
    Reach,
)
from people.merge_keys import moves, stays


def declare() -> None:
    """Say how every row of this app moves."""
    people = gettext_lazy("places in groups")
    moves(
        "organisations.Membership",
        "person",
        people,
        doubles=places_of_one_person,
        drop=end,
        says=says_place,
    )
    moves("organisations.Membership", "invited_by", gettext_lazy("invitations to groups"))
    moves("organisations.Document", "sent_by", gettext_lazy("documents of groups"))
    stays("organisations.Flag", "settled_by")
    stays("organisations.OwnerReplacement", "officer")
    group_moves(
        "organisations.Membership",
        "organisation",
        gettext_lazy("people"),
        doubles=places_in_both,
        drop=end,
        says=says_place,
    )
    group_moves("organisations.CommitteeMember", "organisation", gettext_lazy("committee members"))
    group_moves(
        "organisations.OrganisationNumber",
        "organisation",
        gettext_lazy("numbers"),
        doubles=numbers_of_both,
        says=lambda number: _("Both have %(number)s: it is kept once.") % {"number": number},
    )
    group_moves(
        "organisations.Reach",
        "organisation",
        gettext_lazy("people and languages"),
        doubles=reaches_of_both,
        says=lambda reach: _("Both say “%(reach)s”: it is kept once.") % {"reach": reach},
    )
    group_moves(
        "organisations.Organisation_wards",
        "organisation",
        gettext_lazy("wards"),
        doubles=wards_of_both,
        says=lambda row: _("Both work in %(ward)s: it is kept once.") % {"ward": row.ward},
    )
    group_moves(
        "organisations.Document",
        "organisation",
        gettext_lazy("documents"),
        doubles=documents_of_both,
        drop=put_behind,
        says=says_document,
    )
    group_moves(
        "organisations.OwnerReplacement", "organisation", gettext_lazy("replacements of owners")
    )
    group_moves("organisations.Organisation", "merged_into", gettext_lazy("groups merged before"))
    for field, doubles in (("organisation", flags_of), ("other", flags_beside)):
        group_moves(
            "organisations.Flag",
            field,
            gettext_lazy("flags"),
            doubles=doubles,
            says=lambda flag: _("Flagged, and looked at anew: %(flag)s.") % {"flag": flag},
        )


def places_of_one_person(kept, gone) -> list[Membership]:
    """Of each group in which both records have a place, the places that end."""
    return _to_end(Membership.objects.live().filter(person__in=[kept, gone]), "organisation_id")


def places_in_both(kept: Organisation, gone: Organisation) -> list[Membership]:
    """Of everybody with a place in both groups, the places that end."""
    return _to_end(Membership.objects.live().filter(organisation__in=[kept, gone]), "address")


def _to_end(rows, shared: str) -> list[Membership]:
    """Of places that share something, all but the best: who belongs to it, then who may do most."""
    best: dict = {}
    ended = []
    rows = rows.select_related("person", "organisation")
    for row in sorted(
        rows, key=lambda row: (_STATES.index(row.state), RANK.index(row.role), row.pk)
    ):
        if best.setdefault(getattr(row, shared), row) != row:
            ended.append(row)
    return ended


def end(membership: Membership) -> None:
    """End a place beside a better one of the same person, without a word to them."""
    is_active = membership.state == MembershipState.ACTIVE
    move(
        membership,
        to=MembershipState.LEFT if is_active else MembershipState.DECLINED,
        actor=PORTAL,
        reason=Words("organisations.merged"),
        ended_at=timezone.now(),
    )


def says_place(membership: Membership) -> str:
    """What an officer reads of it beforehand."""
    said = _("%(person)s has two places: the one in “%(group)s” (%(role)s) ends.")
    return said % {
        "person": membership,
        "group": membership.organisation,
        "role": membership.get_role_display(),
    }


def numbers_of_both(kept: Organisation, gone: Organisation) -> list[OrganisationNumber]:
    """The numbers of the one that goes that the other has too."""
    has = {(number.scheme, number.identifier) for number in kept.numbers.all()}
    return [number for number in gone.numbers.all() if (number.scheme, number.identifier) in has]


def reaches_of_both(kept: Organisation, gone: Organisation) -> list[Reach]:
    """What the one that goes says of its reach that the other says too."""
    has = {(reach.kind, reach.code) for reach in kept.reaches.all()}
    return [reach for reach in gone.reaches.all() if (reach.kind, reach.code) in has]


def wards_of_both(kept: Organisation, gone: Organisation) -> list:
    """The wards of the one that goes where the other works too."""
    rows = Organisation.wards.through.objects.select_related("ward")
    there = kept.wards.values("pk")
    return list(rows.filter(organisation=gone, ward__in=there))


def documents_of_both(kept: Organisation, gone: Organisation) -> list[Document]:
    """Of each kind that both have, the document that isn't current any more: the older one."""
    newest: dict[str, Document] = {}
    older = []
    documents = Document.objects.current().filter(organisation__in=[kept, gone])
    for document in documents.order_by("-at", "-pk"):
        if newest.setdefault(document.what, document) != document:
            older.append(document)
    return older


def put_behind(document: Document) -> None:
    """Keep a document behind the one that is current; nobody is reminded of it."""
    Document.objects.filter(pk=document.pk).update(is_current=False)
    document.is_current = False
    reminders.schedule_for(document)


def says_document(document: Document) -> str:
    """What an officer reads of it beforehand."""
    return _("Both have a document “%(what)s”: the older one stays behind the newer.") % {
        "what": document
    }


def flags_of(kept: Organisation, gone: Organisation) -> list[Flag]:
    """Of the one that goes, what is open or beside the other: to be looked at anew."""
    return list(Flag.objects.filter(Q(settled_at=None) | Q(other=kept), organisation=gone))


def flags_beside(kept: Organisation, gone: Organisation) -> list[Flag]:
    """Of other groups beside the one that goes, what is open, or of the one that is kept."""
    return list(Flag.objects.filter(Q(settled_at=None) | Q(organisation=kept), other=gone))


_STATES = (MembershipState.ACTIVE, MembershipState.ASKED, MembershipState.INVITED)
