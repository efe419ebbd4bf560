"""Looking into the zip files that office documents are, without unpacking them.

A document that somebody sends may be damaged, made to swell, or carry programs under any name. Its
table of contents is read, and of single parts as much as is needed to know what they are.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

# More parts than any document that people write; each takes memory when the table is read.
MOST_PARTS = 5_000
# More than any document of the size that we take unpacks to.
MOST_UNPACKED = 400 * 1024 * 1024
# As much of one part as is read into memory.
MOST_READ = 2 * 1024 * 1024
# A document in a document in a document.
DEEPEST = 2
CONTENT_TYPES = "[content_types].xml"
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# Parts that are programs, or that nobody can look into: by their names, wherever they lie.
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|basic/|scripts/|macrosheets/|activex/|oleobject"
    r"|\.(apk|app|bat|cmd|com|cpl|dll|doc|docm|dot|dotm|exe|hta|jar|js|jse|lnk|msi|pif|potm|ppam"
    r"|ppsm|ppt|pptm|ps1|reg|scr|sh|vb|vbe|vbs|wsf|wsh|xla|xlam|xls|xlsb|xlsm|xltm)$"
)
_MACRO_TYPES = ("macro", "vbaproject", "activex")
_ARCHIVES = re.compile(r"\.(docx|dotx|odp|ods|odt|potx|ppsx|pptx|xlsx|xltx|zip)$")


class Damaged(Exception):
    """This can't be read as a zip file, or is no document that anybody wrote."""


class HoldsPrograms(Exception):
    """The document carries macros or other programs."""


class Archive:
    """An office document, opened to be looked into.

    Args:
        file: open for reading; where it stands afterwards is not promised.

    Raises:
        Damaged: whatever is wrong with it; so does each method.
    """

    def __init__(self, file: BinaryIO):
        file.seek(0)
        try:
            if file.read().count(_ENTRY) > MOST_PARTS:
                raise Damaged("It has too many parts.")
            self._zip = zipfile.ZipFile(file)
            parts = self._zip.infolist()
            self._parts = {part.filename.lower(): part for part in parts}
        # A table of contents can be wrong in more ways than zipfile has errors for.
        except Exception as error:
            raise Damaged(str(error)) from error
        if len(self._parts) < len(parts):
            raise Damaged("Two parts have one name.")
        if sum(part.file_size for part in self._parts.values()) > MOST_UNPACKED:
            raise Damaged("It would unpack to too much.")
        if any(part.flag_bits & _ENCRYPTED for part in self._parts.values()):
            raise Damaged("It is locked, so nobody can look into it.")
        if any(name.startswith("/") or ".." in name.split("/") for name in self.names):
            raise Damaged("A part says that it belongs outside.")

    @property
    def names(self) -> set[str]:
        """The names of its parts, in small letters."""
        return {name.replace("\\", "/") for name in self._parts}

    def read(self, name: str, *, most: int = MOST_READ) -> bytes:
        """One part, by its name in small letters; a part longer than `most` bytes is damage."""
        try:
            with self._zip.open(self._parts[name]) as part:
                content = part.read(most + 1)
        # zlib, lzma, struct, the encryption: each has errors of its own for a part that is broken.
        except Exception as error:
            raise Damaged(str(error)) from error
        if len(content) > most:
            raise Damaged(f"{name} is too long.")
        return content

    def refuse_programs(self, *, deep: int = 0) -> None:
        """Look for programs by the names of parts, by their types, and in documents within.

        Raises:
            HoldsPrograms: there is one.
        """
        for name in self.names:
            if _PROGRAMS.search(name):
                raise HoldsPrograms(name)
        if CONTENT_TYPES in self._parts:
            for said in _attributes(self.read(CONTENT_TYPES)):
                if any(macro in said for macro in _MACRO_TYPES):
                    raise HoldsPrograms(said)
        for name in filter(_ARCHIVES.search, self._parts):
            if deep == DEEPEST:
                raise Damaged("It has too many documents in one another.")
            Archive(io.BytesIO(self.read(name))).refuse_programs(deep=deep + 1)


def _attributes(xml: bytes) -> Iterator[str]:
    """The values of all attributes, in small letters, however they are written.

    Raises:
        Damaged: it is no XML, or has definitions of its own, which could make it swell.
    """
    found: list[str] = []

    def refuse(*_args):
        raise Damaged("It has definitions of its own.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda _tag, attributes: found.extend(attributes.values())
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Damaged(str(error)) from error
    return (value.lower() for value in found)
