"""The people who run a group, as the group names them."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from core.text import comparable, is_visible, one_line
from organisations import rules
from organisations.models import CommitteeMember, Organisation
from organisations.services import flags
from organisations.services.locks import lock

MOST = 60


def counts(organisation_ids: Sequence[int]) -> dict[int, int]:
    """How many of each group's committee count: of people who are related to each other, one."""
    names: dict[int, list[str]] = {}
    pairs: dict[int, list[tuple[str, str]]] = {}
    members = CommitteeMember.objects.filter(organisation__in=organisation_ids)
    for member in members.prefetch_related("related_to"):
        names.setdefault(member.organisation_id, []).append(member.name_compared)
        pairs.setdefault(member.organisation_id, []).extend(
            (member.name_compared, other.name_compared) for other in member.related_to.all()
        )
    return {pk: rules.unrelated(found, pairs[pk]) for pk, found in names.items()}


def counted(organisation: Organisation) -> int:
    """How many of one group's committee count."""
    return counts([organisation.pk]).get(organisation.pk, 0)


@transaction.atomic
def name_committee_member(
    *,
    organisation_id: int,
    actor,
    name: str,
    role: str = "",
    related_to: Collection[int] = (),
    member_id: int | None = None,
) -> CommitteeMember:
    """Name somebody of the committee, or change what is said of them (`member_id`).

    Args:
        related_to: primary keys of others of this committee who are their relatives.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-name`, `too-long`, `twice` where the
            committee has somebody of this name, or `too-many`.
    """
    organisation = lock(organisation_id)
    require(rules.may_edit(actor, organisation))
    name, role = one_line(name), one_line(role)
    if not is_visible(name):
        raise Refusal(_("Enter their full name."), code="no-name", field="name")
    for field, text in (("name", name), ("role", role)):
        if len(text) > CommitteeMember._meta.get_field(field).max_length:
            raise Refusal(_("Make this shorter."), code="too-long", field=field)
    others = organisation.committee.exclude(pk=member_id)
    if others.filter(name_compared=comparable(name)).exists():
        raise Refusal(_("This person is on the list already."), code="twice", field="name")
    if others.count() >= MOST:
        raise Refusal(_("That is everybody we can take."), code="too-many", field="name")
    member = _member(organisation, member_id)
    member.name, member.role = name, role
    member.save()
    member.related_to.set(others.filter(pk__in=related_to))
    flags.look(organisation)
    return member


def _member(organisation: Organisation, member_id: int | None) -> CommitteeMember:
    if member_id is None:
        return CommitteeMember(organisation=organisation)
    member = organisation.committee.filter(pk=member_id).first()
    if member is None:
        raise Refusal(_("Somebody has taken this person off the list."), code="not-found")
    return member


@transaction.atomic
def remove_committee_member(*, organisation_id: int, actor, member_id: int) -> None:
    """Take somebody off the committee, and delete what was said of them.

    Raises:
        Refusal: `not-allowed`, `not-found` or `ended` of the group.
    """
    organisation = lock(organisation_id)
    require(rules.may_edit(actor, organisation))
    organisation.committee.filter(pk=member_id).delete()
    flags.look(organisation)
