"""The pages of assessing in a real browser: on a telephone, a tablet and a desk, under axe."""

import pytest
from django.urls import reverse

from recruitment.services import close_round, screen, start_scoring
from tests.factories.assessing import assessed
from tests.factories.organisations import MembershipFactory
from tests.factories.recruitment import (
    RoundFactory,
    recruitment_officer,
    scored,
    scorer,
    submitted,
)
from tests.journeys.test_recruitment import officer_cookie
from tests.journeys.walk import Walk
from tests.recruitment.officers import assessment_url, round_url, scoring_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.mark.parametrize(
    "width",
    [320, pytest.param(768, marks=pytest.mark.soak), pytest.param(1280, marks=pytest.mark.soak)],
)
def test_every_page_of_assessing_fits_and_axe_finds_nothing(visitor, site, axe, fits, width):
    officer, round, draft = recruitment_officer(), RoundFactory(), RoundFactory(state="draft")
    first, second = (submitted(round, number=number) for number in (1, 2))
    people = [scorer(round), scorer(round)]
    close_round(round_id=round.pk, actor=officer)
    for application in (first, second):
        screen(application_id=application.pk, eligible=True, actor=officer)
    start_scoring(round_id=round.pk, actor=officer)
    scored(first, people, 0, 4)
    office = Walk(visitor(width=width), axe, fits)
    officer_cookie(office.page, site, officer)
    office.open(assessment_url(round))
    # Scores to agree on, each with its form.
    office.open(round_url(round, "pool"))
    office.open(reverse("admin:assessment_criterion_changelist"))
    criterion = draft.assessment.criteria.first()
    office.open(reverse("admin:assessment_criterion_change", args=[criterion.pk]))
    panel = Walk(visitor(width=width), axe, fits)
    officer_cookie(panel.page, site, people[0].person)
    panel.open(reverse("admin:assessment_piece_changelist"))
    panel.open(scoring_url(second))
    panel.page.check("input[value=no]")
    panel.page.locator(".submit-row [type=submit]").first.click()
    panel.look()
    assert "I have lived here a long time." in panel.main().inner_text()
    panel.page.locator("[name=final]").click()
    panel.look()
    assert "Give a score for" in panel.main().inner_text()
    round.assessment.asked = "assigned"
    round.assessment.save()
    office.open(assessment_url(round, "assign"))
    office.page.locator("button[name=tick]").first.click()
    office.look()
    assert "not saved yet" in office.main().inner_text()


@pytest.mark.parametrize("width", [pytest.param(320, marks=pytest.mark.soak), 1280])
def test_every_page_of_assessing_the_fund_fits_and_axe_finds_nothing(
    visitor, site, axe, fits, width
):
    scene = assessed(3)
    one, two, three = (scene.assessor() for _number in range(3))
    MembershipFactory(organisation=scene.made[2].application.lead, person=three.person)
    scene.ask((0, one), (0, two), (1, one), (1, two))
    scene.score(0, one, 0, advice="conditions", conditions="A lease of the hall.")
    scene.score(0, two, 4)
    scene.score(1, one, 2)
    office = Walk(visitor(width=width), axe, fits)
    officer_cookie(office.page, site, scene.officer)

    def url(name: str) -> str:
        return reverse(f"admin:assessment_assessment_{name}", args=[scene.assessment.pk])

    office.open(url("change"))
    office.open(url("plan"))
    office.page.locator("#content-main [type=submit]").first.click()
    office.look()
    assert "held" in office.main().inner_text()
    office.open(url("release"))
    office.open(url("lift"))
    office.open(url("standings"))
    assert "adjusted" in office.main().inner_text().lower()
    panel = Walk(visitor(width=width), axe, fits)
    officer_cookie(panel.page, site, two.person)
    panel.open(reverse("admin:assessment_piece_changelist"))
    code = scene.piece(1).code
    panel.open(reverse("admin:assessment_piece_declare", args=[code]))
    panel.page.check("input[value=no]")
    panel.page.locator(".submit-row [type=submit]").first.click()
    panel.look()
    assert "What do you recommend?" in panel.main().inner_text()
