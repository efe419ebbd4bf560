"""Files that officers upload: known by what they hold, never by what they are called.

Only kinds that a council publishes are taken, and they are sent as downloads. Documents that
carry macros are not.
"""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.archives import Damaged, beginning_of, has_macros, names_in

# Less than nginx takes of a whole form.
MOST_BYTES = 9 * 1024 * 1024
CONTENT_TYPES = {
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
}
RECEIPTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_MARKERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def clean_paper(upload) -> ContentFile:
    """The file as we keep it, called after what it really is.

    Args:
        upload: an open file with `size` in bytes and `name`.

    Raises:
        ValidationError: `too-big` or `not-a-paper`.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Choose a file of up to 9 MB."), code="too-big")
    content = upload.read()
    ending = _kind_of(content, claimed=upload.name.rpartition(".")[2].lower())
    if ending is None:
        raise ValidationError(
            _(
                "This file is damaged, holds programs, or is of another kind. Choose a PDF, Word, "
                "Excel, PowerPoint, OpenDocument, CSV or text file."
            ),
            code="not-a-paper",
        )
    return ContentFile(content, name=f"paper.{ending}")


def clean_receipt(upload) -> ContentFile:
    """A photo or a PDF of a receipt as we keep it, called after what it really is.

    Args:
        upload: an open file with `size` in bytes and `name`.

    Raises:
        ValidationError: `too-big` or `not-a-receipt`.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Choose a file of up to 9 MB."), code="too-big")
    content = upload.read()
    for start, ending in RECEIPTS.items():
        if content.startswith(start):
            return ContentFile(content, name=f"receipt.{ending}")
    raise ValidationError(_("Choose a photo (JPEG or PNG) or a PDF."), code="not-a-receipt")


def download_name(title: str, ending: str) -> str:
    """What a download is called: its title and its kind."""
    return f"{slugify(title) or 'paper'}.{ending}"


def _kind_of(content: bytes, *, claimed: str) -> str | None:
    """What the content is, if that is what it claims to be and we take it."""
    if claimed == "pdf" and content.startswith(b"%PDF-"):
        return "pdf"
    if claimed in {"csv", "txt"} and _is_text(content):
        return claimed
    if content.startswith(b"PK\x03\x04") and _is_document(content, claimed):
        return claimed
    return None


def _is_text(content: bytes) -> bool:
    try:
        return bool(content) and "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _is_document(content: bytes, claimed: str) -> bool:
    file = ContentFile(content)
    try:
        names = names_in(file)
        if has_macros(names):
            return False
        if claimed in _MARKERS:
            return _MARKERS[claimed] in names
        if claimed in {"odt", "ods"} and "mimetype" in names:
            kind = CONTENT_TYPES[claimed].encode()
            return beginning_of(file, "mimetype", most=len(kind) + 1) == kind
    except Damaged:
        return False
    return False
