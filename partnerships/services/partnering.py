"""The groups of an agreed match become a partnership: one proposes it, all others say yes."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post as send
from partnerships import emails, rules
from partnerships.enums import MatchState, PartnershipState
from partnerships.models import Match, Partner, Partnership, Posting
from partnerships.reminders import editors_of
from partnerships.services.posting import take_back

State = PartnershipState


@transaction.atomic
def propose(*, match_id: int, organisation_id: int, actor, name: str) -> Partnership:
    """Propose that the groups of an agreed match are partners, under a name.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-agreed`, `no-name`, or `proposed` where there is
            a partnership of this match already.
    """
    match = Match.objects.select_for_update(of=("self",)).filter(pk=match_id).first()
    side = (
        match
        and match.sides.select_related("organisation").filter(organisation=organisation_id).first()
    )
    if not side:
        raise Refusal(_("This match isn’t there any more."), code="not-found")
    require(rules.may_post(actor, side.organisation))
    if not match.is_agreed:
        raise Refusal(_("First all groups say yes to the match."), code="not-agreed")
    if not name.strip():
        raise Refusal(_("Give the partnership a name."), code="no-name", field="name")
    partnership = _create(match, name.strip())
    partnership.moves.create(from_state="", to_state=partnership.state, actor=actor)
    for one in match.sides.order_by("pk"):
        Partner.objects.create(partnership=partnership, organisation_id=one.organisation_id)
    _say_yes(partnership, organisation_id, actor)
    others = [one.organisation_id for one in match.sides.exclude(pk=side.pk)]
    for membership in editors_of(*others):
        email = emails.partnership_proposed(membership, partnership, side.organisation)
        send(email, key=f"{emails.PARTNERSHIP}:proposed:{partnership.pk}:{membership.pk}")
    return partnership


def _create(match: Match, name: str) -> Partnership:
    try:
        with transaction.atomic():
            return Partnership.objects.create(match=match, name=name)
    except IntegrityError:
        raise Refusal(
            _("One of the groups has proposed a partnership already. Look there."), code="proposed"
        ) from None


@transaction.atomic
def agree(*, partnership_id: int, organisation_id: int, actor) -> Partnership:
    """Say yes to a partnership for one of its groups. With the last yes it stands, from today.

    Its need stays open until its group says that it is met. What suggested matches would give of
    it is then what is still missing: those that give nothing of that are taken back.

    Raises:
        Refusal: `not-found`, `not-allowed`, or `not-a-move` where it isn't proposed any more.
    """
    partnership, _partner = _locked(partnership_id, organisation_id, actor)
    if partnership.state != State.PROPOSED:
        raise _decided(partnership)
    _say_yes(partnership, organisation_id, actor)
    if partnership.partners.filter(answered_at=None).exists():
        return partnership
    move(partnership, to=State.FORMED, actor=actor, since=timezone.localdate())
    _look_again(partnership.match.need)
    for membership in editors_of(*(group.pk for group in partnership.groups())):
        key = f"{emails.PARTNERSHIP}:formed:{partnership.pk}:{membership.pk}"
        send(emails.partnership_formed(membership, partnership), key=key)
    return partnership


@transaction.atomic
def turn_down(*, partnership_id: int, organisation_id: int, actor) -> Partnership:
    """Say no to a proposed partnership for one of its groups. Another can be proposed later.

    Raises:
        Refusal: `not-found`, `not-allowed`, or `not-a-move`.
    """
    return _over(partnership_id, organisation_id, actor, to=State.DROPPED)


@transaction.atomic
def end(*, partnership_id: int, organisation_id: int, actor, reason: str) -> Partnership:
    """End a partnership that stands; the other groups are told.

    Raises:
        Refusal: `not-found`, `not-allowed`, `reason-needed`, or `not-a-move`.
    """
    if not reason.strip():
        raise Refusal(_("Say why. The other groups read it."), code="reason-needed", field="reason")
    return _over(partnership_id, organisation_id, actor, to=State.ENDED, reason=reason.strip())


def _over(partnership_id: int, organisation_id: int, actor, *, to: str, reason: str = ""):
    partnership, partner = _locked(partnership_id, organisation_id, actor)
    was_formed = partnership.is_formed
    record = move(partnership, to=to, actor=actor, reason=reason)
    if was_formed:
        _look_again(partnership.match.need)
    others = [group.pk for group in partnership.groups() if group.pk != organisation_id]
    for membership in editors_of(*others):
        email = emails.partnership_over(membership, partnership, partner.organisation)
        send(email, key=f"{emails.PARTNERSHIP}:over:{record.pk}:{membership.pk}")
    return partnership


def _look_again(need: Posting) -> None:
    """Have a need matched by what is missing now; it is locked."""
    Posting.objects.filter(pk=need.pk).update(looked_at=None)
    missing = {part.category for part in need.parts.with_given() if part.missing}
    suggested = Match.objects.filter(need=need, state=MatchState.SUGGESTED)
    for match in suggested.exclude(sides__gifts__category__in=missing).order_by("pk"):
        take_back(match, "given")


def _decided(partnership: Partnership) -> Refusal:
    words = _("This can't be done now: it is already “%(state)s”.")
    return Refusal(words % {"state": partnership.get_state_display()}, code="not-a-move")


def _say_yes(partnership: Partnership, organisation_id: int, actor) -> None:
    partners = partnership.partners.filter(organisation=organisation_id, answered_at=None)
    partners.update(answered_by=actor, answered_at=timezone.now())


def _locked(partnership_id: int, organisation_id: int, actor) -> tuple[Partnership, Partner]:
    """A partnership and its need, locked in the order need, partnership, and who acts in it."""
    partners = Partner.objects.select_related("organisation", "partnership__match")
    partner = partners.filter(partnership=partnership_id, organisation=organisation_id).first()
    if partner is None:
        raise Refusal(_("This partnership isn’t there any more."), code="not-found")
    need = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
    need = need.get(pk=partner.partnership.match.need_id)
    rows = Partnership.objects.select_for_update(of=("self",)).select_related("match")
    partnership = rows.get(pk=partnership_id)
    partnership.match.need = need
    require(rules.may_post(actor, partner.organisation))
    return partnership, partner


# --- What is begun with one -----------------------------------------------------------------------


@dataclass(frozen=True)
class Beginning:
    """What a draft application of a partnership starts with.

    Args:
        title: the partnership's name.
        need: what was needed, in the words of the group that needs it.
        organisations: the keys of its groups, the one that needs first.
        tasks: (key of a group, what it gives in words).
        wards: primary keys of the wards of the need.
    """

    title: str
    need: str
    organisations: tuple[int, ...]
    tasks: tuple[tuple[int, str], ...]
    wards: tuple[int, ...]


def beginning_of(partnership: Partnership) -> Beginning:
    """What a draft application is filled in with, so that nobody types it a second time."""
    match = Match.objects.with_details().get(pk=partnership.match_id)
    need = match.need
    return Beginning(
        title=partnership.name,
        need="\n\n".join(filter(None, [need.title, need.details])),
        organisations=tuple(group.pk for group in match.groups()),
        tasks=tuple(
            (side.organisation_id, "; ".join(str(gift) for gift in side.gifts.all()))
            for side in match.sides.all()
            if side.gifts.all()
        ),
        wards=tuple(ward.pk for ward in need.wards.all()),
    )
