"""The fund in a real browser: on a telephone without a script, on a desk with one, for axe."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from collaboration_fund.models import Acceptance, Edition
from tests.collaboration_fund.test_accepting import change_line
from tests.collaboration_fund.test_own_pages import pages
from tests.factories.fund import together
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture(params=[(320, False), (1280, True)], ids=["telephone", "desk"])
def walk(request, visitor, axe, fits):
    """Looks at each page with axe, and measures whether it fits."""
    width, script = request.param
    return Walk(visitor(width=width, javascript=script), axe, fits)


def enter(walk, site, person) -> None:
    """Go on as this person."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    walk.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}]
    )


def test_two_groups_accept_change_accept_again_and_send(walk, site):
    made = together(accepted=False)
    application, page = made.application, walk.page
    walk.open(application.round.get_absolute_url())
    enter(walk, site, made.owner)
    accept = reverse("collaboration_fund:accept", args=[application.reference, made.partner.pk])
    for _time in range(2):
        walk.open(accept)
        page.fill("input[name=capacity]", "Director")
        page.check("input[name=agree]")
        page.get_by_role("button", name="Accept our part").click()
        walk.look()
        if not Acceptance.objects.filter(voided_at__isnull=False).exists():
            change_line(made, pence=60_000)
    assert Acceptance.objects.standing().count() == 1
    enter(walk, site, made.lead)
    walk.open(application.get_absolute_url())
    page.get_by_role("button", name="Check and send").click()
    walk.look()
    page.get_by_role("button", name="Send the application").click()
    walk.look()
    edition = Edition.objects.get()
    assert edition.sha256 in page.content()
    made.say("new", "We share two kitchens.")
    made.sent()
    for name, address in pages(made).items():
        if name not in {"accept", "leave", "partner subsidies", "edition_pdf"}:
            walk.open(address)
