"""Activities in the form of Open Referral UK 3.0; what has no value is left out."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from activities.enums import DateState
from activities.words import price_words
from hubs.enums import HowOften, NoticeKind
from hubs.words import rule_words
from oruk.forms import DAYS
from oruk.keys import id_of, number_of
from oruk.points import on_the_earth
from oruk.services import TAXONOMIES, Term, terms

ACTIVE, CLOSED = "active", "temporarily closed"


def whole(said: dict) -> dict:
    """Without what has no value, which the standard leaves out."""
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def listed(activity) -> dict:
    """A service as the list says it."""
    alert = alert_of(activity)
    return whole(
        {
            "id": id_of("service", activity.pk),
            "name": activity.title,
            "description": activity.about,
            "url": settings.SITE_URL + activity.get_absolute_url(),
            "email": activity.email,
            "status": CLOSED if is_closed(activity) else ACTIVE,
            "fees": price_words(activity),
            "minimum_age": activity.youngest,
            "maximum_age": activity.oldest,
            "assured_date": activity.assured_on.isoformat(),
            "alert": alert,
            "last_modified": activity.changed_at.isoformat(),
            "organization": organization(activity),
        }
    )


def full(activity) -> dict:
    """A service with all that is known of it."""
    return whole(
        listed(activity)
        | {
            "schedules": [schedule(activity)],
            "service_at_locations": [at_location(activity)],
            "languages": [
                {
                    "id": id_of("language", one.pk),
                    "name": one.get_code_display(),
                    "code": one.code,
                }
                for one in activity.languages.all()
            ],
            "cost_options": cost_options(activity),
            "contacts": contacts(activity),
            "attributes": attributes(activity),
        }
    )


def is_closed(activity) -> bool:
    """Whether its hub is closed now, or it doesn't take place for a time."""
    now, today = timezone.now(), timezone.localdate()
    shut = any(
        notice.kind == NoticeKind.CLOSED
        and notice.starts_at <= now
        and (notice.ends_at is None or notice.ends_at > now)
        for notice in activity.hub.notices.all()
    )
    return shut or any(
        one.hub_id is None and one.first <= today and (one.last is None or one.last >= today)
        for one in activity.stretches.all()
    )


def alert_of(activity) -> str:
    """What the format can't say, in words: notices of the hub, and dates that are otherwise."""
    now, today = timezone.now(), timezone.localdate()
    said = [
        notice.what
        for notice in activity.hub.notices.all()
        if notice.ends_at is None or notice.ends_at > now
    ]
    said += [_changed(one) for one in activity.changed_dates.all() if one.day >= today]
    said += [
        _stretch(one) for one in activity.stretches.all() if one.last is None or one.last >= today
    ]
    return " ".join(said)


def _changed(one) -> str:
    """That a date is cancelled, or to when it moves."""
    if one.state == DateState.CANCELLED:
        return f"Not on {_said(one.day)}: {one.why}"
    return f"On {_said(one.to_day)} instead of {_said(one.day)}: {one.why}"


def _stretch(one) -> str:
    """Where an activity is for a time, or that it isn't."""
    until = f" to {_said(one.last)}" if one.last else " on"
    where = f"at {one.hub}" if one.hub_id else "it doesn’t take place"
    return f"From {_said(one.first)}{until} {where}: {one.why}"


def _said(day: date) -> str:
    return date_format(day, "j F Y")


def organization(activity) -> dict:
    """Who runs it; a description is asked for, and is its name where it has none."""
    group = activity.organisation
    if group is None:
        name = activity.run_by or activity.hub.run_by or str(activity.hub)
        return {"id": id_of("runner", number_of(name)), "name": name, "description": name}
    shown = group.is_public
    identifiers = [
        {
            "id": id_of("identifier", one.pk),
            "identifier_scheme": one.scheme,
            "identifier": one.identifier,
        }
        for one in (group.numbers.all() if shown else ())
    ]
    return whole(
        {
            "id": id_of("organization", group.pk),
            "name": group.name,
            "description": (shown and group.summary) or group.name,
            "website": group.website if shown else "",
            "organization_identifiers": identifiers,
        }
    )


def schedule(activity) -> dict:
    """When it takes place. Bank holidays and single dates are said in words alone."""
    days = {
        HowOften.WEEKLY: {"freq": "WEEKLY", "byday": ",".join(_weekdays(activity.weekdays))},
        HowOften.MONTH_DAY: {"freq": "MONTHLY", "bymonthday": str(activity.starts_on.day)},
        HowOften.MONTH_WEEKDAY: {"freq": "MONTHLY", "byday": _nth(activity.starts_on)},
        HowOften.MONTH_LAST: {"freq": "MONTHLY", "byday": f"-1{_day(activity.starts_on)}"},
        HowOften.ONCE: {},
    }[activity.how_often]
    once = activity.how_often == HowOften.ONCE
    last = activity.starts_on if once else activity.ends_on
    words = "On bank holidays, and where the hub is closed, it may not take place."
    return whole(
        {
            "id": id_of("schedule", activity.pk),
            "dtstart": activity.starts_on.isoformat(),
            "valid_from": activity.starts_on.isoformat(),
            "valid_to": last and last.isoformat(),
            **days,
            "interval": None if once else activity.every,
            "opens_at": activity.begins.isoformat(),
            "closes_at": activity.ends.isoformat(),
            "schedule_link": settings.SITE_URL + activity.get_absolute_url(),
            "description": rule_words(activity),
            "notes": " ".join(filter(None, [words, alert_of(activity)])),
        }
    )


def _weekdays(digits: str) -> list[str]:
    return [DAYS[int(one) - 1] for one in sorted(digits)]


def _day(day: date) -> str:
    return DAYS[day.weekday()]


def _nth(day: date) -> str:
    """Such as 2TU: the second Tuesday of a month."""
    return f"{(day.day - 1) // 7 + 1}{_day(day)}"


def at_location(activity) -> dict:
    """Where it takes place."""
    return {"id": id_of("at_location", activity.pk), "location": location(activity.hub)}


def location(hub) -> dict:
    """A hub: where it stands, and what was measured of getting in."""
    latitude, longitude = on_the_earth(hub.point) if hub.point else (None, None)
    address = {
        "id": id_of("address", hub.pk),
        "address_1": hub.venue.address,
        "city": "Luton",
        "state_province": "Bedfordshire",
        "postal_code": hub.venue.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    return whole(
        {
            "id": id_of("location", hub.pk),
            "location_type": "physical",
            "name": str(hub),
            "description": hub.about,
            "latitude": latitude,
            "longitude": longitude,
            # The standard takes a whole address or none.
            "addresses": [address] if all(address.values()) else [],
            "accessibility": [
                whole(
                    {
                        "id": id_of("accessibility", fact.pk),
                        "description": f"{fact.get_kind_display()}: {fact.said}",
                        "details": fact.note,
                    }
                )
                for fact in hub.facts.all()
            ],
        }
    )


def cost_options(activity) -> list[dict]:
    """What it costs, in pounds."""
    if activity.pence is None:
        return []
    return [
        whole(
            {
                "id": id_of("cost", activity.pk),
                "amount": activity.pence / 100,
                "amount_description": price_words(activity),
            }
        )
    ]


def contacts(activity) -> list[dict]:
    """How the public reaches it: a number, and nobody's name."""
    if not activity.telephone:
        return []
    phone = {"id": id_of("phone", activity.pk), "number": activity.telephone}
    return [{"id": id_of("contact", activity.pk), "title": activity.runner, "phones": [phone]}]


def attributes(activity) -> list[dict]:
    """The terms that it is marked with."""
    marks = {(1, activity.kind), *((2, one.kind) for one in activity.access.all())}
    found = [one for one in terms() if (one.taxonomy, one.code) in marks]
    service = id_of("service", activity.pk)
    return [
        {
            "id": id_of("attribute", number_of(f"{service}:{one.id}")),
            "link_id": service,
            "taxonomy_term_id": one.id,
            "link_type": "service",
            "taxonomy_term": term(one),
        }
        for one in found
    ]


def term(one: Term) -> dict:
    """A term of a taxonomy."""
    return {
        "id": one.id,
        "name": one.name,
        "description": one.name,
        "taxonomy": TAXONOMIES[one.taxonomy],
        "taxonomy_id": id_of("taxonomy", one.taxonomy),
    }


def taxonomy(number: int) -> dict:
    """A list of terms."""
    return {
        "id": id_of("taxonomy", number),
        "name": TAXONOMIES[number],
        "description": TAXONOMIES[number],
        "version": "1",
    }
