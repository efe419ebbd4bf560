"""The officers' home in a real browser: as each role, on a phone and at a desk, under axe."""

import pytest
from django.test import Client
from django.urls import reverse

from people import roles
from tests.architecture.addresses import make_town
from tests.factories.people import officer_of, sign_in_officer

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_role_has_a_home_that_fits_and_axe_finds_nothing(visitor, site, axe, fits):
    make_town()
    for width in (375, 1280):
        for role in roles.ROLES:
            client = Client()
            sign_in_officer(client, officer_of(role))
            page = visitor(width=width)
            cookie = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
            page.goto(reverse("admin:index"))
            assert page.get_by_role("heading", level=1).inner_text(), role
            assert page.url.endswith(reverse("admin:index")), role
            fits(page)
            axe(page)
