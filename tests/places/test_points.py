"""Where postcodes are, distances, and the nearest first, against brute force."""

import io
import math
import random

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from core.refusal import Refusal
from places import services
from places.models import PostcodeWard, Ward
from places.points import Point, metres_between, nearest_first
from tests.factories.places import PostcodeWardFactory, WardFactory

pytestmark = pytest.mark.django_db

BARNFIELD = "E05014735"


def file(*rows: str, header: str = "pcds,osward,oseast1m,osnrth1m") -> io.StringIO:
    return io.StringIO("\n".join([header, *rows, ""]))


def test_metres_are_pythagoras():
    assert metres_between(Point(0, 0), Point(300, 400)) == 500
    assert metres_between(Point(508_000, 221_000), Point(508_000, 221_000)) == 0


def test_the_nearest_comes_first_and_what_is_nowhere_last_as_brute_force_finds():
    chance = random.Random(5)
    for _town in range(50):
        things = [
            (name, Point(chance.randrange(2000), chance.randrange(2000)) if name % 7 else None)
            for name in range(chance.randrange(40))
        ]
        start = Point(chance.randrange(2000), chance.randrange(2000))
        found = nearest_first(things, start, lambda thing: thing[1])
        walked = [metres for _thing, metres in found if metres is not None]
        assert walked == sorted(walked)
        for (_name, point), metres in found:
            exact = point and math.hypot(point[0] - start[0], point[1] - start[1])
            assert metres == (None if point is None else round(exact))
        known = [metres is not None for _thing, metres in found]
        assert known == sorted(known, reverse=True)
        assert sorted(name for (name, _point), _metres in found) == [name for name, _p in things]


def test_lutons_postcodes_are_loaded_with_where_they_are_and_every_nearest_is_the_nearest():
    services.load_wards()
    call_command("load_postcodes")
    call_command("load_postcodes")
    rows = PostcodeWard.objects.filter(is_sample=False)
    assert rows.count() == 3236
    assert not rows.filter(easting=None).exists()
    assert {row.ward_id for row in rows} == set(Ward.objects.values_list("pk", flat=True))
    hubs = random.Random(6).sample([Point(*point) for point in _points()], 6)
    for point in _points():
        nearest, metres = nearest_first(hubs, point, lambda hub: hub)[0]
        exact = min((hub.easting - point[0]) ** 2 + (hub.northing - point[1]) ** 2 for hub in hubs)
        assert metres == round(math.sqrt(exact))
        assert metres_between(nearest, point) == metres


def _points() -> list[Point]:
    rows = PostcodeWard.objects.filter(is_sample=False).values_list("easting", "northing")
    return [Point(*row) for row in rows]


def test_a_postcode_is_found_however_it_was_typed_in_one_statement(django_assert_num_queries):
    PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    PostcodeWardFactory(postcode="LU991AC")
    with django_assert_num_queries(1):
        assert services.point_of_postcode(" lu99 1ab ") == Point(508_000, 221_000)
    with django_assert_num_queries(1):
        found = services.points_of(["LU99 1AB", "LU99 1AC", "nonsense", ""])
    assert found == {"LU991AB": Point(508_000, 221_000)}
    assert services.point_of_postcode("LU99 1AC") is None


def test_the_sample_stands_in_the_middle_of_its_wards():
    services.load_wards()
    services.load_sample_postcodes()
    assert not PostcodeWard.objects.filter(easting=None).exists()
    assert len(set(PostcodeWard.objects.values_list("easting", "northing"))) == 20


def test_a_directory_with_points_keeps_them_and_one_without_leaves_them_alone():
    WardFactory(code=BARNFIELD)
    with_points = file(f"LU99 1AA,{BARNFIELD},508000,221000", f"LU99 1AB,{BARNFIELD},,")
    assert services.import_onspd(with_points).added == 2
    again = file(f"LU99 1AA,{BARNFIELD}", header="pcds,osward")
    assert services.import_onspd(again).unchanged == 1
    moved = file(f"LU99 1AA,{BARNFIELD},508001,221000")
    assert services.import_onspd(moved).changed == 1
    kept = dict(PostcodeWard.objects.values_list("postcode", "easting"))
    assert kept == {"LU991AA": 508_001, "LU991AB": None}


@pytest.mark.parametrize("point", ["north,221000", "508000,-1", "50.8,221000", "508000,123456789"])
def test_a_point_that_is_none_is_refused_with_its_row_and_nothing_is_kept(point):
    WardFactory(code=BARNFIELD)
    with pytest.raises(Refusal) as refusal:
        services.import_onspd(
            file(f"LU99 1AA,{BARNFIELD},508000,221000", f"LU99 1AB,{BARNFIELD},{point}")
        )
    assert refusal.value.code == "bad-row"
    assert "Row 3" in str(refusal.value)
    assert not PostcodeWard.objects.exists()


def test_half_a_point_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        PostcodeWardFactory(postcode="LU991AB", easting=508_000)


def test_postcodes_need_their_wards():
    with pytest.raises(CommandError, match="load_wards"):
        call_command("load_postcodes")
