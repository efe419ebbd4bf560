"""The demonstration of the fund: every state that a group or an officer meets, and honest dates."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from collaboration_fund import services
from collaboration_fund.demo import OPEN, OVER, closing_from
from collaboration_fund.models import Acceptance, Application, Edition, Round
from core.working_days import is_working_day


def test_no_closing_of_the_demonstration_falls_on_a_day_when_nobody_helps():
    for number in range(3 * 366):
        day = date(2026, 1, 1) + timedelta(days=number)
        closes = closing_from(day)
        assert is_working_day(closes.date())
        assert not (closes.month == 12 and closes.day >= 24)
        assert not (closes.month == 1 and closes.day <= 2)
        assert closes.hour == 12
        assert 0 <= (closes.date() - day).days <= 14


@pytest.mark.django_db
def test_the_demonstration_has_what_it_is_to_show():
    for command in ("load_reference", "seed_demo"):
        call_command(command)
    now, over = Round.objects.get(slug=OPEN), Round.objects.get(slug=OVER)
    assert (now.largest_pence, now.stages.count(), now.state) == (3_000_000, 2, "open")
    assert over.state == "decided"
    assert services.success_of(over) == (3, 2)
    applications = Application.objects.filter(round=now)
    drafts, sent = (applications.filter(state=state) for state in ("draft", "sent"))
    assert (drafts.count(), sent.count()) == (6, 5)
    assert [one.is_unconfirmed for one in drafts].count(True) == 1
    assert Acceptance.objects.filter(voided_at__isnull=False).count() == 1
    changed = services.unsent_of([one.entry for one in sent])
    assert [bool(found) for found in changed.values()].count(True) == 1
    assert sent.filter(entries__extended_to__isnull=False).count() == 1
    assert sent.filter(entries__reopened_to__isnull=False).count() == 1
    groups = {partner.organisation for one in applications for partner in one.partners.all()}
    assert len(groups) == 14
    assert all(group.is_demo for group in groups)
    assert all(services.is_whole(edition) for edition in Edition.objects.all())
    for stage in (*now.stages.all(), *over.stages.all()):
        assert closing_from(stage.closes_at.date()) == stage.closes_at
