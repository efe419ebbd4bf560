"""The officers' pages of recruitment in a real browser: on a telephone, on a desk, for axe."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from jobs.services import run_waiting
from people.roles import SELECTION_PANEL
from recruitment import services
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    recruitment_officer,
    round_with_pool,
    start,
)
from tests.journeys.test_recruitment import officer_cookie
from tests.journeys.walk import Walk
from tests.recruitment.officers import round_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture(
    params=[
        pytest.param(320, id="telephone", marks=pytest.mark.soak),
        pytest.param(1280, id="desk"),
    ]
)
def walk(request, visitor, axe, fits):
    """Looks at each page with axe, and measures whether it fits."""
    return Walk(visitor(width=request.param), axe, fits)


@pytest.fixture
def officer(walk, site):
    call_command("load_wards", verbosity=0)
    found = recruitment_officer()
    officer_cookie(walk.page, site, found)
    return found


def press(walk, words: str = "", *, times: int = 1) -> None:
    """Press the first button of the page's form, or the one with these words, so many times."""
    for _time in range(times):
        if words:
            walk.page.get_by_role("button", name=words, exact=True).click()
        else:
            walk.page.locator("#content-main .submit-row [type=submit]").first.click()
        walk.look()


def follow(walk, words: str) -> None:
    walk.page.get_by_role("link", name=words, exact=True).click()
    walk.look()


def test_from_the_pool_to_the_reserves_each_step_is_looked_at_first(walk, officer):
    round, _panel = round_with_pool(officer, 9, seats={"residents": (3, "lottery")})
    walk.open(round_url(round))
    walk.open(round_url(round, "dashboard"))
    walk.open(round_url(round, "targets"))
    rows = [{"feature": "age", "value": "55+", "minimum": 0, "maximum": 0}]
    services.save_targets(round_id=round.pk, actor=officer, rows=rows)
    walk.open(round_url(round, "targets"))
    press(walk, "Work out everybody’s chance")
    walk.open(round_url(round, "ask_draw"))
    services.ask_draw(
        round_id=round.pk, seed="Demo", number_source="The demo lottery of today", actor=officer
    )
    run_waiting()
    walk.open(round_url(round, "draw"))
    assert "3 people: the target for “Age? 55+” is at most 0" in walk.page.content()
    follow(walk, "Publish the lottery")
    press(walk)
    follow(walk, "Draw the number")
    walk.page.fill("input[name=chance]", "3 11 19 28 40 51")
    press(walk, times=2)
    follow(walk, "Offer the drawn seats")
    press(walk)
    gone = round.applications.filter(state="offered").first()
    services.decline(application_id=gone.pk, actor=gone.person)
    walk.open(round_url(round, "replace"))
    walk.page.check("input[name=offer_id]")
    walk.page.fill("input[name=seed]", "Demo")
    press(walk, times=2)
    follow(walk, "Name the reserves")
    walk.page.fill("input[name=number]", "2")
    walk.page.fill("input[name=seed]", "Demo")
    press(walk, times=2)
    assert "Reserve list" in walk.page.content()


def test_a_paper_application_is_entered_and_leads_back(walk, officer):
    round = RoundFactory()
    walk.open(round_url(round, "offline"))
    walk.page.fill("input[name=name]", "Demo Paper")
    walk.page.fill("input[name=address]", "1 Demo Street")
    walk.page.fill("input[name=postcode]", "LU99 1AA")
    press(walk, "Begin the application")
    assert "You are entering the application of Demo Paper" in walk.main().inner_text()
    walk.page.get_by_role("link", name="Selection questions").click()
    walk.look()
    walk.page.check("input[value=form]")
    walk.page.fill("input[name=on]", round.closes_at.date().replace(year=2020).isoformat())
    press(walk, "Continue")
    assert "since the round opened, until today" in walk.page.content()
    walk.page.get_by_role("link", name="Back to the officers’ page of this application").click()
    walk.look()
    assert "Go on entering it" in walk.page.content()


def test_the_panels_and_the_lists_pages(walk, officer):
    round = RoundFactory()
    answer(start(round))
    walk.open(round_url(round, "invite"))
    walk.page.fill("textarea[name=emails]", "Demo A <a@demo.example>")
    press(walk)
    walk.open("/admin/recruitment/application/")
    round.assessment.assessors.create(person=officer)
    officer.groups.add(Group.objects.get(name=SELECTION_PANEL))
    walk.open("/admin/recruitment/application/")
    assert "You sit on the selection panel" in walk.page.content()
    walk.open("/admin/assessment/piece/")
