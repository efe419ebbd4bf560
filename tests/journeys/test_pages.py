"""Every page that a link leads to, for each kind of person, narrow, under axe."""

from collections import deque
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from panels import services
from panels.models import AccessProvision
from panels.views import public as views
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in, sign_in_officer
from tests.html import parse_page
from tests.journeys.walk import URDU

pytestmark = pytest.mark.django_db(transaction=True)

MOST_PAGES = 60


@pytest.fixture
def resident(session, monkeypatch):
    """Somebody with everything to see: places, a queue, a past; in a town where much goes on."""
    now, person = timezone.now(), ResidentFactory(access_needs="Large print")
    common = {"venue": session.venue, "topic": session.topic}
    before = {**common, "starts_at": now - timedelta(days=3)}
    session.provisions.add(AccessProvision.objects.create(slug="bsl", title="BSL interpreter"))
    monkeypatch.setattr(views, "SESSIONS_A_PAGE", 3)
    online = SessionFactory(title="Online", venue=None, online_link="https://meet.demo.example/a")
    full = SessionFactory(title="Full", capacity=1, **common)
    gone = SessionFactory(title="Gone", **common)
    officer = OfficerFactory(is_superuser=True)
    for one, who in ((full, ResidentFactory()), (full, person), (online, person), (gone, person)):
        services.register(session_id=one.pk, person=who, actor=who)
    services.cancel_session(session_id=gone.pk, actor=officer, reason="The hall flooded.")
    left = services.register(session_id=session.pk, person=person, actor=person)
    services.withdraw(registration_id=left.pk, actor=person)
    reported = SessionFactory(
        title="Reported", state="reported", outcome="The lamps were mended.", **before
    )
    RegistrationFactory(session=reported, person=person, attendance="attended")
    RegistrationFactory(session=SessionFactory(title="Held", state="held", **before), person=person)
    return person


def as_nobody(client, resident):
    """Browse without an account."""


def as_resident(client, resident):
    """Browse signed in with a code."""
    sign_in(client, resident, "code")


def as_officer(client, resident):
    """Browse the residents' pages as an officer with both factors."""
    sign_in_officer(client, OfficerFactory(is_superuser=True))


@pytest.mark.parametrize(
    ("who", "language"),
    [
        pytest.param(as_nobody, "en", marks=pytest.mark.soak),
        (as_resident, URDU),
        (as_officer, "en"),
    ],
)
def test_every_link_leads_to_a_good_page(walker, site, resident, who, language):
    walk, client = walker(width=320), Client()
    who(client, resident)
    client.cookies["django_language"] = language
    cookies = [(name, cookie.value) for name, cookie in client.cookies.items()]
    walk.page.context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies]
    )
    kinds = set()
    linked_from = {"/": "the start"}
    waiting = deque(linked_from)
    while waiting and len(kinds) <= MOST_PAGES:
        address = waiting.popleft()
        answer = walk.page.request.get(address)
        assert answer.ok, f"{answer.status} at {address}, linked from {linked_from[address]}"
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        parse_page(answer.text())
        if kind_of(address) in kinds:
            continue
        kinds.add(kind_of(address))
        walk.open(address)
        for link in links_of(walk.page, site):
            if link not in linked_from:
                linked_from[link] = address
                waiting.append(link)
    assert {("/panels/", "page"), ("/panels/", "ward"), ("/panels/results/",)} <= kinds
    assert not waiting


def kind_of(address) -> tuple:
    """What makes a page another one to look at: its path and which filters it has."""
    url = urlsplit(address)
    return url.path, *sorted(parse_qs(url.query, keep_blank_values=True))


def links_of(page, site) -> list[str]:
    """The paths of this site that a page links to, in their order, but the officers' own."""
    links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    ours = [urlsplit(link) for link in links if link.startswith(f"{site}/")]
    return [
        link.path + (f"?{link.query}" if link.query else "")
        for link in ours
        if not link.path.startswith("/admin/")
    ]
