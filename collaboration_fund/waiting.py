"""What the fund says waits for a group's people: by when their applications are to be sent."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collaboration_fund.enums import PartnerState
from collaboration_fund.models import Entry, Partner
from collaboration_fund.rules import may_answer_for
from collaboration_fund.services import accept_until, is_accepted, unsent
from organisations.models import Organisation
from organisations.registry import Waits


def of_groups(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """Drafts to send, changes to send again, and parts to accept."""
    open_now = Entry.objects.writable_at(timezone.now()).select_related(
        "application__lead", "application__round", "stage"
    )
    mine = open_now.filter(application__lead__in=organisations)
    for entry in mine.prefetch_related("editions"):
        application, due = entry.application, timezone.localdate(entry.closes_at)
        if not entry.editions.all():
            words = _("Send the application “%(title)s”") % {"title": application.title}
        elif unsent(entry):
            words = _("Send your changes to “%(title)s”") % {"title": application.title}
        else:
            continue
        yield Waits(application.lead_id, words, application.get_absolute_url(), due)
    yield from _to_accept(person, organisations, open_now)


def _to_accept(person, organisations, open_now) -> Iterable[Waits]:
    parts = Partner.objects.filter(
        organisation__in=organisations,
        state=PartnerState.IN,
        is_lead=False,
        application__entries__in=open_now,
    ).select_related("organisation", "application__round")
    for partner in parts.distinct():
        application = partner.application
        if is_accepted(partner) or not may_answer_for(person, partner):
            continue
        yield Waits(
            partner.organisation_id,
            _("Read and accept your part in “%(title)s”") % {"title": application.title},
            reverse("collaboration_fund:accept", args=[application.reference, partner.pk]),
            timezone.localdate(accept_until(application.entry)),
        )
