"""Needs meet offers: what matching finds is kept, and whom it concerns is told once a day."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from core.actors import PORTAL
from core.moves import move
from core.sweeps import each_alone
from core.words import Words
from partnerships import matching
from partnerships.enums import MatchState
from partnerships.models import Gift, Match, Part, Partner, Posting, Side
from partnerships.reminders import schedule_digest
from partnerships.services.posting import expire, take_back

State = MatchState


def look_for_matches() -> int:
    """Look at what was opened or changed since the last time; returns how many matches are new.

    Everything is compared with everything, so that a new offer meets old needs as well. What was
    suggested for a need that is looked at again, and isn't found any more, is taken back.
    """
    expire()
    if not Posting.objects.live().filter(looked_at=None).exists():
        return 0
    live = list(Posting.objects.live().with_details().order_by("pk"))
    new = [posting for posting in live if posting.looked_at is None]
    board = board_of(live)
    needs = {posting.pk for posting in new if posting.is_need}
    needs |= board.needs_met_by({part.pk for posting in new for part in posting.parts.all()})
    found = _found(board, needs)
    number = 0

    def keep_for(need_id: int) -> int:
        nonlocal number
        number += (fresh := _keep(need_id, found.get(need_id, []), board))
        return fresh

    each_alone(sorted(needs), keep_for)
    for posting in new:
        # What was changed meanwhile is looked at again.
        seen = Posting.objects.filter(pk=posting.pk, changed_at=posting.changed_at)
        seen.update(looked_at=timezone.now())
    return number


def board_of(live: Iterable[Posting]) -> matching.Board:
    """Postings as matching sees them: groups by key, needs by posting, offers by part.

    Of a need there is what no partnership gives yet; one that has all it asks for isn't there.
    """
    needs, offers = [], []
    for posting in live:
        shared = {
            "group": posting.organisation_id,
            "wards": frozenset(ward.code for ward in posting.wards.all()),
            "starts": posting.starts_on,
            "ends": posting.ends_on,
            "weekdays": frozenset(map(int, posting.weekdays)),
            "hours": _hours(posting),
            "languages": frozenset(one.code for one in posting.spoken.all()),
        }
        parts = posting.parts.all()
        if posting.is_need:
            missing = [part for part in parts if part.missing]
            asked = tuple(matching.Part(part.category, part.missing) for part in missing)
            if asked:
                needs.append(matching.Need(key=posting.pk, parts=asked, **shared))
        else:
            offers += [
                matching.Offer(
                    key=part.pk, category=part.category, quantity=part.quantity, **shared
                )
                for part in parts
            ]
    return matching.Board(needs, offers, partners())


def _hours(posting: Posting) -> tuple[int, int] | None:
    if posting.starts_at is None:
        return None
    return tuple(time.hour * 60 + time.minute for time in (posting.starts_at, posting.ends_at))


def partners() -> set[tuple[int, int]]:
    """Pairs of groups that are in one partnership."""
    groups = defaultdict(set)
    formed = Partner.objects.formed()
    for partnership, organisation in formed.values_list("partnership_id", "organisation_id"):
        groups[partnership].add(organisation)
    return {pair for some in groups.values() for pair in combinations(sorted(some), 2)}


# --- What matching found --------------------------------------------------------------------------


class _Gift(NamedTuple):
    """What a group would give: the key of its offer's part, the number of the need's, how many."""

    offer: int
    part: int
    amount: int


class _Found(NamedTuple):
    """Groups that meet a need, alone or together: the points, and what each would give."""

    points: int
    given: dict[int, list[_Gift]]


def _found(board: matching.Board, needs: set[int]) -> dict[int, list[_Found]]:
    """What there is for each of these needs: single groups, and several together."""
    found: dict[int, list[_Found]] = defaultdict(list)
    single: dict[tuple[int, int], list[matching.Pair]] = defaultdict(list)
    for pair in board.pairs():
        if pair.need in needs:
            single[pair.need, board.by_key[pair.offer].group].append(pair)
    for (need, group), pairs in single.items():
        gives = [_Gift(pair.offer, pair.part, pair.amount) for pair in pairs]
        found[need].append(_Found(max(pair.points for pair in pairs), {group: gives}))
    for need in sorted(needs & board.places.keys()):
        for several in board.groups(need):
            given = {
                member.group: [_Gift(offer, part, amount) for part, offer, amount in member.gives]
                for member in several.members
            }
            found[need].append(_Found(several.points, given))
    return found


@transaction.atomic
def _keep(need_id: int, found: list[_Found], board: matching.Board) -> int:
    """Keep what there is for one need; returns how many matches are new to people."""
    offers = [gift.offer for one in found for gifts in one.given.values() for gift in gifts]
    posting_of = dict(Part.objects.filter(pk__in=offers).values_list("pk", "posting_id"))
    rows = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
    rows = rows.filter(pk__in=[need_id, *posting_of.values()]).order_by("pk")
    postings = {posting.pk: posting for posting in rows if posting.is_open}
    need = postings.get(need_id)
    if need is None:
        return 0
    before = {match.who: match for match in need.matches.select_for_update().order_by("pk")}
    new = 0
    for one in found:
        gifts = [gift for given in one.given.values() for gift in given]
        if any(posting_of.get(gift.offer) not in postings for gift in gifts):
            continue
        who = ",".join(map(str, sorted({need.organisation_id, *one.given})))
        match = before.pop(who, None)
        if match is not None and match.state not in (State.SUGGESTED, State.WITHDRAWN):
            continue
        is_new = match is None or match.state == State.WITHDRAWN
        match = _suggested(need, who, one.points, match)
        if not match.sides.exclude(says_yes=None).exists():
            _keep_sides(match, one.given, posting_of, board)
        if is_new:
            new += 1
            schedule_digest(need.organisation_id, *one.given)
    for match in before.values():
        if match.state == State.SUGGESTED:
            take_back(match)
    return new


def _suggested(need: Posting, who: str, points: int, match: Match | None) -> Match:
    if match is None:
        match = Match.objects.create(need=need, who=who, points=points)
        match.moves.create(from_state="", to_state=match.state)
    elif match.state == State.WITHDRAWN:
        match.sides.all().delete()
        move(match, to=State.SUGGESTED, actor=PORTAL, points=points)
    return match


def _keep_sides(match: Match, given: dict, posting_of: dict[int, int], board) -> None:
    """Write anew what each side would give; of one posting, one line for each part of the need."""
    match.sides.all().delete()
    Side.objects.create(match=match, organisation=match.need.organisation)
    for group, gifts in sorted(given.items()):
        side = Side.objects.create(match=match, organisation_id=group)
        lines: dict[tuple[int, int], list[_Gift]] = defaultdict(list)
        for gift in gifts:
            lines[posting_of[gift.offer], gift.part].append(gift)
        for (posting, part), same in sorted(lines.items()):
            reasons = board.reasons(match.need_id, part, same[0].offer)
            wanted = board.part(match.need_id, part)
            Gift.objects.create(
                side=side,
                posting_id=posting,
                category=wanted.category,
                amount=min(sum(gift.amount for gift in same), wanted.quantity),
                reasons=[Words(f"partnerships.{one.code}", **one.params) for one in reasons],
            )
