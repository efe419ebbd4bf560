"""Files that people send: only what was asked for, only if it is what it says."""

import io
import random
import tracemalloc
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import pictures
from core.uploads import KINDS, LONGEST_NAME, MEGABYTE, PICTURES, Takes, safe_name
from tests.factories.uploads import DAMAGED, REAL, UNKNOWN, WITH_PROGRAMS, document, picture

EVERYTHING = Takes()


def refused(name: str, content: bytes, **takes) -> str:
    with pytest.raises(ValidationError) as caught:
        Takes(**takes).take(SimpleUploadedFile(name, content))
    return caught.value.code


def taken(name: str, content: bytes, **takes):
    return Takes(**takes).take(SimpleUploadedFile(name, content))


def test_there_is_a_real_file_of_each_kind():
    assert set(REAL) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_taken_as_itself(kind):
    for name in (f"a.{kind}", f"a.b.{kind.upper()}"):
        kept = taken(name, REAL[kind], kinds={kind})
        assert (kept.kind, kept.name) == (kind, name)
        assert len(kept.sha256) == 64
        assert kind in PICTURES or kept.read() == REAL[kind]
        assert EVERYTHING.take(kept) is kept


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_passes_for_another(kind):
    for other in set(KINDS) - {kind, "txt", "csv"}:
        # A file of plain letters may hold anything that is text.
        assert refused(f"a.{other}", REAL[kind]) == "content"
    for plain in {"txt", "csv"} - {kind}:
        if kind not in ("pdf", "txt", "csv"):
            assert refused(f"a.{plain}", REAL[kind]) == "content"


@pytest.mark.parametrize("what", WITH_PROGRAMS)
def test_a_document_with_programs_is_refused_whatever_it_is_called(what):
    assert refused(*WITH_PROGRAMS[what]) == "programs"


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_damaged_or_something_else_is_refused(what):
    assert refused(*DAMAGED[what]) in {"content", "empty"}


def test_a_pdf_that_is_a_zip_file_as_well_is_refused_and_one_that_holds_one_is_taken():
    paper, archive = REAL["pdf"], document(("setup.exe", b"MZ"))
    assert refused("a.pdf", paper + archive) == "content"
    assert refused("a.pdf", paper + archive + b"\n") == "content"
    whole = archive[:-2] + len(paper).to_bytes(2, "little") + paper
    assert refused("a.pdf", b"%PDF-1.7\n" + whole) == "content"
    assert taken("a.pdf", b"%PDF-1.7\nstream\n" + archive + b"\nendstream\n" + paper)


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_nobody_knows_is_refused(what):
    assert refused(*UNKNOWN[what]) == "kind"


def test_what_nobody_asked_for_is_refused():
    assert refused("a.png", REAL["png"], kinds={"pdf"}) == "kind"
    assert refused("a.svg", b"<svg/>", kinds={"svg"}) == "kind"


def test_a_file_is_as_large_as_asked_and_never_larger_than_we_take():
    just, more = (REAL["pdf"].ljust(size, b" ") for size in (MEGABYTE, MEGABYTE + 1))
    assert taken("a.pdf", just, megabytes=1)
    assert refused("a.pdf", more, megabytes=1) == "size"
    assert refused("a.pdf", REAL["pdf"].ljust(9 * MEGABYTE, b" "), megabytes=50) == "size"


@pytest.mark.parametrize(("kind", "how"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_picture_keeps_nothing_but_its_pixels(kind, how):
    exif = Image.Exif()
    exif[0x010E] = "Demo Street 7"
    exif[0x0112] = 6
    sent = picture(how, (60, 40), exif=exif.tobytes()) + b"<script>alert(1)</script>"
    content = taken(f"a.{kind}", sent).read()
    assert b"Demo Street 7" in sent
    assert b"Demo Street 7" not in content
    assert b"<script>" not in content
    with Image.open(io.BytesIO(content)) as image:
        # It was lying on its side, and has been put upright.
        assert image.size == (40, 60)
        assert not image.getexif()


def test_a_large_picture_is_made_one_that_can_be_looked_at(monkeypatch):
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 100)
    with Image.open(taken("a.png", picture("PNG", (200, 100)))) as image:
        assert image.size == (100, 50)
    with Image.open(taken("a.png", picture("PNG", (200, 100)), square=30)) as image:
        assert (image.format, image.size) == ("JPEG", (30, 30))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 19_999)
    assert refused("a.png", picture("PNG", (200, 100))) == "pixels"


def test_what_can_be_seen_through_stays_so():
    file = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(file, "PNG")
    with Image.open(taken("a.png", file.getvalue())) as image:
        assert image.getpixel((0, 0))[3] == 0


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


def most_memory_of(*files: tuple[str, bytes]) -> int:
    """Have each file looked at; returns the most memory in bytes that it took."""
    tracemalloc.start()
    try:
        for name, content in files:
            try:
                EVERYTHING.take(SimpleUploadedFile(name, content))
            except ValidationError:
                continue
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", sorted(REAL))
@pytest.mark.parametrize("number", [60, pytest.param(3_000, marks=pytest.mark.soak)])
def test_whatever_is_wrong_with_a_file_it_is_refused_or_taken(kind, number):
    chance = random.Random(kind)
    files = ((f"a.{kind}", mutated(REAL[kind], chance)) for _ in range(number))
    assert most_memory_of(*files) < 8 * MEGABYTE


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_part_that_cannot_be_unpacked_is_damage(how):
    parts = ("mimetype", KINDS["odt"] * 9), ("content.xml", "<x/>")
    content = bytearray(document(*parts, how=how))
    start = content.index(b"mimetype") + len("mimetype")
    content[start : start + 12] = b"\xff" * 12
    assert refused("a.odt", bytes(content)) == "content"


def test_a_part_that_swells_is_not_unpacked():
    swollen = document(("mimetype", "x" * 200 * MEGABYTE), ("content.xml", "<x/>"))
    assert len(swollen) < MEGABYTE
    assert most_memory_of(("a.odt", swollen)) < 8 * MEGABYTE


def test_a_document_that_would_unpack_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("core.archives.MOST_UNPACKED", 400)
    assert refused("a.xlsx", REAL["xlsx"]) == "content"


def test_a_table_of_contents_without_end_is_not_read():
    many = document(*[(f"{number}", "") for number in range(6_000)], ("word/document.xml", "<x/>"))
    assert refused("a.docx", many) == "content"
