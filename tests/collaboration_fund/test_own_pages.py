"""The groups’ own pages: nobody else sees them, nothing typed is lost, no script is needed."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Acceptance, Application, BudgetLine, Partner
from organisations.models import Organisation
from tests.collaboration_fund.test_accepting import change_line
from tests.factories.fund import fund_officer, moved, open_round, together
from tests.factories.organisations import (
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.people import ResidentFactory, sign_in_officer

pytestmark = pytest.mark.django_db


def url(made, name="application", *more) -> str:
    return reverse(f"collaboration_fund:{name}", args=[made.application.reference, *more])


def words(response) -> str:
    return unescape(response.content.decode())


def hidden(page) -> dict[str, str]:
    """What a page carries for when it is sent."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page.content.decode()):
        known = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if known.get("type") == "hidden" and known.get("name") != "csrfmiddlewaretoken":
            found[known["name"]] = unescape(known.get("value", ""))
    return found


def pages(made) -> dict[str, str]:
    """Every page of an application that was sent once."""
    lead = made.application.partners.get(is_lead=True)
    return {
        "application": url(made),
        "title": url(made, "title"),
        "withdraw": url(made, "withdraw"),
        "answers": url(made, "answers"),
        "answers_page": url(made, "answers_page", "new"),
        "check": url(made, "check"),
        "partners": url(made, "partners"),
        "part": url(made, "part", made.partner.pk),
        "remove": url(made, "remove", made.partner.pk),
        "accept": url(made, "accept", made.partner.pk),
        "leave": url(made, "leave", made.partner.pk),
        "lead subsidies": url(made, "subsidies", lead.pk),
        "partner subsidies": url(made, "subsidies", made.partner.pk),
        "budget": url(made, "budget"),
        "line": url(made, "line", made.line.pk),
        "line_remove": url(made, "line_remove", made.line.pk),
        "edition": url(made, "edition", 1, 1),
        "edition_pdf": url(made, "edition_pdf", 1, 1),
        "compare": url(made, "compare", 1, 1, 2),
    }


BOTH = {"application", "edition", "edition_pdf", "compare"}
OF_PARTNER = {"accept", "leave", "partner subsidies"}
# The pages that each of them opens; what isn't named answers 404.
OPENS = {
    "lead": None,
    "partner": BOTH | OF_PARTNER,
    "partner's viewer": BOTH | {"accept"},
    "lead's viewer": BOTH,
    "resident": set(),
    "officer": set(),
    "partner that left": set(),
}


def person_of(who: str, made):
    lead, group = made.application.lead, made.partner.organisation
    if who == "partner that left":
        services.withdraw_partner(partner_id=made.partner.pk, actor=made.owner)
    return {
        "lead": lambda: made.lead,
        "partner": lambda: made.owner,
        "partner that left": lambda: made.owner,
        "partner's viewer": lambda: MembershipFactory(organisation=group, role="viewer").person,
        "lead's viewer": lambda: MembershipFactory(organisation=lead, role="viewer").person,
        "resident": ResidentFactory,
        "officer": fund_officer,
    }[who]()


@pytest.mark.parametrize("who", OPENS)
def test_each_page_is_opened_by_its_groups_alone(client, made, who):
    every = pages(made)
    person = person_of(who, made)
    if who == "officer":
        sign_in_officer(client, person)
    else:
        client.force_login(person)
    opened = {name for name, address in every.items() if client.get(address).status_code == 200}
    expected = set(every) - OF_PARTNER if who == "lead" else OPENS[who]
    assert opened == expected
    assert {client.get(every[name]).status_code for name in set(every) - opened} <= {404}


def test_whose_subsidies_they_are_is_asked_before_the_time(client, made):
    moved(made.application.entry.stage, closes_at=timezone.now())
    address = url(made, "subsidies", made.partner.pk)
    for person, status in ((made.owner, 302), (made.lead, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_visitor_is_led_to_the_sign_in_whether_there_is_an_application_or_not(client, is_sent):
    made = together()
    if is_sent:
        made.sent()
    here = client.get(url(made))
    nowhere = client.get(url(made).replace(made.application.reference, "CF-AAAA-AAAA"))
    assert (here.status_code, nowhere.status_code) == (302, 302)


def test_nobody_elses_application_is_changed_by_a_post(client, made):
    client.force_login(ResidentFactory())
    for name, address in pages(made).items():
        assert client.post(address, {"title": "Mine"}).status_code == 404, name
    assert Application.objects.get(pk=made.application.pk).title == "Tea for all"


def test_a_group_begins_an_application_and_is_led_to_its_parts(client):
    round = open_round()
    group, owner = group_with()
    client.force_login(owner)
    address = reverse("collaboration_fund:apply", args=[round.slug])
    page = client.post(address, {"organisation": group.pk, "title": ""})
    assert "Say what your work together is called" in words(page)
    page = client.post(address, {"organisation": group.pk, "title": "Tea"}, follow=True)
    for said in ("Title and priority areas", "Questions", "Partners", "Budget", "Not started"):
        assert said in words(page)


def test_who_acts_for_no_group_is_told_where_to_put_one(client):
    client.force_login(ResidentFactory())
    page = client.get(reverse("collaboration_fund:apply", args=[open_round().slug]))
    assert reverse("my_organisations:home") in words(page)


def test_the_second_is_shown_the_others_name_and_words_beside_their_own(client, made):
    editor = MembershipFactory(organisation=made.application.lead, role="editor").person
    client.force_login(made.lead)
    address = url(made, "answers_page", "new")
    old = hidden(client.get(address))
    made.say("new", "Ours is a big kitchen.", actor=editor)
    page = client.post(address, old | {"q-new": "Mine is small."})
    assert page.status_code == 409
    said = words(page)
    for shown in (editor.name, "Ours is a big kitchen.", "Mine is small."):
        assert shown in said
    assert editor.name in words(client.get(url(made)))
    client.post(address, hidden(page) | {"q-new": "Mine and ours."})
    assert services.content_of(made.application.entry)["answers"][0]["text"] == "Mine and ours."


def test_sending_from_the_check_page_leads_to_the_receipt(client):
    made = together()
    client.force_login(made.lead)
    page = client.post(url(made, "check"), follow=True)
    edition = made.application.entry.editions.get()
    for said in (made.application.reference, edition.sha256, "We share one kitchen."):
        assert said in words(page)


def test_what_is_missing_is_said_on_the_check_page_and_nothing_is_lost(client):
    made = together(accepted=False)
    client.force_login(made.lead)
    page = client.post(url(made, "check"))
    assert page.status_code == 409
    assert f"{made.partner} must accept its part" in words(page)


def test_a_page_opened_before_the_closing_sends_nothing_after_it(client):
    made = together()
    client.force_login(made.lead)
    assert client.get(url(made, "check")).status_code == 200
    moved(made.application.entry.stage, closes_at=timezone.now())
    page = client.post(url(made, "check"))
    assert page.status_code == 409
    assert "too late" in words(page)
    late = client.post(url(made, "answers_page", "new"), {"q-new": "My late words."})
    assert "too late" in words(late)
    assert "My late words." in words(late)
    page = client.get(url(made))
    assert "Check and send" not in words(page)
    assert "not sent in time" in words(page)
    assert client.get(url(made, "budget")).status_code == 302


def test_a_partner_accepts_what_the_page_shows(client):
    made = together(accepted=False)
    client.force_login(made.owner)
    address = url(made, "accept", made.partner.pk)
    page = client.get(address)
    for said in ("Cooks on Mondays.", "£500", "£2,000", "We do what we say here"):
        assert said in words(page)
    typed = {"capacity": "Director", "agree": "on"}
    change_line(made, pence=60_000)
    changed = client.post(address, hidden(page) | typed)
    assert changed.status_code == 409
    assert "changed while you read it" in words(changed)
    assert 'value="Director"' in words(changed)
    assert not Acceptance.objects.exists()
    client.post(address, hidden(client.get(address)) | typed)
    assert Acceptance.objects.get().capacity == "Director"


def test_what_ended_an_acceptance_is_shown_word_for_word(client):
    made = together()
    change_line(made, pence=60_000)
    client.force_login(made.owner)
    page = words(client.get(url(made, "accept", made.partner.pk)))
    assert "What you accepted has changed" in page
    assert "£500" in page
    assert "£600" in page


def test_a_change_that_ends_nothing_is_shown_as_a_difference(client):
    made = together()
    made.say("new", "We share one kitchen!")
    client.force_login(made.owner)
    page = words(client.get(url(made, "accept", made.partner.pk)))
    assert "Your yes still counts." in page
    assert "We share one kitchen!" in page


def test_a_group_that_is_no_body_in_law_is_told_what_its_people_are_liable_for(client):
    made = together(form="community", accepted=False)
    made.partner.organisation.committee.create(name=made.owner.name)
    client.force_login(made.owner)
    address = url(made, "accept", made.partner.pk)
    page = client.get(address)
    assert "liable themselves" in words(page)
    page = client.post(address, hidden(page) | {"capacity": "Chair", "agree": "on"})
    assert "Tick the box to say that you understand it" in words(page)


def test_lines_are_added_changed_and_removed_and_added_up(client):
    made = together()
    client.force_login(made.lead)
    line = {
        "partner": made.partner.pk,
        "what": "Bus fares",
        "category": "travel",
        "source": "match",
        "quarter_2": "£1,000.01",
        "quarter_4": "7",
    }
    page = client.post(url(made, "budget"), line | {"quarter_3": "much"})
    assert "Enter an amount in pounds" in words(page)
    assert 'value="Bus fares"' in words(page)
    page = client.post(url(made, "budget"), line, follow=True)
    assert "£1,000.01" in words(page)
    assert "£3,007.01" in words(page), "All together."
    _where, _mark, anchor = page.redirect_chain[0][0].partition("#")
    assert anchor == "add"
    assert page.context["form"]["partner"].value() == str(made.partner.pk)
    assert page.context["form"]["category"].value() == "travel"
    assert 'id="add"' in words(page)
    page = client.post(url(made, "budget"), line, follow=True)
    assert "stands in the budget already" in words(page)
    assert "£3,007.01" in words(page)
    assert client.get(url(made, "budget"), {"partner": "x", "category": "gold"}).status_code == 200
    line |= {"quarter": "2"}
    BudgetLine.objects.get(what="Bus fares", quarter=4).delete()
    added = BudgetLine.objects.get(what="Bus fares")
    address = url(made, "line", added.pk)
    client.post(address, hidden(client.get(address)) | line | {"pence": "0.02"})
    added.refresh_from_db()
    assert added.pence == 2
    client.post(url(made, "line_remove", added.pk))
    assert not BudgetLine.objects.filter(pk=added.pk).exists()


def test_a_line_that_somebody_else_changed_is_not_written_over(client):
    made = together()
    client.force_login(made.lead)
    address = url(made, "line", made.line.pk)
    page = client.get(address)
    old = hidden(page)
    change_line(made, pence=70_000)
    line = {
        "partner": made.partner.pk,
        "what": "Rent",
        "category": "rooms",
        "source": "grant",
        "quarter": "1",
        "pence": "800",
    }
    assert client.post(address, old | line).status_code == 200
    assert made.line.pence == 70_000


def test_a_lead_group_invites_groups_of_the_directory_alone(client):
    made = together()
    shown = OrganisationFactory(listed=True, name="Demo Open Door")
    OrganisationFactory(name="Demo Closed Door")
    client.force_login(made.lead)
    page = client.get(url(made, "partners") + f"?group={shown.slug}")
    assert "Demo Open Door" in words(page)
    assert "Demo Closed Door" not in words(page)
    assert f'<option value="{shown.pk}" selected>' in words(page)
    hidden_one = Organisation.objects.get(name="Demo Closed Door")
    page = client.post(url(made, "partners"), {"organisation": hidden_one.pk})
    assert page.status_code == 200
    client.post(url(made, "partners"), {"organisation": shown.pk, "role": "Opens"})
    assert Partner.objects.filter(organisation=shown).exists()


def test_a_group_leaves_from_its_page(client):
    made = together()
    client.force_login(made.owner)
    client.post(url(made, "leave", made.partner.pk), {"reason": ""})
    assert Partner.objects.get(pk=made.partner.pk).state == "withdrawn"
    assert client.get(url(made)).status_code == 404
