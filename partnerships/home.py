"""What the officers' home says of needs, offers and partnerships."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from officers.registry import MOST_FOUND, Figure, Found, HomePart, Waiting
from partnerships import rules
from partnerships.models import Partnership, Posting
from partnerships.services import numbers_since

UNCONFIRMED = timedelta(days=14)


def waits(officer) -> Iterable[Waiting]:
    """What was entered at an event and nobody of the group has confirmed for two weeks."""
    if not rules.may_manage(officer):
        return
    late = Posting.objects.to_confirm().filter(created_at__lt=timezone.now() - UNCONFIRMED)
    found = late.aggregate(number=Count("pk"), oldest=Min("created_at"))
    yield Waiting(
        words=_("Needs and offers that a group hasn’t confirmed for two weeks"),
        number=found["number"],
        url=reverse("admin:partnerships_posting_changelist") + "?state__exact=draft",
        oldest=found["oldest"],
    )


def figures(officer, since: date) -> Iterable[Figure]:
    """What needs and offers have come to this year."""
    if not officer.has_perm("partnerships.view_posting"):
        return
    year = numbers_since(since)
    postings = reverse("admin:partnerships_posting_changelist")
    partnerships = reverse("admin:partnerships_partnership_changelist")
    yield Figure(_("needs posted"), year.needs, f"{postings}?kind__exact=need")
    yield Figure(_("offers posted"), year.offers, f"{postings}?kind__exact=offer")
    yield Figure(
        _("matches that all groups agreed to"),
        year.agreed,
        reverse("admin:partnerships_match_changelist") + "?state__exact=agreed",
    )
    yield Figure(_("partnerships formed"), year.formed, partnerships)
    yield Figure(_("pairs of groups funded together for the first time"), year.new_pairs)


def finds(officer, words: str) -> Iterable[Found]:
    """Needs, offers and partnerships with these words in their name."""
    if not officer.has_perm("partnerships.view_posting"):
        return
    postings = Posting.objects.filter(title__icontains=words).select_related("organisation")
    for posting in postings[:MOST_FOUND]:
        yield Found(
            kind=posting.get_kind_display(),
            words=posting.title,
            said=f"{posting.organisation}, {posting.get_state_display()}",
            url=reverse("admin:partnerships_posting_change", args=[posting.pk]),
        )
    for partnership in Partnership.objects.filter(name__icontains=words)[:MOST_FOUND]:
        yield Found(
            kind=_("Partnership"),
            words=partnership.name,
            said=partnership.get_state_display(),
            url=reverse("admin:partnerships_partnership_change", args=[partnership.pk]),
        )


PART = HomePart(waits=waits, figures=figures, finds=finds)
