"""What is said to people about their groups' needs, offers, matches and partnerships."""

from django.conf import settings
from django.urls import reverse

from messaging.services import Message as Email
from partnerships.models import Match, Message, Partnership, Posting

MATCHES = "partnerships.matches"
AGREED = "partnerships.agreed"
OVER = "partnerships.over"
MESSAGE = "partnerships.message"
CONFIRM = "partnerships.confirm"
PARTNERSHIP = "partnerships.partnership"
CLOSED = "partnerships.closed"


def _email(membership, name: str, *, kind: str, about: str, url: str, **context) -> Email:
    organisation = membership.organisation
    return Email(
        kind=kind,
        to=membership.person.recipient,
        template=f"partnerships/email/{name}.email",
        context={
            "person": membership.person,
            "organisation": organisation,
            "page_url": settings.SITE_URL + url,
            **context,
        },
        about=about,
    )


def _home(membership) -> str:
    return reverse("my_needs:home", args=[membership.organisation.slug])


def match_url(organisation, match: Match) -> str:
    """Where the people of one of its groups see a match."""
    return reverse("my_needs:match", args=[organisation.slug, match.pk])


def matches_found(membership, number: int) -> Email:
    """So many matches wait for an answer of the group: at most once a day."""
    return _email(
        membership,
        "matches_found",
        kind=MATCHES,
        about=membership.organisation.filed_under,
        url=_home(membership),
        number=number,
    )


def match_agreed(membership, match: Match) -> Email:
    """All groups of a match said yes: who they are and how they are reached."""
    others = [
        side for side in match.sides.all() if side.organisation_id != membership.organisation_id
    ]
    return _email(
        membership,
        "match_agreed",
        kind=AGREED,
        about=f"match:{match.pk}",
        url=match_url(membership.organisation, match),
        match=match,
        others=others,
    )


def match_over(membership, match: Match, why: str) -> Email:
    """A match to which the group said yes, and waited for the others, came to nothing.

    `why` is a sentence as `core.words` keeps it.
    """
    return _email(
        membership,
        "match_over",
        kind=OVER,
        about=f"match:{match.pk}",
        url=match_url(membership.organisation, match),
        match=match,
        why=why,
    )


def new_message(membership, message: Message) -> Email:
    """Another group of an agreed match has written. The words stay on the portal."""
    return _email(
        membership,
        "new_message",
        kind=MESSAGE,
        about=f"match:{message.match_id}",
        url=match_url(membership.organisation, message.match),
        message=message,
        match=message.match,
    )


def to_confirm(membership, postings: list[Posting], event_name: str) -> Email:
    """Officers wrote down what the group said at an event: is it right?"""
    return _email(
        membership,
        "to_confirm",
        kind=CONFIRM,
        about=membership.organisation.filed_under,
        url=_home(membership),
        postings=postings,
        event_name=event_name,
    )


def posting_closed(membership, posting: Posting, why: str) -> Email:
    """Officers have closed a need or an offer, and why."""
    return _email(
        membership,
        "posting_closed",
        kind=CLOSED,
        about=membership.organisation.filed_under,
        url=_home(membership),
        posting=posting,
        why=why,
    )


def _of_partnership(membership, partnership: Partnership, name: str, **context) -> Email:
    return _email(
        membership,
        name,
        kind=PARTNERSHIP,
        about=f"match:{partnership.match_id}",
        url=partnership.own_url(membership.organisation),
        partnership=partnership,
        **context,
    )


def partnership_proposed(membership, partnership: Partnership, by) -> Email:
    """Another group wants the groups of a match to be partners; `by` is the group."""
    return _of_partnership(membership, partnership, "partnership_proposed", by=by)


def partnership_formed(membership, partnership: Partnership) -> Email:
    """All said yes: the partnership stands. The group that needs says when it has found all."""
    need = partnership.match.need
    asks = need.is_open and need.organisation_id == membership.organisation_id
    return _of_partnership(
        membership, partnership, "partnership_formed", need=need if asks else None
    )


def partnership_over(membership, partnership: Partnership, by) -> Email:
    """A group doesn't want the partnership, or has ended it; `by` is the group."""
    return _of_partnership(membership, partnership, "partnership_over", by=by)
