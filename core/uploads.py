"""What comes in from people's own machines, and what is taken of it.

The name and the browser's word for the type are data and decide nothing. A file is taken if its
extension is known here, the place asks for it, and its content is what the extension says.
Documents with programs are refused whatever they are called; pictures are drawn again.
"""

import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from core.archives import CONTENT_TYPES, Archive, Damaged, HoldsPrograms
from core.pictures import FORMATS, NoPictureError, TooManyPixelsError, drawn
from core.text import without_controls

MEGABYTE = 1024 * 1024
# Below what nginx lets through in one request (10 MB).
MOST_MEGABYTES = 8
LONGEST_NAME = 200

# Each kind, and what browsers call it.
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
PICTURES = frozenset(FORMATS)
_MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
_SAME = {"jpeg": "jpg"}
# How the last record of a zip file begins, and how long it is before its comment.
_ARCHIVE_END, _ARCHIVE_END_SIZE = b"PK\x05\x06", 22


class Taken(ContentFile):
    """A file that was looked at, as we keep it."""

    def __init__(self, content: bytes, *, name: str, kind: str):
        super().__init__(content, name=name)
        self.kind = kind
        self.sha256 = sha256(content).hexdigest()


@dataclass(frozen=True)
class Takes:
    """What one place takes.

    Args:
        kinds: extensions of KINDS; all of them where none is named.
        megabytes: the most of one file; never more than MOST_MEGABYTES.
        square: where given, pictures become square JPEGs of at most so many pixels a side.
    """

    kinds: Collection[str] = frozenset(KINDS)
    megabytes: int = MOST_MEGABYTES
    square: int = 0

    def take(self, upload: File) -> Taken:
        """The upload as we keep it; one that was taken already is given back.

        Raises:
            ValidationError: in words, with a `code` of `kind`, `empty`, `size`, `pixels`,
                `programs` or `content`.
        """
        if isinstance(upload, Taken):
            return upload
        kind = kind_of(upload.name or "")
        most = min(self.megabytes or MOST_MEGABYTES, MOST_MEGABYTES)
        if kind not in self.kinds or kind not in KINDS:
            words = _("Choose a file that is %(kinds)s") % {"kinds": ", ".join(sorted(self.kinds))}
            raise ValidationError(words, code="kind")
        if not upload.size:
            raise ValidationError(_("The file is empty. Choose another"), code="empty")
        if upload.size > most * MEGABYTE:
            words = _("Choose a file of at most %(megabytes)s MB") % {"megabytes": most}
            raise ValidationError(words, code="size")
        upload.seek(0)
        content = upload.read()
        try:
            if kind in PICTURES:
                content = drawn(content, kind, square=self.square)
                kind = "jpg" if self.square else kind
            else:
                _look_into(content, kind)
        except TooManyPixelsError as error:
            words = _("This picture has too many pixels. Choose a smaller one")
            raise ValidationError(words, code="pixels") from error
        except HoldsPrograms as error:
            words = _(
                "This document carries programs (macros). Save it without them, or as a PDF, and "
                "choose it again"
            )
            raise ValidationError(words, code="programs") from error
        except (Damaged, NoPictureError) as error:
            words = _(
                "This file is damaged, or isn't really %(kind)s. Save it again in that format, or "
                "choose another"
            )
            raise ValidationError(words % {"kind": kind}, code="content") from error
        return Taken(content, name=safe_name(upload.name), kind=kind)


class UploadField(forms.FileField):
    """Asks for a file; what comes out of it was taken.

    Args:
        takes: what this place takes.
    """

    def __init__(self, *, takes: Takes, **options):
        endings = {*takes.kinds, *(said for said, kind in _SAME.items() if kind in takes.kinds)}
        accept = ",".join(f".{ending}" for ending in sorted(endings))
        options.setdefault("widget", forms.FileInput(attrs={"accept": accept}))
        super().__init__(allow_empty_file=True, **options)
        self.takes = takes

    def to_python(self, data: File | None) -> Taken | None:
        """The file as we keep it."""
        upload = super().to_python(data)
        return self.takes.take(upload) if upload else None


def kind_of(name: str) -> str:
    """The kind that a file's name claims, as in KINDS, or its bare extension if that is none."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return _SAME.get(extension, extension)


def safe_name(name: str) -> str:
    """The last part of a file's name, without controls and not longer than we keep."""
    bare = without_controls(name.replace("\\", "/").rpartition("/")[2]).strip() or "file"
    stem, dot, extension = bare.rpartition(".")
    if not dot:
        return bare[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"[:LONGEST_NAME]


def _look_into(content: bytes, kind: str) -> None:
    """Raise Damaged or HoldsPrograms where the content isn't what we take as `kind`."""
    if not _LOOKS[kind](content, kind):
        raise Damaged(f"This is no {kind}.")


def _is_pdf(content: bytes, _kind: str) -> bool:
    return content.startswith(b"%PDF-") and not _is_archive_too(content)


def _is_archive_too(content: bytes) -> bool:
    """Whether a PDF is a zip file as well: one that ends the file, or stands after the PDF's end.

    A zip file within a PDF, which is attached to it, ends before.
    """
    at = content.rfind(_ARCHIVE_END)
    if at < 0:
        return False
    after = at + _ARCHIVE_END_SIZE
    comment = int.from_bytes(content[after - 2 : after], "little")
    return at > content.rfind(b"%%EOF") or after + comment == len(content)


def _is_text(content: bytes, _kind: str) -> bool:
    try:
        return "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _is_office(content: bytes, kind: str) -> bool:
    """Whether it is a document of Word, Excel or PowerPoint, and carries no programs."""
    archive = _archive(content)
    archive.refuse_programs()
    return {CONTENT_TYPES, _MAIN_PARTS[kind]} <= archive.names


def _is_open_document(content: bytes, kind: str) -> bool:
    """Whether it is an OpenDocument that calls itself so, and carries no programs."""
    archive = _archive(content)
    archive.refuse_programs()
    if not {"mimetype", "content.xml"} <= archive.names:
        return False
    said = KINDS[kind].encode()
    return archive.read("mimetype", most=len(said)) == said


def _archive(content: bytes) -> Archive:
    if not content.startswith(b"PK\x03\x04"):
        raise Damaged("It doesn't begin as a zip file does.")
    return Archive(io.BytesIO(content))


_LOOKS: dict[str, Callable[[bytes, str], bool]] = {
    "pdf": _is_pdf,
    "docx": _is_office,
    "xlsx": _is_office,
    "pptx": _is_office,
    "odt": _is_open_document,
    "ods": _is_open_document,
    "csv": _is_text,
    "txt": _is_text,
}
