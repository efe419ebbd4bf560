"""What the Taskforce tells the officers' home."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import comparable
from officers.registry import MOST_FOUND, Figure, Found, Happening, HomePart, Waiting
from taskforce.enums import ExpenseState, MeetingState, MinutesState, ReviewState
from taskforce.models import Engagement, ExpenseClaim, Meeting, Member, Minutes, Review


def waits(officer) -> Iterable[Waiting]:
    """Claims to decide and to pay, engagements to confirm, minutes, and reviews that are due."""
    if officer.has_perm("taskforce.decide_expenses"):
        yield from _claims()
    if officer.has_perm("taskforce.change_engagement"):
        rows = Engagement.objects.filter(confirmed_on=None)
        found = rows.aggregate(number=Count("pk"), oldest=Min("held_on"))
        yield Waiting(
            _("engagements to confirm"),
            found["number"],
            f"{reverse('admin:taskforce_engagement_changelist')}?confirmed=no",
            oldest=found["oldest"],
        )
    if officer.has_perm("taskforce.run_meeting"):
        yield from _meetings()
    if officer.has_perm("taskforce.decide_review"):
        due = Review.objects.filter(state=ReviewState.OPEN, due_on__lte=timezone.localdate())
        found = due.aggregate(number=Count("pk"), oldest=Min("due_on"))
        yield Waiting(
            _("reviews of the Taskforce that are due"),
            found["number"],
            f"{reverse('admin:taskforce_review_changelist')}?state__exact=open",
            oldest=found["oldest"],
        )


def _claims() -> Iterable[Waiting]:
    claimed, approved = (Q(state=state) for state in (ExpenseState.CLAIMED, ExpenseState.APPROVED))
    found = ExpenseClaim.objects.aggregate(
        claimed=Count("pk", filter=claimed),
        claimed_since=Min("claimed_at", filter=claimed),
        approved=Count("pk", filter=approved),
        approved_since=Min("claimed_at", filter=approved),
    )
    listed = reverse("admin:taskforce_expenseclaim_changelist")
    for words, state in (
        (_("expense claims to decide on"), ExpenseState.CLAIMED),
        (_("expense claims to pay"), ExpenseState.APPROVED),
    ):
        where = f"{listed}?state__exact={state.value}"
        yield Waiting(words, found[state.value], where, oldest=found[f"{state.value}_since"])


def _meetings() -> Iterable[Waiting]:
    listed, now = reverse("admin:taskforce_meeting_changelist"), timezone.now()
    over = Meeting.objects.filter(state=MeetingState.ANNOUNCED, ends_at__lte=now)
    found = over.aggregate(number=Count("pk"), oldest=Min("ends_at"))
    yield Waiting(
        _("meetings that are over: say who came, and mark them as held"),
        found["number"],
        f"{listed}?state__exact={MeetingState.ANNOUNCED.value}",
        oldest=found["oldest"],
    )
    approved = Minutes.objects.filter(state=MinutesState.APPROVED)
    found = approved.aggregate(number=Count("pk"), oldest=Min("meeting__starts_at"))
    yield Waiting(
        _("approved minutes to publish"),
        found["number"],
        f"{listed}?state__exact={MeetingState.HELD.value}",
        oldest=found["oldest"],
    )


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The meetings between two moments."""
    if not officer.has_perm("taskforce.run_meeting"):
        return
    meetings = Meeting.objects.filter(
        state=MeetingState.ANNOUNCED, starts_at__gte=begins, starts_at__lt=ends
    ).select_related("venue")
    for meeting in meetings.order_by("starts_at", "pk"):
        page = reverse("admin:taskforce_meeting_change", args=[meeting.pk])
        yield Happening(
            at=meeting.starts_at,
            words=meeting.title,
            url=page,
            said=str(meeting.venue or _("online")),
        )


def figures(officer, since: date) -> Iterable[Figure]:
    """Meetings held this year, and how many people members spoke with."""
    if not officer.has_perm("taskforce.view_meeting"):
        return
    held = Meeting.objects.filter(state=MeetingState.HELD, starts_at__date__gte=since).count()
    reach = Engagement.objects.filter(held_on__gte=since).exclude(confirmed_on=None)
    yield Figure(_("Taskforce meetings held"), held)
    yield Figure(_("people whom members spoke with"), reach.aggregate(all=Sum("reach"))["all"] or 0)


def finds(officer, words: str) -> Iterable[Found]:
    """Members by name, and meetings by title."""
    if officer.has_perm("taskforce.view_member"):
        named = Member.objects.filter(person__name_compared__contains=comparable(words))
        for member in named.select_related("person").order_by("-starts_on", "pk")[:MOST_FOUND]:
            yield Found(
                kind=_("Members of the Taskforce"),
                words=member.person.name,
                said=f"{member.seat}, {member.state_now}",
                url=reverse("admin:taskforce_member_change", args=[member.pk]),
            )
    if officer.has_perm("taskforce.view_meeting"):
        meetings = Meeting.objects.filter(title__icontains=words).order_by("-starts_at", "pk")
        for meeting in meetings[:MOST_FOUND]:
            yield Found(
                kind=_("Meetings"),
                words=meeting.title,
                said=f"{timezone.localtime(meeting.starts_at):%d.%m.%Y}",
                url=reverse("admin:taskforce_meeting_change", args=[meeting.pk]),
            )


PART = HomePart(waits=waits, on=on, figures=figures, finds=finds)
