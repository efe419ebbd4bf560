"""The public pages of awards, the fund in figures, the files of open data, and the API."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from awards.models import Schedule
from collaboration_fund import services as fund
from collaboration_fund.models import Award, Round
from collaboration_fund.models.application import new_reference
from collaboration_fund.models.award import new_award_reference
from monitoring import services as monitoring
from monitoring.models import Photograph, Reached, Story
from publishing import services
from publishing.models import PublicAward
from tests.factories.fund import open_round
from tests.factories.many import twins
from tests.factories.monitoring import agreed as monitored
from tests.factories.places import WardFactory
from tests.factories.publishing import numbered, published
from tests.factories.uploads import REAL

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


def test_an_awards_page_says_what_changed_because_of_it_and_shows_only_what_may_be_seen(client):
    given = monitored()
    report = given.write()
    kept = {"report": report, "file": SimpleUploadedFile("a.png", REAL["png"])}
    yes = {"may_be_public": True, "consent": "On paper"}
    seen = Photograph.objects.create(shows="A demo table", **kept, **yes)
    kept["file"] = SimpleUploadedFile("b.png", REAL["png"])
    hidden = Photograph.objects.create(shows="A demo face", **kept)
    Story.objects.create(report=report, words="I came for soup.", told_by="A neighbour", **yes)
    Story.objects.create(report=report, words="Not for everybody.")
    Round.objects.filter(pk=given.award.round_id).update(state="decided")
    services.keep_up()
    page = f"{LIST}{given.award.reference}/"
    photographs = [f"{page}photograph/{one.pk}/" for one in (seen, hidden)]
    assert "haven’t reported yet" in words(client.get(page))
    assert [client.get(one).status_code for one in photographs] == [404, 404]
    monitoring.send(report_id=report.pk, actor=given.lead)
    monitoring.accept(report_id=report.pk, actor=given.officer)
    told = words(client.get(page))
    for said in (
        "stay for the talk",
        "I came for soup.",
        "A neighbour",
        "A demo table",
        "reached: 15",
    ):
        assert said in told
    for said in ("Not for everybody.", "A demo face", "haven’t reported yet"):
        assert said not in told
    assert [client.get(one).status_code for one in photographs] == [200, 404]
    fund.end_award(
        award_id=given.award.pk, to="withdrawn", actor=given.officer, reason="The hall burnt down."
    )
    assert [client.get(one).status_code for one in photographs] == [404, 404]


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


def test_what_was_paid_and_whom_it_reached_comes_from_payments_and_reports(client):
    given = monitored(pence=100_000)
    given.accepted(people=42)
    Schedule.objects.filter(award=given.award).update(paid_pence=75_000)
    Round.objects.filter(pk=given.award.round_id).update(state="decided")
    services.keep_up()
    found = services.figures()
    assert (found.whole.paid_pence, found.whole.people, found.whole.reached) == (75_000, 45, "45")
    # Three are of no ward: who takes one number from the other would find them.
    assert found.reached == []
    Reached.objects.filter(ward=None).delete()
    [(ward, said)] = services.figures().reached
    assert (ward, said) == (Reached.objects.get().ward, "40")
    assert "£750" in words(client.get(f"{LIST}{given.award.reference}/"))


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
