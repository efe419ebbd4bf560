"""What the fund tells the officers' home."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import TAKES_ENTRIES, ApplicationState, AwardState, RoundState
from collaboration_fund.models import (
    Application,
    Award,
    PanelMeeting,
    ReviewRequest,
    Round,
    Stage,
)
from collaboration_fund.rules import may_run
from collaboration_fund.services import meeting_page, with_what_was_sent
from officers.registry import MOST_FOUND, Found, Happening, HomePart, Waiting

WAITS = (
    (RoundState.DRAFT, _("Announce “%(round)s”")),
    (RoundState.CLOSED, _("Start assessing “%(round)s”")),
    (RoundState.ASSESSING, _("Decide “%(round)s”")),
    (RoundState.DECIDED, _("Say that “%(round)s” is complete, once its work is done")),
)
# Rounds whose closing is still to come.
ANNOUNCED = (RoundState.SCHEDULED, RoundState.OPEN)
MOST_ROUNDS = 5


def _page(round) -> str:
    return reverse("admin:collaboration_fund_round_change", args=[round.pk])


def _application_page(application) -> str:
    return reverse("admin:collaboration_fund_application_change", args=[application.pk])


def waits(officer) -> Iterable[Waiting]:
    """What rounds and their applications wait for."""
    if not may_run(officer):
        return
    words = dict(WAITS)
    at_work = Award.objects.filter(state__in=(AwardState.OFFERED, AwardState.AGREED))
    over = ~Q(state=RoundState.DECIDED) | ~Q(pk__in=at_work.values("round"))
    for round in Round.objects.filter(over, state__in=words)[:MOST_ROUNDS]:
        yield Waiting(words=words[round.state] % {"round": round}, number=1, url=_page(round))
    yield from _to_decide(officer)
    yield from _to_confirm(officer)
    yield from _to_count()
    yield from _to_answer(officer)


def _to_answer(officer) -> Iterable[Waiting]:
    """Requests for a review, without those of what this officer stays out of."""
    reviews = ReviewRequest.objects.filter(
        answer="", application__in=Application.objects.not_kept_from(officer)
    )
    if number := reviews.count():
        yield Waiting(
            words=_("requests for a review to answer"),
            number=number,
            url=reverse("admin:collaboration_fund_reviewrequest_changelist"),
        )


def _to_decide(officer) -> Iterable[Waiting]:
    """Of each round that has closed, what was sent and waits for a decision."""
    waiting = Application.objects.filter(
        state=ApplicationState.SENT, round__state__in=[RoundState.CLOSED, RoundState.ASSESSING]
    )
    rounds = waiting.not_kept_from(officer).order_by("round").values("round", "round__title")
    listed = reverse("admin:collaboration_fund_application_changelist")
    for row in rounds.annotate(number=Count("pk"))[:MOST_ROUNDS]:
        yield Waiting(
            words=_("applications to decide on in “%(round)s”") % {"round": row["round__title"]},
            number=row["number"],
            url=f"{listed}?round__id__exact={row['round']}&state__exact={ApplicationState.SENT}",
        )


def _to_count() -> Iterable[Waiting]:
    """Meetings of panels whose decisions aren't confirmed by two people."""
    meetings = PanelMeeting.objects.filter(confirmed_at=None).select_related("round")
    for meeting in meetings[:MOST_ROUNDS]:
        yield Waiting(
            words=_("Decide and confirm what the panel of “%(round)s” decides")
            % {"round": meeting.round},
            number=1,
            url=meeting_page(meeting),
        )


def _to_confirm(officer) -> Iterable[Waiting]:
    """What the council entered: to ask the group about, or what it hasn't confirmed yet."""
    drafts = Application.objects.filter(
        state=ApplicationState.DRAFT, round__state__in=TAKES_ENTRIES
    )
    entered = drafts.not_kept_from(officer).exclude(came="")
    for application in entered[:MOST_ROUNDS]:
        words = (
            _("The group hasn’t confirmed “%(title)s” yet")
            if application.asked_at
            else _("Ask the group to confirm “%(title)s”")
        )
        yield Waiting(
            words=words % {"title": application.title},
            number=1,
            url=_application_page(application),
            oldest=application.asked_at,
        )


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The closings of rounds."""
    if not may_run(officer):
        return
    closing = Stage.objects.filter(
        closes_at__gte=begins, closes_at__lt=ends, round__state__in=ANNOUNCED
    )
    for stage in closing.select_related("round").order_by("closes_at", "pk"):
        yield Happening(
            at=stage.closes_at,
            words=stage.round.title,
            url=_page(stage.round),
            said=_("applications close"),
        )


def finds(officer, words: str) -> Iterable[Found]:
    """Rounds by title; applications by reference, or by the title that was sent last."""
    if not officer.has_perm("collaboration_fund.view_round"):
        return
    for round in Round.objects.filter(title__icontains=words)[:MOST_FOUND]:
        yield Found(
            kind=_("Fund rounds"),
            words=round.title,
            said=round.get_state_display(),
            url=_page(round),
        )
    if may_run(officer):
        yield from _applications(officer, words)


def _applications(officer, words: str) -> Iterable[Found]:
    rows = with_what_was_sent(Application.objects.not_kept_from(officer).select_related("round"))
    by = Q(reference__iexact=words) | Q(sent_title__icontains=words)
    for one in rows.filter(by)[:MOST_FOUND]:
        yield Found(
            kind=_("Fund applications"),
            words=one.sent_title or one.reference,
            said=f"{one.round}, {one.reference}, {one.get_state_display()}",
            url=_application_page(one),
            rank=0 if one.reference.casefold() == words.casefold() else 1,
        )


PART = HomePart(waits=waits, on=on, finds=finds)
