"""The public pages of awards, the fund in figures, the files of open data, and the API."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collaboration_fund.models import Award
from collaboration_fund.models.application import new_reference
from collaboration_fund.models.award import new_award_reference
from core.exports import csv_text
from publishing import giving, services
from publishing.models import PublicAward
from tests.factories.fund import open_round
from tests.factories.many import twins
from tests.factories.places import WardFactory
from tests.factories.publishing import numbered, published
from tests.publishing.unflattening import unflattened

pytestmark = pytest.mark.django_db
LIST, FIGURES, DATA = "/fund/awards/", "/fund/awards/figures/", "/open-data/"
FILES = [f"{DATA}360giving.json", f"{DATA}360giving.csv", f"{DATA}grants.csv"]


def words(response) -> str:
    return response.content.decode()


def titles(response) -> list[str]:
    return [public.award.title for public in response.context["page"]]


def titled(title: str, **fields) -> PublicAward:
    public = published(**fields)
    Award.objects.filter(pk=public.award_id).update(title=title)
    services.keep_up()
    return PublicAward.objects.get(pk=public.pk)


def many(public: PublicAward, number: int) -> None:
    """So many more awards like one, published."""
    applications = twins(
        public.award.application,
        number,
        reference=lambda _n: new_reference(),
        state=lambda _n: "withdrawn",
    )
    for partner in public.award.application.partners.all():
        for application in applications:
            twins(partner, 1, application_id=lambda _n, one=application: one.pk)
    awards = twins(
        public.award,
        number,
        application_id=lambda n: applications[n].pk,
        reference=lambda _n: new_award_reference(),
    )
    for share in public.award.shares.all():
        for award in awards:
            twins(share, 1, award_id=lambda _n, award=award: award.pk)
    services.keep_up()


# --- The list ------------------------------------------------------------------------------------


def test_the_list_shows_what_is_published_and_nothing_held_back(client):
    titled("Bread")
    titled("demo@groups.example")
    response = client.get(LIST)
    assert titles(response) == ["Bread"]
    assert "1 grant" in words(response)
    assert "£1,000" in words(response)


def test_the_list_says_where_nothing_is_published_yet(client):
    assert "No grant is published yet" in words(client.get(LIST))
    assert "No grant matches" in words(client.get(LIST, {"q": "tea"}))


def test_the_list_is_narrowed_by_words_round_priority_and_ward(client):
    bread, tea = titled("Bread"), titled("Tea in town")
    ward, other = WardFactory(), WardFactory()
    bread.wards.set([ward])
    PublicAward.objects.filter(pk=tea.pk).update(is_town_wide=True)
    tea.award.application.priorities.set(tea.award.round.priorities.filter(words="Work"))
    cache.clear()
    for asked, found in (
        ({"q": "BREAD"}, ["Bread"]),
        ({"q": tea.award.reference.lower()}, ["Tea in town"]),
        ({"q": bread.award.application.lead.name.upper()}, ["Bread"]),
        ({"round": tea.award.round.slug}, ["Tea in town"]),
        ({"priority": "Work"}, ["Tea in town"]),
        ({"priority": "Food"}, ["Bread"]),
        ({"ward": other.slug}, ["Tea in town"]),
        ({"ward": ward.slug, "priority": "Food"}, ["Bread"]),
        ({"q": "nobody"}, []),
    ):
        assert titles(client.get(LIST, asked)) == found, asked
    both = {*titles(client.get(LIST, {"ward": ward.slug}))}
    assert both == {"Bread", "Tea in town"}


def test_a_filter_that_isnt_one_says_so_and_shows_nothing(client):
    titled("Bread")
    response = client.get(LIST, {"ward": "atlantis"})
    assert titles(response) == []
    assert "There is a problem" in words(response)


# --- One award -----------------------------------------------------------------------------------


def test_a_page_of_an_award_says_who_gets_what_and_for_what(client):
    public = published(open_round(paid="partners"))
    page = words(client.get(public.get_absolute_url()))
    partner = public.award.shares.get(number=2).organisation
    for said in ("£750", "£250", "£1,000", partner.name, "2 November 2026", "Food", "Homes"):
        assert said in page
    assert public.award.application.reference not in page
    assert "The groups haven’t reported yet." in page


def test_only_groups_of_the_directory_are_linked(client):
    public = published()
    lead = public.award.application.lead
    assert lead.get_absolute_url() not in words(client.get(public.get_absolute_url()))
    type(lead).objects.filter(pk=lead.pk).update(
        state="verified",
        verified_on="2026-01-01",
        listing="listed",
        listing_agreed_at=timezone.now(),
    )
    assert lead.get_absolute_url() in words(client.get(public.get_absolute_url()))


def test_there_is_no_page_of_what_isnt_published(client):
    public = titled("demo@groups.example")
    assert client.get(public.get_absolute_url()).status_code == 404
    assert client.get(f"{LIST}LCF-NONE-NONE/").status_code == 404


# --- In figures ----------------------------------------------------------------------------------


def test_the_figures_add_up(client, monkeypatch):
    round = open_round(title="First")
    one, two = published(round, pence=100_000), published(round, pence=50_000)
    ward = WardFactory(name="Demo ward")
    one.wards.set([ward])
    other = published(pence=30_000)
    paid = {one.award_id: 40_000}
    reached = {one.award_id: 23, two.award_id: 30, other.award_id: 3}
    monkeypatch.setattr("publishing.services.counting.paid_of", lambda _ids: paid)
    monkeypatch.setattr("publishing.services.counting.reached_by", lambda _ids: reached)
    found = services.figures()
    whole = found.whole
    assert (whole.awards, whole.pence, whole.paid_pence) == (3, 180_000, 40_000)
    assert (len(whole.groups), whole.first_pairs, whole.reached) == (6, 3, "55")
    first, second = found.rounds
    assert (first.words, first.pence, first.bar, first.paid_bar) == ("First", 150_000, 100, 26)
    assert (second.pence, second.bar) == (30_000, 20)
    # Three people could be found by taking one round from the whole, so neither says how many.
    assert (first.reached, second.reached) == ("", "")
    assert [(row.words, row.pence) for row in found.wards] == [("Demo ward", 100_000)]
    assert {row.words: row.awards for row in found.priorities} == {"Food": 3, "Homes": 3}
    page = words(client.get(FIGURES))
    for said in ("£1,800", "£400", "<svg", "Demo ward", "too few to show"):
        assert said in page


def test_few_people_are_never_counted(client, monkeypatch):
    public = published()
    for module in ("publishing.services.counting", "publishing.services"):
        monkeypatch.setattr(f"{module}.reached_by", lambda _ids: {public.award_id: 3})
    assert "fewer than 5" in words(client.get(FIGURES))
    assert "fewer than 5" in words(client.get(public.get_absolute_url()))


def test_a_pair_is_new_once(client):
    round = open_round()
    first = published(round)
    many(first, 1)
    found = services.figures()
    assert (found.whole.awards, found.whole.first_pairs) == (2, 1)


def test_the_figures_say_where_nothing_is_published_yet(client):
    assert "No grant is published yet" in words(client.get(FIGURES))


@pytest.mark.parametrize("address", [LIST, FIGURES, *FILES, "/api/v1/fund-awards/"])
def test_each_takes_as_many_statements_for_many(client, address):
    public = published()
    public.wards.set([WardFactory(), WardFactory()])
    counts = set()
    for more in (0, 2, 97):
        many(public, more)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1


@pytest.mark.parametrize("address", [LIST, FIGURES, DATA, "award"])
def test_the_pages_hold_in_urdu(client, address):
    public = published()
    client.cookies["django_language"] = "ur"
    url = public.get_absolute_url() if address == "award" else address
    page = words(client.get(url))
    assert 'dir="rtl"' in page
    assert "<bdi>Tea for all" in page or address in {FIGURES, DATA}


# --- Open data -----------------------------------------------------------------------------------


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


# --- The API -------------------------------------------------------------------------------------


def test_the_api_serves_awards(client):
    public = published(open_round(paid="partners"))
    ward = WardFactory()
    public.wards.set([ward])
    numbered(public.award.application.lead, "GB-CHC-1164883")
    listed = client.get("/api/v1/fund-awards/").json()["results"]
    one = client.get(f"/api/v1/fund-awards/{public.award.reference}/").json()
    assert listed == [one]
    assert one["pence"] == 100_000
    assert one["wards"] == [ward.code]
    assert one["priorities"] == ["Food", "Homes"]
    assert one["paid_to"][0] == {
        "id": "GB-CHC-1164883",
        "name": public.award.application.lead.name,
        "grant": f"360G-example-{public.award.reference}-1",
        "pence": 75_000,
    }
    assert public.award.application.reference not in str(one)
    assert client.get("/api/v1/fund-awards/", {"ward": "atlantis"}).status_code == 400
    assert client.get("/api/v1/fund-awards/", {"nothing": "x"}).status_code == 400


# --- The ways there ------------------------------------------------------------------------------


def test_other_pages_lead_to_the_grants(client):
    assert LIST not in words(client.get("/"))
    public = published()
    assert public.get_absolute_url() in words(client.get("/"))
    assert LIST in words(client.get("/fund/"))
    assert LIST in words(client.get(public.award.round.get_absolute_url()))
    assert DATA in words(client.get("/api/docs/"))
