"""The groups' own pages of an award: nobody else sees them, and nothing typed is lost."""

import re
from html import unescape

import pytest
from django.urls import reverse

from awards import services
from awards.models import AgreementAcceptance
from collaboration_fund import services as fund
from collaboration_fund.models import Award
from organisations.models import Organisation
from tests.factories.awards import agreed, granted
from tests.factories.fund import fund_officer, together
from tests.factories.organisations import MembershipFactory
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.pdf_ua import faults, heard

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    """An award whose agreement waits."""
    given = granted()
    given.plan(60_000, condition="A policy.")
    given.agreement_made()
    return given


def url(given, name="award", *more) -> str:
    return reverse(f"awards:{name}", args=[given.made.application.reference, *more])


def words(response) -> str:
    return unescape(response.content.decode())


def pages(given) -> dict[str, str]:
    return {
        "award": url(given),
        "agreement": url(given, "agreement", 1),
        "agreement_pdf": url(given, "agreement_pdf", 1),
        "decline": url(given, "decline"),
    }


BOTH = {"award", "agreement", "agreement_pdf"}
OPENS = {
    "lead": BOTH | {"decline"},
    "lead's viewer": BOTH,
    "partner": BOTH,
    "partner that left": set(),
    "resident": set(),
    "officer": set(),
    "somebody of another award": set(),
}


@pytest.mark.parametrize("who", OPENS)
def test_each_page_is_opened_by_its_groups_alone(client, given, who):
    lead = given.made.application.lead
    if who == "partner that left":
        fund.withdraw_partner(partner_id=given.made.partner.pk, actor=given.made.owner)
    person = {
        "lead": lambda: given.made.lead,
        "lead's viewer": lambda: MembershipFactory(organisation=lead, role="viewer").person,
        "partner": lambda: given.made.owner,
        "partner that left": lambda: given.made.owner,
        "resident": ResidentFactory,
        "officer": fund_officer,
        "somebody of another award": lambda: granted().made.lead,
    }[who]()
    if who == "officer":
        sign_in_officer(client, person)
    else:
        client.force_login(person)
    came = {name: client.get(address).status_code for name, address in pages(given).items()}
    assert {name for name, status in came.items() if status == 200} == OPENS[who]
    assert {status for status in came.values() if status != 200} <= {404}
    posted = {client.post(address).status_code for address in pages(given).values()}
    assert posted <= ({200, 302} if OPENS[who] else {404}) | {404}
    assert not AgreementAcceptance.objects.exists()
    assert Award.objects.get(pk=given.award.pk).state == "offered"


def test_an_application_without_an_award_has_no_such_page(client):
    made = together()
    client.force_login(made.lead)
    address = reverse("awards:award", args=[made.application.reference])
    assert client.get(address).status_code == 404


def test_a_visitor_is_led_to_the_sign_in(client, given):
    for address in pages(given).values():
        page = client.get(address)
        assert (page.status_code, page.url.startswith("/account/")) == (302, True)


def test_the_agreement_is_read_and_accepted(client, given):
    client.force_login(given.made.lead)
    page = words(client.get(url(given)))
    assert "The agreement waits for you" in page
    address = url(given, "agreement", 1)
    shown = words(client.get(address))
    for said in ("gets £1,000 for “Tea for all”", "A policy.", given.agreement.sha256):
        assert said in shown
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', shown))
    typed = {key: hidden[key] for key in ("digest", "partner")} | {"capacity": "Chair"}
    page = client.post(address, typed)
    assert "Tick the box to accept" in words(page)
    assert 'value="Chair"' in words(page)
    page = client.post(address, typed | {"agree": "on", "digest": "0" * 64})
    assert page.status_code == 409
    assert 'value="Chair"' in words(page)
    assert not AgreementAcceptance.objects.exists()
    client.post(address, typed | {"agree": "on"})
    accepted = AgreementAcceptance.objects.get()
    assert (accepted.person, accepted.capacity) == (given.made.lead, "Chair")
    page = words(client.get(url(given)))
    assert "The agreement waits for you" not in page
    assert "has accepted" in page


def test_who_is_liable_is_told_so_and_says_that_they_understand(client, given):
    lead = given.made.application.lead
    Organisation.objects.filter(pk=lead.pk).update(form="community")
    lead.committee.create(name=given.made.lead.name)
    client.force_login(given.made.lead)
    address = url(given, "agreement", 1)
    assert "liable themselves" in words(client.get(address))
    own = given.made.application.partners.get(is_lead=True)
    typed = {"partner": own.pk, "capacity": "Chair", "agree": "on"}
    page = client.post(address, typed | {"digest": given.agreement.sha256})
    assert "Tick the box to say that you understand it" in words(page)


def test_what_is_paid_is_shown_and_the_supplier_number_in_part(client):
    given = agreed()
    given.paid(reference="F-77")
    client.force_login(given.made.owner)
    page = words(client.get(url(given)))
    for said in ("Payment 1: £600", "F-77", "…442", "A report at half time."):
        assert said in page
    assert "SUP-10442" not in page
    assert given.officer.name not in page
    assert given.second.name not in page


def test_the_lead_group_says_no_on_its_page(client, given):
    client.force_login(given.made.lead)
    page = client.post(url(given, "decline"), {"reason": ""})
    assert "Say why" in words(page)
    page = client.post(url(given, "decline"), {"reason": "No room."}, follow=True)
    assert "Not taken by the groups" in words(page)
    assert client.get(url(given, "decline")).status_code == 302
    page = client.post(url(given, "decline"), {"reason": "Again."})
    assert page.status_code == 409


def test_what_waits_and_what_is_granted_is_found_from_the_groups_pages(client, given):
    group = given.made.partner.organisation
    client.force_login(given.made.owner)
    home = words(client.get(reverse("my_organisations:home")))
    assert "Read and accept the agreement on “Tea for all”" in home
    assert reverse("my_awards:home", args=[group.slug]) in words(client.get(group.own_url))
    assert "£1,000" in words(client.get(reverse("my_awards:home", args=[group.slug])))
    given.accept(given.made.owner, lead=False)
    assert "Read and accept the agreement" not in words(
        client.get(reverse("my_organisations:home"))
    )
    client.force_login(ResidentFactory())
    assert client.get(reverse("my_awards:home", args=[group.slug])).status_code == 404


def test_lists_take_as_many_statements_for_many_as_for_one(
    client, given, django_assert_num_queries
):
    lead, person = given.made.application.lead, given.made.lead
    client.force_login(person)
    address = reverse("my_awards:home", args=[lead.slug])
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
    for _more in range(2):
        other = granted()
        own = other.made.application.partners.get(is_lead=False)
        own.organisation = lead
        own.save()
    with django_assert_num_queries(5):
        page = client.get(address)
    assert words(page).count("portal-entry") == 3


def test_the_pages_of_an_award_take_as_many_statements_for_many_payments(
    client, given, django_assert_max_num_queries
):
    client.force_login(given.made.lead)
    address = url(given)
    client.get(address)
    with django_assert_max_num_queries(40) as before:
        client.get(address)
    for _more in range(5):
        given.plan(1_000)
    with django_assert_max_num_queries(len(before)):
        client.get(address)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_agreement_is_pdf_ua_and_read_out_whole(client, given, language):
    Organisation.objects.filter(pk=given.made.application.lead_id).update(name="سیدہ گروپ")
    services.amend(award_id=given.award.pk, actor=given.officer, reason="#strong[Not markup]")
    given.accepted()
    client.force_login(given.made.lead)
    client.cookies["django_language"] = language
    pdf = client.get(url(given, "agreement_pdf", 2)).content
    assert faults(pdf) == set()
    said = re.sub(r"\s", "", heard(pdf))
    for part in (given.agreement.sha256, "#strong[Notmarkup]", "£600", "Director"):
        assert part in said
