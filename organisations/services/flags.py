"""What the portal itself finds for officers to look at, and what they found out."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from organisations import rules
from organisations.enums import FlagKind
from organisations.models import Flag, Organisation, OrganisationNumber
from organisations.models.flags import FlagQuerySet
from organisations.numbers import Verdict
from organisations.services.asking import needed
from organisations.services.finding import people_by_group

# So many people in common are worth a look; one may just have a common name.
LEAST_IN_COMMON = 2

Found = tuple[str, int | None, str]


def look(organisation: Organisation) -> None:
    """Write what is to be looked at of a group, and take away what isn't so any more.

    What an officer settled stays settled. Call it in the transaction of each change.
    """
    found = {*_numbers(organisation), *_names_and_places(organisation), *_people(organisation)}
    kinds = [kind for kind in FlagKind if kind != FlagKind.CHANGED]
    mine = Q(organisation=organisation) | Q(other=organisation)
    known = {}
    for flag in Flag.objects.filter(mine, kind__in=kinds):
        other = flag.organisation_id if flag.other_id == organisation.pk else flag.other_id
        known[flag.kind, other, flag.detail] = flag
    for kind, other, detail in sorted(found - known.keys(), key=str):
        Flag.objects.create(organisation=organisation, other_id=other, kind=kind, detail=detail)
    gone = [flag.pk for said, flag in known.items() if said not in found and not flag.settled_at]
    Flag.objects.filter(pk__in=gone).delete()


def flag_change(organisation: Organisation, what: str) -> None:
    """Say that something was changed after officers had checked the group.

    Args:
        what: the fields, for officers.
    """
    detail = what[: Flag._meta.get_field("detail").max_length]
    Flag.objects.open().get_or_create(
        organisation=organisation, other=None, kind=FlagKind.CHANGED, detail=detail
    )


def changed(organisation: Organisation) -> FlagQuerySet:
    """What officers checked of a group that was changed since, and nobody has looked at again."""
    return organisation.flags.open().filter(kind=FlagKind.CHANGED)


@transaction.atomic
def settle(*, flag_id: int, actor, note: str) -> Flag:
    """Note what was found out about a flag, which is then settled for good.

    Raises:
        Refusal: `not-allowed`, `no-words`, or `settled` where somebody did so already.
    """
    require(rules.officer_may(actor, rules.Duty.SETTLE))
    settled = {"settled_at": timezone.now(), "settled_by": actor, "note": needed(note, "note")}
    if not Flag.objects.open().filter(pk=flag_id).update(**settled):
        raise Refusal(_("Somebody has settled this already."), code="settled")
    return Flag.objects.get(pk=flag_id)


def _numbers(organisation: Organisation) -> set[Found]:
    """Numbers in doubt, and those that another group gives as its own too."""
    own = list(organisation.numbers.all())
    whole = [number.org_id for number in own]
    found: set[Found] = {
        (FlagKind.NUMBER, None, number.org_id)
        for number in own
        if number.checked(whole).verdict is Verdict.SUSPECT
    }
    same = Q(pk__in=[])
    for number in own:
        if not number.is_parents:
            same |= Q(scheme=number.scheme, identifier=number.identifier)
    others = OrganisationNumber.objects.filter(same, is_parents=False).exclude(
        organisation=organisation
    )
    standing = others.filter(organisation__in=Organisation.objects.standing())
    return found | {
        (FlagKind.SAME_NUMBER, number.organisation_id, number.org_id) for number in standing
    }


def _names_and_places(organisation: Organisation) -> set[Found]:
    others = Organisation.objects.standing().exclude(pk=organisation.pk)
    named = others.filter(name_compared=organisation.name_compared)
    found: set[Found] = {(FlagKind.SAME_NAME, other.pk, "") for other in named}
    if organisation.address_compared and organisation.postcode:
        there = others.filter(
            address_compared=organisation.address_compared, postcode=organisation.postcode
        )
        found |= {(FlagKind.SAME_ADDRESS, other.pk, "") for other in there}
    return found


def _people(organisation: Organisation) -> set[Found]:
    """Groups with at least two people of this one among those who run or belong to them."""
    own = people_by_group(Q(pk=organisation.pk)).get(organisation.pk, set())
    if len(own) < LEAST_IN_COMMON:
        return set()
    share = Q(committee__name_compared__in=own) | Q(memberships__person__name_compared__in=own)
    others = Organisation.objects.filter(share).exclude(pk=organisation.pk).values("pk")
    known = people_by_group(Q(pk__in=others))
    return {
        (FlagKind.SAME_PEOPLE, pk, "")
        for pk, names in known.items()
        if len(names & own) >= LEAST_IN_COMMON
    }
