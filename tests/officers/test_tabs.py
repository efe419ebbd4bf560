"""A thing's page in tabs: each an address, each with its own fields and no others."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from panels.models import Session
from tests.factories.panels import SessionFactory
from tests.officers.pages import seen
from tests.panels.officers import (
    errors_of,
    officer_who_may,
    panels_officer,
    session_page,
    session_tab,
    shown,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    """One that is reported, so that two of its tabs have a form."""
    return SessionFactory(state="reported", outcome_en="A plan.", outcome_ur="منصوبہ", capacity=30)


def tabs(page) -> list[str]:
    return [str(label) for label, _href, _is_open in page.context["head"]["tabs"]]


def test_every_tab_is_an_address_that_says_which_one_is_open(client, session):
    panels_officer(client)
    page = client.get(session_page(session))
    names = ["Overview", "Details", "People", "Messages", "Attendance", "Report", "History"]
    assert tabs(page) == names
    for label, href, _is_open in page.context["head"]["tabs"]:
        one = client.get(href)
        assert [str(name) for name, _, is_open in one.context["head"]["tabs"] if is_open] == [label]
        assert f'<a href="{href}" aria-current="page">{label}</a>' in words(one)
        assert f"<h1><bdi>{session}</bdi>" in words(one)


def confirmed(client, address: str, changes: dict):
    """What comes of a tab whose words are asked about before everybody reads them."""
    typed = shown(client.get(address)) | changes
    return client.post(address, typed | seen(client.post(address, typed)))


def test_saving_a_tab_leaves_the_fields_of_the_others_and_comes_back_to_it(client, session):
    panels_officer(client)
    details, report = session_tab(session), session_tab(session, "report")
    values = shown(client.get(details))
    assert "outcome_en" not in values
    # What a page of another tab would send along is no part of this form.
    saved = client.post(details, values | {"title_en": "Light", "outcome_en": ""})
    assert saved.status_code == 302, errors_of(saved)
    assert saved.url == details
    saved = confirmed(client, report, {"outcome_ur": "نیا", "title_en": ""})
    assert saved.url == report
    session = Session.objects.get(pk=session.pk)
    assert (session.title_en, session.capacity) == ("Light", 30)
    assert (session.outcome_en, session.outcome_ur) == ("A plan.", "نیا")


def test_an_error_stays_on_its_tab_with_what_was_typed(client, session):
    panels_officer(client)
    details = session_tab(session)
    page = client.post(details, shown(client.get(details)) | {"ends_at": "2020-01-01T10:00"})
    assert page.status_code == 200
    assert [str(label) for label, _, is_open in page.context["head"]["tabs"] if is_open] == [
        "Details"
    ]
    assert "It must end after it starts." in words(page)
    assert 'value="2020-01-01T10:00' in words(page)


def test_a_tab_is_stale_by_its_own_fields_alone(client, session):
    panels_officer(client)
    details, report = session_tab(session), session_tab(session, "report")
    old_details, old_report = (shown(client.get(one)) for one in (details, report))
    confirmed(client, report, {"outcome_en": "Another plan."})
    saved = client.post(details, old_details | {"host": "Demo host"})
    assert saved.status_code == 302, errors_of(saved)
    page = client.post(report, old_report | {"outcome_en": "My plan."})
    assert "Somebody else saved this while you had it open" in words(page)
    session.refresh_from_db()
    assert (session.host, session.outcome_en) == ("Demo host", "Another plan.")


def test_a_tab_opens_to_whom_it_is_for_and_while_it_is_there(client, session):
    officer_who_may(client, "view_session")
    page = client.get(session_page(session))
    assert tabs(page) == ["Overview", "Details", "Report", "History"]
    assert client.get(session_tab(session, "people")).status_code == 403
    assert client.get(session_tab(session, "nothing")).status_code == 404
    draft = SessionFactory(state="draft")
    answer = client.get(session_tab(draft, "report"))
    assert (answer.status_code, answer.url) == (302, session_page(draft))
    assert client.post(session_page(session), {"title_en": "x"}).status_code == 405


def test_what_comes_next_stands_first_and_what_ends_it_apart(client):
    panels_officer(client)
    page = client.get(session_page(SessionFactory(state="draft")))
    assert [str(label) for label, _href in page.context["leading"]] == ["Publish"]
    page = client.get(session_page(SessionFactory()))
    assert [str(label) for label, _href in page.context["ending"]] == ["Cancel the session"]
    assert 'class="button officers-ends"' in words(page)


def test_what_a_new_thing_is_asked_for_is_all_that_tabs_hold_but_what_comes_later(client):
    panels_officer(client)
    form = client.get(reverse("admin:panels_session_add")).context["adminform"].form
    assert {"title_en", "capacity", "slug"} <= {*form.fields}
    assert "outcome_en" not in form.fields


def test_words_stand_by_language_and_a_gap_is_marked(client, session):
    panels_officer(client)
    headings = [str(part.name) for part in client.get(session_tab(session)).context["adminform"]]
    english, urdu = (f'<span lang="{code}">{name}</span>' for code, name in LANGUAGES)
    assert headings[1] == english
    assert headings[2].startswith(urdu)
    assert "officers-dot" in headings[2]
    report = client.get(session_tab(session, "report"))
    assert [str(part.name) for part in report.context["adminform"]] == [english, urdu]


LANGUAGES = (("en", "English"), ("ur", "اردو"))


@pytest.mark.parametrize(
    ("model", "inline"), [("taskforce.meeting", "papers"), ("questionnaires.setversion", "")]
)
def test_rows_of_a_thing_name_their_language_plainly(rf, model, inline):
    officer = type("Chief", (), {"has_perm": lambda self, name: True})()
    request = rf.get("/admin/")
    request.user = officer
    admin = next(one for kind, one in site._registry.items() if kind._meta.label_lower == model)
    made = [one.get_formset(request).form for one in admin.get_inline_instances(request)]
    labels = [str(field.label) for form in made for field in form.base_fields.values()]
    assert any("(اردو)" in label for label in labels)
    assert not [label for label in labels if "[" in label]
