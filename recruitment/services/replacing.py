"""Filling seats that were given up so that the balance is repaired, and naming reserves."""

from collections import Counter

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
from messaging.services import post
from people.services import record_reading
from recruitment import emails, rules
from recruitment.enums import ApplicationState, DrawState, RoundState
from recruitment.models import Application, Draw, Offer, Round
from recruitment.services.drawing import inputs_of
from recruitment.services.lotteries import drawable
from recruitment.services.offering import STANDS, Answer, Basis, offer_replacement
from recruitment.services.rounds import lock_round
from taskforce.selection.errors import UnusableRequest
from taskforce.selection.pool import Person, Pool, count
from taskforce.selection.replacement import alternates, replacements


def to_replace(round: Round) -> QuerySet[Offer]:
    """The drawn seats of a round that were given up and that nobody has been offered since."""
    return Offer.objects.filter(
        application__round=round,
        basis__in=[Basis.LOTTERY, Basis.REPLACEMENT],
        answer__in=[Answer.DECLINED, Answer.LAPSED, Answer.TAKEN_BACK],
        replaced_by=None,
    )


def replace(*, offer_id: int, seed: str, actor) -> Offer:
    """Offer a seat that was given up to whoever of the pool repairs the balance best.

    Args:
        seed: words that pick among equally good people; kept with the offer.

    Raises:
        Refusal: `not-allowed`, `not-offering`, `not-free`, or `nobody-left`.
    """
    with transaction.atomic():
        offer, application, seed = _replacement(offer_id, seed, actor)
        return offer_replacement(
            offer_id=offer.pk,
            application=application,
            why=Words("recruitment.repairs-balance", seed=seed),
            actor=actor,
        )


def _replacement(offer_id: int, seed: str, actor) -> tuple[Offer, Application, str]:
    """The seat, whoever repairs the balance best, and the seed. Raises Refusal as `replace`."""
    round_id = Offer.objects.values_list("application__round", flat=True).get(pk=offer_id)
    round = lock_round(round_id)
    require(rules.may_run(actor, round))
    if round.state != RoundState.OFFERING:
        raise Refusal(_("This round is over, so no seat is offered."), code="not-offering")
    offer = to_replace(round).select_related("draw").filter(pk=offer_id).first()
    if offer is None:
        raise Refusal(_("This seat has been filled already."), code="not-free")
    scene = _Scene(round, offer.draw)
    if not scene.left.people:
        raise Refusal(_("Nobody is left in the pool who could take this seat."), code="nobody-left")
    found = scene.next(seed.strip(), offer.sector)
    record_reading(
        offer.draw,
        actor=actor,
        what="selection answers for a replacement",
        rows=len(scene.left.people),
    )
    return offer, scene.application(found), seed.strip()


def name_reserves(*, round_id: int, number: int, seed: str, actor) -> list[Application]:
    """Put people of the pool on the reserve list, with an eye to who may drop out, and tell them.

    The list is named once: whoever is told that they are a reserve stays one.

    Raises:
        Refusal: `not-allowed`, `no-draw`, `named-already`, or `nobody-left`.
    """
    with transaction.atomic():
        named = _reserves(round_id, number, seed, actor)
        for application in named:
            move(application, to=ApplicationState.RESERVE, actor=actor)
            post(emails.reserve(application), key=f"recruitment.reserve:{application.pk}")
        return named


def reserve_list(round: Round) -> QuerySet[Application]:
    """The reserves of a round, in the order in which they were named."""
    return (
        round.applications.filter(state=ApplicationState.RESERVE)
        .annotate(named=Max("moves__pk", filter=Q(moves__to_state=ApplicationState.RESERVE)))
        .select_related("person")
        .order_by("named")
    )


def _reserves(round_id: int, number: int, seed: str, actor) -> list[Application]:
    """Whom to name, in order. Raises Refusal as `name_reserves` says."""
    round = lock_round(round_id)
    require(rules.may_run(actor, round))
    draw = round.draws.filter(state=DrawState.DRAWN).first()
    if draw is None or round.state != RoundState.OFFERING or not draw.offers.exists():
        raise Refusal(_("Offer the drawn seats first."), code="no-draw")
    there = round.applications.filter(moves__to_state=ApplicationState.RESERVE).distinct().count()
    if there:
        raise Refusal(
            ngettext(
                "%(number)s person has been told that they are a reserve. The list stays as it is.",
                "%(number)s people have been told that they are reserves. The list stays as it is.",
                there,
            )
            % {"number": there},
            code="named-already",
        )
    scene = _Scene(round, draw)
    if not scene.left.people:
        raise Refusal(_("Nobody is left in the pool."), code="nobody-left")
    record_reading(
        draw, actor=actor, what="selection answers for reserves", rows=len(scene.left.people)
    )
    return [scene.application(person) for person in scene.reserves(number, seed.strip())]


def now_and_target(round: Round, draw: Draw, *, actor) -> list[tuple]:
    """Each target of a draw beside who was drawn and who holds a seat now, and what the pool had.

    Rows of feature, value, at least, at most, drawn, now and pool. The reading is recorded.
    """
    pool, targets, _size = inputs_of(draw)
    chosen = set(draw.entries.filter(chosen=True).values_list("pool_number", flat=True))
    panel = [person for person in pool.people if person.id in chosen]
    now = _Scene(round, draw).panel if draw.offers.exists() else panel
    record_reading(draw, actor=actor, what="targets and panel", rows=len(panel))
    columns = (count(people, targets) for people in (panel, now, pool.people))
    return [
        (target.feature, target.value, target.minimum, target.maximum, *numbers)
        for target, *numbers in zip(targets, *columns, strict=True)
    ]


class _Scene:
    """Who sits on the drawn panel still, and who is left in the pool, by pool number."""

    def __init__(self, round: Round, draw: Draw):
        self.pool, self.targets, self.size = inputs_of(draw)
        self.round = round
        self.entries = {
            entry.pool_number: entry for entry in draw.entries.select_related("application__person")
        }
        self.answers = dict(
            Offer.objects.filter(draw=draw).order_by("pk").values_list("application_id", "answer")
        )
        free = set(drawable(round).values_list("pk", flat=True))
        self.panel = [p for p in self.pool.people if self.answers.get(self._pk(p)) in STANDS]
        rest = self.pool.without(self.panel)
        self.left = Pool(
            people=tuple(p for p in rest.people if self._pk(p) in free),
            households=self.pool.households,
        )

    def _pk(self, person: Person) -> int:
        return self.entries[person.id].application_id

    def next(self, seed: str, sector: str) -> Person:
        """The first for this sector of those who together repair the balance best.

        Other seats may be free too, of other sectors.
        """
        size = min(self.size, len(self.panel) + len(self.left.people))
        try:
            found = replacements(self.left, self.targets, size, sitting=self.panel, seed=seed)
        except UnusableRequest as error:
            raise Refusal(error.words, code="nobody-left") from error
        of_sector = [one for one in found if self.application(one).sector == sector]
        if not of_sector:
            raise Refusal(
                _("Nobody is left in the pool who could take this seat."), code="nobody-left"
            )
        return of_sector[0]

    def reserves(self, number: int, seed: str) -> list[Person]:
        """People to ask first, alike those who are likely to drop out."""
        try:
            return alternates(
                self.panel,
                self.left,
                self.targets,
                number=min(number, len(self.left.people)),
                dropout=self._dropout(),
                seed=seed,
            )
        except UnusableRequest as error:
            raise Refusal(error.words, code="nobody-left") from error

    def _dropout(self) -> dict[tuple[str, str], float]:
        """The share of each category that gave its seat up, of those offered one in this draw.

        It starts from one of five imagined offers, so that two who declined don't make a rule.
        """
        gone, offered = Counter(), Counter()
        for person in self.pool.people:
            answer = self.answers.get(self._pk(person))
            for category in person.values.items() if answer else ():
                offered[category] += 1
                gone[category] += answer not in STANDS
        return {one: (gone[one] + 1) / (offered[one] + 5) for one in offered}

    def application(self, person: Person) -> Application:
        """The application behind a pool number."""
        application = self.entries[person.id].application
        application.round = self.round
        return application
