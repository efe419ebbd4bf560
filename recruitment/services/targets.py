"""Targets of the lottery: edited, and counted against the pool.

A target is of the whole Taskforce on the day these members start: the seats of the lottery and
everybody who holds a seat then.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from people.services import record_reading
from places.models import Area
from questionnaires.models import Choice, Submission
from questionnaires.services import sent_values
from recruitment import rules
from recruitment.enums import LIVE_DRAWS, MOST_SEATS, ApplicationState, HowChosen
from recruitment.models import Application, Round, Target
from recruitment.services.rounds import lock_round
from taskforce.enums import Sector

# The categories that come with a figure; each is the key of a selection question and its values.
AREA = "area"
SECTOR = "sector"
IN_THE_POOL = (ApplicationState.POOLED, ApplicationState.RESERVE)
STILL_IN_IT = (
    ApplicationState.SUBMITTED,
    ApplicationState.ELIGIBLE,
    *IN_THE_POOL,
)


def mark_of_targets(round: Round) -> str:
    """A short mark of the targets that are saved; a page carries it to the next save."""
    rows = round.targets.values_list("feature", "value", "minimum", "maximum")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:12]


def save_targets(
    *, round_id: int, actor, rows: Sequence[Mapping], made_from: str | None = None
) -> list[Target]:
    """Replace the round's targets.

    Args:
        rows: each with feature, value, minimum and maximum.
        made_from: the mark of the targets that the officer saw, where they were shown any.

    Raises:
        Refusal: `not-allowed`, what `refuse_impossible` raises, `unknown-category` where no answer
            of the round gives it, `draw-under-way`, or `changed-meanwhile`.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_run(actor, round))
        if round.draws.filter(state__in=LIVE_DRAWS).exists():
            raise Refusal(
                _("A draw stands on these targets. Abandon it before you change them."),
                code="draw-under-way",
            )
        if made_from is not None and made_from != mark_of_targets(round):
            raise Refusal(
                _(
                    "Somebody changed the targets while you had the page open, so nothing of "
                    "yours is saved yet. What is saved now is shown here. What you typed is still "
                    "below: look at both, and save again."
                ),
                code="changed-meanwhile",
            )
        refuse_impossible(rows)
        _refuse_unknown(round, rows)
        round.targets.all().delete()
        return Target.objects.bulk_create(
            Target(
                round=round,
                feature=row["feature"],
                value=row["value"],
                minimum=row["minimum"],
                maximum=row["maximum"],
                order=order,
            )
            for order, row in enumerate(rows)
        )


def _refuse_unknown(round: Round, rows: Sequence[Mapping]) -> None:
    known = words_of(round)
    for row in rows:
        if (row["feature"], row["value"]) not in known:
            raise Refusal(
                _("No question of this round gives “%(feature)s, %(value)s”. Choose what is asked.")
                % {"feature": row["feature"][:60], "value": row["value"][:60]},
                code="unknown-category",
            )


def refuse_impossible(rows: Sequence[Mapping]) -> None:
    """Raise where a target contradicts itself, can't be kept or is there twice, naming it.

    Raises:
        Refusal: `not-words`, `out-of-range`, `minimum-above-maximum` or `twice`.
    """
    seen = set()
    for row in rows:
        named = {"feature": row["feature"][:60], "value": row["value"][:60]}
        if not all(_can_be_kept(row[name], name) for name in ("feature", "value")):
            raise Refusal(
                _("%(feature)s, %(value)s: use shorter words, without unusual signs.") % named,
                code="not-words",
            )
        if not all(0 <= row[name] <= MOST_SEATS for name in ("minimum", "maximum")):
            raise Refusal(
                _("%(feature)s, %(value)s: use whole numbers from 0 to %(most)s.")
                % (named | {"most": MOST_SEATS}),
                code="out-of-range",
            )
        if row["minimum"] > row["maximum"]:
            raise Refusal(
                _("%(feature)s, %(value)s: “at least” can't be more than “at most”.") % named,
                code="minimum-above-maximum",
            )
        if (row["feature"], row["value"]) in seen:
            raise Refusal(_("%(feature)s, %(value)s is there twice.") % named, code="twice")
        seen.add((row["feature"], row["value"]))


def _can_be_kept(words: str, name: str) -> bool:
    return len(words) <= Target._meta.get_field(name).max_length and words.isprintable()


def categories_of(applications: Iterable[Application]) -> dict[int, dict[str, str]]:
    """What each application counts as, by application id: the selection answers, area and sector.

    Only those with consent have any. The caller records the reading.
    """
    found = {}
    for application in applications:
        if application.selection_response is None:
            continue
        answers = sent_values(application.selection_response)
        values = {key: value for key, value in answers.items() if isinstance(value, str)}
        if application.ward:
            values[AREA] = application.ward.area
        values[SECTOR] = application.sector
        found[application.pk] = values
    return found


def with_categories(applications):
    """The applications with what `categories_of` reads, in a fixed number of statements.

    Selection answers count once they are handed in, and as they were handed in last.
    """
    handed_in = Submission.objects.filter(response=OuterRef("selection_response"))
    return (
        applications.filter(Exists(handed_in))
        .select_related("ward", "selection_response")
        .prefetch_related("selection_response__submissions")
    )


def pool_categories(round: Round, *, actor) -> dict[int, dict[str, str]]:
    """The categories of everybody whom the lottery could choose, and record who read them.

    Before the pool is settled, of everybody still in it: a forecast.
    """
    settled = round.applications.filter(state__in=IN_THE_POOL).exists()
    states = IN_THE_POOL if settled else STILL_IN_IT
    sectors = round.seat_groups.filter(how=HowChosen.LOTTERY).values("sector")
    applications = with_categories(
        round.applications.filter(state__in=states, sector__in=sectors).order_by("pk")
    )
    found = categories_of(applications)
    record_reading(round, actor=actor, what="selection answers of the pool", rows=len(found))
    return found


def sent_categories(round: Round, *, actor) -> dict[int, dict[str, str]]:
    """The categories of everybody who sent an application, whatever came of it; recorded."""
    found = categories_of(with_categories(round.applications.sent().order_by("pk")))
    record_reading(round, actor=actor, what="selection answers of a round", rows=len(found))
    return found


def words_of(round: Round) -> dict[tuple[str, str], tuple[str, str]]:
    """(category, value) as people read them, from the selection questions, areas and sectors."""
    if round.selection_version_id:
        return _words(Choice.objects.filter(question__version=round.selection_version_id))
    if round.selection_set_id:
        return _words(Choice.objects.filter(question__version__question_set=round.selection_set_id))
    return _words(Choice.objects.none())


def words_of_all() -> dict[tuple[str, str], tuple[str, str]]:
    """As `words_of`, of the selection questions of every round together."""
    asked = Round.objects.values("selection_set")
    return _words(Choice.objects.filter(question__version__question_set__in=asked))


def _words(choices) -> dict[tuple[str, str], tuple[str, str]]:
    words = {(AREA, area.value): (_("Area"), area.label) for area in Area}
    words |= {(SECTOR, sector.value): (_("Sector"), sector.label) for sector in Sector}
    for choice in choices.select_related("question").order_by("question__version", "pk"):
        key = (choice.question.key, choice.value)
        words[key] = (str(choice.question.label), str(choice.label))
    return words


def counts(categories: Mapping[int, Mapping[str, str]]) -> Counter:
    """How many people have each (feature, value)."""
    return Counter(
        (feature, value) for values in categories.values() for feature, value in values.items()
    )
