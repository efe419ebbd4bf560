"""Documents: whatever people typed is printed, or said not to be."""

import io
import random
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from core.pdf import NOT_SHOWN, pdf_of, printable

RECEIPT = Path(__file__).parents[2] / "collaboration_fund/documents/receipt.typ"
AT = datetime(2026, 1, 1, tzinfo=UTC)


def printed(words: str) -> pypdf.PdfReader:
    entry = {"label": words, "text": words}
    said = {
        "title": "Demo",
        "language": "en",
        "nothing": "-",
        "facts": [["Demo", words]],
        "parts": [{"title": words, "entries": [entry]}],
    }
    return pypdf.PdfReader(io.BytesIO(pdf_of(RECEIPT, said, at=AT)))


def text_of(pdf: pypdf.PdfReader) -> str:
    return "".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize(
    "words",
    ["Łódź, Ştefan", "Київ", "বাংলা", "ਪੰਜਾਬੀ", "ગુજરાતી", "हिन्दी", "தமிழ்", "سلام ٹڈڑںھہے", "£1,200"],
)
def test_the_letters_of_luton_are_printed_as_they_were_typed(words):
    assert printable(words) == words
    assert "can’t be printed" not in text_of(printed(words))


@pytest.mark.parametrize("words", ["Bread 🍞", "👨‍👩‍👧", "ไทย", "中文", "\ue000"])
def test_what_no_font_has_is_marked_and_said(words):
    assert NOT_SHOWN in printable(words)
    text = text_of(printed(words))
    assert NOT_SHOWN in text
    assert "can’t be printed" in text


def test_marks_that_steer_other_signs_are_left_out():
    assert printable("a\u202eb\u00adc\u200b\r\n") == "abc \n"
    assert printable("\u202e") == NOT_SHOWN


def test_no_sign_stops_a_document():
    """Every sign of the first two planes, and heaps of letters, marks and joiners."""
    signs = [chr(code) for code in range(1, 0x20000) if not 0xD800 <= code < 0xE000]
    chance = random.Random(1)
    heaps = ["".join(chance.choices(signs + [*"\u200d\ufe0f\u20e3"] * 9_000, k=3_000))]
    lines = [" ".join(signs[start : start + 4_096]) for start in range(0, len(signs), 4_096)]
    for words in lines + heaps:
        assert printed(words).pages
