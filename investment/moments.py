"""When something is planned, as a plan writes it: a day, a month, or from one month to another."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as date_format

from investment.enums import FIRST_YEAR, LAST_YEAR, Precision

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()}
_DASH = re.compile(r"\s*[–—-]\s*")
_MONTH = re.compile(r"([a-z]+)\.?\s+(\d{4})")
_DAY = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")


@dataclass(frozen=True)
class When:
    """From which day to which, and whether the days were said or months alone."""

    first: date
    last: date
    precision: str

    def __str__(self):
        if self.precision == Precision.DAY:
            return date_format(self.first, "j F Y")
        first, last = (date_format(day, "F Y") for day in (self.first, self.last))
        return first if first == last else f"{first} – {last}"


def read(text: str) -> When:
    """“12 May 2027”, “February 2021” or “March 2021 – December 2021”, in English.

    Raises:
        ValueError: it is none of these, or ends before it begins.
    """
    typed = text.strip().lower()
    if match := _DAY.fullmatch(typed):
        day = date(_year(match[3]), _month(match[2]), int(match[1]))
        return When(day, day, Precision.DAY)
    months = [_MONTH.fullmatch(part) for part in _DASH.split(typed)]
    if len(months) not in (1, 2) or not all(months):
        raise ValueError(text)
    first, last = ((_year(one[2]), _month(one[1])) for one in (months[0], months[-1]))
    if last < first:
        raise ValueError(text)
    end = calendar.monthrange(*last)[1]
    return When(date(*first, 1), date(*last, end), Precision.MONTH)


def _month(name: str) -> int:
    if name not in MONTHS:
        raise ValueError(name)
    return MONTHS[name]


def _year(digits: str) -> int:
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise ValueError(digits)
    return int(digits)


def financial_year(year: int) -> str:
    """2026 is 2026/27: from April to March."""
    return f"{year}/{(year + 1) % 100:02}"
