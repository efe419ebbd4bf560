"""A damaged file is refused in plain words, whatever is wrong with it, and takes no memory."""

import random
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.refusal import Refusal
from core.uploads import KINDS, MEGABYTE, check_upload
from taskforce.papers import CONTENT_TYPES, clean_paper, clean_receipt
from taskforce.photos import clean_photo

ODT = CONTENT_TYPES["odt"]


def document(*parts: tuple[str, str], how=zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def picture(kind: str) -> bytes:
    file = BytesIO()
    noise = random.Random(1).randbytes(64 * 64 * 3)
    Image.frombytes("RGB", (64, 64), noise).save(file, kind)
    return file.getvalue()


REAL = {
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "docx": document(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>" * 99)),
    "xlsx": document(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>" * 99)),
    "odt": document(("mimetype", ODT), ("content.xml", "<x/>" * 99)),
    "txt": "Łódź\n".encode() * 20,
    "csv": "\ufeffa,b\n".encode() * 20,
}


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file with some of its bytes changed, lost, doubled or moved."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        at, length = chance.randrange(len(changed)), chance.randint(1, 12)
        match chance.randrange(5):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at : at + length] = chance.randbytes(length)
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length]
            case _:
                del changed[max(at, 1) :]
    return bytes(changed)


def taken(name: str, content: bytes) -> None:
    """Give a file to every door that files come in by."""
    for door in (
        lambda file: check_upload(file, kinds=set(KINDS)),
        clean_paper,
        clean_receipt,
        clean_photo,
    ):
        try:
            door(SimpleUploadedFile(name, content))
        except (ValidationError, Refusal):
            continue


def try_mutations(kind: str, *, number: int) -> int:
    """Give so many mutated files to each door; returns the most memory in bytes that one took."""
    chance = random.Random(kind)
    tracemalloc.start()
    try:
        for _ in range(number):
            taken(f"a.{kind}", mutated(REAL[kind], chance))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", sorted(REAL))
def test_whatever_is_wrong_with_a_file_it_is_refused_or_taken(kind):
    assert try_mutations(kind, number=60) < 8 * MEGABYTE


@pytest.mark.soak
@pytest.mark.parametrize("kind", sorted(REAL))
def test_three_thousand_damaged_files_of_each_kind(kind):
    peak = try_mutations(kind, number=3_000)
    assert peak < 8 * MEGABYTE, peak


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_part_that_cannot_be_unpacked_is_damage(how):
    content = bytearray(document(("mimetype", ODT * 9), ("content.xml", "<x/>"), how=how))
    start = content.index(b"mimetype") + len("mimetype")
    content[start : start + 12] = b"\xff" * 12
    with pytest.raises(ValidationError, match="damaged"):
        clean_paper(SimpleUploadedFile("a.odt", bytes(content)))


def test_a_part_that_swells_is_not_unpacked():
    swollen = document(("mimetype", "x" * 200 * MEGABYTE), ("content.xml", "<x/>"))
    assert len(swollen) < MEGABYTE
    tracemalloc.start()
    taken("a.odt", swollen)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_a_table_of_contents_without_end_is_not_read():
    many = document(*[(f"{number}", "") for number in range(6_000)], ("word/document.xml", "<x/>"))
    with pytest.raises(ValidationError, match="damaged"):
        check_upload(SimpleUploadedFile("a.docx", many), kinds={"docx"})


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "Basic/Standard/Module1.xml"])
def test_a_document_with_programs_is_refused_whatever_it_is_called(part):
    content = document(("word/document.xml", "<x/>"), ("content.xml", "<x/>"), (part, "x"))
    for name in ("a.docx", "a.odt"):
        with pytest.raises(ValidationError):
            check_upload(SimpleUploadedFile(name, content), kinds=set(KINDS))
        with pytest.raises(ValidationError):
            clean_paper(SimpleUploadedFile(name, content))
