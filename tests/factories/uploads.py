"""Files as people send them, real and hostile, all invented."""

import random
import zipfile
from io import BytesIO

from PIL import Image

from core.uploads import KINDS

MANIFEST = "[Content_Types].xml"
PLAIN = "<Types/>"


def document(*parts: tuple[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these parts, in this order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **extra) -> bytes:
    """A picture of noise; `extra` is written into the file beside it."""
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    file = BytesIO()
    Image.frombytes("RGB", size, noise).save(file, kind, **extra)
    return file.getvalue()


def office(kind: str, *more: tuple[str, str | bytes], types: str = PLAIN) -> bytes:
    """A document of Word, Excel or PowerPoint, with more parts than it needs."""
    main = {"docx": "word/document", "xlsx": "xl/workbook", "pptx": "ppt/presentation"}[kind]
    return document((MANIFEST, types), (f"{main}.xml", "<x/>" * 99), *more)


def open_document(kind: str, *more: tuple[str, str | bytes]) -> bytes:
    """An OpenDocument, with more parts than it needs."""
    return document(("mimetype", KINDS[kind]), ("content.xml", "<x/>" * 99), *more)


REAL = {
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "webp": picture("WEBP"),
    "docx": office("docx", ("word/embeddings/sheet1.xlsx", office("xlsx"))),
    "xlsx": office("xlsx"),
    "pptx": office("pptx"),
    "odt": open_document("odt"),
    "ods": open_document("ods"),
    "txt": "Łódź\n".encode() * 20,
    "csv": "\ufeffa,b\n".encode() * 20,
}

_MACRO_TYPES = '<Types><Override PartName="/x" ContentType="application/vnd.ms-{}"/></Types>'
_HIDDEN_TYPES = _MACRO_TYPES.format("office.vba&#80;roject").encode("utf-16")
WITH_PROGRAMS = {
    "macros in Word": ("a.docx", office("docx", ("word/vbaProject.bin", b"x"))),
    "macros under another name": (
        "b.docx",
        office("docx", ("word/x.bin", b"x"), types=_HIDDEN_TYPES),
    ),
    "a Word file for macros called docx": (
        "c.docx",
        office("docx", types=_MACRO_TYPES.format("word.document.macroEnabled.main+xml")),
    ),
    "old macros in Excel": ("a.xlsx", office("xlsx", ("xl/macrosheets/sheet1.xml", "<x/>"))),
    "a program in PowerPoint": ("a.pptx", office("pptx", ("ppt/embeddings/setup.exe", b"MZ"))),
    "an object nobody can look into": (
        "d.docx",
        office("docx", ("word/embeddings/oleObject1.bin", b"x")),
    ),
    "macros in a sheet in a document": (
        "e.docx",
        office("docx", ("word/embeddings/s.xlsx", office("xlsx", ("xl/vbaProject.bin", b"x")))),
    ),
    "macros in an OpenDocument": ("a.odt", open_document("odt", ("Basic/Standard/M.xml", "x"))),
    "scripts in an OpenDocument": ("a.ods", open_document("ods", ("Scripts/python/x.py", "x"))),
}
_DEFINED = '<!DOCTYPE Types [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Types x="&b;"/>'
DAMAGED = {
    "no PDF": ("a.pdf", b"MZ\x90\x00 not a paper"),
    "a page called JPEG": ("a.jpg", b"<html><script>alert(1)</script></html>"),
    "half a PNG": ("a.png", REAL["png"][:60]),
    "a PNG called JPEG": ("b.jpg", REAL["png"]),
    "a JPEG called WebP": ("a.webp", REAL["jpg"]),
    "a sheet called Word": ("a.docx", REAL["xlsx"]),
    "a text called a sheet": ("a.ods", REAL["odt"]),
    "half a Word file": ("b.docx", REAL["docx"][:-40]),
    "a program before a Word file": ("c.docx", b"MZ\x90\x00" + REAL["docx"]),
    "a list that swells": ("a.xlsx", office("xlsx", types=_DEFINED)),
    "a part that swells": (
        "b.xlsx",
        document((MANIFEST, " " * 9_000_000), ("xl/workbook.xml", "")),
    ),
    "a part outside": ("d.docx", office("docx", ("../../etc/passwd", "x"))),
    "documents without end": (
        "e.docx",
        office(
            "docx",
            ("a.docx", office("docx", ("a.docx", office("docx", ("a.docx", REAL["docx"]))))),
        ),
    ),
    "binary called text": ("a.txt", b"a\0b"),
    "binary called CSV": ("a.csv", b"\xff\xfe\x00a"),
    "nothing": ("b.pdf", b""),
}
UNKNOWN = {
    "a program": ("a.exe", b"MZ"),
    "a page": ("a.pdf.html", b"<script>alert(1)</script>"),
    "a drawing with scripts": ("a.svg", b"<svg onload='alert(1)'/>"),
    "a Word file for macros": ("a.docm", WITH_PROGRAMS["macros in Word"][1]),
    "an archive": ("a.zip", document(("a.pdf", REAL["pdf"]))),
    "no ending": ("a", REAL["pdf"]),
}
HOSTILE = WITH_PROGRAMS | DAMAGED | UNKNOWN
