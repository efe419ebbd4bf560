"""How far people are from a hub, and where another would help most, against brute force."""

import io
import random
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command

from core.refusal import Refusal
from hubs import services
from hubs.models import HubFacility
from hubs.planning import best_sites, cost
from places.models import Neighbourhood
from places.neighbourhoods import import_neighbourhoods
from places.points import Point
from tests.factories.hubs import open_hub
from tests.factories.places import PostcodeWardFactory, VenueFactory, WardFactory

HEADER = "lsoa21,name,iod2025_decile,households_2021,mean_easting,mean_northing"


def somewhere(chance: random.Random) -> Point:
    return Point(chance.randrange(0, 6000), chance.randrange(0, 6000))


@pytest.mark.parametrize("towns", [40, pytest.param(200, marks=pytest.mark.soak)])
def test_the_best_places_are_the_best_of_all_ways_to_choose_them(towns):
    chance = random.Random(17)
    for _town in range(towns):
        people = [
            (somewhere(chance), chance.randrange(0, 900)) for _ in range(chance.randint(1, 9))
        ]
        existing = [somewhere(chance) for _ in range(chance.randrange(3))]
        places = [somewhere(chance) for _ in range(chance.randint(1, 7))]
        number = chance.randint(1, 3)
        found = best_sites(people, existing, places, number)
        assert len(found) <= number
        best = min(
            cost(people, [*existing, *(places[one] for one in some)])
            for size in range(number + 1)
            for some in combinations(range(len(places)), size)
        )
        assert cost(people, [*existing, *(places[one] for one in found)]) == best


def test_where_nothing_would_be_nearer_no_place_is_chosen():
    here = Point(100, 100)
    assert best_sites([(here, 5)], [here], [Point(0, 0)], 2) == []
    assert best_sites([], [], [here], 1) == []


def area(code: str, east: int, *, decile=1, households=100) -> Neighbourhood:
    return Neighbourhood.objects.create(
        code=code, name=code, decile=decile, households=households, easting=east, northing=221_000
    )


@pytest.mark.django_db
def test_the_most_deprived_fifth_beyond_a_mile_is_counted():
    open_hub(easting=508_000, northing=221_000)
    area("near", 508_000 + 1609)
    area("far", 508_000 + 1610)
    area("second", 512_000, decile=2, households=30)
    area("well off", 512_000, decile=3, households=900)
    found = services.coverage()
    assert [one.code for one in found.far] == ["far", "second"]
    assert (found.far_households, found.deprived_households) == (130, 230)
    assert found.site.easting == 512_000
    assert found.site_households == 930


@pytest.mark.django_db
def test_only_hubs_in_use_that_have_it_and_stand_somewhere_count():
    hall = open_hub(easting=508_000, northing=221_000)
    HubFacility.objects.create(hub=hall, kind="hall")
    open_hub(easting=509_000, northing=221_000)
    open_hub()
    open_hub(easting=509_000, northing=221_000, state="planned")
    assert len(services.coverage().hubs) == 2
    assert services.coverage("hall").hubs == [hall]
    assert services.coverage("cafe").hubs == []


@pytest.mark.django_db
def test_the_page_says_each_wards_way_and_how_it_is_reckoned(client):
    ward = WardFactory(name="Demo ward")
    PostcodeWardFactory(postcode="LU991AB", ward=ward, easting=508_300, northing=221_400)
    open_hub(easting=508_000, northing=221_000, venue=VenueFactory(name="Demo hub"))
    page = client.get("/hubs/coverage/").content.decode()
    assert "Demo ward" in page
    assert "500 m" in page
    assert "not loaded here" in page
    area("far away", 512_000)
    page = client.get("/hubs/coverage/").content.decode()
    assert "100 of 100 households" in page
    assert "far away" in page
    assert "None" in client.get("/hubs/coverage/?facility=cafe").content.decode()
    assert "from the list" in client.get("/hubs/coverage/?facility=moon").content.decode()


@pytest.mark.django_db
def test_as_many_statements_for_many(client, django_assert_num_queries):
    for number in (1, 20):
        for one in range(number):
            open_hub(easting=505_000 + one, northing=221_000)
            area(f"{number}-{one}", 506_000 + one)
        client.get("/hubs/coverage/")
        with django_assert_num_queries(11):
            client.get("/hubs/coverage/")


@pytest.mark.django_db
def test_a_published_file_is_imported_whole_in_place_of_the_one_before(tmp_path):
    area("old", 508_000)
    file = tmp_path / "areas.csv"
    file.write_text(f"{HEADER}\nE01015693,Luton 007A,8,529,509166,223561\n", encoding="utf-8-sig")
    call_command("import_neighbourhoods", str(file))
    found = Neighbourhood.objects.get()
    assert (found.code, found.decile, found.households) == ("E01015693", 8, 529)
    with pytest.raises(CommandError):
        call_command("import_neighbourhoods", str(tmp_path / "none.csv"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    ["", "E1,A,0,5,1,1", "E1,A,11,5,1,1", "E1,A,1,-5,1,1", "E1,A,1,5,,1", ",A,1,5,1,1", "E1",
     "E1,A,1,5,99999999,1", "E1,A,1,٥,1,1", "E0,A,1,5,1,1"],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_named_and_nothing_is_changed(row):
    area("old", 508_000)
    lines = io.StringIO(f"{HEADER}\nE0,A,1,5,1,1\n{row}\n" if row else f"{HEADER}\n")
    with pytest.raises(Refusal) as raised:
        import_neighbourhoods(lines)
    assert not row or "Row 3" in str(raised.value)
    assert Neighbourhood.objects.get().code == "old"


@pytest.mark.django_db
def test_a_file_without_a_column_is_refused_by_its_name():
    with pytest.raises(Refusal, match="decile"):
        import_neighbourhoods(io.StringIO("code,name,households,easting,northing\n"))
