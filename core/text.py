"""Text as people type and paste it.

What comes in goes through `tidy` (`core.middleware` for all that is posted or asked); what is
compared or searched goes through `comparable`. Nothing else decides which characters count.
"""

import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from decimal import Decimal

import idna
from django.utils import dateformat, timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

# What HTML forbids in a page, such as the vertical tabs that word processors paste.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# What XML can't hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Zero-width joiners say how letters of some scripts, and emoji, are joined; elsewhere they hide.
_JOINERS = "\u200c\u200d"
# Signs of Arabic and Syriac numbering that Unicode calls format characters but that are seen.
_SEEN_FORMAT = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]")
# Letters and marks by their Unicode class that nobody can see.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_APOSTROPHES = re.compile("['’‘‛ʼʻ`´′＇]")
# Letters that no decomposition makes plain, and forms of one Arabic letter that keyboards mix up.
_ALIKE = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ي": "ی", "ى": "ی", "ې": "ی", "ئ": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ھ": "ہ",
        "ۀ": "ہ", "ە": "ہ", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ء": "", "ـ": "",
    }
)  # fmt: skip

FIVE_AM, NOON, FIVE_PM, EIGHT_PM = 5, 12, 17, 20

# Without 0, 1, I, L and O, which people mix up on the telephone.
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def random_letters(number: int) -> str:
    """So many letters by chance for a reference: hard to guess, easy to read aloud."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(number))


def tidy(text: str) -> str:
    """`text` as the portal keeps it: composed (NFC), without what nobody can see or XML can't hold.

    Tabs and line breaks stay; so do joiners in the scripts that need them, and between emoji.
    """
    if text.isascii() and not CONTROLS.search(text):
        return text
    composed = unicodedata.normalize("NFC", _NOT_XML.sub("", CONTROLS.sub("", text)))
    kept = []
    for place, letter in enumerate(composed):
        if letter in _JOINERS:
            if place and _joins(composed[place - 1]) and place + 1 < len(composed):
                kept.append(letter)
        elif unicodedata.category(letter) != "Cf" or _SEEN_FORMAT.match(letter):
            kept.append(letter)
    return "".join(kept)


def _joins(letter: str) -> bool:
    """Whether what follows this letter may be joined to it: not Latin, Greek or Cyrillic."""
    return ord(letter) >= 0x0590 and not letter.isspace() and letter not in _JOINERS


def one_line(text: str) -> str:
    """`text` tidied and in one line, its white space single spaces: for names and titles."""
    return " ".join(tidy(text).split())


def is_visible(text: str) -> bool:
    """Whether `text` holds anything that can be seen."""
    return any(
        unicodedata.category(letter)[0] not in "CZM" for letter in _UNSEEN.sub("", tidy(text))
    )


def without_controls(value):
    """`value` without the characters that HTML forbids; what isn't text comes back as it is.

    Safe markup stays safe markup.
    """
    if not isinstance(value, str) or not CONTROLS.search(value):
        return value
    return type(value)(CONTROLS.sub("", value))


def for_xml(text: str) -> str:
    """`text` without what no XML document can hold, such as RSS or a spreadsheet."""
    return _NOT_XML.sub("", text)


def comparable(text: str) -> str:
    """`text` to search and compare by: words of plain small letters and digits, single spaces.

    Case, accents, apostrophes, invisible characters, kinds of digit and forms of one Arabic letter
    make no difference: O’Brien is o'brien, José is jose, ١٢ is 12. Other marks part words.
    """
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold().translate(_ALIKE)
    letters = []
    for letter in unicodedata.normalize("NFKD", _APOSTROPHES.sub("", folded)):
        kind = unicodedata.category(letter)
        if kind == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        elif kind[0] in "LN" or _is_part_of_a_letter(letter):
            letters.append(letter)
        elif kind[0] != "M" and kind != "Cf":
            letters.append(" ")
    return " ".join("".join(letters).translate(_ALIKE).split())


def _is_part_of_a_letter(letter: str) -> bool:
    """Whether a mark spells, as the vowels of Bengali do, rather than accents."""
    return unicodedata.category(letter) in {"Mn", "Mc"} and unicodedata.combining(letter) in {
        0,
        7,
        9,
    }


def compact(text: str) -> str:
    """`text` as `comparable` has it and without spaces, to compare names of organisations."""
    return comparable(text).replace(" ", "")


def code_of(text: str) -> str:
    """A code, reference or postcode in capital letters and digits alone: "lu1 2bq" is LU12BQ.

    Full-width letters and every script's digits are read as plain ones.
    """
    return compact(text).upper()


def email_address(text: str) -> str:
    """An email address in the one form in which accounts know it, whatever was typed.

    Small letters, nothing invisible, and the domain as mail servers spell it: bücher.example and
    xn--bcher-kva.example are one. What isn't an address comes back tidied.
    """
    address = "".join(unicodedata.normalize("NFKC", tidy(text)).split()).lower()
    local, at, domain = address.rpartition("@")
    if not at or domain.isascii():
        return address
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        return address


def figure(number: Decimal) -> str:
    """A number as people write it: 1,000 or 10.55, without noughts that say nothing."""
    whole = number == number.to_integral_value()
    plain = number.quantize(Decimal(1)) if whole else number.normalize()
    return number_format(plain, force_grouping=True)


def clock(moment: datetime) -> str:
    """Say the time of day in Luton, such as 6:30pm, midday or midnight."""
    local = timezone.localtime(moment)
    if not local.minute and not local.second and local.hour in {0, NOON}:
        return _("midday") if local.hour else _("midnight")
    return dateformat.format(local, _clock_format(local.hour)).lower()


def closing(moment: datetime) -> str:
    """Say when something closes in Luton, after words such as "closes at", "by" or "until".

    At midnight it is the day that ends: "the end of Sunday 28 February 2027"; else "midday on
    Monday 1 March 2027".
    """
    local = timezone.localtime(moment)
    if clock(moment) == _("midnight"):
        # Translators: when something closes, after "closes at", "by" or "until".
        return _("the end of %(day)s") % {"day": _day(local - timedelta(hours=12))}
    # Translators: when something closes, after "closes at", "by" or "until": 6:30pm on Monday.
    return _("%(clock)s on %(day)s") % {"day": _day(local), "clock": clock(moment)}


def beginning(moment: datetime) -> str:
    """Say when something begins in Luton, after “from”: the day alone where it begins with it."""
    local = timezone.localtime(moment)
    if clock(moment) == _("midnight"):
        return _day(local)
    # Translators: when something begins, after "from": 6:30pm on Monday.
    return _("%(clock)s on %(day)s") % {"day": _day(local), "clock": clock(moment)}


def day_of(moment: datetime) -> str:
    """Say the day in Luton, such as Sunday 28 February 2027."""
    return _day(timezone.localtime(moment))


def _day(local: datetime) -> str:
    # Translators: a day, in Django's letters for dates: Sunday 28 February 2027.
    return date_format(local, pgettext("day", "l j F Y"))


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
