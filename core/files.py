"""Files that are kept: one row each, and one way in, out and away.

A room's model of a file extends `KeptFile` and says what it takes. A row can't be saved with a file
that wasn't taken (`core.uploads`). The file lies under a random name outside the web root, leaves
through `sent`, on a page that has asked who may have it, and goes when its row goes.
"""

import contextlib
import logging
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import class_prepared, post_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.refusal import Refusal
from core.sweeps import each_alone
from core.uploads import KINDS, PICTURES, Takes, kind_of, safe_name

logger = logging.getLogger(__name__)

FOLDER = "kept"
# How many files are scanned at a time.
A_ROUND = 50
# Longer than any request takes that stores a file before its row is there for good.
A_DAY = timedelta(days=1)


class Scan(models.TextChoices):
    """What the scanner said of a file, where one is configured."""

    WAITING = "waiting", _("Not scanned")
    CLEAN = "clean", _("Found clean")
    REFUSED = "refused", _("Refused")


def random_name(instance, name: str) -> str:
    """Where a file is stored: nothing in it can be guessed, and none of it is the sender's."""
    token = secrets.token_hex(20)
    return f"{FOLDER}/{token[:2]}/{token}"


class KeptFile(models.Model):
    """A file and what is known of it. Where it lies is random."""

    # What every file has, for the registry of personal data.
    COLUMNS = ("file", "kind", "size", "sha256", "scan", "at")
    takes = Takes()

    file = models.FileField(_("file"), upload_to=random_name, max_length=80)
    kind = models.CharField(_("kind of file"), max_length=5, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    scan = models.CharField(
        _("scan"), max_length=20, choices=Scan, default=Scan.WAITING, editable=False
    )
    at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[*KINDS]) & ~Q(sha256="") & ~Q(file=""),
                name="%(class)s_was_looked_at",
                violation_error_message=_("A file is looked at before it is kept."),
            ),
            models.CheckConstraint(
                condition=Q(scan__in=Scan.values),
                name="%(class)s_scan_is_known",
                violation_error_message=_(
                    "A file waits for the scanner, or was found clean, or was refused."
                ),
            ),
        ]

    def save(self, *args, **kwargs):
        """Save it. A new file is looked at first; the one whose place it takes goes.

        Raises:
            ValidationError: as `Takes.take`.
        """
        if self.file and not self.file._committed:
            taken = self.takes.take(self.file.file)
            before = type(self)._base_manager.filter(pk=self.pk)
            for name in before.values_list("file", flat=True):
                _delete_on_commit(name)
            self.file, self.kind = taken, taken.kind
            self.size, self.sha256 = taken.size, taken.sha256
            self.scan, self.at = Scan.WAITING, timezone.now()
        super().save(*args, **kwargs)

    @classmethod
    def keep(cls, upload: File, *, field: str, **owner) -> Self:
        """Keep an upload as the one file of `owner`; the one that was there goes.

        Raises:
            Refusal: of `field`, with a code of `Takes.take`.
        """
        kept = cls._base_manager.filter(**owner).first() or cls(**owner)
        kept.file = upload
        try:
            kept.save()
        except ValidationError as error:
            raise Refusal(error.messages[0], code=error.code, field=field) from error
        return kept

    @property
    def may_be_seen(self) -> bool:
        """Whether others than its sender may open it: a configured scanner said yes first."""
        if self.scan == Scan.WAITING:
            return not settings.UPLOAD_SCANNER
        return self.scan == Scan.CLEAN


def sent(
    request: HttpRequest,
    kept: KeptFile,
    *,
    name: str,
    inline: bool = False,
    to_sender: bool = False,
) -> HttpResponse:
    """The file, or a page that says why not; the caller has just asked its own predicate.

    Args:
        name: what the download is called; it gets the ending of its kind where it has none.
        inline: whether a picture is shown in the page; all else is a download.
        to_sender: whether it goes back to the person who sent it, who needs no scan.
    """
    if not to_sender and not kept.may_be_seen:
        return _refused(
            request, _now("This file hasn't been found safe, so it can't be opened."), status=409
        )
    try:
        with default_storage.open(kept.file.name) as file:
            content = file.read()
    except FileNotFoundError:
        return _refused(request, _now("This file is no longer there."), status=404)
    if sha256(content).hexdigest() != kept.sha256:
        logger.error("%s %s is not what was sent.", kept._meta.label, kept.pk)
        words = _now("This file was damaged where it is kept. Tell us, so that it is put right.")
        return _refused(request, words, status=409)
    response = HttpResponse(content, content_type=KINDS[kept.kind])
    download = not (inline and kept.kind in PICTURES)
    called = safe_name(name if kind_of(name) == kept.kind else f"{name}.{kept.kind}")
    response["Content-Disposition"] = content_disposition_header(download, called)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _refused(request: HttpRequest, words: str, *, status: int) -> HttpResponse:
    return render(request, "file_refused.html", {"words": words}, status=status)


def _delete_on_commit(name: str) -> None:
    """Delete a stored file once this transaction is through; what fails is left to the sweep."""
    transaction.on_commit(lambda: default_storage.delete(name), robust=True)


@receiver(class_prepared)
def _watch(sender, **_kwargs) -> None:
    """A file goes with its row, whatever deletes it. Only models of files are listened to."""
    if issubclass(sender, KeptFile):
        post_delete.connect(_gone, sender=sender)


def _gone(instance: KeptFile, **_kwargs) -> None:
    _delete_on_commit(instance.file.name)


def models_of_files() -> list[type[KeptFile]]:
    """Every model of a kept file, of all apps."""
    return [model for model in apps.get_models() if issubclass(model, KeptFile)]


def scan_waiting() -> int:
    """Have the files that wait scanned, where a scanner is configured; returns how many were."""
    if not settings.UPLOAD_SCANNER:
        return 0
    is_clean = import_string(settings.UPLOAD_SCANNER)

    def scan(kept: KeptFile) -> int:
        with default_storage.open(kept.file.name) as file:
            verdict = Scan.CLEAN if is_clean(file) else Scan.REFUSED
        rows = type(kept)._base_manager.filter(pk=kept.pk, file=kept.file.name)
        return rows.update(scan=verdict)

    waiting = (
        model._base_manager.filter(scan=Scan.WAITING).order_by("at", "pk")[:A_ROUND]
        for model in models_of_files()
    )
    return sum(each_alone(rows, scan) for rows in waiting)


def delete_orphans() -> int:
    """Delete the files that no row names: what requests that failed have left.

    Safe to repeat; returns how many went.
    """
    deleted = 0
    before = timezone.now() - A_DAY
    for folder in _folders():
        names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        for model in models_of_files():
            names -= set(model._base_manager.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            # It may go by itself meanwhile.
            with contextlib.suppress(FileNotFoundError):
                if default_storage.get_modified_time(name) < before:
                    default_storage.delete(name)
                    deleted += 1
    return deleted


def _folders() -> list[str]:
    """Where files lie: at most 256 folders."""
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[0]]
    except FileNotFoundError:
        return []
