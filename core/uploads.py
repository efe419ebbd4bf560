"""Files that people send: what we take, how it is stored, and how it is given out again.

The name and the browser's word for the type are data and decide nothing. A file is taken if its
extension is known here and its content is what the extension says; it is stored under a random name
outside the web root, and leaves as an attachment, through a page that has asked who may have it.
"""

import secrets
from collections.abc import Collection

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import FileResponse
from django.utils.translation import gettext as _

from core.archives import Damaged, has_macros, names_in
from core.text import without_controls

MEGABYTE = 1024 * 1024
# Below what nginx lets through in one request (10 MB).
MOST_MEGABYTES = 8
# All that one person may send with one set of answers.
MOST_TOGETHER = 40 * MEGABYTE
LONGEST_NAME = 200
FOLDER = "answers"

# Each kind: what its content is recognised as, or the part that its container must hold.
KINDS: dict[str, frozenset[str]] = {
    "pdf": frozenset({".pdf"}),
    "jpg": frozenset({".jpg", ".jpeg"}),
    "png": frozenset({".png"}),
    "docx": frozenset({"word/document.xml"}),
    "xlsx": frozenset({"xl/workbook.xml"}),
    "odt": frozenset({"content.xml"}),
    "txt": frozenset(),
    "csv": frozenset(),
}
_CONTAINERS = {"docx", "xlsx", "odt"}
_PLAIN = {"txt", "csv"}
_SAME = {"jpeg": "jpg"}


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


def check_upload(file: File, *, kinds: Collection[str], megabytes: int | None = None) -> None:
    """Refuse a file that is too large, of a kind that isn't asked for, or not what it says.

    Args:
        file: an uploaded file, open for reading; it is read and wound back.
        kinds: extensions of KINDS that are asked for.
        megabytes: the most that is taken; MOST_MEGABYTES where none is given.

    Raises:
        ValidationError: with a `code` of `kind`, `size`, `empty` or `content`.
    """
    kind = kind_of(file.name or "")
    most = min(megabytes or MOST_MEGABYTES, MOST_MEGABYTES)
    if kind not in kinds or kind not in KINDS:
        raise ValidationError(
            _("Choose a file that is %(kinds)s") % {"kinds": ", ".join(sorted(kinds))}, code="kind"
        )
    if not file.size:
        raise ValidationError(_("The file is empty. Choose another"), code="empty")
    if file.size > most * MEGABYTE:
        raise ValidationError(
            _("Choose a file of at most %(megabytes)s MB") % {"megabytes": most}, code="size"
        )
    if not _is_what_it_says(file, kind):
        raise ValidationError(
            _(
                "This file is damaged, or isn't really %(kind)s. Save it again in that format, or "
                "choose another"
            )
            % {"kind": kind},
            code="content",
        )


def _is_what_it_says(file: File, kind: str) -> bool:
    file.seek(0)
    try:
        if kind in _PLAIN:
            return _is_text(file.read())
        if kind in _CONTAINERS:
            return _holds(file, KINDS[kind])
        found = {match.extension for match in puremagic.magic_string(file.read())}
    # It looks into what it finds, and a damaged file can be damaged in any way.
    except Exception:
        return False
    finally:
        file.seek(0)
    return not found.isdisjoint(KINDS[kind])


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _holds(file: File, parts: Collection[str]) -> bool:
    """Whether a document holds these parts and no programs. Nothing is unpacked."""
    try:
        names = names_in(file)
    except Damaged:
        return False
    return {part.lower() for part in parts} <= set(names) and not has_macros(names)


def random_name(instance, name: str) -> str:
    """Where a file is stored: nothing in it can be guessed, and none of it is the sender's."""
    token = secrets.token_hex(20)
    return f"{FOLDER}/{token[:2]}/{token}"


def attachment(file: File, *, name: str) -> FileResponse:
    """The file as a download that no browser opens in place and no cache keeps.

    The caller has asked, in this request, whether this person may have it.
    """
    response = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=safe_name(name),
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
