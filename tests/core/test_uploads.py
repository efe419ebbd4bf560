"""Files that people send: only what was asked for, only if it is what it says."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.uploads import (
    KINDS,
    LONGEST_NAME,
    MEGABYTE,
    attachment,
    check_upload,
    random_name,
    safe_name,
)


def container(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def picture(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


REAL = {
    "pdf": b"%PDF-1.7\n%%EOF\n",
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "docx": container("[Content_Types].xml", "word/document.xml"),
    "xlsx": container("[Content_Types].xml", "xl/workbook.xml"),
    "odt": container("mimetype", "content.xml"),
    "txt": "Łódź\n".encode(),
    "csv": "\ufeffa,b\n".encode(),
}


def refused(name: str, content: bytes, **limits) -> str:
    file = SimpleUploadedFile(name, content)
    with pytest.raises(ValidationError) as caught:
        check_upload(file, **{"kinds": set(KINDS), **limits})
    return caught.value.code


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_taken_as_itself_and_wound_back(kind):
    for name in (f"a.{kind}", f"a.b.{kind.upper()}"):
        file = SimpleUploadedFile(name, REAL[kind])
        check_upload(file, kinds={kind})
        assert file.read() == REAL[kind]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_passes_for_another(kind):
    for other in set(KINDS) - {kind, "txt", "csv"}:
        # A file of plain letters may hold anything that is text.
        assert refused(f"a.{other}", REAL[kind]) == "content"
    for plain in {"txt", "csv"} - {kind}:
        if kind in ("jpg", "png", "docx", "xlsx", "odt"):
            assert refused(f"a.{plain}", REAL[kind]) == "content"


def test_what_nobody_asked_for_is_refused():
    assert refused("a.exe", b"MZ") == "kind"
    assert refused("a", b"%PDF-1.7") == "kind"
    assert refused("a.pdf.html", b"<script>") == "kind"
    assert refused("a.png", REAL["png"], kinds={"pdf"}) == "kind"
    assert refused("a.svg", b"<svg/>", kinds={"svg"}) == "kind"
    assert refused("a.pdf", b"") == "empty"
    assert refused("a.docx", b"PK\x03\x04 cut off") == "content"


def test_a_file_is_as_large_as_asked_and_never_larger_than_we_take():
    just, more = (REAL["pdf"].ljust(size, b" ") for size in (MEGABYTE, MEGABYTE + 1))
    check_upload(SimpleUploadedFile("a.pdf", just), kinds={"pdf"}, megabytes=1)
    assert refused("a.pdf", more, megabytes=1) == "size"
    huge = REAL["pdf"].ljust(9 * MEGABYTE, b" ")
    assert refused("a.pdf", huge, megabytes=50) == "size"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("", "file"),
        ("دستاویز.pdf", "دستاویز.pdf"),
    ],
)
def test_a_name_is_only_a_name(name, kept):
    assert safe_name(name) == kept


def test_a_long_name_keeps_its_ending():
    name = safe_name("x" * 5000 + ".pdf")
    assert len(name) == LONGEST_NAME
    assert name.endswith(".pdf")
    assert len(safe_name("x." + "y" * 5000)) <= LONGEST_NAME


def test_where_it_is_stored_says_nothing_of_it():
    first, second = (random_name(None, "my secret.pdf") for _ in range(2))
    assert first != second
    assert "secret" not in first
    assert "." not in first


def test_it_is_given_out_as_an_attachment_that_nothing_keeps():
    response = attachment(ContentFile(b"<script>"), name='a".html')
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"<script>"
