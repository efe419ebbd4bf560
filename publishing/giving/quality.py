"""What makes a file of grants poor or wrong though the schema has nothing against it.

Our own versions of what 360Giving's quality tool looks at. Each takes any data, also such as the
schema refuses, and never fails on it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

LONGEST_TITLE = 140
OWN_PREFIX = "360G-"
# What `known` says of a whole number, as `organisations.numbers.Verdict` has it.
RIGHT, OWN = "valid", "valid-but-poor"
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class Check(StrEnum):
    """What is looked at."""

    SAME_ID = "same-id"
    OWN_ID = "own-id"
    RECIPIENT_PREFIX = "recipient-prefix"
    FUNDER_PREFIX = "funder-prefix"
    RECIPIENT_IS_OURS = "recipient-is-ours"
    CHARITY_NUMBER = "charity-number"
    COMPANY_NUMBER = "company-number"
    SEVERAL_FUNDERS = "several-funders"
    NOUGHT = "nought"
    BELOW_NOUGHT = "below-nought"
    AWARDED_LATER = "awarded-later"
    ENDS_FIRST = "ends-first"
    NO_LENGTH = "no-length"
    NO_PLACE = "no-place"
    NO_PROGRAMME = "no-programme"
    NO_MODIFIED = "no-modified"
    WEB_ADDRESS = "web-address"
    EMAIL = "email"
    LONG_TITLE = "long-title"
    SAYS_ITS_TITLE = "says-its-title"
    LEADS_NOWHERE = "leads-nowhere"


# What is wrong, and not only poor: a grant with one of these isn't published.
HOLDS = frozenset(
    {
        Check.SAME_ID,
        Check.OWN_ID,
        Check.RECIPIENT_PREFIX,
        Check.FUNDER_PREFIX,
        Check.CHARITY_NUMBER,
        Check.COMPANY_NUMBER,
        Check.NOUGHT,
        Check.BELOW_NOUGHT,
        Check.AWARDED_LATER,
        Check.ENDS_FIRST,
        Check.WEB_ADDRESS,
        Check.EMAIL,
        Check.LEADS_NOWHERE,
    }
)


@dataclass(frozen=True)
class Finding:
    """One thing that was found: which check, and the place of the grant in the file, from 0.

    `place` is -1 for what is of the whole file.
    """

    check: Check
    place: int

    @property
    def holds(self) -> bool:
        """Whether what was found is wrong, and not only poor."""
        return self.check in HOLDS


def quality(data, *, known: Callable[[str], str], today: date) -> list[Finding]:
    """All that is poor or wrong in a file, in the order of its grants.

    Args:
        data: the file as it was read.
        known: what is to be said of a whole number, such as GB-CHC-1164883: "valid",
            "valid-but-poor" of one that a funder made, or another word.
        today: nothing was awarded later.
    """
    grants = [one if isinstance(one, dict) else {} for one in _list(_get(data, "grants"))]
    found = [*_of_the_file(grants)]
    ids = {one.get("id") for one in grants if isinstance(one.get("id"), str)}
    for place, grant in enumerate(grants):
        checks = [*_of_bodies(grant, known), *_of_amount(grant), *_of_dates(grant, today)]
        checks += [*_of_words(grant), *_lacking(grant)]
        if any(other not in ids for other in _texts(grant.get("relatedActivity"))):
            checks.append(Check.LEADS_NOWHERE)
        found += [Finding(check, place) for check in dict.fromkeys(checks)]
    return found


def _of_the_file(grants: list[dict]) -> Iterator[Finding]:
    ids = [one["id"] for one in grants if isinstance(one.get("id"), str)]
    twice = {id for id, number in Counter(ids).items() if number > 1}
    for place, grant in enumerate(grants):
        if isinstance(grant.get("id"), str) and grant["id"] in twice:
            yield Finding(Check.SAME_ID, place)
    funders = {
        _text(body.get("id")) for one in grants for body in _bodies(one, "fundingOrganization")
    }
    if len(funders) > 1:
        yield Finding(Check.SEVERAL_FUNDERS, -1)


def _of_bodies(grant: dict, known: Callable[[str], str]) -> Iterator[Check]:
    """Numbers of who gives and who gets, and of the grant itself."""
    if isinstance(grant.get("id"), str) and not grant["id"].startswith(OWN_PREFIX):
        yield Check.OWN_ID
    for body in _bodies(grant, "recipientOrganization"):
        verdict = known(_text(body.get("id")))
        if verdict == OWN:
            yield Check.RECIPIENT_IS_OURS
        elif verdict != RIGHT:
            yield Check.RECIPIENT_PREFIX
        charity, company = _text(body.get("charityNumber")), _text(body.get("companyNumber"))
        registers = ("GB-CHC", "GB-SC", "GB-NIC")
        if charity and not any(known(f"{one}-{charity}") == RIGHT for one in registers):
            yield Check.CHARITY_NUMBER
        if company and known(f"GB-COH-{company}") != RIGHT:
            yield Check.COMPANY_NUMBER
    for body in _bodies(grant, "fundingOrganization"):
        if known(_text(body.get("id"))) not in {RIGHT, OWN}:
            yield Check.FUNDER_PREFIX


def _of_amount(grant: dict) -> Iterator[Check]:
    amount = grant.get("amountAwarded")
    if isinstance(amount, str | list | dict | bool | None):
        return
    if amount == 0:
        yield Check.NOUGHT
    elif amount < 0:
        yield Check.BELOW_NOUGHT


def _of_dates(grant: dict, today: date) -> Iterator[Check]:
    awarded = _day(grant.get("awardDate"))
    if awarded and awarded > today:
        yield Check.AWARDED_LATER
    planned = [one for one in _list(grant.get("plannedDates")) if isinstance(one, dict)]
    if not any(one.get("duration") or one.get("endDate") for one in planned):
        yield Check.NO_LENGTH
    for one in planned:
        starts, ends = _day(one.get("startDate")), _day(one.get("endDate"))
        if starts and ends and ends < starts:
            yield Check.ENDS_FIRST


def _of_words(grant: dict) -> Iterator[Check]:
    title, description = _text(grant.get("title")), _text(grant.get("description"))
    if _ADDRESS.search(title) or _ADDRESS.search(description):
        yield Check.EMAIL
    if len(title) > LONGEST_TITLE:
        yield Check.LONG_TITLE
    if title and title.strip().casefold() == description.strip().casefold():
        yield Check.SAYS_ITS_TITLE
    if not all(_is_web(_text(grant.get(name))) for name in ("url", "dataSource")):
        yield Check.WEB_ADDRESS


def _lacking(grant: dict) -> Iterator[Check]:
    if not _bodies(grant, "beneficiaryLocation"):
        yield Check.NO_PLACE
    if not _bodies(grant, "grantProgramme"):
        yield Check.NO_PROGRAMME
    if not grant.get("dateModified"):
        yield Check.NO_MODIFIED


def _is_web(address: str) -> bool:
    """Whether it is empty or an address of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not address or (parts.scheme in {"http", "https"} and bool(parts.netloc))


def _day(value) -> date | None:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None


def _bodies(grant: dict, name: str) -> list[dict]:
    return [one for one in _list(grant.get(name)) if isinstance(one, dict)]


def _texts(value) -> Iterable[str]:
    return [one for one in _list(value) if isinstance(one, str)]


def _get(data, name: str):
    return data.get(name) if isinstance(data, dict) else None


def _list(value) -> list:
    return value if isinstance(value, list) else []


def _text(value) -> str:
    return value if isinstance(value, str) else ""
