"""Seals special-category answers with keys of their own (`EQUALITY_KEYS`, newest first).

Who holds a copy of the database and not the keys learns which questions somebody answered, and
neither what nor how much: what is sealed is padded to whole blocks first.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BLOCK = 256


def _keys() -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in settings.EQUALITY_KEYS])
    except ValueError as error:
        raise ImproperlyConfigured(
            "EQUALITY_KEYS must be one or more keys of 32 bytes in URL-safe base64. "
            "See .env.example."
        ) from error


def check_keys() -> None:
    """Raises ImproperlyConfigured where a key is none."""
    _keys()


def seal(value) -> bytes:
    """`value` (anything JSON holds) so that only our keys open it."""
    text = json.dumps(value).encode()
    blocks = -(-len(text) // BLOCK)
    return _keys().encrypt(text.ljust(blocks * BLOCK))


def unseal(sealed: bytes):
    """What was sealed.

    Raises:
        ImproperlyConfigured: none of `EQUALITY_KEYS` opens it.
    """
    try:
        return json.loads(_keys().decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "An answer is sealed with a key that EQUALITY_KEYS doesn't hold."
        ) from error


def reseal(sealed: bytes) -> bytes:
    """The same, sealed with the newest key.

    Raises:
        cryptography.fernet.InvalidToken: none of `EQUALITY_KEYS` opens it.
    """
    return _keys().rotate(bytes(sealed))
