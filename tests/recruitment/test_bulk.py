"""Many applications at once: acted on, and taken as files."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from messaging.models import OutboxMessage
from recruitment import services
from recruitment.models import Application
from tests.factories.recruitment import RoundFactory, round_with_pool, submitted
from tests.officers.pages import seen
from tests.panels.officers import officer_who_may
from tests.recruitment.officers import confirm, marks, words

pytestmark = pytest.mark.django_db

LIST = "/admin/recruitment/application/"


def chosen(action, *applications, **more):
    return {"action": action, "_selected_action": [one.pk for one in applications], **more}


def test_many_are_screened_out_for_one_reason_that_each_reads(client, officer):
    round = RoundFactory()
    one, two = (submitted(round, number=n) for n in range(2))
    url = reverse("admin:recruitment_application_changelist")
    asked = client.post(url, chosen("screen_ineligible", one, two))
    assert "told why by email" in words(asked)
    missing = confirm(client, url, chosen("screen_ineligible", one, two))
    assert "Fill in" in words(missing)
    confirm(client, url, chosen("screen_ineligible", one, two, reason="Too late."))
    assert set(Application.objects.values_list("state", flat=True)) == {"ineligible"}
    assert OutboxMessage.objects.filter(text__contains="Too late.").count() == 2


def test_many_get_the_same_feedback_and_who_cannot_be_is_named(client, officer):
    round = RoundFactory()
    one, told = (submitted(round, number=n) for n in range(2))
    Application.objects.filter(pk=told.pk).update(told_at=round.opens_at)
    posted = chosen("write_feedback", one, told, feedback="Thank you.")
    sent = posted | {"pressed": "x"} | marks(client.post(LIST, posted))
    ask = client.post(LIST, sent)
    [doubt] = ask.context["question"].doubts
    assert doubt.startswith(f"{told.reference} is left out: They have been told")
    client.post(LIST, sent | seen(ask))
    one.refresh_from_db()
    assert one.feedback == "Thank you."


def test_many_declines_are_recorded(client, officer):
    round, _panel = round_with_pool(officer, 2, seats={"residents": (2, "scores")})
    services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    posted = chosen("decline", *round.applications.all())
    confirm(client, LIST, posted)
    assert set(round.applications.values_list("state", flat=True)) == {"declined"}


def test_answers_are_exported_of_one_round_as_the_list_is_filtered(client, officer):
    round, other = RoundFactory(), RoundFactory()
    one, two = submitted(round, number=1), submitted(round, number=2)
    submitted(other)
    Application.objects.filter(pk=two.pk).update(state="ineligible", screening_reason="Far away.")
    url = reverse("admin:recruitment_application_answers")
    assert "Choose one round first" in words(client.get(url, follow=True))
    of_round = f"{url}?round__id__exact={round.pk}"
    assert "2" in words(client.get(of_round))
    with CaptureQueriesContext(connection) as for_two:
        text = b"".join(client.post(of_round, {"kind": "csv"}).streaming_content).decode()
    assert '"Why you?"' in text
    assert text.count("I have lived here a long time.") == 2
    filtered = f"{of_round}&state__exact=submitted"
    text = b"".join(client.post(filtered, {"kind": "csv"}).streaming_content).decode()
    assert one.reference in text
    assert two.reference not in text
    assert LogEntry.objects.filter(additional_data__what="export of answers as csv").exists()
    for number in range(3, 6):
        submitted(round, number=number)
    with CaptureQueriesContext(connection) as for_five:
        client.post(of_round, {"kind": "csv"})
    assert len(for_five) == len(for_two)
    officer_who_may(client, "run_round", "view_application")
    assert client.post(of_round, {"kind": "csv"}).status_code == 403


def test_a_bulk_act_leads_back_to_the_list_as_it_was_filtered(client, officer):
    application = submitted(RoundFactory())
    listed = reverse("admin:recruitment_application_changelist")
    filtered = f"{listed}?round__id__exact={application.round_id}"
    posted = {"action": "screen_eligible", "_selected_action": [application.pk]}
    assert f'action="{filtered}"' in words(client.post(filtered, posted))
    assert confirm(client, filtered, posted).url == filtered
