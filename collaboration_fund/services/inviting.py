"""Whom a lead group can invite: groups it works with, the directory's, or one by its number."""

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _

from collaboration_fund.models import Application
from core.refusal import Refusal
from organisations.enums import Listing, Scheme
from organisations.models import Organisation, OrganisationNumber
from organisations.numbers import tidy
from partnerships.enums import MatchState
from partnerships.models import Partner, Side


def groups_to_invite(application: Application) -> QuerySet[Organisation]:
    """The groups that the lead can choose from: those that it works with first, then by name.

    Partners and the other sides of agreed matches are among them though they aren't in the
    directory: they know each other.
    """
    lead = application.lead_id
    agreed = Side.objects.filter(
        match__state=MatchState.AGREED, match__sides__organisation=lead
    ).values_list("organisation", flat=True)
    known = Partner.objects.keys_with(lead) | {*agreed}
    standing = Organisation.objects.standing()
    chosen = standing.filter(listing=Listing.LISTED) | standing.filter(pk__in=known)
    return (
        chosen.exclude(pk__in=application.partners.taking_part().values("organisation"))
        .annotate(is_known=Case(When(pk__in=known, then=Value(0)), default=Value(1)))
        .order_by("is_known", "name", "pk")
    )


def group_with_number(typed: str) -> Organisation:
    """The group that a register knows by exactly this number, in the directory or not.

    Raises:
        Refusal: `number` naming its field where no group gave it, or several did.
    """
    numbers = OrganisationNumber.objects.filter(
        is_parents=False, organisation__in=Organisation.objects.standing()
    )
    found = numbers.none()
    for scheme in Scheme.values:
        found |= numbers.filter(scheme=scheme, identifier=tidy(scheme, typed))
    groups = [*Organisation.objects.filter(pk__in=found.values("organisation"))]
    if len(groups) != 1:
        raise Refusal(
            _("Several groups gave this number. Ask them which one it is, or ask us.")
            if groups
            else _("No group on the portal gave this number. Ask it to put itself on the portal."),
            code="number",
            field="number",
        )
    return groups[0]
