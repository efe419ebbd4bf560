"""What this app itself says waits for a group's people."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.enums import MembershipState
from organisations.models import Membership, Organisation
from organisations.registry import Waits
from organisations.rules import MAY, Act
from organisations.services.readiness import missing


def of_groups(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """Who asks to join, for owners; what is missing or runs out, for those who may change it."""
    mine = Membership.objects.active().of(person).filter(organisation__in=organisations)
    roles = dict(mine.values_list("organisation_id", "role"))
    by_key = {one.pk: one for one in organisations}
    managed = [pk for pk, role in roles.items() if Act.MANAGE_PEOPLE in MAY[role]]
    asking = Membership.objects.filter(organisation__in=managed, state=MembershipState.ASKED)
    for one in asking.select_related("person"):
        yield Waits(
            organisation_id=one.organisation_id,
            words=_("%(person)s asks to join: let them in, or say no") % {"person": one.called},
            url=reverse("my_organisations:person", args=[by_key[one.organisation_id].slug, one.pk]),
        )
    edited = [by_key[pk] for pk, role in roles.items() if Act.EDIT in MAY[role]]
    for pk, found in missing(edited).items():
        for one in found:
            yield Waits(organisation_id=pk, words=one.words, url=one.url, due=one.due)
