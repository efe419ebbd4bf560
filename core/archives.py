"""Looking into the zip files that office documents are, without unpacking them.

A document that somebody sends may be damaged, or made to swell. Only its table of contents is read,
and of one part as much as is asked for.
"""

import zipfile
from typing import BinaryIO

# More parts than any document that people write; each takes memory when the table is read.
MOST_PARTS = 5_000
_ENTRY = b"PK\x01\x02"
_MACROS = ("vbaproject.bin", "basic/", "scripts/")


class Damaged(Exception):
    """This can't be read as a zip file, or is no document that anybody wrote."""


def names_in(file: BinaryIO) -> list[str]:
    """The names of a zip's parts, in small letters.

    Args:
        file: open for reading; where it stands afterwards is not promised.

    Raises:
        Damaged: whatever is wrong with it.
    """
    with _opened(file) as archive:
        return [name.lower() for name in archive.namelist()]


def beginning_of(file: BinaryIO, name: str, *, most: int) -> bytes:
    """At most the first `most` bytes of one part of a zip; no more than that is unpacked.

    Raises:
        Damaged: whatever is wrong with it; also where there is no such part.
    """
    with _opened(file) as archive:
        try:
            with archive.open(name) as part:
                return part.read(most)
        # zlib, lzma, struct, the encryption: each has errors of its own for a part that is broken.
        except Exception as error:
            raise Damaged(str(error)) from error


def has_macros(names: list[str]) -> bool:
    """Whether a document with these parts carries programs."""
    return any(macro in name for name in names for macro in _MACROS)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    file.seek(0)
    try:
        if file.read().count(_ENTRY) > MOST_PARTS:
            raise Damaged("It has too many parts.")
        return zipfile.ZipFile(file)
    # A table of contents can be wrong in more ways than zipfile has errors for.
    except Exception as error:
        raise Damaged(str(error)) from error
