"""Which times the reports on an award cover. Knows no table."""

from calendar import monthrange
from datetime import date, timedelta

A_DAY = timedelta(days=1)
# What is left of an award after a report, and is shorter than this, goes into that report.
TOO_SHORT = timedelta(days=31)


def periods(starts_on: date, ends_on: date, every_months: int) -> list[tuple[date, date]]:
    """(first day, last day) of what each report covers, one after the other; the last ends with
    the award.

    Args:
        every_months: 0 is one report on all of it.
    """
    found, begins, number = [], starts_on, 1
    while every_months:
        next_begins = months_after(starts_on, number * every_months)
        if next_begins + TOO_SHORT > ends_on:
            break
        found.append((begins, next_begins - A_DAY))
        begins, number = next_begins, number + 1
    return [*found, (begins, ends_on)]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
