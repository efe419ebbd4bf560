"""What the officers' home says of the fund."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collaboration_fund import home, services
from collaboration_fund.models import Application, Round
from tests.factories.fund import fund_officer, open_round, together
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def waits() -> dict[str, int]:
    return {str(one.words): one.number for one in home.waits(fund_officer())}


def test_what_was_sent_waits_for_a_decision_once_the_round_has_closed():
    round = open_round()
    for _one in range(2):
        together(round).sent()
    together(round)
    assert waits() == {}
    words = f"applications to decide on in “{round}”"
    for state in ("closed", "assessing"):
        Round.objects.filter(pk=round.pk).update(state=state)
        assert waits()[words] == 2
    Round.objects.filter(pk=round.pk).update(state="decided")
    assert waits() == {f"Say that “{round}” is complete, once its work is done": 1}
    assert [*home.waits(ResidentFactory())] == []


def test_what_the_council_entered_waits_until_its_group_confirms_it():
    made, now = together(), timezone.now()
    rows = Application.objects.filter(pk=made.application.pk)
    rows.update(came="paper", came_at=now)
    assert waits() == {"Ask the group to confirm “Tea for all”": 1}
    rows.update(asked_at=now)
    assert waits() == {"The group hasn’t confirmed “Tea for all” yet": 1}
    rows.update(confirmed_at=now, state="sent")
    assert waits() == {}


def test_the_closings_of_announced_rounds_come():
    round = open_round()
    begins, ends = timezone.now(), timezone.now() + timedelta(days=30)
    for state in ("scheduled", "open"):
        Round.objects.filter(pk=round.pk).update(state=state)
        assert [one.at for one in home.on(fund_officer(), begins, ends)] == [round.stage.closes_at]
    Round.objects.filter(pk=round.pk).update(state="cancelled")
    assert [*home.on(fund_officer(), begins, ends)] == []


def test_the_search_finds_references_and_titles_that_were_sent():
    made, officer = together(), fund_officer()
    found = [*home.finds(officer, made.application.reference.lower())]
    assert [(one.words, one.rank) for one in found] == [(made.application.reference, 0)]
    assert [*home.finds(officer, "tea for")] == []
    made.sent()
    services.change_title(
        application_id=made.application.pk, actor=made.lead, title="Late title", priorities=[]
    )
    assert [one.words for one in home.finds(officer, "tea for")] == ["Tea for all"]
    assert [*home.finds(officer, "Late title")] == []
    assert [*home.finds(ResidentFactory(), "tea for")] == []


def test_the_home_takes_as_many_statements_for_any_number_of_applications():
    officer, counts, round = fund_officer(), set(), open_round()
    assert [*home.waits(officer)] == []
    for rows in (1, 3):
        for _row in range(rows):
            together(round).sent()
        Round.objects.filter(pk=round.pk).update(state="closed")
        with CaptureQueriesContext(connection) as queries:
            assert [*home.waits(officer)]
            assert [*home.finds(officer, "Tea")]
        counts.add(len(queries))
        Round.objects.filter(pk=round.pk).update(state="open")
    assert len(counts) == 1
