"""How the groups of a match are shown to each other before and after all have said yes."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from core.words import code_of
from organisations.rules import is_public
from partnerships.models import Partner


def known_name(own, organisation, match, partners: Collection[int]) -> str:
    """What a group is called for the people of `own`, another group of the match or the same.

    A group that isn't in the directory is named once all have said yes; partners know each other.

    Args:
        partners: the keys of the partners of `own`.
    """
    if match.is_agreed or is_public(organisation) or organisation.pk in {own.pk, *partners}:
        return organisation.name
    return _("A group that isn’t in the directory")


def title_of(own, match) -> str:
    """What a match is called for the people of `own`: by what the other side posted."""
    if match.need.organisation_id != own.pk:
        return match.need.title
    return "; ".join(dict.fromkeys(gift.posting.title for gift in match.gifts()))


def sides_of(own, match) -> list[dict]:
    """The sides of a match, the one that needs first, as the people of `own` may see them.

    Whoever said yes is named once all have. Of what was said when the match was found, that two
    groups are not partners yet is left out where they are by now.
    """
    needs = match.need.organisation_id
    partners = Partner.objects.keys_with(own)
    of_need = Partner.objects.keys_with(match.need.organisation)
    sides = sorted(match.sides.all(), key=lambda side: (side.organisation_id != needs, side.pk))
    return [
        {
            "side": side,
            "name": known_name(own, side.organisation, match, partners),
            "gifts": [
                (gift, _reasons(gift, is_partner=side.organisation_id in of_need))
                for gift in side.gifts.all()
            ],
            "contact": side.answered_by if match.is_agreed else None,
        }
        for side in sides
    ]


def _reasons(gift, *, is_partner: bool) -> list[str]:
    if not is_partner:
        return gift.reasons
    return [one for one in gift.reasons if code_of(one) != "partnerships.new-partners"]
