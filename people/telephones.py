"""Telephone numbers have one form, in which they are kept and looked for."""

import re

from django.db.models import Q

# As it is kept: digits; of a country other than the United Kingdom with a plus before it.
TELEPHONE = r"^(?!00|\+44)\+?[0-9]{7,15}$"
# What people write between digits.
BETWEEN = " -().\u00a0\u2011\u2013/"
FROM_HERE = re.compile(r"^(?:(?:\+|00)440?|44(?=[1-9][0-9]{8,9}$))")
# A telephone number is known by so many of its digits.
LEAST_DIGITS = 6


def as_kept(typed: str) -> str:
    """What was typed, in the one form of telephone numbers; what is none keeps its other signs.

    "01582 (54) 60-00", "+44 1582 546000" and "0044 (0)1582 546000" are "01582546000"; a number of
    another country begins with a plus.
    """
    kept = "".join(sign for sign in typed if sign not in BETWEEN)
    return re.sub("^00", "+", FROM_HERE.sub("0", kept))


def has_telephone(typed: str) -> Q:
    """People whose number begins or ends with what was typed; nobody where it isn't one."""
    digits = re.sub("[^0-9]", "", typed)
    if len(digits) < LEAST_DIGITS or {*typed} - {*BETWEEN, "+", *digits}:
        return Q(pk__in=[])
    return Q(telephone__startswith=as_kept(typed)) | Q(telephone__endswith=digits)
