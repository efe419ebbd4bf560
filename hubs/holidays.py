"""England's bank holidays: the list that GOV.UK publishes, as the library ships it.

The list is read from the installed package and never from the network. Beyond its last year nobody
knows yet: a holiday may be moved, and a single day may be proclaimed. ADR 29 says why it is this
list.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def listed() -> Mapping[date, str]:
    """{day: what it is called, in English} of every bank holiday of England and Wales listed."""
    library = BankHolidays(use_cached_holidays=True)
    found = library.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return {one["date"]: one["title"] for one in found}


@cache
def announced_to() -> date:
    """The last day for which the list says everything: the end of its last year."""
    return date(max(listed()).year, 12, 31)
