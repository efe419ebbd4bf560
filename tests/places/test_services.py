"""Finding a ward from a postcode, and filling the tables it takes."""

import csv
import io
import json
from http.client import IncompleteRead
from urllib.error import URLError

import pytest
from django.db import IntegrityError
from django.utils.text import slugify

from core.refusal import Refusal
from places import services
from places.models import PostcodeWard, Ward
from tests.factories.places import PostcodeWardFactory, WardFactory

pytestmark = pytest.mark.django_db

HEADER = "pcds,oslaua,osward\n"
BARNFIELD = "E05014735"
BEECH_HILL = "E05014736"


def directory(*rows: str, header: str = HEADER) -> io.StringIO:
    return io.StringIO(header + "".join(f"{row}\n" for row in rows))


class Nowhere:
    """A lookup that knows one ward for everything."""

    def ward(self, postcode: str) -> Ward | None:
        return Ward(name=f"asked for {postcode}")


@pytest.mark.parametrize("typed", ["LU99 1AB", "lu991ab", " Lu99  1aB ", "LU99-1AB.", "LU99\t1AB"])
def test_a_postcode_is_found_however_it_was_typed(typed):
    row = PostcodeWardFactory(postcode="LU991AB")
    assert services.ward_for_postcode(typed) == row.ward


@pytest.mark.parametrize("typed", ["", "LU99 1AC", "Luton", "LU9٨ 1AB", "x" * 10_000, "\x00"])
def test_an_unknown_postcode_or_something_else_has_no_ward(typed):
    PostcodeWardFactory(postcode="LU991AB")
    assert services.ward_for_postcode(typed) is None


def test_a_postcode_is_shown_with_its_space():
    assert services.spaced_postcode("lu12bq") == "LU1 2BQ"
    assert services.spaced_postcode("not one") == ""


def test_the_lookup_is_the_class_the_setting_names(settings):
    settings.WARD_LOOKUP = f"{__name__}.Nowhere"
    assert services.ward_for_postcode("lu99 1aa").name == "asked for LU991AA"


def test_postcodes_io_is_asked_with_a_short_timeout(settings, monkeypatch):
    ward = WardFactory(code=BARNFIELD)
    asked = []

    def answer(url, timeout):
        asked.append((url, timeout))
        return io.BytesIO(json.dumps({"result": {"codes": {"admin_ward": BARNFIELD}}}).encode())

    monkeypatch.setattr(services, "urlopen", answer)
    settings.WARD_LOOKUP = "places.services.PostcodesIoLookup"
    assert services.ward_for_postcode("LU99 1AA") == ward
    assert asked == [("https://api.postcodes.io/postcodes/LU991AA", 2)]


@pytest.mark.parametrize("body", [b"not json", b"{}", b'{"result": null}', b"[]"])
def test_an_odd_answer_from_postcodes_io_is_no_ward(settings, monkeypatch, body):
    monkeypatch.setattr(services, "urlopen", lambda url, timeout: io.BytesIO(body))
    settings.WARD_LOOKUP = "places.services.PostcodesIoLookup"
    assert services.ward_for_postcode("LU99 1AA") is None


@pytest.mark.parametrize("error", [URLError("refused"), TimeoutError(), IncompleteRead(b"{")])
def test_no_answer_from_postcodes_io_is_no_ward(settings, monkeypatch, error):
    def fail(url, timeout):
        raise error

    monkeypatch.setattr(services, "urlopen", fail)
    settings.WARD_LOOKUP = "places.services.PostcodesIoLookup"
    assert services.ward_for_postcode("LU99 1AA") is None


def test_the_wards_are_loaded_with_their_figures_and_again_without_a_second_copy():
    assert services.load_wards() == services.load_wards() == Ward.objects.count() == 20
    saints = Ward.objects.get(slug="saints")
    assert (saints.area, saints.population, saints.asian) == ("central", 13_598, 8_831)
    assert sum(Ward.objects.values_list("population", flat=True)) == 225_244


def test_loading_the_wards_again_puts_a_changed_figure_right():
    services.load_wards()
    before = Ward.objects.get(slug="saints")
    Ward.objects.filter(pk=before.pk).update(population=1)
    services.load_wards()
    after = Ward.objects.get(slug="saints")
    assert (after.pk, after.population) == (before.pk, 13_598)


def test_only_luton_is_kept_from_the_directory():
    services.load_wards()
    done = services.import_onspd(
        directory(
            f"LU99 1AA,E06000032,{BARNFIELD}",
            "AB1 0AA,S12000033,S13002843",
            "",
            f"LU99 1AB,E06000032,{BEECH_HILL}",
        )
    )
    assert (done.added, done.changed, done.unchanged, done.elsewhere) == (2, 0, 0, 1)
    assert services.ward_for_postcode("LU99 1AB").name == "Beech Hill"
    assert not PostcodeWard.objects.filter(is_sample=True).exists()


def test_an_import_again_says_what_changed():
    services.load_wards()
    services.import_onspd(directory(f"LU99 1AA,,{BARNFIELD}", f"LU99 1AB,,{BARNFIELD}"))
    done = services.import_onspd(
        directory(f"LU99 1AA,,{BARNFIELD}", f"LU99 1AB,,{BEECH_HILL}", f"LU99 1AD,,{BARNFIELD}")
    )
    assert (done.added, done.changed, done.unchanged) == (1, 1, 1)
    assert services.ward_for_postcode("LU99 1AB").code == BEECH_HILL
    assert PostcodeWard.objects.count() == 3


def test_a_dry_run_counts_and_writes_nothing():
    services.load_wards()
    done = services.import_onspd(directory(f"LU99 1AA,,{BARNFIELD}"), dry_run=True)
    assert done.added == 1
    assert not PostcodeWard.objects.exists()


@pytest.mark.parametrize("names", ["pcd7,wd25cd", "PCDS,OSWARD", "postcode, ward_code"])
def test_the_columns_may_have_the_names_of_other_editions(names):
    services.load_wards()
    file = directory(f"LU99 1AA,{BARNFIELD}", header=f"{names}\n")
    assert services.import_onspd(file).added == 1


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        (io.StringIO(""), "no-column", ["Row 1", "pcds"]),
        (directory(header="a,osward\n"), "no-column", ["Row 1", "pcds", "a, osward"]),
        (directory(header="pcds,b\n"), "no-column", ["Row 1", "osward"]),
        (directory(f"oops,,{BARNFIELD}"), "bad-row", ["Row 2", "column pcds", "isn't a postcode"]),
        (directory(f"LU99 1AA,,{BARNFIELD}", "a,b"), "bad-row", ["Row 3", "osward"]),
        (
            directory(f"LU99 1AA,,{BARNFIELD}", f"lu991aa,,{BEECH_HILL}"),
            "bad-row",
            ["Row 3", "osward", "LU991AA"],
        ),
        (directory("AB1 0AA,,S13002843"), "no-luton-rows", ["osward", BARNFIELD]),
        (directory("x" * 200_000), "unreadable", ["After row 1"]),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_row_and_column(file, code, words):
    services.load_wards()
    with pytest.raises(Refusal) as refused:
        services.import_onspd(file)
    assert refused.value.code == code
    assert [word for word in words if word not in refused.value.message] == []
    assert not PostcodeWard.objects.exists()


def test_an_import_before_the_wards_says_so():
    with pytest.raises(Refusal, match="load_wards"):
        services.import_onspd(directory(f"LU99 1AA,,{BARNFIELD}"))


def test_the_sample_has_one_never_issued_postcode_for_each_ward():
    services.load_wards()
    assert services.load_sample_postcodes() == services.load_sample_postcodes() == 20
    rows = PostcodeWard.objects.select_related("ward")
    assert {row.ward.slug for row in rows} == set(Ward.objects.values_list("slug", flat=True))
    assert all(row.is_sample and row.postcode.startswith("LU991A") for row in rows)


def test_the_sample_file_says_that_it_is_one_and_names_the_right_wards():
    services.load_wards()
    names = dict(Ward.objects.values_list("code", "name"))
    with (services.DATA / "sample_postcodes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert row["note"].startswith("SAMPLE")
            assert row["ward_name"] == names[row["ward_code"]]
            assert slugify(row["postcode"]).startswith("lu99-1a")


@pytest.mark.parametrize("postcode", ["lu991aa", "LU9 1AA"])
def test_the_table_keeps_no_other_way_of_writing_a_postcode(postcode):
    with pytest.raises(IntegrityError):
        PostcodeWardFactory(postcode=postcode)
