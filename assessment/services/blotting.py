"""Taking names, addresses and contacts out of what people wrote.

What is looked for is compared by `core.text.comparable`, so accents, letters of another keyboard
and invisible characters hide nothing; what is blotted out is the text as it was written.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from core.text import compact, comparable, tidy
from places.addresses import words_of

Span = tuple[int, int]

_SITES = (
    "com|org|net|uk|co|info|io|me|eu|app|dev|page|link|pk|in|bd|ie|pl|ro|tv|gg|ly|be|gl|blog|site|"
    "online|shop|biz|social|xyz"
)
# Each looks at a stretch of limited length, so that no text takes long.
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[^\s@]{1,64}@[^\s@]{1,255}",
        r"[\w.+-]{1,64}\s{0,2}[\[({]\s?(?:at|@)\s?[\])}]\s{0,2}[\w-]{1,63}"
        r"(?:\s{0,2}(?:\.|[\[({]\s?dot\s?[\])}])\s{0,2}[\w-]{1,63}){1,5}",
        r"(?<!\w)[\w.+-]{1,64}\sat\s[\w-]{1,63}(?:\sdot\s\w{2,20}){1,3}(?!\w)",
        r"(?:https?://|www\.)\S{1,2000}",
        rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{_SITES})(?:/\S{{0,2000}}|(?!\w))",
        r"(?<!\w)@\w[\w.]{1,60}",
        r"\b[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,3}\d(?!(?:st|nd|rd|th)\b)[A-Z]{2}\b",
    )
)
# Telephone numbers: with + or 00 and the country, with 0, or with neither as people shorten them.
_TELEPHONES = (
    (re.compile(r"\+\s?\d[\d\s()./,-]{6,20}\d"), 8),
    (re.compile(r"(?<!\d)(?<!\d[,.])\(?0[\d\s()./,-]{8,22}\d"), 10),
    (re.compile(r"(?<![\d,.])(?:44|92|91|880|48|40|353)[\s-]?\d[\d\s-]{7,14}\d(?![\d,])"), 11),
    (re.compile(r"(?<![\d,.])7\d{3}[\s-]?\d{3}[\s-]?\d{3}(?![\d,])"), 10),
)
_WORD = re.compile(r"[^\W_]+(?:['’‘‛ʼʻ`´′][^\W_]+)*")
_PART_NO_WORDS = frozenset({"Mn", "Mc", "Me", "Cf"})
# Words of English, and those that begin names and phrases; "li" and "ng" are neither.
_WORDS_OF_TWO = frozenset(
    {
        *("ad", "ah", "am", "an", "as", "at", "be", "by", "do", "eh", "er", "ex", "go", "ha", "he"),
        *("hi", "ho", "id", "if", "in", "is", "it", "lo", "ma", "me", "mr", "ms", "my", "no", "of"),
        *("oh", "ok", "on", "or", "ox", "pa", "re", "so", "to", "um", "up", "us", "we"),
        *("al", "de", "el", "la", "le"),
    }
)
_POSSESSIVE = re.compile("['’]s$", re.IGNORECASE)
# So long is a whole name or mailbox, written as one word, that is no word of the language.
LEAST_JOINED = 6
# Words that an address shares with every sentence.
_EVERYWHERE = frozenset({"the", "of", "a", "in", "on", "at", "and", "my", "near", "no", "number"})


def blotted(
    text: str,
    *,
    people: Iterable[str] = (),
    organisations: Iterable[str] = (),
    mailboxes: Iterable[str] = (),
    addresses: Iterable[str] = (),
) -> str:
    """`text` with what tells who it is about blotted out.

    Names of people and their parts, names of organisations, what stands before the @ of their email
    addresses, first lines of addresses in any order, and any email address, link, account name,
    telephone number or postcode.
    """
    text = tidy(text)
    plain = _shadow(text)
    found = [match.span() for match in _WORD.finditer(_letters(text))]
    words = [((start, end), compact(_POSSESSIVE.sub("", text[start:end]))) for start, end in found]
    boxes = [comparable(email.partition("@")[0]) for email in mailboxes]
    spans = [
        *(match.span() for pattern in PATTERNS for match in pattern.finditer(plain)),
        *_telephones(plain),
        *(span for name in people for span in _names(text, words, name)),
        *(
            span
            for box in boxes
            if len(box) >= LEAST_JOINED
            for span in _phrase(words, box.split())
        ),
        *(span for name in organisations for span in _phrase(words, comparable(name).split())),
        *(span for address in addresses for span in _address(words, words_of(address))),
    ]
    return _blotted(text, spans)


def _shadow(text: str) -> str:
    """`text` letter for letter, with plain digits and signs in place of other scripts' ones."""
    return "".join(map(_plain, text))


def _plain(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.category(letter) == "Pd":
        return "-"
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


def _letters(text: str) -> str:
    """`text` letter for letter, with marks and joiners as letters, so that they part no words."""
    return "".join(
        "x" if unicodedata.category(letter) in _PART_NO_WORDS else letter for letter in text
    )


def _telephones(plain: str) -> Iterator[Span]:
    """Runs with as many digits as a telephone number; a date has fewer."""
    for pattern, least in _TELEPHONES:
        for match in pattern.finditer(plain):
            if sum(letter.isdigit() for letter in match.group()) >= least:
                yield match.span()


def _names(text: str, words: list[tuple[Span, str]], name: str) -> Iterator[Span]:
    """Whole words that are a part of the person's name, or all of it.

    A part of two letters counts where it is written as a name, or is no word of English; one letter
    tells nobody. Names of accounts often end in a number.
    """
    parts = {compact(part) for part in [*name.split(), *re.split(r"[\s'’‘ʼ-]+", name)]}
    both_ways = (compact(name), "".join(reversed(comparable(name).split())))
    joined = {one for one in both_ways if len(one) >= LEAST_JOINED}
    for (start, end), key in words:
        short = len(key) == 2 and (key not in _WORDS_OF_TWO or not text[start].islower())
        if key.rstrip("0123456789") in joined or (key in parts and (len(key) > 2 or short)):
            yield start, end


def _phrase(words: list[tuple[Span, str]], wanted: list[str]) -> Iterator[Span]:
    """Where these words stand one after the other, whatever stands between them, or as one."""
    length = len(wanted)
    joined = "".join(wanted)
    for at, (span, key) in enumerate(words):
        if length and [one for _, one in words[at : at + length]] == wanted:
            yield span[0], words[at + length - 1][0][1]
        elif len(joined) >= LEAST_JOINED and key == joined:
            yield span


def _address(words: list[tuple[Span, str]], wanted: list[str]) -> Iterator[Span]:
    """Runs of words that are all of the address, in any order; two of them tell an address."""
    run: list[tuple[Span, str]] = []
    known = set(wanted) - _EVERYWHERE
    for span, key in [*words, ((0, 0), "")]:
        if key and words_of(key)[0] in wanted:
            run.append((span, key))
            continue
        if len({words_of(one)[0] for _, one in run} & known) >= min(2, len(known)) and run:
            yield run[0][0][0], run[-1][0][1]
        run = []


def _blotted(text: str, spans: Iterable[Span]) -> str:
    hidden, kept, at = f"[{_('removed')}]", [], 0
    for start, end in sorted(spans):
        if start >= at:
            kept += [text[at:start], hidden]
        at = max(at, end)
    return "".join([*kept, text[at:]])
