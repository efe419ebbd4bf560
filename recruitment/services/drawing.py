"""A draw from its start to the drawn number: inputs are fixed, a background job works it out.

Each step is kept: the distribution's certificate, the lottery and its hash, the number.
"""

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.actors import PORTAL, recorded
from core.exports import table_response
from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
from jobs import services as jobs
from jobs.models import BackgroundJob
from people.services import record_reading
from questionnaires import vault
from recruitment import rules
from recruitment.enums import TO_DRAW_IN, DrawState
from recruitment.models import Draw, DrawEntry, Round
from recruitment.services.chances import (
    percent,
    shut_out,
    what_conflicts,
)
from recruitment.services.homes import homes_of, refuse_undecided
from recruitment.services.lotteries import Ready, drawable, ready
from recruitment.services.rounds import lock_round
from recruitment.services.targets import categories_of, words_of
from recruitment.words import stage_code
from taskforce import selection
from taskforce.selection.distribution import distribution
from taskforce.selection.errors import Infeasible, UnusableRequest
from taskforce.selection.figures import gini
from taskforce.selection.lottery import lottery, worked
from taskforce.selection.pool import Person, Pool, Target
from taskforce.selection.progress import Stage

WORK = "recruitment.draw"
# No source of chance that people can check by eye gives more.
MOST_LETTERS = 100
# Nobody waits longer for a number.
LONGEST_WAIT = timedelta(days=366)


def ask_draw(
    *, round_id: int, seed: str, number_source: str, actor, number_on: date | None = None
) -> Draw:
    """Fix what a draw is made of and have it worked out in the background.

    Args:
        seed: public words that fix how the panels are numbered.
        number_source: the public source of chance that will give the number.
        number_on: the day on which it does.

    Raises:
        Refusal: `not-allowed`, `pool-not-settled`, `draw-under-way`, `no-lottery`, `unusable`,
            `known-already` where that day is over, `too-far` where nobody would wait for it, or
            `homes-undecided`.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_run(actor, round))
        if number_on and number_on < timezone.localdate():
            raise Refusal(
                _("Choose a day that is still to come: anybody could know the number already."),
                code="known-already",
                field="number_on",
            )
        if number_on and number_on > timezone.localdate() + LONGEST_WAIT:
            raise Refusal(
                _("Check the year: the source gives its number within a year from now."),
                code="too-far",
                field="number_on",
            )
        if round.state not in TO_DRAW_IN:
            raise Refusal(_("Settle the pool before you draw."), code="pool-not-settled")
        if round.draws.exclude(state__in=[DrawState.IMPOSSIBLE, DrawState.ABANDONED]).exists():
            raise Refusal(_("There is a draw already."), code="draw-under-way")
        applications = list(drawable(round))
        refuse_undecided(round, applications)
        numbers = _pool_numbers(applications)
        draw_of = _ready(round, applications, numbers)
        if not draw_of.pool.people:
            raise Refusal(
                _("Nobody in the pool has answered the selection questions."), code="unusable"
            )
        draw = Draw.objects.create(
            round=round,
            size=draw_of.size,
            seed=seed.strip(),
            number_source=number_source.strip(),
            number_on=number_on,
            sealed_inputs=vault.seal(_inputs(draw_of)),
            asked_by=actor,
        )
        draw.moves.create(from_state="", to_state=draw.state, actor=recorded(actor))
        kept = {person.id for person in draw_of.pool.people}
        DrawEntry.objects.bulk_create(
            DrawEntry(draw=draw, application=application, pool_number=numbers[application.pk])
            for application in applications
            if numbers[application.pk] in kept
        )
        record_reading(
            draw, actor=actor, what="selection answers of the draw", rows=len(applications)
        )
        jobs.ask_for(kind=WORK, about=draw.filed_under, actor=actor, arguments={"draw": draw.pk})
        return draw


def as_it_stands(round: Round) -> Ready:
    """A draw over the pool as it is now, people named by their codes. The caller records it.

    Raises:
        Refusal: `no-lottery`.
    """
    applications = list(drawable(round))
    return _ready(round, applications, {one.pk: one.piece.code for one in applications})


def _ready(round: Round, applications, numbers) -> Ready:
    return ready(
        round,
        categories_of(applications),
        homes_of(round, applications),
        list(round.targets.values("feature", "value", "minimum", "maximum")),
        numbers,
    )


def _pool_numbers(applications) -> dict[int, str]:
    """A pool number for each application, in an order that tells nothing."""
    shuffled = list(applications)
    secrets.SystemRandom().shuffle(shuffled)
    return {application.pk: f"P{n:04}" for n, application in enumerate(shuffled, start=1)}


def _inputs(draw_of) -> dict:
    """What anyone needs to run the draw again."""
    return {
        "size": draw_of.size,
        "households": draw_of.pool.households,
        "targets": [[t.feature, t.value, t.minimum, t.maximum] for t in draw_of.targets],
        "people": [
            [person.id, dict(person.values), person.household] for person in draw_of.pool.people
        ],
        "already": [[*pair, number] for pair, number in draw_of.already.items()],
    }


def inputs_of(draw: Draw) -> tuple[Pool, list[Target], int]:
    """The pool, targets and size that a draw was made of. The caller records the reading."""
    kept = vault.unseal(bytes(draw.sealed_inputs))
    pool = Pool(
        people=tuple(Person(id=i, values=v, household=h) for i, v, h in kept["people"]),
        households=kept["households"],
    )
    return pool, [Target(*row) for row in kept["targets"]], kept["size"]


def people_table(pool: Pool, targets: Iterable[Target]) -> tuple[list, list[list]]:
    """The people of a draw as the offline command reads them: headings and rows."""
    features = list(dict.fromkeys(target.feature for target in targets))
    rows = [
        [
            person.id,
            *(person.values.get(feature, "none") for feature in features),
            person.household or "none",
        ]
        for person in pool.people
    ]
    return ["id", *features, "household"], rows


def people_sha256(pool: Pool, targets: Iterable[Target]) -> str:
    """The hash of the pool file, byte for byte as officers take it; it tells nothing of anybody."""
    headings, rows = people_table(pool, targets)
    file = table_response(headings, rows, kind="csv", name="people")
    return hashlib.sha256(b"".join(file.streaming_content)).hexdigest()


def left_out(draw: Draw, *, actor) -> list[str]:
    """Who has no chance in a draw, and which targets shut them out; the reading is recorded."""
    numbers = set(draw.outcome.get("unreachable", ()))
    if not numbers:
        return []
    pool, targets, _size = inputs_of(draw)
    record_reading(draw, actor=actor, what="people without a chance", rows=len(numbers))
    people = [person for person in pool.people if person.id in numbers]
    return shut_out(people, targets, words_of(draw.round))


def work_out(work: jobs.Work) -> dict:
    """The background job: distribution, lottery and hash, for an officer to publish."""
    draw = Draw.objects.select_related("round").get(pk=work.arguments["draw"])
    if draw.state != DrawState.PREPARING:
        return {}
    pool, targets, size = inputs_of(draw)

    def report(share: float, start: float, end: float, stage: Stage) -> None:
        work.report(start + (end - start) * share, Words(stage_code(stage)))

    try:
        found = distribution(
            pool, targets, size, report=lambda share, stage: report(share, 0, 0.8, stage)
        )
    except Infeasible as error:
        targets = draw.round.targets.values("feature", "value", "minimum", "maximum")
        return _impossible(draw, what_conflicts(error, targets, _already(draw)))
    except UnusableRequest as error:
        return _impossible(draw, {"words": error.words})
    panels = lottery(
        found,
        seed=draw.seed,
        panels=draw.panels,
        report=lambda share, stage: report(share, 0.8, 1, stage),
    )
    work.report(1, Words(stage_code(Stage.DONE)))
    _keep(draw, found, panels)
    return {"lottery_sha256": panels.sha256}


def _impossible(draw: Draw, outcome: dict) -> dict:
    """Keep why there is no panel; an officer reads it as `why_impossible` says it."""
    with transaction.atomic():
        _still_preparing(draw)
        move(draw, to=DrawState.IMPOSSIBLE, actor=PORTAL, outcome=outcome)
    return outcome


def _already(draw: Draw) -> dict[tuple[str, str], int]:
    """How many of those who sat when the draw was fixed count towards each of its targets."""
    kept = vault.unseal(bytes(draw.sealed_inputs)).get("already", [])
    return {(feature, value): number for feature, value, number in kept}


def _still_preparing(draw: Draw) -> None:
    """Lock the draw; stop where somebody abandoned it meanwhile."""
    state = Draw.objects.select_for_update().values_list("state", flat=True).get(pk=draw.pk)
    if state != DrawState.PREPARING:
        raise jobs.CancelledError


def _keep(draw: Draw, found, panels) -> None:
    with transaction.atomic():
        _still_preparing(draw)
        chances = dict(
            zip((person.id for person in found.model.pool.people), found.chances, strict=True)
        )
        entries = list(draw.entries.all())
        for entry in entries:
            entry.probability = min(1.0, max(0.0, chances[entry.pool_number]))
        DrawEntry.objects.bulk_update(entries, ["probability"])
        move(
            draw,
            to=DrawState.WORKED_OUT,
            actor=PORTAL,
            outcome={
                "lowest_percent": percent(min(found.chances)),
                "highest_percent": percent(max(found.chances)),
                "gini": round(gini(found.chances), 6),
                "lottery_loss": panels.loss,
                "gap": found.gap,
                "gap_in_words": f"{found.gap:.1e}",
                "method": str(found.method),
                "solver": found.solver,
                "version": selection.VERSION,
                "people": len(found.chances),
                "types": found.model.types,
                "people_sha256": people_sha256(found.model.pool, found.model.targets),
                "unreachable": [person.id for person in found.unreachable],
            },
            lottery=panels.content(),
            lottery_sha256=panels.sha256,
        )


def publish_draw(*, draw_id: int, actor) -> Draw:
    """Put a lottery that is worked out on the round's public page, for good.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with transaction.atomic():
        found = _lock_draw(draw_id)
        move(found, to=DrawState.PUBLISHED, actor=actor, published_at=timezone.now())
        return found


def draw(*, draw_id: int, chance: str, actor) -> Draw:
    """Draw the number from what the public source gave; whoever is on that panel is chosen.

    Args:
        chance: exactly what the source published.

    Raises:
        Refusal: `no-chance`, `too-long`, `too-early`, `round-over` where the round takes no draw
            any more, or what `core.moves.move` raises.
    """
    chance = chance.strip()
    with transaction.atomic():
        found = _lock_draw(draw_id)
        _refuse_unless_drawable(found, chance)
        number = worked(found.lottery_sha256, found.panels, chance).panel
        move(
            found,
            to=DrawState.DRAWN,
            actor=actor,
            chance=chance,
            number=number,
            drawn_at=timezone.now(),
        )
        chosen = panel_in(found, number)
        found.entries.filter(pool_number__in=chosen).update(chosen=True)
        return found


def _refuse_unless_drawable(draw: Draw, chance: str) -> None:
    """Raise the Refusal that says why nothing can be drawn from `chance` now, as `draw` says."""
    if not chance:
        raise Refusal(_("Enter what the source gave."), code="no-chance", field="chance")
    if len(chance) > MOST_LETTERS:
        raise Refusal(
            _("Enter %(most)s characters or fewer: you have %(number)s. Nothing was cut off.")
            % {"most": MOST_LETTERS, "number": len(chance)},
            code="too-long",
            field="chance",
        )
    if draw.number_on and draw.number_on > timezone.localdate():
        raise Refusal(
            _("The source gives its number on %(day)s. Nobody can know it before then.")
            % {"day": date_format(draw.number_on, "j F Y")},
            code="too-early",
            field="chance",
        )
    if draw.round.state not in TO_DRAW_IN:
        raise Refusal(
            _("This round is over, so nothing is drawn in it any more."), code="round-over"
        )


def panel_in(draw: Draw, number: int) -> list[str]:
    """The pool numbers of one panel of a published lottery."""
    lines = bytes(draw.lottery).decode().splitlines()[1:]
    pairs = (line.split(",") for line in lines)
    return [pool_number for panel, pool_number in pairs if int(panel) == number]


def abandon(*, draw_id: int, actor, reason: str) -> Draw:
    """Give a draw up before its number is drawn; it stays in the records with the reason.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    if not reason.strip():
        raise Refusal(
            _("Say why the draw is abandoned. It is kept for ever."),
            code="reason-needed",
            field="reason",
        )
    with transaction.atomic():
        found = _lock_draw(draw_id)
        move(found, to=DrawState.ABANDONED, actor=actor, reason=reason.strip())
        job = job_of(found)
        if job:
            # A job that has ended has nothing to stop: what it found is abandoned all the same.
            with suppress(Refusal):
                jobs.cancel(job_id=job.pk, actor=actor)
        return found


def _lock_draw(draw_id: int) -> Draw:
    """The draw, its round's row and its own locked until the transaction ends."""
    round = lock_round(Draw.objects.values_list("round_id", flat=True).get(pk=draw_id))
    found = Draw.objects.select_for_update().get(pk=draw_id)
    found.round = round
    return found


def job_of(draw: Draw) -> BackgroundJob | None:
    """The background job that works this draw out."""
    return BackgroundJob.objects.about(draw.filed_under).first()


def current_draw(round: Round) -> Draw | None:
    """The newest draw of a round."""
    return round.draws.select_related("round").first()
