"""Every link on an officer's page opens for the officer who sees it."""

import re

import pytest
from django.urls import reverse

from panels import services
from people import roles
from places.models import Ward
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.panels.officers import session_page, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [roles.PANELS_OFFICER, roles.READ_ONLY])
def test_no_link_leads_to_a_page_that_they_cannot_see(client, role):
    sign_in_officer(client, officer_of(role))
    session = SessionFactory()
    person = ResidentFactory(ward=session.venue.ward or Ward.objects.first())
    place = services.register(session_id=session.pk, person=person, actor=person)
    pages = [
        session_page(session),
        reverse("admin:panels_registration_change", args=[place.pk]),
        reverse("admin:places_venue_change", args=[session.venue_id]),
        reverse("admin:people_user_change", args=[person.pk]),
        reverse("admin:panels_topic_change", args=[session.topic_id]),
    ]
    followed: set[str] = set()
    for page in pages:
        answer = client.get(page)
        if answer.status_code == 403:
            continue
        links = set(re.findall(r'href="(/admin/[^"#]+)"', words(answer))) - followed
        for link in links:
            assert client.get(link).status_code in {200, 302}, f"{page} links to {link}"
        followed |= links
    assert len(followed) > 10
