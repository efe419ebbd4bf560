"""A round keeps to the version of its questions that it was opened with."""

import pytest

from core.actors import PORTAL
from questionnaires.services import new_version, publish_version
from recruitment import services
from recruitment.services.targets import words_of
from tests.factories.people import sign_in_officer
from tests.factories.recruitment import RoundFactory, recruitment_officer, start
from tests.recruitment.officers import round_url

pytestmark = pytest.mark.django_db


def publish_another(question_set):
    """Another version that asks one question less of the first section."""
    draft = new_version(question_set_id=question_set.pk, actor=PORTAL)
    draft.questions.first().delete()
    return publish_version(version_id=draft.pk, actor=PORTAL)


def test_publishing_another_version_changes_nothing_for_an_open_round(client):
    round, officer = RoundFactory(state="draft"), recruitment_officer()
    first = round.application_set.versions.get()
    chosen = round.selection_set.versions.get()
    services.open_round(round_id=round.pk, actor=officer)
    round.refresh_from_db()
    assert (round.application_version, round.selection_version) == (first, chosen)
    publish_another(round.application_set)
    publish_another(round.selection_set)
    application = start(round)
    person = application.person
    application = services.consent_to_selection(application_id=application.pk, actor=person)
    assert application.response.version == first
    assert application.selection_response.version == chosen
    features = {feature for feature, _value in words_of(round)}
    assert {"sex", "age"} <= features
    sign_in_officer(client, officer)
    page = client.get(round_url(round, tab="seats")).text
    assert str(first) in page
    assert str(chosen) in page


def test_a_draft_round_asks_what_is_published_when_it_opens():
    round, officer = RoundFactory(state="draft"), recruitment_officer()
    newest = publish_another(round.application_set)
    services.open_round(round_id=round.pk, actor=officer)
    assert start(round).response.version == newest
