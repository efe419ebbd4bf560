"""The receipt and the printable form as PDF/UA-1, read out in order; and a check that can fail."""

import io
import re
from unicodedata import normalize

import pytest
import typst
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from collaboration_fund import documents
from collaboration_fund.documents.form import printable
from organisations.models import Organisation
from tests.factories.fund import open_round, together
from tests.pdf_ua import faults, heard, opened

pytestmark = pytest.mark.django_db
GROUP = "سیدہ ٹڈڑںھہے گروپ"
SAID = "ہم بچوں کے لیے کھانا پکاتے ہیں۔"
LATIN = "Łódź, naïve, “fi ffl” and £3.50 – all of it."


@pytest.fixture
def edition():
    """What was sent by a group with an Urdu name, with Urdu in an answer."""
    made = together()
    Organisation.objects.filter(pk=made.application.lead_id).update(name=GROUP)
    made.application.lead.refresh_from_db()
    made.say("new", f"{SAID}\n{LATIN}\n#strong[Not markup]")
    return made.sent()


def spoken(words: str) -> str:
    """As it is heard: without the spaces, which break where lines break."""
    return re.sub(r"\s", "", normalize("NFC", words))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_receipt_is_pdf_ua(edition, language):
    with translation.override(language):
        assert faults(documents.receipt(edition)) == set()


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_printable_form_is_pdf_ua(language):
    round = open_round()
    with translation.override(language):
        pdf = printable(round)
    assert faults(pdf) == set()
    assert spoken("What is new?") in spoken(heard(pdf))


def test_the_receipt_is_heard_in_the_order_in_which_it_was_written(edition):
    said = spoken(heard(documents.receipt(edition)))
    order = [f"{words}{value}" for words, value in documents.facts_of(edition)]
    for heading, rows in documents.parts_of_content(edition.content):
        order.append(heading + "".join(label + text for label, text in rows))
    expected = [spoken(one) for one in order]
    places = [said.find(one) for one in expected]
    assert -1 not in places, [one for one, at in zip(expected, places, strict=True) if at < 0]
    assert places == sorted(places)
    for typed in (GROUP, SAID, LATIN):
        assert spoken(typed) in said


def test_every_letter_of_an_urdu_name_has_a_glyph_of_its_own_font(edition):
    document = opened(documents.receipt(edition))
    urdu = {name: codes for name, codes in document.marked.codes.items() if "Vazirmatn" in name}
    assert urdu
    assert all(codes and 0 not in codes for codes in urdu.values())


def test_the_pdf_of_the_page_is_the_one_that_was_checked(client, edition):
    application = edition.entry.application
    client.force_login(edition.sent_by)
    answer = client.get(
        reverse("collaboration_fund:edition_pdf", args=[application.reference, 1, 1])
    )
    assert faults(answer.content) == set()
    assert spoken(GROUP) in spoken(heard(answer.content))


# --- A check that can't fail checks nothing -----------------------------------------------------


def set_by_typst(words: str, *, title: str = "#set document(title: [Demo])", **options) -> bytes:
    """A PDF that makes no promise."""
    return typst.compile(f"{title}\n{words}".encode(), format="pdf", **options)


def spoiled(act):
    """The receipt after `act` has changed it."""

    def spoil(edition) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(documents.receipt(edition))))
        act(writer)
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    return spoil


def without(key: str):
    return spoiled(lambda writer: writer.root_object.pop(key))


def _unmark(writer) -> None:
    writer.root_object["/MarkInfo"][NameObject("/Marked")] = BooleanObject(False)


def _untag_content(writer) -> None:
    contents = writer.pages[0]["/Contents"].get_object()
    untagged, times = re.subn(rb"/Span ?<</MCID 0.*?>> ?BDC", b"/X BMC", contents.get_data())
    assert times
    contents.set_data(untagged)


def _of_fonts(act):
    def spoil(writer) -> None:
        for font in writer.pages[0]["/Resources"]["/Font"].values():
            act(font.get_object())

    return spoiled(spoil)


def _take_out_file(font) -> None:
    described = font["/DescendantFonts"][0]["/FontDescriptor"]
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        described.pop(key, None)


def _rename_tag(writer) -> None:
    writer.root_object["/StructTreeRoot"][NameObject("/RoleMap")] = DictionaryObject()


def _read_twice(writer) -> None:
    document = writer.root_object["/StructTreeRoot"]["/K"][0].get_object()
    document["/K"].append(document["/K"][0])


DRAWN = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0L9 9V0'/></svg>"
PICTURE = f'#image(bytes("{DRAWN}"))'
BAD = {
    "01-006": lambda _edition: set_by_typst("Words", pdf_tags=False),
    "01-005": spoiled(_untag_content),
    "01-003": spoiled(_read_twice),
    "02-001": spoiled(_rename_tag),
    "05-001": lambda _edition: set_by_typst("Words"),
    "06-001": spoiled(_unmark),
    "06-003": lambda _edition: set_by_typst("Words", title=""),
    "07-001": without("/ViewerPreferences"),
    "10-001": _of_fonts(lambda font: font.pop("/ToUnicode")),
    "11-006": without("/Lang"),
    "13-004": lambda _edition: set_by_typst(PICTURE),
    "14-003": lambda _edition: set_by_typst("= One\n=== Three"),
    "31-009": _of_fonts(_take_out_file),
    "31-030": lambda _edition: set_by_typst("\U000f0000", ignore_system_fonts=True),
}


@pytest.mark.parametrize("point", BAD)
def test_the_check_finds(edition, point):
    assert any(fault.startswith(point) for fault in faults(BAD[point](edition)))
