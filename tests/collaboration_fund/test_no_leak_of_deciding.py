"""Who has an interest reads plan, agenda, letters and minutes the same without the application."""

import re

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from collaboration_fund import services
from collaboration_fund.models import Decision
from tests.assessment.test_no_leak import gone, seen
from tests.collaboration_fund.test_awarding import refused
from tests.factories.assessing import assessed
from tests.factories.fund import fund_officer
from tests.factories.organisations import MembershipFactory
from tests.factories.panel import as_advised, met
from tests.factories.people import sign_in_officer

# Who has an interest can't confirm; that the act isn't there is all that tells them so.
CONFIRM = re.compile(
    rb'<li><a class="button officers-leads" href="[^"]+/confirm-second/">[^<]+</a></li>'
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """Three applications that a panel decided on; an officer belongs to the first one's lead."""
    scene = assessed(3)
    one, two = (scene.assessor() for _number in range(2))
    for number in range(3):
        scene.score(number, one, number + 1)
        scene.score(number, two, 4)
    MembershipFactory(organisation=scene.made[0].application.lead, person=scene.officer)
    other = fund_officer()
    scene.meeting = met(scene.round, officer=other)
    as_advised(scene.meeting, officer=other)
    services.confirm_first(
        meeting_id=scene.meeting.pk,
        digest=services.digest_of_decisions(scene.meeting),
        actor=other,
    )
    return scene


def addresses(scene) -> list[str]:
    """What they can reach of the plan and of the meeting."""
    meeting, fund = scene.meeting, "admin:collaboration_fund_"
    others = scene.meeting.decisions.exclude(application=scene.made[0].application)
    return [
        reverse("admin:index"),
        reverse(f"{fund}round_plan", args=[scene.round.pk]),
        reverse(f"{fund}panelmeeting_changelist"),
        *(
            reverse(f"{fund}panelmeeting_{name}", args=[meeting.pk])
            for name in ("history", "minutes", "letters")
        ),
        *(
            reverse(f"{fund}panelmeeting_change", args=[meeting.pk]) + tab
            for tab in ("", "?tab=members")
        ),
        reverse(f"{fund}decision_changelist"),
        *(reverse(f"{fund}decision_change", args=[one.pk]) for one in others),
    ]


def test_every_page_of_deciding_is_the_same_without_what_they_have_an_interest_in(scene):
    pages, reference = addresses(scene), scene.made[0].application.reference
    before = seen(scene.officer, pages)
    Decision.objects.filter(application=scene.made[0].application).delete()
    gone(scene)
    LogEntry.objects.filter(action=LogEntry.Action.ACCESS).delete()
    after = seen(scene.officer, pages)
    for url in pages:
        assert before[url].startswith(b"200"), url
        assert reference.encode() not in before[url], url
        assert CONFIRM.sub(b"", before[url]) == CONFIRM.sub(b"", after[url]), url


def test_who_has_an_interest_confirms_nothing_and_reads_nothing_of_it(client, scene):
    sign_in_officer(client, scene.officer)
    url = reverse("admin:collaboration_fund_panelmeeting_confirm_second", args=[scene.meeting.pk])
    answers = [client.get(url), client.post(url, {"digest": "", "confirmed": "yes"})]
    lead = scene.made[0].application.lead
    assert all(answer.status_code == 403 for answer in answers)
    assert all(str(lead) not in answer.content.decode() for answer in answers)
    digest = services.digest_of_decisions(scene.meeting)
    given = {"meeting_id": scene.meeting.pk, "digest": digest, "actor": scene.officer}
    assert refused(services.confirm_second, **given).code == "interest"
    decision = scene.meeting.decisions.get(application=scene.made[0].application)
    change = reverse("admin:collaboration_fund_decision_change", args=[decision.pk])
    assert client.get(change).status_code in (302, 404)
