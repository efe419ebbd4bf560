"""What the groups tell the officers' home."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import code_of, comparable
from officers.registry import MOST_FOUND, Figure, Found, HomePart, Waiting
from organisations.enums import DUPLICATE_FLAGS, OrganisationState
from organisations.models import Document, Flag, Organisation
from organisations.rules import Duty, officer_may
from places.services import spaced_postcode


def waits(officer) -> Iterable[Waiting]:
    """Groups to check, flags to look at, and documents that have run out."""
    listed = reverse("admin:organisations_organisation_changelist")
    if officer_may(officer, Duty.VERIFY):
        new = Organisation.objects.filter(state=OrganisationState.NEW)
        found = new.aggregate(number=Count("pk"), oldest=Min("created_at"))
        yield Waiting(
            _("groups to check"),
            found["number"],
            f"{listed}?state__exact=new",
            oldest=found["oldest"],
        )
    if officer_may(officer, Duty.SETTLE):
        twice = Q(kind__in=DUPLICATE_FLAGS)
        found = Flag.objects.open().aggregate(
            twice=Count("pk", filter=twice),
            twice_since=Min("found_at", filter=twice),
            others=Count("pk", filter=~twice),
            others_since=Min("found_at", filter=~twice),
        )
        where = f"{reverse('admin:organisations_flag_changelist')}?settled=no"
        yield Waiting(
            _("groups that may be there twice"), found["twice"], where, oldest=found["twice_since"]
        )
        yield Waiting(
            _("other flags of groups to look at"),
            found["others"],
            where,
            oldest=found["others_since"],
        )
    if officer_may(officer, Duty.READ_DOCUMENTS):
        over = Document.objects.run_out().filter(organisation__in=Organisation.objects.standing())
        found = over.aggregate(
            number=Count("organisation", distinct=True), oldest=Min("expires_on")
        )
        yield Waiting(
            _("groups with a document that has run out"),
            found["number"],
            f"{listed}?documents=run-out",
            oldest=found["oldest"],
        )


def figures(officer, since: date) -> Iterable[Figure]:
    """How many groups are on the portal."""
    if officer_may(officer, Duty.SEE):
        listed = reverse("admin:organisations_organisation_changelist")
        yield Figure(_("groups on the portal"), Organisation.objects.standing().count(), listed)


def finds(officer, words: str) -> Iterable[Found]:
    """Groups by name, number or postcode."""
    if not officer_may(officer, Duty.SEE):
        return
    number, postcode = code_of(words), spaced_postcode(words)
    by = Q(name_compared__contains=comparable(words))
    if number:
        by |= Q(numbers__identifier__iexact=number)
    if postcode:
        by |= Q(postcode=postcode)
    groups = Organisation.objects.filter(by).exclude(state=OrganisationState.MERGED)
    groups = (
        groups.select_related("ward").prefetch_related("numbers").distinct().order_by("name", "pk")
    )
    for group in groups[:MOST_FOUND]:
        identifiers = [one.identifier.upper() for one in group.numbers.all()]
        said = (group.get_form_display(), group.ward, *identifiers)
        yield Found(
            kind=_("Groups"),
            words=group.name,
            said=", ".join(str(part) for part in said if part),
            url=reverse("admin:organisations_organisation_change", args=[group.pk]),
            rank=0 if number in identifiers else 1,
        )


PART = HomePart(waits=waits, figures=figures, finds=finds)
