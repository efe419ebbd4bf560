"""What the fund says waits for a group's people: by when their applications are to be sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaboration_fund import services
from collaboration_fund.enums import PartnerState
from collaboration_fund.models import Entry, Extension, Partner
from core.text import comparable
from organisations.enums import Role
from organisations.models import CommitteeMember, Membership, Organisation
from organisations.registry import Waits


def of_groups(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """Drafts to send, questions asked again, what was changed since, and parts to accept."""
    now = timezone.now()
    entries = (
        (Entry.objects.writable_at(now) | Entry.objects.acceptable_after_closing(now))
        .filter(
            application__partners__organisation__in=organisations,
            application__partners__state=PartnerState.IN,
        )
        .select_related("application__lead", "application__round", "stage")
        .prefetch_related("application__partners__acceptances")
        .distinct()
    )
    found = [entry for entry in entries if now < max(entry.closes_at, entry.accept_until)]
    if not found:
        return
    by_key = {group.pk: group for group in organisations}
    memberships = Membership.objects.active().of(person).filter(organisation__in=organisations)
    roles = dict(memberships.values_list("organisation_id", "role"))
    named = CommitteeMember.objects.filter(
        organisation__in=organisations, name_compared=comparable(person.name)
    )
    changed = services.unsent_of([entry for entry in found if entry.received_at], open_only=True)
    again = _asked_again(found, now)
    on_committee = set(named.values_list("organisation_id", flat=True))
    for entry in found:
        for partner in entry.application.partners.all():
            if partner.organisation_id not in by_key or partner.state != PartnerState.IN:
                continue
            partner.organisation = by_key[partner.organisation_id]
            role = roles.get(partner.organisation_id)
            if partner.is_lead and role in {Role.OWNER, Role.EDITOR}:
                if now >= entry.closes_at:
                    continue
                is_changed = bool(changed.get(entry.pk))
                yield from _to_send(entry, asked=again.get(entry.pk, 0), is_changed=is_changed)
            elif not partner.is_lead and entry.stage.asks_budget:
                answers = (
                    partner.organisation_id in on_committee
                    if partner.is_liable
                    else role == Role.OWNER
                )
                yield from _to_accept(entry, partner, person) if answers else ()


def _asked_again(entries: Sequence[Entry], now: datetime) -> dict[int, int]:
    """{entry: how many questions are asked again} of those that haven't been sent since."""
    asked = Extension.objects.filter(
        entry__in=entries, entry__reopened_to__gt=now, at__gt=F("entry__received_at")
    )
    return {one.entry_id: len(one.keys) for one in asked.exclude(keys=[])}


def _to_send(entry: Entry, *, asked: int, is_changed: bool) -> Iterable[Waits]:
    application, due = entry.application, entry.closes_at
    if application.is_unconfirmed:
        if application.asked_at is None:
            return
        words = _("Read and confirm the application the council entered for you: “%(title)s”")
    elif entry.received_at is None:
        words = _("Send the application “%(title)s”")
    elif asked:
        due = entry.reopened_to
        words = ngettext(
            "Answer %(number)s question again in “%(title)s”, and send it",
            "Answer %(number)s questions again in “%(title)s”, and send it",
            asked,
        )
    elif is_changed:
        words = _("Send your changes to “%(title)s”")
    else:
        return
    yield Waits(
        application.lead_id,
        words % {"title": application.title, "number": asked},
        application.get_absolute_url(),
        timezone.localdate(due),
    )


def _to_accept(entry: Entry, partner: Partner, person) -> Iterable[Waits]:
    application = entry.application
    standing = [one for one in partner.acceptances.all() if one.voided_at is None]
    is_mine = any(one.person_id == person.pk for one in standing)
    if is_mine or len(standing) >= partner.least_accepting:
        return
    yield Waits(
        partner.organisation_id,
        _("Read and accept your part in “%(title)s”") % {"title": application.title},
        reverse("collaboration_fund:accept", args=[application.reference, partner.pk]),
        timezone.localdate(entry.accept_until),
    )
