"""What recruitment tells the officers' home."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import comparable, email_address
from officers.registry import MOST_FOUND, Figure, Found, Happening, HomePart, Waiting
from recruitment.enums import RoundState
from recruitment.models import Application, Round
from recruitment.steps import next_steps

# So many rounds say what they wait for; more than two at once is rare.
MOST_ROUNDS = 5


def waits(officer) -> Iterable[Waiting]:
    """What the rounds that they run wait for."""
    rounds = Round.objects.run_by(officer).not_scored_by(officer)
    under_way = rounds.exclude(state=RoundState.CANCELLED)
    for round in under_way.order_by("-closes_at", "pk")[:MOST_ROUNDS]:
        for step in next_steps(round):
            if step.is_ours:
                yield Waiting(
                    words=_("%(step)s: “%(round)s”") % {"step": step.words, "round": round},
                    number=1 if step.number is None else step.number,
                    url=step.url,
                )


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The closing of rounds."""
    closing = Round.objects.run_by(officer).filter(
        state=RoundState.OPEN, closes_at__gte=begins, closes_at__lt=ends
    )
    for round in closing.order_by("closes_at", "pk"):
        yield Happening(
            at=round.closes_at,
            words=round.title,
            url=reverse("admin:recruitment_round_dashboard", args=[round.pk]),
            said=_("applications close"),
        )


def figures(officer, since: date) -> Iterable[Figure]:
    """Applications to the Taskforce this year."""
    if officer.has_perm("recruitment.view_round"):
        sent = Application.objects.sent().filter(submitted_at__date__gte=since)
        yield Figure(_("applications to the Taskforce"), sent.count())


def finds(officer, words: str) -> Iterable[Found]:
    """Rounds by title, and applications by reference or by who applied."""
    titled = Round.objects.run_by(officer).filter(title__icontains=words)
    for round in titled.order_by("-opens_at", "pk")[:MOST_FOUND]:
        yield Found(
            kind=_("Rounds"),
            words=round.title,
            said=round.get_state_display(),
            url=reverse("admin:recruitment_round_change", args=[round.pk]),
        )
    by = (
        Q(reference__iexact=words)
        | Q(person__name_compared__contains=comparable(words))
        | Q(person__email=email_address(words))
    )
    rows = Application.objects.visible_to(officer).filter(by).select_related("person", "round")
    for one in rows.order_by("-pk")[:MOST_FOUND]:
        yield Found(
            kind=_("Applications"),
            words=one.person.name or one.reference,
            said=f"{one.round}, {one.reference}, {one.get_state_display()}",
            url=reverse("admin:recruitment_application_change", args=[one.pk]),
            rank=0 if one.reference.casefold() == words.casefold() else 1,
        )


PART = HomePart(waits=waits, on=on, figures=figures, finds=finds)
