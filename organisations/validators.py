"""What can be typed into the fields of a group."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# A sort code, eight digits in a row, or an IBAN: what a bank account is known by.
ACCOUNT_NUMBER = (
    r"[0-9]{8}|[0-9]{2}[ -][0-9]{2}[ -][0-9]{2}|[A-Z]{2}[0-9]{2}[ ]?[A-Z]{4}[ ]?[0-9]{2}"
)


def no_account_number(typed: str) -> None:
    """Refuse what looks like a bank account.

    Raises:
        ValidationError: `account`.
    """
    if re.search(ACCOUNT_NUMBER, typed, re.IGNORECASE):
        raise ValidationError(
            _(
                "This looks like a bank account. The portal keeps no account numbers: enter the "
                "finance team’s supplier reference."
            ),
            code="account",
        )
