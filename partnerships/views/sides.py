"""How the groups of a match are shown to each other before and after all have said yes."""

from django.utils.translation import gettext as _

from organisations.rules import is_public
from partnerships import rules


def known_name(person, organisation, match) -> str:
    """What a group is called for somebody of another one.

    A group that isn't in the directory is named once all have said yes.
    """
    if match.is_agreed or is_public(organisation) or rules.belongs_to(person, organisation):
        return organisation.name
    return _("A group that isn’t in the directory")


def sides_of(person, match) -> list[dict]:
    """The sides of a match, the one that needs first, as somebody of one of them may see them.

    Whoever said yes is named once all have.
    """
    needs = match.need.organisation_id
    sides = sorted(match.sides.all(), key=lambda side: (side.organisation_id != needs, side.pk))
    return [
        {
            "side": side,
            "name": known_name(person, side.organisation, match),
            "gifts": side.gifts.all(),
            "contact": side.answered_by if match.is_agreed else None,
        }
        for side in sides
    ]
