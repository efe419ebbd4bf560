"""The members' vote for a chair: called, stood for, opened, cast in secret, counted, seated.

The candidate with the most votes is elected. A tie is decided by lot: the seed's SHA-256 is shown
from the day the vote opens, the seed itself once it is counted, and of those who tie the one with
the smallest SHA-256 of seed and address wins.
"""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL, Portal
from core.deadlines import receiving
from core.languages import Texts, columns
from core.moves import move
from core.refusal import Refusal, require
from core.sweeps import each_alone
from messaging.services import post
from people.models import User
from taskforce import emails
from taskforce.enums import VoteState
from taskforce.models import Ballot, Candidate, Member, MemberRole, Review, Turnout, Vote
from taskforce.rules import is_member, may_run_votes
from taskforce.services.membership import new_chair


def call_vote(
    *,
    title: Texts,
    closes_at: datetime,
    candidates: Collection[Member],
    actor: User,
    review: Review | None = None,
) -> Vote:
    """Write a vote, not open yet, with the members who have agreed to stand so far.

    Raises:
        Refusal: `not-allowed`, `in-the-past`, or `not-serving` where a candidate is not in office.
    """
    require(may_run_votes(actor))
    _check(closes_at, candidates)
    with transaction.atomic():
        vote = Vote.objects.create(closes_at=closes_at, review=review, **columns("title", title))
        Candidate.objects.bulk_create(Candidate(vote=vote, member=one) for one in set(candidates))
        return vote


def change_vote(
    *,
    vote_id: int,
    title: Texts,
    closes_at: datetime,
    actor: User,
    candidates: Collection[Member] = (),
    no_longer: Collection[Member] = (),
    review: Review | None = None,
) -> Vote:
    """Change a vote that isn't open yet.

    Args:
        candidates: who stands from now on, if they don't yet.
        no_longer: who stands no longer. Whoever said meanwhile that they stand, still does.

    Raises:
        Refusal: `not-a-draft`, or as `call_vote`.
    """
    require(may_run_votes(actor))
    _check(closes_at, candidates)
    with transaction.atomic():
        vote = _draft(vote_id)
        changes = {"closes_at": closes_at, "review": review, **columns("title", title)}
        for name, value in changes.items():
            setattr(vote, name, value)
        vote.save(update_fields=list(changes))
        vote.candidates.filter(member__in=no_longer).delete()
        stand = set(vote.candidates.values_list("member_id", flat=True))
        Candidate.objects.bulk_create(
            Candidate(vote=vote, member=one) for one in set(candidates) if one.pk not in stand
        )
        return vote


def _check(closes_at: datetime, candidates: Collection[Member]) -> None:
    if closes_at <= timezone.now():
        raise Refusal(
            _("The vote must close in the future."), code="in-the-past", field="closes_at"
        )
    serving = set(Member.objects.live().serving())
    if not set(candidates) <= serving:
        raise Refusal(
            _("Only members in office can stand."), code="not-serving", field="candidates"
        )


def ask_to_stand(*, vote_id: int, actor: User) -> Vote:
    """Tell the members that a chair is to be elected, and let them say that they stand.

    Asked twice is asked once.

    Raises:
        Refusal: `not-allowed` or `not-a-draft`.
    """
    require(may_run_votes(actor))
    with transaction.atomic():
        vote = _draft(vote_id)
        if vote.asked_on is None:
            vote.asked_on = timezone.localdate()
            vote.save(update_fields=["asked_on"])
        for member in Member.objects.live().serving().select_related("person"):
            post(emails.vote_ahead(member, vote), key=f"taskforce.vote-ahead:{vote.pk}:{member.pk}")
        return vote


def stand(*, vote_id: int, member_id: int, actor: User, stands: bool = True) -> Vote:
    """A member stands for chair, or no longer does. Twice is once.

    Raises:
        Refusal: `not-allowed`, `not-a-draft` once the vote is open, `not-asked` before members
            were asked, or `not-serving`.
    """
    member = Member.objects.get(pk=member_id)
    if not is_member(actor, member):
        raise Refusal(_("Only the member can do this."), code="not-allowed")
    with transaction.atomic():
        vote = _draft(vote_id)
        if not vote.takes_candidates:
            raise Refusal(_("Members haven't been asked yet who stands."), code="not-asked")
        if not stands:
            vote.candidates.filter(member=member).delete()
        elif Member.objects.live().serving().filter(pk=member.pk).exists():
            Candidate.objects.get_or_create(vote=vote, member=member)
        else:
            raise Refusal(_("Only members in office can stand."), code="not-serving")
        return vote


def _draft(vote_id: int) -> Vote:
    vote = _locked(vote_id)
    if vote.state != VoteState.DRAFT:
        raise Refusal(_("This vote is open already, or over."), code="not-a-draft")
    return vote


def open_vote(*, vote_id: int, actor: User) -> Vote:
    """Take votes from now on, and tell the members.

    Raises:
        Refusal: `in-the-past`, `two-needed`, `not-serving` where a candidate has left meanwhile,
            or what `core.moves.move` raises.
    """
    with transaction.atomic():
        vote = _locked(vote_id)
        if vote.closes_at <= timezone.now():
            raise Refusal(
                _("This vote would be over already. Change when it closes first."),
                code="in-the-past",
            )
        candidates = Member.objects.filter(pk__in=vote.candidates.values("member"))
        if candidates.count() < 2:
            raise Refusal(
                _("A vote takes at least two candidates. Ask the members who stands."),
                code="two-needed",
            )
        _check(vote.closes_at, candidates)
        today = timezone.localdate()
        electors = list(Member.objects.live().serving(today).select_related("person"))
        move(vote, to=VoteState.OPEN, actor=actor, opened_on=today, electorate=len(electors))
        for member in electors:
            post(emails.vote_open(member, vote), key=f"taskforce.vote-open:{vote.pk}:{member.pk}")
        return vote


def cast_vote(*, vote_id: int, candidate_id: int, member_id: int, actor: User) -> None:
    """Cast one member's secret vote. It can't be changed: nobody knows which one it is.

    What was received before the vote closes counts, however long it waits behind others.

    Raises:
        Refusal: `not-allowed`, `not-open`, `not-an-elector`, `not-a-candidate` or
            `voted-already`.
    """
    member = Member.objects.get(pk=member_id)
    if not is_member(actor, member):
        raise Refusal(_("Only the member can do this."), code="not-allowed")
    with receiving() as received:
        vote = _locked(vote_id)
        if not vote.takes_ballots(received):
            raise Refusal(_("This vote is not open."), code="not-open")
        if not vote.electors().filter(pk=member.pk).exists():
            raise Refusal(
                _("Only who was a member when the vote opened may vote."), code="not-an-elector"
            )
        candidate = vote.candidates.filter(pk=candidate_id).first()
        if candidate is None:
            raise Refusal(
                _("Choose one of the candidates."), code="not-a-candidate", field="candidate"
            )
        try:
            with transaction.atomic():
                Turnout.objects.create(vote=vote, member=member)
        except IntegrityError as error:
            raise Refusal(_("You have voted already."), code="voted-already") from error
        Ballot.objects.create(vote=vote, candidate=candidate)


def close_vote(*, vote_id: int, actor: User | Portal) -> Vote:
    """Count the votes, publish the counts and tell the members.

    Args:
        vote_id: primary key of the vote.
        actor: an officer with `taskforce.run_vote`, or `core.actors.PORTAL`.

    Raises:
        Refusal: `too-early` until a minute after its time while somebody hasn't voted, or what
            `core.moves.move` raises.
    """
    with transaction.atomic():
        vote = _locked(vote_id)
        if vote.state == VoteState.OPEN and not vote.can_be_counted:
            raise Refusal(
                _(
                    "The vote can be counted a minute after its time is over, or once everybody "
                    "has voted."
                ),
                code="too-early",
            )
        found = list(vote.candidates.select_related("member").annotate(counted=Count("ballots")))
        for candidate in found:
            candidate.votes = candidate.counted
        Candidate.objects.bulk_update(found, ["votes"])
        most = max(candidate.votes for candidate in found)
        ahead = [candidate for candidate in found if candidate.votes == most]
        winner = min(ahead, key=vote.lot) if most else None
        move(
            vote,
            to=VoteState.CLOSED,
            actor=actor,
            winner_id=winner and winner.member_id,
            by_lot=bool(most) and len(ahead) > 1,
        )
        _shuffle(vote)
        for member in vote.electors().select_related("person"):
            post(
                emails.vote_counted(member, vote), key=f"taskforce.vote-over:{vote.pk}:{member.pk}"
            )
        return vote


def close_overdue_votes() -> int:
    """Count every vote whose time is over. Safe to repeat; returns how many were counted."""
    return each_alone(Vote.objects.overdue().values_list("pk", flat=True), _close_overdue_vote)


def _close_overdue_vote(vote_id: int) -> bool:
    if _locked(vote_id).state != VoteState.OPEN:
        return False
    close_vote(vote_id=vote_id, actor=PORTAL)
    return True


def _shuffle(vote: Vote) -> None:
    """Write ballots and turnout again in a random order and under new names.

    Where a row stands in the table, and which transaction wrote it, then tells nothing.
    """
    chance = secrets.SystemRandom()
    for model, column in ((Ballot, "candidate_id"), (Turnout, "member_id")):
        values = list(model.objects.filter(vote=vote).values_list(column, flat=True))
        chance.shuffle(values)
        model.objects.filter(vote=vote).delete()
        model.objects.bulk_create(model(vote=vote, **{column: value}) for value in values)


def cancel_vote(*, vote_id: int, reason: str, actor: User) -> Vote:
    """Cancel a vote; nothing is counted.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason-needed", field="reason")
    with transaction.atomic():
        vote = _locked(vote_id)
        move(vote, to=VoteState.CANCELLED, actor=actor, reason=reason.strip())
        vote.ballots.all().delete()
        return vote


def seat_winner(*, vote_id: int, actor: User) -> MemberRole:
    """Put whom the members elected in the chair, from today.

    Raises:
        Refusal: `not-counted`, or what `new_chair` raises.
    """
    vote = Vote.objects.get(pk=vote_id)
    if vote.winner_id is None:
        raise Refusal(_("Nobody is elected in this vote."), code="not-counted")
    return new_chair(member_id=vote.winner_id, actor=actor)


def _locked(vote_id: int) -> Vote:
    return Vote.objects.select_for_update().get(pk=vote_id)
