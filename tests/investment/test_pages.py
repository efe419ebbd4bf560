"""What residents, councillors and officers read of the case for a hub."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.actors import PORTAL
from hubs.models import HubManager
from investment import services
from investment.models import Milestone, Option, Project, Proposal
from people import roles
from tests.factories.hubs import open_hub
from tests.factories.investment import (
    board_member,
    hub_officer,
    make_case,
    need,
    project,
    written,
)
from tests.factories.people import officer_of, sign_in_officer
from tests.recruitment.officers import marked, press, words

pytestmark = pytest.mark.django_db

PROGRAMME = reverse("investment:programme")


def case(hub) -> str:
    """The address of what is planned for a hub."""
    return reverse("investment:case", args=[hub.slug])


def test_one_page_tells_need_options_decision_forecast_and_what_was_spent(client):
    made = make_case(open_hub())
    page = client.get(case(made.project.proposal.hub)).content.decode()
    for said in (
        "The roof lets water in",
        "£90,000",
        "Make it anew",
        "by the end of 2031/32",
        "Demo board",
        "£100,000",
        "March 2027 – June 2027",
        "£500",
        "All goes well.",
        "Do it in summer.",
    ):
        assert said in page


def test_every_figure_leads_to_its_record(client):
    made = make_case(open_hub())
    page = client.get(case(made.project.proposal.hub)).content.decode()
    proposal = made.project.proposal
    for target in (
        f"option-{proposal.preferred_id}",
        f"decisions-{proposal.pk}",
        f"spending-{made.project.pk}",
        f"need-{proposal.needs.get().pk}",
    ):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page


def test_what_is_not_published_is_read_by_officers_and_boards_alone(client):
    hub = open_hub()
    proposal = written(hub)
    assert "A new roof" not in client.get(case(hub)).content.decode()
    sign_in_officer(client, board_member())
    seen = client.get(case(hub)).content.decode()
    assert "A new roof" in seen
    assert "Not published" in seen
    client.logout()
    services.publish(proposal_id=proposal.pk, actor=PORTAL)
    assert "A new roof" in client.get(case(hub)).content.decode()


def test_a_need_is_read_where_officers_say_so_and_nowhere_else(client):
    hub = open_hub()
    secret = need(hub, "A secret need")
    need(hub, "A public need", is_public=True)
    proposal = written(hub)
    proposal.needs.add(secret)
    services.publish(proposal_id=proposal.pk, actor=PORTAL)
    for address in (case(hub), PROGRAMME):
        assert "A secret need" not in client.get(address).content.decode()
    page = client.get(case(hub)).content.decode()
    assert "A public need" in page
    assert "The roof lets water in" in page
    assert "2 needs that are not met" in client.get(PROGRAMME).content.decode()


def test_the_programme_says_what_the_plan_says_and_counts_what_is_public(client):
    services.load_plan()
    hub = open_hub()
    need(hub, "A secret need")
    need(hub, "A public need", is_public=True)
    page = client.get(PROGRAMME).content.decode()
    assert "No current budget available" in page
    assert "February 2021" in page
    assert "1 need that is not met" in page
    assert "0 proposals" in page


def test_a_hub_leads_to_what_is_planned_for_it(client):
    hub = open_hub()
    page = client.get(reverse("hubs:hub", args=[hub.slug])).content.decode()
    assert f'href="{case(hub)}"' in page
    assert client.get(case(hub)).status_code == 200


def statements(client, address) -> int:
    """How many a page takes."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def test_pages_take_as_many_statements_for_many(client):
    hub = open_hub()
    make_case(hub)
    few = [statements(client, one) for one in (PROGRAMME, case(hub))]
    for _ in range(3):
        make_case(hub)
        make_case(open_hub())
    assert [statements(client, one) for one in (PROGRAMME, case(hub))] == few


@pytest.mark.parametrize("model", ["need", "proposal", "option", "project", "milestone"])
def test_lists_take_as_many_statements_for_many(client, model):
    sign_in_officer(client, hub_officer())
    address = reverse(f"admin:investment_{model}_changelist")
    make_case(open_hub())
    few = statements(client, address)
    for _ in range(3):
        make_case(open_hub())
    assert statements(client, address) == few


def page_of(row, part="change") -> str:
    """An officers' page of a row."""
    return reverse(
        f"admin:investment_{row._meta.model_name}_{part.replace('-', '_')}", args=[row.pk]
    )


def test_an_officer_takes_a_hub_from_need_to_project_on_the_pages(client):
    sign_in_officer(client, hub_officer())
    hub = open_hub()
    new = reverse("admin:investment_need_add")
    client.post(
        new, {"hub": hub.pk, "title": "The roof lets water in", "cost": "90,000", "is_public": "on"}
    )
    new = reverse("admin:investment_proposal_add")
    client.post(new, {"hub": hub.pk, "title": "A new roof"})
    proposal = Proposal.objects.get()
    assert "it needs" in words(client.get(page_of(proposal)))
    need_pk = hub.needs.get().pk
    press(
        client,
        page_of(proposal, "change-it"),
        {
            "title": "A new roof",
            "summary": "The roof is made anew.",
            "needs": [need_pk],
            "rate": "3.5",
            "equality": "Nobody loses by it.",
            "equality_on": "2026-01-05",
        },
    )
    press(client, page_of(proposal, "benefits"), {"rows": "It is dry; everybody; buckets"})
    press(client, page_of(proposal, "risks"), {"rows": "It costs more; 2; 3; A reserve"})
    press(
        client,
        page_of(proposal, "hear"),
        {"on": "2026-01-05", "where": "A panel", "said": "In summer."},
    )
    press(
        client,
        page_of(proposal, "add-option"),
        {"kind": "improve", "title": "Make it anew", "bias_percent": "10"},
    )
    nothing, option = Option.objects.order_by("pk")
    press(client, page_of(nothing, "figures"), {"rows": "running; 2026; 2036; 15,000; As it is"})
    rows = "capital; 2026; 2026; 100,000; Building\nincome; 2027; 2036; 30,000; Rooms"
    press(client, page_of(option, "figures"), {"rows": rows})
    press(client, page_of(option, "prefer"))
    press(client, page_of(proposal, "send"))
    press(
        client,
        page_of(proposal, "decide"),
        {
            "board": "Demo board",
            "decided_on": "2026-02-03",
            "outcome": "approved",
            "pence": "110,000",
            "reason": "It washes its face.",
        },
    )
    press(client, page_of(proposal, "start"))
    begun = Project.objects.get()
    assert begun.budget_pence == 11_000_000
    press(client, page_of(begun, "milestone"), {"title": "It opens", "when": "May 2027"})
    press(
        client,
        page_of(Milestone.objects.get(), "forecast"),
        {"when": "June 2027", "reason": "Rain"},
    )
    press(
        client,
        page_of(begun, "spend"),
        {"on": "2026-03-04", "kind": "capital", "pence": "500", "what": "Plans"},
    )
    press(client, page_of(begun, "status"), {"colour": "amber", "reason": "Rain"})
    page = client.get(case(hub)).content.decode()
    assert all(said in page for said in ("£110,000", "£500", "June 2027", "Rain"))


def test_figures_that_are_wrong_are_named_by_line_and_kept_to_be_mended(client):
    sign_in_officer(client, hub_officer())
    option = written().preferred
    rows = "income; 2027; 2026; 5; Backwards\nrent; 2026; 2026; 5; What"
    address = page_of(option, "figures")
    answer = client.post(address, marked(client, address) | {"rows": rows})
    assert "Line 2" in words(answer)
    assert "Backwards" in words(answer)
    assert option.figures.count() == 3


def test_more_than_is_left_of_the_budget_is_asked_about_first(client):
    sign_in_officer(client, hub_officer())
    begun = project(pence=1_000)
    address = page_of(begun, "spend")
    typed = {"on": "2026-03-04", "kind": "capital", "pence": "20", "what": "Plans"}
    answer = client.post(address, marked(client, address) | typed)
    assert "£10 more than is left" in words(answer)
    assert not begun.spending.exists()


def test_a_board_member_reads_and_writes_nothing(client):
    sign_in_officer(client, board_member())
    proposal = written(sent=True)
    page = words(client.get(page_of(proposal) + "?tab=options"))
    assert "Make it anew" in page
    for part in ("decide", "publish", "withdraw"):
        assert client.get(page_of(proposal, part)).status_code == 403


def test_what_is_before_the_board_waits_on_the_home_of_officers_and_boards(client):
    written(sent=True)
    for person in (hub_officer(), board_member()):
        sign_in_officer(client, person)
        home = words(client.get(reverse("admin:index"))).lower()
        assert "proposals before the board" in home


def test_what_is_new_opens_on_its_own_page(client):
    sign_in_officer(client, hub_officer())
    new = reverse("admin:investment_proposal_add")
    answer = client.post(new, {"hub": open_hub().pk, "title": "A hall"})
    assert answer.headers["Location"] == page_of(Proposal.objects.get())


def test_a_history_tells_amounts_and_years(client):
    sign_in_officer(client, hub_officer())
    begun = make_case(open_hub()).project
    assert "£500: Plans" in words(client.get(page_of(begun, "history")))
    option = begun.proposal.preferred
    assert "2027–2036, £30,000" in words(client.get(page_of(option, "history")))


def test_a_hub_manager_reads_the_needs_of_their_own_hub_alone(client):
    own, other = need(title="Own need"), need(title="Other need")
    officer = officer_of(roles.HUB_MANAGER)
    HubManager.objects.create(hub=own.hub, person=officer)
    sign_in_officer(client, officer)
    listed = reverse("admin:investment_need_changelist")
    for address in (listed, f"{listed}?hub__id__exact={other.hub_id}", f"{listed}?q=need"):
        assert "Other need" not in words(client.get(address))
    assert "Own need" in words(client.get(listed))
    assert client.get(page_of(other)).headers["Location"] == reverse("admin:index")
    assert client.get(page_of(own)).status_code == 200
