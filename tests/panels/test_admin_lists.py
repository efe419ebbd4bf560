"""The lists of the panels: filters that say that they are on, and drafts published many at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from panels.models import Session
from tests.factories.panels import SessionFactory
from tests.factories.times import evening
from tests.officers.pages import made_from, seen
from tests.panels.officers import asked, officer_who_may, panels_officer, words

pytestmark = pytest.mark.django_db

LIST = reverse("admin:panels_session_changelist")


def chosen(*sessions) -> dict:
    return {"action": "publish-many", "_selected_action": [one.pk for one in sessions]}


def press(client, *sessions, **typed):
    """Choose them, and press on the page that asks."""
    asks = chosen(*sessions)
    page = made_from(client.post(LIST, asks))
    return client.post(LIST, asks | page | {"pressed": "1", "late_reason": ""} | typed)


def states(*sessions) -> list[str]:
    return [Session.objects.get(pk=one.pk).state for one in sessions]


def test_filters_that_are_on_are_named_with_the_way_to_take_each_off(client):
    panels_officer(client)
    SessionFactory(state="draft")
    page = client.get(LIST, {"state__exact": "draft", "when": "upcoming"})
    on = {(str(about), str(choice)): href for about, choice, href in page.context["filters_on"]}
    assert on == {
        ("when", "Still to come"): "?state__exact=draft",
        ("state", "Draft"): "?when=upcoming",
    }
    assert "Filters (2 on)" in words(page)
    plain = client.get(LIST)
    assert plain.context["filters_on"] == []
    assert "Filters (" not in words(plain)


def test_drafts_are_published_together_and_nobody_is_told_before_it_is_pressed(client):
    programme = SessionFactory(state="draft").programme
    type(programme).objects.filter(pk=programme.pk).update(
        starts_on=timezone.localdate(), ends_on=timezone.localdate() + timedelta(days=400)
    )
    panels_officer(client)
    drafts = SessionFactory.create_batch(3, state="draft", programme=programme)
    page = client.post(LIST, chosen(*drafts))
    assert all(str(draft) in words(page) for draft in drafts)
    assert states(*drafts) == ["draft"] * 3
    assert press(client, *drafts).status_code == 302
    assert states(*drafts) == ["published"] * 3


def test_what_cannot_be_published_is_named_with_the_reason_and_left_out(client):
    panels_officer(client)
    good = SessionFactory(state="draft")
    soon = SessionFactory(state="draft", starts_at=evening(3))
    ask = press(client, good, soon)
    assert any("promised 28 days" in doubt for doubt in asked(ask).doubts)
    assert states(good, soon) == ["draft", "draft"]
    press(client, good, soon, **seen(ask))
    assert states(good, soon) == ["published", "draft"]
    press(client, soon, late_reason="The hall was free.")
    assert states(soon) == ["published"]


def test_who_may_not_publish_is_not_offered_it(client):
    officer_who_may(client, "view_session", "change_session")
    draft = SessionFactory(state="draft")
    assert "publish-many" not in words(client.get(LIST))
    client.post(LIST, chosen(draft) | {"pressed": "1"})
    assert states(draft) == ["draft"]
