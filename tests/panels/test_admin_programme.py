"""Topics, programmes, access provisions, feedback, and who may see what."""

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.forms import DateField
from django.urls import reverse

from panels import services
from panels.models import AccessProvision, Programme, SessionFeedback, Topic
from people import roles
from questionnaires.services import load_question_sets
from tests.factories.panels import ProgrammeFactory, RegistrationFactory, SessionFactory
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.factories.programme import ThemeFactory
from tests.panels.officers import officer_who_may, panels_officer, shown, words

pytestmark = pytest.mark.django_db


def add(client, model, **typed):
    return client.post(reverse(f"admin:panels_{model}_add"), typed)


def test_a_topic_is_written_in_both_languages_and_its_history_kept(client):
    officer = panels_officer(client)
    theme = ThemeFactory()
    typed = {"title_en": "Streets", "title_ur": "گلیاں", "slug": "streets", "theme": theme.pk}
    assert add(client, "topic", is_demo="on", **typed).status_code == 302
    topic = Topic.objects.get()
    assert (topic.title_en, topic.title_ur, topic.is_demo) == ("Streets", "گلیاں", False)

    url = reverse("admin:panels_topic_change", args=[topic.pk])
    client.post(url, shown(client.get(url)) | {"title_en": "Roads"})
    entry = LogEntry.objects.get_for_object(topic).get(action=LogEntry.Action.UPDATE)
    assert (entry.actor, entry.changes) == (officer, {"title_en": ["Streets", "Roads"]})
    history = words(client.get(reverse("admin:panels_topic_history", args=[topic.pk])))
    assert "Title [en]: Streets → Roads" in history
    assert history.count("→") == 1


def test_a_programme_ends_after_it_starts(client):
    panels_officer(client)
    typed = {"title": "2030", "starts_on": "2030-04-01"}
    answer = add(client, "programme", ends_on="2030-03-31", **typed)
    assert "The programme must end after it starts." in words(answer)
    assert 'value="2030-04-01"' in words(answer)
    assert "Enter a valid date" in words(add(client, "programme", ends_on="31/03/2031", **typed))
    add(client, "programme", ends_on="2031-03-31", **typed)
    assert Programme.objects.get().title == "2030"


def test_an_access_provision_is_added(client):
    panels_officer(client)
    add(client, "accessprovision", title_en="BSL interpreter", slug="bsl", order="1")
    assert AccessProvision.objects.get().title == "BSL interpreter"


def test_feedback_is_read_without_a_name_and_cannot_be_changed(client):
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    registration = RegistrationFactory()
    load_question_sets()
    services.give_feedback(
        registration_id=registration.pk,
        values={"heard": "well", "next-step": "More benches"},
        language="en",
    )
    feedback = SessionFeedback.objects.get()
    url = reverse("admin:panels_sessionfeedback_change", args=[feedback.pk])
    listing = reverse("admin:panels_sessionfeedback_changelist")
    by_session = {"registration__session__id__exact": registration.session_id}
    searched = client.get(listing, {"q": "benches", "heard": "well"})
    for page in (client.get(url), client.get(listing, by_session), client.get(listing), searched):
        assert "Well" in words(page)
        assert "More benches" in words(page)
        assert registration.person.name not in words(page)
        assert registration.person.email not in words(page)
    for other in ({"q": "bankers"}, {"heard": "partly"}, {"may_quote": "yes"}):
        assert "More benches" not in words(client.get(listing, other))
    assert client.post(url, {"heard": "1"}).status_code == 403
    assert client.get(reverse("admin:panels_sessionfeedback_add")).status_code == 403


def test_a_reader_sees_the_programme_and_no_residents(client):
    codenames = [name.partition(".")[2] for name in roles.permissions_of(roles.READ_ONLY)]
    officer_who_may(client, *codenames)
    SessionFactory()
    for model in ("topic", "programme", "accessprovision", "session"):
        assert client.get(reverse(f"admin:panels_{model}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:panels_{model}_add")).status_code == 403
    for model in ("registration", "sessionfeedback"):
        assert client.get(reverse(f"admin:panels_{model}_changelist")).status_code == 403


def test_dates_are_written_and_read_the_british_way(client):
    panels_officer(client)
    ProgrammeFactory(starts_on="2030-04-03", ends_on="2031-03-31")
    assert "3 April 2030" in words(client.get(reverse("admin:panels_programme_changelist")))
    assert DateField(localize=True).clean("03/04/2030") == date(2030, 4, 3)
