"""Officers find, read, compare and export answers; those to an application stay with it."""

import pytest
from django.urls import reverse

from core.actors import PORTAL
from questionnaires.services import reopen, save_answers, start, submit
from tests.factories.questionnaires import published
from tests.panels.officers import officer_who_may, panels_officer
from tests.questionnaires.conftest import ENOUGH
from tests.questionnaires.test_admin import fill, page, readings, words

pytestmark = pytest.mark.django_db


def sent(key="everything", **more):
    """A response to a set that is there, sent."""
    draft = start(key=key, actor=PORTAL, language="en")
    save_answers(response_id=draft.pk, values=ENOUGH | more, actor=PORTAL)
    submit(response_id=draft.pk, actor=PORTAL)
    draft.refresh_from_db()
    return draft


def sent_again(response, **answers):
    reopen(response_id=response.pk, actor=PORTAL)
    save_answers(response_id=response.pk, values=answers, actor=PORTAL)
    submit(response_id=response.pk, actor=PORTAL)


def test_an_officer_finds_answers_from_the_index_to_the_file(client, version):
    response = sent()
    panels_officer(client)
    listing = page("response", "changelist")
    assert listing in client.get(reverse("admin:index")).content.decode()
    whole = version.question_set
    shown = client.get(page("questionset", "change", whole.pk)).content.decode()
    of_this_set = f"{listing}?version__question_set__id__exact={whole.pk}"
    assert of_this_set in shown
    export = page("questionset", "export", whole.pk)
    assert export in shown
    found = client.get(of_this_set).content.decode()
    assert export in found
    assert page("response", "change", response.pk) in found
    assert "Demo Ash" in words(client.get(page("response", "change", response.pk)))
    assert client.get(export).status_code == 200
    assert "Demo Ash" in words(client.post(export, {"kind": "csv"}))
    assert [entry["what"] for entry in readings()] == ["answers", "export as csv"]


def test_the_list_narrows_by_state_set_version_and_day(client, version):
    response = sent()
    draft = start(key="everything", actor=PORTAL, language="en")
    panels_officer(client)
    listing = page("response", "changelist")

    def pseudonyms(**query):
        found = client.get(listing, query)
        assert found.status_code == 200
        return {row.pseudonym for row in found.context["cl"].result_list}

    assert pseudonyms() == {response.pseudonym, draft.pseudonym}
    assert pseudonyms(state__exact="submitted") == {response.pseudonym}
    assert pseudonyms(number=version.number) == {response.pseudonym, draft.pseudonym}
    assert pseudonyms(number="x" * 10_000) == {response.pseudonym, draft.pseudonym}
    assert pseudonyms(submitted_at__isnull="True") == {draft.pseudonym}


@pytest.mark.parametrize("bad", ["x", "9" * 40, "-1", "\x00"])
def test_unusable_filters_of_the_list_are_no_fault(client, version, bad):
    panels_officer(client)
    listing = page("response", "changelist")
    answer = client.get(listing, {"version__question_set__id__exact": bad}, follow=True)
    assert answer.status_code == 200


def test_two_submissions_are_set_side_by_side(client, version):
    response = sent()
    sent_again(response, why="To be heard again.")
    sent_again(response, name="Demo Birch")
    panels_officer(client)
    here = page("response", "changes", response.pk)
    assert here in client.get(page("response", "change", response.pk)).content.decode()
    last = words(client.get(here))
    assert "Demo Birch" in last
    assert "To be heard" not in last
    whole = words(client.get(here, {"before": "1", "after": "3"}))
    assert "To be heard again." in whole
    assert "Demo Birch" in whole
    assert "Nothing differs" in words(client.get(here, {"before": "2", "after": "2"}))
    for bad in ("0", "x", "9" * 50, "\x00"):
        assert "Demo Birch" in words(client.get(here, {"before": bad, "after": bad}))
    assert {entry["what"] for entry in readings()} == {"answers", "changes between submissions"}


def test_what_was_sent_once_has_nothing_to_compare(client, version):
    response = sent()
    panels_officer(client)
    answer = client.get(page("response", "changes", response.pk), follow=True)
    assert "This can’t be done now" in words(answer)


def test_an_export_can_be_of_one_version_and_of_some_days(client, version):
    sent()
    panels_officer(client)
    export = page("questionset", "export", version.question_set_id)

    def rows(**typed):
        return words(client.post(export, {"kind": "csv", **typed})).count("Demo Ash")

    assert rows(version=version.pk) == 1
    assert rows(since="2000-01-01", until="2001-01-01") == 0
    wrong = client.post(export, {"kind": "csv", "since": "2001-01-01", "until": "2000-01-01"})
    assert "isn’t before the first one" in words(wrong)
    for bad in (
        {"version": "x"},
        {"version": "9" * 40},
        {"since": "soon"},
        {"until": "x" * 10_000},
    ):
        assert client.post(export, {"kind": "csv"} | bad).status_code == 200


@pytest.mark.parametrize("purpose", ["application", "selection"])
def test_answers_to_an_application_are_no_ones_here(client, purpose):
    special = purpose == "selection"
    version = published(key="apply", purpose=purpose, special=special)
    response = sent("apply")
    officer_who_may(
        client, "view_questionset", "view_answers", "view_special_answers", "export_answers"
    )
    whole = version.question_set
    listed = words(client.get(page("response", "changelist")))
    assert str(response.pseudonym) not in listed
    for address in (
        page("response", "change", response.pk),
        page("response", "changes", response.pk),
    ):
        assert client.get(address).status_code == 302
    assert client.post(page("questionset", "export", whole.pk), {"kind": "csv"}).status_code == 403
    shown = client.get(page("questionset", "change", whole.pk)).content.decode()
    assert page("questionset", "export", whole.pk) not in shown
    assert readings() == []


def test_a_published_set_cannot_be_turned_into_one_of_another_purpose(client, version):
    panels_officer(client)
    here = page("questionset", "change", version.question_set_id)
    typed = {"title_en": "Demo set", "purpose": "application"}
    answer = client.post(here, fill(client.get(here), **typed), follow=True)
    assert "What the set is for can't change" in words(answer)
    version.question_set.refresh_from_db()
    assert version.question_set.purpose == "survey"
