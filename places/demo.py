"""Venues to show the portal with: named places of the town, and one invented venue a ward."""

from django.utils.text import slugify

from places.models import Venue, Ward

NOT_CHECKED = "Demonstration data, not checked at the venue."
WARD_NOT_CHECKED = f"{NOT_CHECKED} The ward is a guess."

# name, ward, postcode, notes. The names, the Town Hall's postcode and nothing else are known.
NAMED = (
    ("Bury Park community centre", "biscot", "", WARD_NOT_CHECKED),
    ("Chaul End community centre", "challney", "", WARD_NOT_CHECKED),
    ("Farley community centre", "farley", "", NOT_CHECKED),
    ("Hockwell Ring community centre", "leagrave", "", WARD_NOT_CHECKED),
    ("Lewsey community centre", "lewsey", "", NOT_CHECKED),
    ("Town Hall", "central", "LU1 2BQ", WARD_NOT_CHECKED),
    ("Venue Central", "central", "", WARD_NOT_CHECKED),
)


def seed() -> list[Venue]:
    """The demonstration venues, by name; makes those that are not there. Needs the wards."""
    wards = {ward.slug: ward for ward in Ward.objects.all()}
    venues = [
        _venue(name, ward=wards[slug], postcode=postcode, notes=notes)
        for name, slug, postcode, notes in NAMED
    ]
    for number, ward in enumerate(wards.values()):
        # Two facts in three are true, a different pair each time, so that filters have work.
        facts = {fact: (number + i) % 3 > 0 for i, fact in enumerate(Venue.ACCESS_FACTS)}
        facts["nearest_stop"] = f"Demo stop, {ward.name}"
        notes = "An invented venue. " + NOT_CHECKED
        venues.append(_venue(f"Demo venue, {ward.name}", ward=ward, notes=notes, **facts))
    return sorted(venues, key=lambda venue: venue.name)


def _venue(name: str, **facts) -> Venue:
    facts |= {"slug": slugify(name), "is_demo": True}
    return Venue.objects.get_or_create(name=name, defaults=facts)[0]
