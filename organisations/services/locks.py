"""The one lock: a group first, then its people, documents and flags."""

from django.utils.translation import gettext as _

from core.refusal import Refusal
from organisations.models import Membership, Organisation


def lock(organisation_id: int) -> Organisation:
    """The group as it is now, held until the transaction ends.

    Raises:
        Refusal: `not-found`, or `ended` where it was closed or merged into another.
    """
    locked = Organisation.objects.select_for_update(of=("self",), no_key=True)
    organisation = locked.filter(pk=organisation_id).first()
    if organisation is None:
        raise Refusal(_("This group isn't there any more."), code="not-found")
    if not organisation.is_standing:
        raise Refusal(_("This group has ended, so nothing about it can be changed."), code="ended")
    return organisation


def lock_with(membership_id: int) -> Membership:
    """Somebody's place in a group, with the group locked first.

    Raises:
        Refusal: `not-found`, or `ended` as `lock` says.
    """
    found = Membership.objects.filter(pk=membership_id).values_list("organisation_id", flat=True)
    organisation_id = found.first()
    if organisation_id is None:
        raise Refusal(_("This person isn't there any more."), code="not-found")
    organisation = lock(organisation_id)
    membership = Membership.objects.select_related("person").get(pk=membership_id)
    membership.organisation = organisation
    return membership
