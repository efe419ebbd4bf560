"""How the groups of a match are shown to each other before and after all have said yes."""

from django.utils.translation import gettext as _

from organisations.rules import is_public


def known_name(own, organisation, match) -> str:
    """What a group is called for the people of `own`, another group of the match or the same.

    A group that isn't in the directory is named once all have said yes.
    """
    if match.is_agreed or is_public(organisation) or organisation.pk == own.pk:
        return organisation.name
    return _("A group that isn’t in the directory")


def sides_of(own, match) -> list[dict]:
    """The sides of a match, the one that needs first, as the people of `own` may see them.

    Whoever said yes is named once all have.
    """
    needs = match.need.organisation_id
    sides = sorted(match.sides.all(), key=lambda side: (side.organisation_id != needs, side.pk))
    return [
        {
            "side": side,
            "name": known_name(own, side.organisation, match),
            "gifts": side.gifts.all(),
            "contact": side.answered_by if match.is_agreed else None,
        }
        for side in sides
    ]
