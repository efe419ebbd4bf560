"""The files of open data: what they say, how they are kept, and that no cell is a formula."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from core.exports import csv_text
from publishing import giving, services
from publishing.models import PublicAward
from tests.factories.fund import open_round
from tests.factories.places import WardFactory
from tests.factories.publishing import numbered, published
from tests.publishing.unflattening import unflattened

pytestmark = pytest.mark.django_db
DATA = "/open-data/"
FILES = [f"{DATA}360giving.json", f"{DATA}360giving.csv", f"{DATA}grants.csv"]


def words(response) -> str:
    return response.content.decode()


def test_there_are_no_files_before_something_is_published(client):
    for address in FILES:
        assert client.get(address).status_code == 404
    assert FILES[0] not in words(client.get(DATA))


def test_the_table_makes_the_same_grants_as_the_file(client):
    public = published(open_round(paid="partners"))
    public.wards.set([WardFactory(), WardFactory(name="Ward, with a comma; and more")])
    services.keep_up()
    data = giving.read_json(words(client.get(FILES[0])))
    assert giving.schema_errors(data) == []
    assert len(data["grants"][0]["beneficiaryLocation"]) == 2
    assert unflattened(words(client.get(FILES[1]))) == data["grants"]


def test_the_transparency_codes_table(client):
    public = published(open_round(paid="partners"), pence=100_001)
    lead = public.award.application.lead
    numbered(lead, "GB-CHC-1164883")
    services.keep_up()
    client.cookies["django_language"] = "ur"
    text = client.get(FILES[2]).content.decode("utf-8-sig")
    first, second = csv.DictReader(StringIO(text))
    assert first == {
        "Date": "2026-11-02",
        "Department": "Social Justice Unit",
        "Beneficiary": lead.name,
        "Registration number": "GB-CHC-1164883",
        "Purpose": f"Tea for all: {public.purpose}",
        "Amount in pounds": "750.01",
    }
    assert (second["Registration number"], second["Amount in pounds"]) == ("", "250.00")


@pytest.mark.parametrize("address", FILES)
def test_a_file_is_kept_and_asked_for_again_by_what_changed(client, address):
    public = published()
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = {"if-modified-since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304
    later = timezone.now() + timedelta(minutes=2)
    PublicAward.objects.filter(pk=public.pk).update(purpose="Another.", changed_at=later)
    services.keep_up()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_other_sites_may_read_the_files(client):
    published()
    response = client.get(FILES[0], headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"


def hostile(number: int) -> list[str]:
    """So many texts that a spreadsheet would run if it could."""
    starts = [
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        " =",
        "＝",
        "＋",
        "－",
        "＠",
        "\u200b=",
        '"=',
        "'=",
        "\n=",
    ]
    acts = [
        'HYPERLINK("https://x.example","y")',
        "cmd|'/c calc'!A0",
        "1+1",
        "SUM(A1:A9)",
        "WEBSERVICE(A1)",
    ]
    return [f"{starts[n % len(starts)]}{acts[n % len(acts)]}{n}" for n in range(number)]


def test_no_cell_of_a_table_is_a_formula():
    for text in hostile(500):
        headings, rows = giving.flat([{"id": "360G-demo-1", "title": text, "description": text}])
        for cells in csv.reader(StringIO(csv_text(headings, rows, mark=False), newline="")):
            assert all(
                not cell.lstrip().startswith(
                    ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
                )
                for cell in cells
            )
