"""Hostile files by the hundred, each made of a seed: what somebody sends who means harm."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from core.uploads import KINDS, LONGEST_NAME
from tests.factories.uploads import HOSTILE, MANIFEST, REAL, document, office, open_document

DOCUMENTS = ("docx", "xlsx", "pptx")
MAIN = {"docx": "word/document", "xlsx": "xl/workbook", "pptx": "ppt/presentation"}
PICTURES = ("jpg", "png", "webp")
# What any bytes can be: a file of plain letters.
BINARY = sorted(KINDS.keys() - {"csv", "txt"})
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00 This program cannot be run in DOS mode."
PAGE = b"<!doctype html><script>alert(1)</script>"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>"
PROGRAM_ENDINGS = (
    *("exe", "html", "svg", "js", "docm", "xlsm", "pptm", "zip", "jar"),
    *("php", "hta", "bat", "scr", "lnk", "iso", "xhtml", "pif"),
)


def _noise(chance: random.Random, most: int = 400) -> bytes:
    return b"\x00" + chance.randbytes(chance.randint(1, most))


def wrong_magic(chance):
    """The ending of one kind, the content of another or of none."""
    kind = chance.choice(BINARY)
    others = [REAL[other] for other in BINARY if other != kind]
    return f"a.{kind}", chance.choice([*others, _noise(chance), PROGRAM + _noise(chance), PAGE])


def two_endings(chance):
    """A paper by its first ending, a program by its last."""
    kind = chance.choice(BINARY)
    return f"paper.{kind}.{chance.choice(PROGRAM_ENDINGS)}", REAL[kind]


def program_first(chance):
    """A program by its first ending and its content, a paper by its last."""
    ending = chance.choice(PROGRAM_ENDINGS)
    return f"setup.{ending}.{chance.choice(BINARY)}", PROGRAM + _noise(chance)


def swelling(chance):
    """A little that unpacks to very much: one part, many parts, or one in another."""
    kind = chance.choice(DOCUMENTS)
    how = chance.randrange(3)
    if how == 0:
        huge = " " * chance.randint(3_000_000, 6_000_000)
        return f"a.{kind}", document((MANIFEST, huge), (f"{MAIN[kind]}.xml", "<x/>"))
    if how == 1:
        file = BytesIO(office(kind))
        with zipfile.ZipFile(file, "a") as archive:
            for number in range(chance.randint(2, 9)):
                archive.writestr(f"media/{number}.xml", "<x/>")
                archive.infolist()[-1].file_size = 300_000_000
        return f"a.{kind}", file.getvalue()
    inner = REAL["docx"]
    for _deep in range(chance.randint(3, 9)):
        inner = office("docx", ("word/embeddings/a.docx", inner))
    return f"a.{kind}", office(kind, ("word/embeddings/a.docx", inner))


def drawing(chance):
    """An SVG with a script, by its own name or as a picture."""
    return f"logo.{chance.choice(['svg', 'svgz', *PICTURES])}", DRAWING


def renamed_macros(chance):
    """Macros in a document that calls itself one without."""
    kind = chance.choice(DOCUMENTS)
    folder = MAIN[kind].partition("/")[0]
    part = chance.choice(["vbaProject.bin", "VBAPROJECT.BIN", "VbaData.xml", "activeX/a.bin"])
    if chance.random() < 0.3:
        kind = chance.choice(["odt", "ods"])
        return f"a.{kind}", open_document(kind, ("Basic/Standard/Module1.xml", "x"))
    if chance.random() < 0.3:
        types = "<Types><Override ContentType='application/vnd.ms-office.vbaProject'/></Types>"
        return f"a.{kind}", office(kind, types=types)
    return f"a.{kind}", office(kind, (f"{folder}/{part}", _noise(chance)))


def path_in_name(chance):
    """A name that would like to lie elsewhere, or to be read as another."""
    kind = chance.choice(BINARY)
    name = chance.choice(
        [
            f"../../../../etc/cron.d/a.{kind}",
            f"/etc/passwd.{kind}",
            f"..\\..\\windows\\a.{kind}",
            f"C:\\autoexec.{kind}",
            f"a.exe\x00.{kind}",
            f"paper\u202efdp.exe.{kind}",
            f"\u202e{kind}.exe",
            f"%2e%2e%2f%2e%2e%2fa.{kind}",
            "a" * chance.randint(LONGEST_NAME, 4 * LONGEST_NAME) + f".{kind}",
            f".{kind}",
            f"a;rm -rf .{kind}",
            f'a".{kind}',
        ]
    )
    return name, _noise(chance)


def polyglot(chance):
    """Two kinds at once."""
    archive = document(("setup.exe", PROGRAM + _noise(chance)))
    paper, gif = REAL["pdf"], b"GIF89a/*\x01\x00\x01\x00*/=1;" + PAGE
    return chance.choice(
        [
            ("a.pdf", paper + archive),
            ("a.pdf", paper + archive + b"\n" * chance.randint(1, 9)),
            ("a.pdf", _with_comment(b"%PDF-1.7\n" + archive, paper)),
            ("a.docx", paper + REAL["docx"]),
            ("a.pdf", PAGE + paper),
            ("a.pdf", archive + paper),
            (f"a.{chance.choice(PICTURES)}", gif),
            (f"a.{chance.choice(['gif', 'html', 'htm', 'shtml'])}", gif),
        ]
    )


def _with_comment(archive: bytes, comment: bytes) -> bytes:
    """A zip file whose comment is all that follows."""
    return archive[:-2] + struct.pack("<H", len(comment)) + comment


def half_a_picture(chance):
    """A picture that breaks off."""
    kind = chance.choice(PICTURES)
    whole = REAL[kind]
    return f"a.{kind}", whole[: chance.randint(1, len(whole) * 3 // 4)]


def huge_picture(chance):
    """A few bytes that say they are a picture of millions by millions."""
    wide, high = chance.randint(40_000, 2_000_000), chance.randint(40_000, 2_000_000)
    head = b"IHDR" + struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 999)
    chunks = b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (head, body, b"IEND")
    )
    return "a.png", b"\x89PNG\r\n\x1a\n" + chunks


def binary_text(chance):
    """Bytes that call themselves words."""
    bad = chance.choice([b"a\x00b", b"\xff\xfe\x00a", b"\xc3\x28", b"MZ\x90\x00"])
    return f"a.{chance.choice(['txt', 'csv'])}", b"Words " + bad + _noise(chance)


def known(chance):
    """One that was known before."""
    return HOSTILE[chance.choice(sorted(HOSTILE))]


FAMILIES: tuple[Callable, ...] = (
    wrong_magic,
    two_endings,
    program_first,
    swelling,
    drawing,
    renamed_macros,
    path_in_name,
    polyglot,
    half_a_picture,
    huge_picture,
    binary_text,
    known,
)


def hostile(seeds: range) -> Iterator[tuple[str, str, bytes]]:
    """(what it is, name, content) of the file of each seed; each family in its turn."""
    for seed in seeds:
        family = FAMILIES[seed % len(FAMILIES)]
        yield (f"{family.__name__} {seed}", *family(random.Random(seed)))
