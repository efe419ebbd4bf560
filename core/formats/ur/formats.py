"""The same as in English: Urdu in the United Kingdom writes dates in the same order."""

from core.formats.en.formats import *  # noqa: F403 - a formats module is read by its names
