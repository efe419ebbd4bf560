"""Two officers at the same moment, on PostgreSQL: one wins, the other reads why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from panels.models import Session
from tests.factories.panels import ProgrammeFactory, SessionFactory, TopicFactory
from tests.officers.pages import opened
from tests.panels.officers import panels_officer, session_page, session_tab, shown, words

pytestmark = pytest.mark.django_db(transaction=True)

OFFICERS = 6
ADD = reverse("admin:panels_session_add")


@pytest.fixture
def at_once():
    """Posts each of the given forms by an officer of its own, all at the same moment."""
    assert connection.vendor == "postgresql", "This test needs PostgreSQL: run bin/with-services."

    def post(url, forms):
        clients = [Client() for _ in forms]
        for client in clients:
            panels_officer(client)
        barrier = Barrier(len(forms))

        def one(client, form):
            barrier.wait()
            try:
                return client.post(url, form)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(forms)) as pool:
            return list(pool.map(one, clients, forms))

    return post


def test_of_officers_who_save_at_once_one_wins_and_the_others_keep_what_they_typed(client, at_once):
    panels_officer(client)
    session = SessionFactory()
    page = shown(client.get(session_tab(session)))
    forms = [page | {"title_en": f"Title {n}"} for n in range(OFFICERS)]
    answers = at_once(session_tab(session), forms)
    assert sorted(answer.status_code for answer in answers) == [200] * (OFFICERS - 1) + [302]
    for number, answer in enumerate(answers):
        if answer.status_code == 200:
            assert "Somebody else saved this" in words(answer)
            assert f'value="Title {number}"' in words(answer)


def test_of_officers_who_publish_at_once_one_wins_and_the_others_read_why(client, at_once):
    panels_officer(client)
    session = SessionFactory(state="draft")
    page = opened(client, session_page(session, "publish"))
    answers = at_once(session_page(session, "publish"), [page] * OFFICERS)
    assert sorted(answer.status_code for answer in answers) == [200] * (OFFICERS - 1) + [302]
    losers = [words(answer) for answer in answers if answer.status_code == 200]
    assert all("it is already “Published”" in text for text in losers)
    assert session.moves.count() == 1


def test_officers_who_choose_the_same_title_at_once_get_addresses_of_their_own(at_once):
    topic = TopicFactory()
    form = {
        "programme": ProgrammeFactory(starts_on=date(2030, 1, 1), ends_on=date(2030, 12, 31)).pk,
        "topic": topic.pk,
        "title_en": "Streets at night",
        "summary_en": "Which streets need light?",
        "starts_at": "2030-03-30T18:00",
        "ends_at": "2030-03-30T20:00",
        "online_link": "https://meet.demo.example/lamps",
        "registration_opens_at": "2030-01-01T09:00",
        "registration_closes_at": "2030-03-30T12:00",
        "notice_days": "28",
    }
    answers = at_once(ADD, [form] * OFFICERS)
    assert [answer.status_code for answer in answers] == [302] * OFFICERS
    slugs = set(Session.objects.filter(title="Streets at night").values_list("slug", flat=True))
    assert slugs == {"streets-at-night", *(f"streets-at-night-{n}" for n in range(2, 7))}
