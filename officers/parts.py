"""What messages, background jobs and people tell the officers' home."""

from collections.abc import Iterable

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import comparable, email_address
from jobs.models import BackgroundJob
from messaging.models import OutboxMessage
from messaging.services import readable_by, reads_blind
from officers.record import messages_to
from officers.registry import MOST_FOUND, Found, HomePart, Line, Section, Waiting
from people.duplicates import duplicates_of
from people.merging import MERGE
from people.models import User
from people.telephones import has_telephone
from places.services import spaced_postcode


def messages_wait(officer) -> Iterable[Waiting]:
    """Emails that failed, and letters to post."""
    if not officer.has_perm("messaging.requeue_outboxmessage"):
        return
    listed = reverse("admin:messaging_outboxmessage_changelist")
    failed, letters = (
        Q(state=state) for state in (OutboxMessage.State.FAILED, OutboxMessage.State.LETTER)
    )
    found = OutboxMessage.objects.filter(failed | letters, readable_by(officer)).aggregate(
        failed=Count("pk", filter=failed),
        failed_since=Min("created_at", filter=failed),
        letters=Count("pk", filter=letters),
        letters_since=Min("created_at", filter=letters),
    )
    yield Waiting(
        _("emails that could not be delivered"),
        found["failed"],
        f"{listed}?state__exact=failed",
        oldest=found["failed_since"],
        is_urgent=True,
    )
    yield Waiting(
        _("letters to post"),
        found["letters"],
        f"{listed}?state__exact=letter",
        oldest=found["letters_since"],
        is_urgent=True,
    )


def jobs_wait(officer) -> Iterable[Waiting]:
    """Background jobs that failed."""
    if not officer.has_perm("jobs.view_backgroundjob"):
        return
    failed = BackgroundJob.objects.filter(readable_by(officer), state=BackgroundJob.State.FAILED)
    found = failed.aggregate(number=Count("pk"), oldest=Min("created_at"))
    yield Waiting(
        _("background jobs that failed"),
        found["number"],
        f"{reverse('admin:jobs_backgroundjob_changelist')}?state__exact=failed",
        oldest=found["oldest"],
    )


def finds_people(officer, words: str) -> Iterable[Found]:
    """People by name, email address, telephone number or postcode."""
    if not officer.has_perm("people.view_user"):
        return
    by = Q(name_compared__contains=comparable(words)) | Q(email=email_address(words))
    by |= has_telephone(words)
    postcode = spaced_postcode(words)
    if postcode:
        by |= Q(postcode=postcode)
    people = User.objects.filter(by, merged_into=None)
    if reads_blind(officer):
        people = people.filter(is_staff=True)
    for person in people.select_related("ward").order_by("name", "pk")[:MOST_FOUND]:
        yield Found(
            kind=_("People"),
            words=person.name or person.email,
            said=f"{person.reached_by}, {person.ward or '–'}",
            url=reverse("admin:people_user_change", args=[person.pk]),
            rank=0 if person.email == email_address(words) else 1,
        )


def alike(officer, person) -> Iterable[Section]:
    """Other records that may be of the same person, for who may merge them."""
    if not officer.has_perm(MERGE) or person.is_staff:
        return
    yield Section(
        words=_("May be the same person"),
        lines=tuple(
            Line(
                words=other.name or other.email,
                url=reverse("admin:people_user_change", args=[other.pk]),
                said=other.reached_by,
            )
            for other in duplicates_of(person)[:MOST_FOUND]
        ),
    )


MESSAGES = HomePart(waits=messages_wait, knows=messages_to)
JOBS = HomePart(waits=jobs_wait)
PEOPLE = HomePart(finds=finds_people, knows=alike)
