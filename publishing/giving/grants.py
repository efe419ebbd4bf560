"""A package of grants from plain data, as 360Giving 1.4 has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

VERSION = "1.4"
CURRENCY = "GBP"


@dataclass(frozen=True)
class Body:
    """Who gives or gets a grant.

    Args:
        org_id: the whole number that a register gave, such as GB-CHC-1164883, or one of the
            publisher's own.
        charity: its number as a charity, without the register; "" where there is none.
        company: its number as a company.
        department: of the body that gives.
    """

    org_id: str
    name: str
    charity: str = ""
    company: str = ""
    department: str = ""


@dataclass(frozen=True)
class Place:
    """Where those who benefit are: its name, its code (GSS), and what kind of place has such."""

    name: str
    code: str
    kind: str


@dataclass(frozen=True)
class Programme:
    """What a grant is part of."""

    code: str
    title: str
    url: str


@dataclass(frozen=True)
class Grant:
    """What one body was awarded.

    Args:
        id: begins with the publisher's prefix, and stays the same for good.
        pence: what was awarded.
        awarded_on: the day of the decision.
        months: how long it lasts; 0 where the dates say so, or nobody knows.
        starts_on, ends_on: the days on which the work begins and ends, where they are known.
        related: ids of the other grants of one partnership.
        modified: when something of it changed last, aware.
    """

    id: str
    title: str
    description: str
    pence: int
    awarded_on: date
    recipient: Body
    programme: Programme
    url: str
    modified: datetime
    places: tuple[Place, ...] = ()
    months: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publisher:
    """Who publishes and gives, where the file is, and under which licence it may be used.

    `website` is "" where none is known.
    """

    body: Body
    website: str
    licence: str
    download_url: str
    title: str


def package(grants: Iterable[Grant], publisher: Publisher, modified: datetime) -> dict:
    """The whole file, with amounts as Decimal.

    Args:
        modified: when the file changed last, aware.
    """
    return {
        "version": VERSION,
        "title": publisher.title,
        "publisher": _without_empty(
            {
                "identifier": publisher.body.org_id,
                "name": publisher.body.name,
                "website": publisher.website,
            }
        ),
        "license": publisher.licence,
        "downloadURL": publisher.download_url,
        "modified": moment(modified),
        "grants": [one_grant(grant, publisher) for grant in grants],
    }


def moment(at: datetime) -> str:
    """An aware moment as JSON schemas know it, to the second: 2026-11-27T22:51:01+00:00."""
    return at.isoformat(timespec="seconds")


def one_grant(grant: Grant, publisher: Publisher) -> dict:
    """One grant of the file; what isn't known isn't there."""
    return _without_empty(
        {
            "id": grant.id,
            "title": grant.title,
            "description": grant.description,
            "currency": CURRENCY,
            "amountAwarded": pounds(grant.pence),
            "awardDate": grant.awarded_on.isoformat(),
            "plannedDates": _planned(grant),
            "recipientOrganization": [_body(grant.recipient)],
            "fundingOrganization": [_body(publisher.body)],
            "grantProgramme": [
                {
                    "code": grant.programme.code,
                    "title": grant.programme.title,
                    "url": grant.programme.url,
                }
            ],
            "beneficiaryLocation": [
                {"name": place.name, "geoCode": place.code, "geoCodeType": place.kind}
                for place in grant.places
            ],
            "relatedActivity": list(grant.related),
            "fromOpenCall": "Yes",
            "url": grant.url,
            "dataSource": publisher.download_url,
            "dateModified": moment(grant.modified),
        }
    )


def pounds(pence: int) -> Decimal:
    """Pence as exact pounds with two places."""
    return Decimal(pence).scaleb(-2)


def _planned(grant: Grant) -> list[dict]:
    dates = {
        "startDate": grant.starts_on.isoformat() if grant.starts_on else "",
        "endDate": grant.ends_on.isoformat() if grant.ends_on else "",
        "duration": grant.months,
    }
    known = _without_empty(dates)
    return [known] if known else []


def _body(body: Body) -> dict:
    return _without_empty(
        {
            "id": body.org_id,
            "name": body.name,
            "charityNumber": body.charity,
            "companyNumber": body.company,
            "department": body.department,
        }
    )


def _without_empty(values: dict) -> dict:
    """Without empty texts and lists and a duration of nought; an amount of nought stays."""
    return {key: value for key, value in values.items() if value or isinstance(value, Decimal)}
