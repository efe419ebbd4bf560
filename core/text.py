"""Text as people type and paste it."""

import re
import secrets
from datetime import datetime
from decimal import Decimal

from django.utils import dateformat, timezone
from django.utils.formats import number_format
from django.utils.translation import pgettext

# What HTML forbids in a page, such as the vertical tabs that word processors paste.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


FIVE_AM, NOON, FIVE_PM, EIGHT_PM = 5, 12, 17, 20

# Without 0, 1, I, L and O, which people mix up on the telephone.
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def random_letters(number: int) -> str:
    """So many letters by chance for a reference: hard to guess, easy to read aloud."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(number))


def without_controls(value):
    """`value` without the characters that HTML forbids; what isn't text comes back as it is.

    Safe markup stays safe markup.
    """
    if not isinstance(value, str) or not CONTROLS.search(value):
        return value
    return type(value)(CONTROLS.sub("", value))


def compact(text: str) -> str:
    """`text` without case, spaces and marks, to compare what people typed in different ways."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def figure(number: Decimal) -> str:
    """A number as people write it: 1,000 or 10.55, without noughts that say nothing."""
    whole = number == number.to_integral_value()
    plain = number.quantize(Decimal(1)) if whole else number.normalize()
    return number_format(plain, force_grouping=True)


def clock(moment: datetime) -> str:
    """Say the time of day in Luton, such as 6:30pm."""
    local = timezone.localtime(moment)
    return dateformat.format(local, _clock_format(local.hour)).lower()


def _clock_format(hour: int) -> str:
    """How a language writes a time at this hour: some name the part of the day, not its half."""
    # Translators: a time of day, in Django's letters for dates; English writes 6:30pm. Where your
    # language says the part of the day instead, write that word in place of A: 8 at night to 5.
    if hour >= EIGHT_PM or hour < FIVE_AM:
        return pgettext("clock at night", "g:iA")
    if hour < NOON:
        # Translators: as "clock at night", from 5 in the morning to noon.
        return pgettext("clock in the morning", "g:iA")
    if hour < FIVE_PM:
        # Translators: as "clock at night", from noon to 5.
        return pgettext("clock in the afternoon", "g:iA")
    # Translators: as "clock at night", from 5 to 8 in the evening.
    return pgettext("clock in the evening", "g:iA")
