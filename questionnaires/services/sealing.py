"""Sealing everything with the newest key, so that an older one can be thrown away."""

from questionnaires import vault
from questionnaires.models import Answer, Submission


def reseal_all() -> int:
    """Seal every special-category answer with the newest of `EQUALITY_KEYS`; returns how many.

    Safe to repeat and to run beside people who answer: what they write meanwhile is sealed with the
    newest key already, and is left alone.

    Raises:
        cryptography.fernet.InvalidToken: none of the keys opens a row; the rows before it are done.
    """
    resealed = 0
    for model in (Answer, Submission):
        rows = model.objects.filter(sealed__isnull=False).only("pk", "sealed")
        for row in rows.iterator():
            same = model.objects.filter(pk=row.pk, sealed=row.sealed)
            resealed += same.update(sealed=vault.reseal(row.sealed))
    return resealed
