"""Published awards as officers look after them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collaboration_fund.models import Award
from officers.registry import parts
from people import roles
from publishing import giving, services, words
from publishing.models import PublicAward
from tests.factories.fund import fund_officer
from tests.factories.people import officer_of, sign_in_officer
from tests.factories.places import WardFactory
from tests.factories.publishing import published
from tests.officers.pages import opened, press

pytestmark = pytest.mark.django_db
LIST = reverse("admin:publishing_publicaward_changelist")


def address(name: str, public: PublicAward) -> str:
    return reverse(f"admin:publishing_publicaward_{name}", args=[public.pk])


def said(response) -> str:
    return response.content.decode()


def held_back() -> PublicAward:
    public = published()
    Award.objects.filter(pk=public.award_id).update(title="demo@groups.example")
    services.keep_up()
    return PublicAward.objects.get(pk=public.pk)


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def test_the_list_names_what_is_held_back_and_why(client, officer):
    good, bad = published(), held_back()
    page = said(client.get(LIST))
    why = "Held back: The title, or what it is for, has an email address in it."
    assert why in page
    assert good.award.reference in page
    only = said(client.get(LIST, {"stands": "held"}))
    assert bad.award.reference in only
    assert good.award.reference not in only
    assert why in said(client.get(address("change", bad)))
    assert why not in said(client.get(LIST, {"stands": "published"}))


def test_an_officer_says_what_it_is_for(client, officer):
    public, ward = published(), WardFactory()
    url = address("describe", public)
    page = client.get(url)
    assert public.purpose in said(page)
    typed = {"purpose": "Tea on Mondays.", "wards": [ward.pk]}
    done = press(client, url, typed, follow=True)
    assert "It is saved" in said(done)
    public.refresh_from_db()
    assert (public.purpose, [*public.wards.all()]) == ("Tea on Mondays.", [ward])
    assert "Tea on Mondays." in services.grants_json().text


def test_an_old_page_writes_nothing_over_what_was_said_meanwhile(client, officer):
    public = published()
    url = address("describe", public)
    typed = opened(client, url) | {"purpose": "Mine"}
    services.describe(
        public_id=public.pk, actor=officer, purpose="Theirs", wards=[], is_town_wide=True
    )
    again = client.post(url, typed)
    assert again.status_code == 200
    assert "Mine" in said(again)
    assert PublicAward.objects.get().purpose == "Theirs"


def test_who_only_reads_says_nothing(client):
    public = published()
    sign_in_officer(client, officer_of(roles.READ_ONLY))
    assert client.get(address("change", public)).status_code == 200
    assert client.get(address("describe", public)).status_code == 403


def test_the_home_says_what_is_held_back():
    held_back()
    published()

    def waiting(officer):
        found = [one for part in parts() for one in part.waits(officer)]
        return [one.number for one in found if "publicaward" in one.url]

    assert waiting(fund_officer()) == [1, 1], "Held back, and without words of an officer's."
    said = {"purpose": "Soup in five schools.", "wards": (), "is_town_wide": True}
    public = PublicAward.objects.published().get()
    services.describe(public_id=public.pk, actor=fund_officer(), **said)
    assert waiting(fund_officer()) == [1, 0]
    assert waiting(officer_of(roles.READ_ONLY)) == []


def test_the_list_takes_as_many_statements_for_many(client, officer):
    counts = set()
    for more in (1, 1, 3):
        for _award in range(more):
            published()
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.add(len(queries))
    assert len(counts) == 1


def test_every_check_that_holds_back_has_words():
    assert {*words.OF_CHECKS} == giving.HOLDS
    assert words.of_faults("email\n$.x: is wrong") == [
        "The title, or what it is for, has an email address in it.",
        "$.x: is wrong",
    ]


@pytest.mark.parametrize(
    "typed",
    ["Call 01582 111 222.", "Ask ann@demo.example.", "12 Demo Road, LU3 1AA", "www.x.example"],
)
def test_what_leads_to_a_person_is_refused_and_what_is_public_stays(client, officer, typed):
    public = published()
    before = PublicAward.objects.published().get().purpose
    typed = {"purpose": typed, "is_town_wide": "on"}
    page = press(client, address("describe", public), typed)
    assert "Take out telephone numbers" in said(page)
    assert PublicAward.objects.published().get().purpose == before
