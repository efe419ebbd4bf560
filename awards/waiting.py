"""What waits for a group's people: agreements to accept."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from awards.models import Agreement
from collaboration_fund.enums import PartnerState
from core.text import comparable
from organisations.enums import Role
from organisations.models import CommitteeMember, Membership, Organisation
from organisations.registry import Waits


def of_groups(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """The agreements that this person accepts for a group of theirs, and hasn't yet."""
    found = (
        Agreement.objects.waiting()
        .filter(
            award__application__partners__organisation__in=organisations,
            award__application__partners__state=PartnerState.IN,
        )
        .select_related("award__application")
        .prefetch_related("acceptances", "award__application__partners")
        .order_by("pk")
    )
    agreements = list(found)
    if not agreements:
        return
    by_key = {group.pk: group for group in organisations}
    memberships = Membership.objects.active().of(person).filter(organisation__in=organisations)
    roles = dict(memberships.values_list("organisation_id", "role"))
    named = CommitteeMember.objects.filter(
        organisation__in=organisations, name_compared=comparable(person.name)
    )
    on_committee = set(named.values_list("organisation_id", flat=True))
    for agreement in agreements:
        application = agreement.award.application
        for partner in application.partners.all():
            if partner.organisation_id not in by_key or partner.state != PartnerState.IN:
                continue
            partner.organisation = by_key[partner.organisation_id]
            accepts = (
                partner.organisation_id in on_committee
                if partner.is_liable
                else roles.get(partner.organisation_id) == Role.OWNER
            )
            given = [one for one in agreement.acceptances.all() if one.partner_id == partner.pk]
            is_mine = any(one.person_id == person.pk for one in given)
            if accepts and not is_mine and len(given) < partner.least_accepting:
                yield Waits(
                    partner.organisation_id,
                    _("Read and accept the agreement on “%(title)s”")
                    % {"title": agreement.award.title},
                    reverse("awards:agreement", args=[application.reference, agreement.number]),
                )
