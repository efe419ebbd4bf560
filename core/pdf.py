"""Documents as PDF/UA-1: tagged, with a title and a language, so that screen readers read them.

A document is a file of Typst; what it says is data, never markup, so nothing that people typed can
change it. It is set in the fonts of core/fonts alone, which hold the letters of Luton's languages.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
# In the order in which a letter is looked for.
FAMILIES = {
    "Noto Sans": "NotoSans-Regular.ttf",
    "Vazirmatn": "Vazirmatn-Regular.ttf",
    "Noto Sans Bengali": "NotoSansBengali-Regular.ttf",
    "Noto Sans Gurmukhi": "NotoSansGurmukhi-Regular.ttf",
    "Noto Sans Gujarati": "NotoSansGujarati-Regular.ttf",
    "Noto Sans Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Noto Sans Tamil": "NotoSansTamil-Regular.ttf",
}
# Stands for what no font has, such as a picture of a smile.
NOT_SHOWN = "\ufffd"
_JOINERS = "\u200c\u200d"


def pdf_of(template: Path, data: Mapping, *, at: datetime) -> bytes:
    """The document that `template` makes of `data`.

    Args:
        template: a Typst file; it reads `json(bytes(sys.inputs.data))`, and from `sys.inputs.more`
            in the same way the `fonts` to set it in and a `note` on what can't be printed, or "".
        data: what can be written as JSON.
        at: when it was made, so that the same data make the same bytes.

    Raises:
        RuntimeError: the template is wrong.
    """
    said = json.dumps(_in_print(data), ensure_ascii=False)
    note = _("%(sign)s stands for a sign that can’t be printed; the portal’s own page shows it.")
    more = {
        "fonts": [*FAMILIES],
        "note": note % {"sign": NOT_SHOWN} if NOT_SHOWN in said else "",
    }
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": said, "more": json.dumps(more, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )


def printable(words: str) -> str:
    """Words as a document can show them: what no font has is `NOT_SHOWN`.

    A letter and the marks on it come from one font, or the letter stands for them alone. Signs that
    only steer others, such as the direction of letters, are left out.
    """
    shown = "".join(map(_in_one_font, _letters(words)))
    return shown if shown.strip() or not words.strip() else NOT_SHOWN


def _in_print(value):
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _in_print(one) for key, one in value.items()}
    return [_in_print(one) for one in value] if isinstance(value, list | tuple) else value


def _letters(words: str) -> Iterator[str]:
    """Each letter with its marks and joiners."""
    letter = ""
    for sign in unicodedata.normalize("NFC", words):
        if letter and not _follows(sign, letter):
            yield letter
            letter = ""
        letter += sign
    if letter:
        yield letter


def _follows(sign: str, letter: str) -> bool:
    is_mark = unicodedata.category(sign).startswith("M") or sign in _JOINERS
    return is_mark and not letter.isspace()


@cache
def _in_one_font(letter: str) -> str:
    if letter.isspace():
        return letter if letter in " \n" else " "
    if len(letter) == 1 and unicodedata.category(letter) == "Cf":
        return ""
    for signs in _coverage():
        if signs.issuperset(letter):
            return letter
    return _in_one_font(letter[0]) if len(letter) > 1 else NOT_SHOWN


@cache
def _coverage() -> tuple[frozenset[str], ...]:
    """The signs of each font."""
    return tuple(map(_signs_of, FAMILIES.values()))


def _signs_of(file: str) -> frozenset[str]:
    """What a font has, without what isn't to be seen."""
    with TTFont(FONTS / file, lazy=True) as font:
        signs = map(chr, font.getBestCmap())
        return frozenset(
            sign for sign in signs if sign in _JOINERS or unicodedata.category(sign)[0] != "C"
        )
