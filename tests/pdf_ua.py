"""What a machine can check of PDF/UA-1, after the Matterhorn Protocol, and what a reader hears.

`faults(pdf)` names each point that fails, by the number of its checkpoint; `heard(pdf)` is the text
in the order of the structure, as a screen reader goes through it.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from pypdf import PdfReader
from pypdf.generic import BooleanObject, ContentStream, DictionaryObject, PdfObject

SHOWS = {b"Tj", b"TJ", b"'", b'"'}
PAINTS = SHOWS | {
    *(b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE")
}
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
    *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl"),
    *("LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note"),
    *("Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu"),
    *("WT", "WP", "Figure", "Formula", "Form"),
}
NOTDEF = 0


@dataclass
class Marked:
    """What the pages say, by page and number of marked content, and what stands in none."""

    runs: dict[tuple[int, int], list[tuple[bool, str]]] = field(default_factory=dict)
    unmarked: int = 0
    codes: dict[str, set[int]] = field(default_factory=dict)

    @cached_property
    def text(self) -> dict[tuple[int, int], str]:
        """What each says. Words that run from right to left stand on the page, and so in the file,
        from left to right; readers put them in order, as here.
        """
        return {key: "".join(_in_order(runs)) for key, runs in self.runs.items()}


@dataclass
class Document:
    """A PDF that was opened, with its structure and what is marked in it."""

    reader: PdfReader
    marked: Marked
    elements: list[DictionaryObject] = field(default_factory=list)
    order: list[tuple[int, int]] = field(default_factory=list)

    @property
    def root(self) -> DictionaryObject:
        return self.reader.trailer["/Root"]

    @property
    def roles(self) -> dict:
        return self.root.get("/StructTreeRoot", {}).get("/RoleMap", {})

    def fonts(self) -> dict[str, DictionaryObject]:
        """Every font by its name."""
        pages = self.reader.pages
        found = [page["/Resources"].get("/Font", {}) for page in pages]
        return {font["/BaseFont"]: font for fonts in found for font in _values(fonts)}


def _values(dictionary) -> Iterator[PdfObject]:
    return (dictionary[key].get_object() for key in dictionary)


def opened(pdf: bytes) -> Document:
    """A PDF with its structure walked and its pages read."""
    reader = PdfReader(io.BytesIO(pdf))
    document = Document(reader, Marked())
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    for number, page in enumerate(reader.pages):
        _read_page(document, page, number)
    tree = document.root.get("/StructTreeRoot")
    if tree is not None:
        _walk(document, tree.get("/K"), None, pages)
    return document


def _walk(document: Document, kids, page: int | None, pages: dict[int, int]) -> None:
    """The elements below, and their marked content in the order of reading."""
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if kid is not None else None
        if isinstance(one, int):
            document.order.append((page, int(one)))
        elif isinstance(one, DictionaryObject):
            own = pages[one.raw_get("/Pg").idnum] if "/Pg" in one else page
            if one.get("/Type") == "/MCR":
                document.order.append((own, int(one["/MCID"])))
            elif "/S" in one:
                document.elements.append(one)
                _walk(document, one.get("/K"), own, pages)


def _read_page(document: Document, page, number: int) -> None:
    """Note what each marked content of a page says."""
    marked, stack, font = document.marked, [], ""
    fonts = page["/Resources"].get("/Font", {})
    for operands, operator in ContentStream(page.get_contents(), document.reader).operations:
        if operator in (b"BDC", b"BMC"):
            stack.append((operands[0], operands[1] if operator == b"BDC" else {}))
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            font = operands[0]
        elif operator in PAINTS:
            ids = [about["/MCID"] for _tag, about in stack if "/MCID" in about]
            if not ids and not any(tag == "/Artifact" for tag, _about in stack):
                marked.unmarked += 1
            if operator in SHOWS and font in fonts:
                codes = _codes(operands)
                known = fonts[font].get_object()
                marked.codes.setdefault(known["/BaseFont"], set()).update(codes)
                if ids:
                    letters = _unicode(known)
                    said = "".join(letters.get(code, "\ufffd") for code in codes)
                    is_reversed = any(tag == "/ReversedChars" for tag, _about in stack)
                    runs = marked.runs.setdefault((number, int(ids[-1])), [])
                    runs.append((is_reversed, said[::-1] if is_reversed else said))


def _in_order(runs: list[tuple[bool, str]]) -> Iterator[str]:
    """The runs of one direction that follow each other, those from right to left turned round."""
    for is_reversed, together in groupby(runs, key=itemgetter(0)):
        words = [said for _is_reversed, said in together]
        yield from reversed(words) if is_reversed else words


def _codes(operands) -> list[int]:
    """The codes of two bytes of what is shown."""
    shown = operands[0] if isinstance(operands[0], list) else operands[-1:]
    parts = [one.original_bytes for one in shown if hasattr(one, "original_bytes")]
    whole = b"".join(parts)
    return [int.from_bytes(whole[at : at + 2]) for at in range(0, len(whole), 2)]


def _unicode(font: DictionaryObject) -> dict[int, str]:
    """{code: letters} of a font's ToUnicode; nothing where it has none."""
    if "/ToUnicode" not in font:
        return {}
    table, letters = font["/ToUnicode"].get_data().decode("latin-1"), {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            letters[int(code, 16)] = _letters(to)
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                letters[code] = chr(int(to, 16) + step)
    return letters


def _letters(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be")


def heard(pdf: bytes) -> str:
    """All text in the order of the structure."""
    document = opened(pdf)
    return "".join(document.marked.text.get(key, "") for key in document.order)


def faults(pdf: bytes) -> set[str]:
    """The checkpoints that fail, each as "number words"."""
    document = opened(pdf)
    checks = (_about_itself, _structure, _headings, _alternatives, _fonts, _annotations)
    return {fault for check in checks for fault in check(document)}


def _says(root: DictionaryObject, part: str, key: str) -> bool:
    """Whether a part of the catalogue says yes; an object of pypdf is true whatever it says."""
    return root.get(part, {}).get(key) == BooleanObject(True)


def _about_itself(document: Document) -> Iterator[str]:
    root = document.root
    metadata = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    if not re.search(r"pdfuaid:part(>|=\")1", metadata):
        yield "05-001 doesn't say that it is PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+<", metadata, re.DOTALL):
        yield "06-003 no title"
    if not _says(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "07-001 the title isn't shown"
    if not root.get("/Lang"):
        yield "11-006 no language"
    if document.reader.is_encrypted:
        yield "26-001 locked"


def _structure(document: Document) -> Iterator[str]:
    root, marked = document.root, document.marked
    if not _says(root, "/MarkInfo", "/Marked"):
        yield "06-001 isn't marked as tagged"
    if _says(root, "/MarkInfo", "/Suspects"):
        yield "06-002 has suspects"
    if not document.elements:
        yield "01-006 no structure"
    if marked.unmarked:
        yield "01-005 content that is neither tagged nor an artifact"
    times = Counter(document.order)
    if {key for key, said in marked.text.items() if said.strip()} - times.keys():
        yield "01-004 marked content that stands in no structure"
    if any(number > 1 for number in times.values()):
        yield "01-003 content that is read twice"
    for element in document.elements:
        name = element["/S"]
        for _step in range(len(document.roles)):
            name = document.roles.get(name, name)
        if name.removeprefix("/") not in STANDARD:
            yield "02-001 a tag that nobody knows"


def _headings(document: Document) -> Iterator[str]:
    last = 0
    for element in document.elements:
        if found := re.fullmatch(r"/H([1-6])", element["/S"]):
            if int(found[1]) > last + 1:
                yield "14-003 a level of headings is left out"
            last = int(found[1])


def _alternatives(document: Document) -> Iterator[str]:
    for element in document.elements:
        if element["/S"] == "/Figure" and not (element.get("/Alt") or element.get("/ActualText")):
            yield "13-004 a picture without words"
        if element["/S"] == "/Formula" and not (element.get("/Alt") or element.get("/ActualText")):
            yield "17-002 a formula without words"


def _fonts(document: Document) -> Iterator[str]:
    for name, font in document.fonts().items():
        below = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
        described = below.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & described.keys():
            yield "31-009 a font that isn't embedded"
        codes, letters = document.marked.codes.get(name, set()), _unicode(font)
        if NOTDEF in codes:
            yield "31-030 a letter that the font hasn't got"
        if not all(letters.get(code, "\ufffd").strip("\x00\ufeff\ufffe\ufffd") for code in codes):
            yield "10-001 a glyph that stands for no letter"


def _annotations(document: Document) -> Iterator[str]:
    for page in document.reader.pages:
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield "28-008 annotations out of the order of reading"
        for one in page.get("/Annots") or []:
            if one.get_object().get("/Subtype") == "/Link" and not one.get_object().get(
                "/Contents"
            ):
                yield "28-012 a link without words"
