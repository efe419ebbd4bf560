"""What recruitment tells the Taskforce below it.

That a round is open, how a refresh starts, and how many members each group was to have.
"""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.text import closing
from recruitment.models import Draw, Round
from recruitment.services.starting import round_like
from taskforce.forecast import seats_empty
from taskforce.registry import Notice, Started


def open_rounds() -> list[Notice]:
    """The rounds that take applications now; else where to ask to be told of the next."""
    rounds = list(Round.objects.taking_applications().order_by("closes_at"))
    if not rounds:
        return [
            Notice(
                title=_("Join the Fairness Taskforce"),
                text=_("No round is open now. We can tell you when the next one opens."),
                url=reverse("recruitment:rounds"),
            )
        ]
    return [
        Notice(
            title=_("Join the Fairness Taskforce") if len(rounds) == 1 else round.title,
            text=_("Applications are open until %(until)s.") % {"until": closing(round.closes_at)},
            url=round.get_absolute_url(),
        )
        for round in rounds
    ]


def rounds_told_of(officer):
    """The rounds whose messages, which name the applicants, this officer may read."""
    return Round.objects.run_by(officer).not_scored_by(officer)


def draws_told_of(officer):
    """The draws of the rounds that this officer runs; their jobs name nobody."""
    return Draw.objects.filter(round__in=Round.objects.run_by(officer).values("pk"))


def scores_now(officer) -> bool:
    """Whether they score in a round that isn't over, so that they mustn't learn who applied."""
    over = [Round.State.APPOINTED, Round.State.CANCELLED]
    return (
        Round.objects.filter(assessment__assessors__person=officer).exclude(state__in=over).exists()
    )


def asks(key: str) -> list[str]:
    """The rounds that ask the set with this key and aren't over."""
    asking = Round.objects.filter(Q(application_set__key=key) | Q(selection_set__key=key)).exclude(
        state__in=[Round.State.APPOINTED, Round.State.CANCELLED]
    )
    return [str(round) for round in asking]


def group_minimums() -> dict[tuple[str, str], int]:
    """{(feature, value): members} of the targets of the round that was appointed last."""
    last = Round.objects.filter(state=Round.State.APPOINTED).order_by("-starts_on", "-pk").first()
    if last is None:
        return {}
    return {(target.feature, target.value): target.minimum for target in last.targets.all()}


def start_refresh(*, review, new_chair: bool, actor) -> Started:
    """Begin a draft round after the latest one; runs in the transaction of the review's outcome.

    Raises:
        Refusal: never; where there was no round, the draft has to be filled by hand.
    """
    latest = Round.objects.exclude(state=Round.State.CANCELLED).first()
    titles = {language: _title(language) for language, _name in settings.LANGUAGES}
    if latest is None:
        label = _title(get_language() or "en")
        return Started(label=label, url=reverse("admin:recruitment_round_add"))
    draft = round_like(latest, titles=titles, seats=seats_empty)
    return Started(
        label=draft.title, url=reverse("admin:recruitment_round_change", args=[draft.pk])
    )


def _title(language: str) -> str:
    """What a refresh is called in one language, whoever starts it."""
    with override(language):
        return _("Refresh of %(year)s") % {"year": timezone.localdate().year}
