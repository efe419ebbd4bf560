"""Each group says yes or no to a match; when all have said yes, they learn who they are."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
from messaging.services import post as send
from organisations.services import say_name
from partnerships import emails, rules
from partnerships.enums import MatchState
from partnerships.models import Match, Message, Side
from partnerships.reminders import editors_of
from partnerships.services.posting import PRESSED_TWICE, tell_who_waits


@transaction.atomic
def answer(
    *, match_id: int, organisation_id: int, actor, says_yes: bool, your_name: str = ""
) -> Match:
    """Say yes or no for one group of a match. A yes may be taken back until all have said yes.

    With the last yes, everybody who said yes is named to the other groups, with their address.

    Args:
        your_name: the full name of who says yes, where their account has none.

    Raises:
        Refusal: `not-found`, `not-allowed`, `no-name`, or `answered` where the match is decided.
    """
    match, side = _side(match_id, organisation_id, actor)
    if not match.is_suggested:
        raise Refusal(
            _("This match is “%(state)s”, so there is nothing to answer any more.")
            % {"state": match.get_state_display()},
            code="answered",
        )
    if says_yes:
        say_name(actor, your_name)
    side.says_yes, side.answered_by, side.answered_at = says_yes, actor, timezone.now()
    side.save(update_fields=["says_yes", "answered_by", "answered_at"])
    if not says_yes:
        record = move(
            match, to=MatchState.DECLINED, actor=actor, reason=Words("partnerships.somebody-no")
        )
        tell_who_waits(match, record)
    elif not match.sides.exclude(says_yes=True).exists():
        _agree(match, actor)
    return match


def _agree(match: Match, actor) -> None:
    move(match, to=MatchState.AGREED, actor=actor, agreed_at=timezone.now())
    agreed = Match.objects.with_details().get(pk=match.pk)
    for membership in editors_of(*(side.organisation_id for side in agreed.sides.all())):
        key = f"{emails.AGREED}:{match.pk}:{membership.pk}"
        send(emails.match_agreed(membership, agreed), key=key)


@transaction.atomic
def write(*, match_id: int, organisation_id: int, actor, text: str) -> Message:
    """Write to the other groups of an agreed match; those who act for them get an email.

    The same words that the same person sends again at once, with nothing in between, are one
    message: it was pressed twice, or in two tabs.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-agreed`, or `nothing`.
    """
    match, side = _side(match_id, organisation_id, actor)
    if not match.is_agreed:
        raise Refusal(_("You can write as soon as all have said yes."), code="not-agreed")
    if not text.strip():
        raise Refusal(_("Write something first."), code="nothing", field="text")
    text, last = text.strip(), match.messages.order_by("pk").last()
    said = last and (last.author_id, last.organisation_id, last.text)
    if said == (actor.pk, side.organisation_id, text) and (
        last.at > timezone.now() - PRESSED_TWICE
    ):
        return last
    message = Message.objects.create(
        match=match, organisation=side.organisation, author=actor, text=text
    )
    others = [one.organisation_id for one in match.sides.all() if one.pk != side.pk]
    for membership in editors_of(*others):
        key = f"{emails.MESSAGE}:{message.pk}:{membership.pk}"
        send(emails.new_message(membership, message), key=key)
    return message


def _side(match_id: int, organisation_id: int, actor) -> tuple[Match, Side]:
    """A match, locked, and the side for which somebody acts."""
    rows = Match.objects.select_for_update(of=("self",)).select_related("need__organisation")
    match = rows.filter(pk=match_id).first()
    sides = Side.objects.select_related("organisation")
    side = sides.filter(match=match_id, organisation=organisation_id).first()
    if match is None or side is None:
        raise Refusal(_("This match isn’t there any more."), code="not-found")
    require(rules.may_post(actor, side.organisation))
    return match, side
