"""Awards as grants of 360Giving: one for each group that is paid."""

from django.conf import settings
from django.urls import reverse

from collaboration_fund.models import Share
from organisations import numbers
from publishing import giving
from publishing.models import PublicAward

WARD, TOWN = "WD", "UA"
LUTON = giving.Place("Luton", "E06000032", TOWN)
A_QUARTER_IN_MONTHS = 3
CHARITIES = (numbers.CHARITY, numbers.SCOTTISH, numbers.NORTHERN_IRISH)


def publisher() -> giving.Publisher:
    """Who gives and publishes, as the settings have it."""
    return giving.Publisher(
        body=giving.Body(
            settings.FUNDER_ID, settings.FUNDER_NAME, department=settings.FUNDER_DEPARTMENT
        ),
        website=settings.FUNDER_WEBSITE,
        licence=settings.OPEN_DATA_LICENCE,
        download_url=settings.SITE_URL + reverse("publishing:grants_json"),
        title=f"Collaboration Fund of {settings.FUNDER_NAME}",
    )


def grants_of(public: PublicAward) -> list[giving.Grant]:
    """The grants of one award, in the order of its shares; each names the others.

    Args:
        public: as `for_reading` gives it.
    """
    award = public.award
    shares = [*award.shares.all()]
    ids = {share.pk: grant_id(award, share) for share in shares}
    return [
        giving.Grant(
            id=ids[share.pk],
            title=award.title,
            description=public.purpose,
            pence=share.pence,
            awarded_on=award.decided_on,
            recipient=_body(share.organisation),
            programme=giving.Programme(
                award.round.slug, award.round.title_en, award.round.full_url
            ),
            url=public.full_url,
            modified=public.changed_at,
            places=_places(public),
            months=0 if award.ends_on else award.round.quarters * A_QUARTER_IN_MONTHS,
            starts_on=award.starts_on,
            ends_on=award.ends_on,
            related=tuple(other for pk, other in ids.items() if pk != share.pk),
        )
        for share in shares
    ]


def grant_id(award, share: Share) -> str:
    """What the world knows one grant by, for good: of the award and the share, of nothing else."""
    return f"{settings.PUBLISHER_PREFIX}-{award.reference}-{share.number}"


def org_id(organisation) -> str:
    """What the world knows a group by: a register's number of its own, or one that we give it."""
    found = _own_numbers(organisation)
    for scheme in numbers.REGISTERS:
        if scheme in found:
            return f"{scheme}-{found[scheme]}"
    return f"{settings.PUBLISHER_PREFIX}-ORG{organisation.pk}"


def registered_number(organisation) -> str:
    """The whole number by which a register knows a group; "" of one that none knows."""
    known = org_id(organisation)
    return "" if known.startswith(giving.OWN_PREFIX) else known


def _body(organisation) -> giving.Body:
    found = _own_numbers(organisation)
    charity = next((found[scheme] for scheme in CHARITIES if scheme in found), "")
    return giving.Body(
        org_id(organisation),
        organisation.name,
        charity=charity,
        company=found.get(numbers.COMPANY, ""),
    )


def _own_numbers(organisation) -> dict[str, str]:
    """{register: number} of those in no doubt; a branch isn't its parent."""
    rows = [one for one in organisation.numbers.all() if not one.is_parents]
    whole = [one.org_id for one in rows]
    return {
        one.scheme: one.identifier
        for one in reversed(rows)
        if one.checked(whole).verdict == numbers.Verdict.VALID
    }


def _places(public: PublicAward) -> tuple[giving.Place, ...]:
    if public.is_town_wide:
        return (LUTON,)
    return tuple(giving.Place(ward.name, ward.code, WARD) for ward in public.wards.all())
