"""Reviews of the Taskforce, and the members' votes for a chair."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.luton import nine_in_luton
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from taskforce import registry, services
from taskforce.models import Review
from taskforce.services.reviews import years_after
from tests.factories.people import ResidentFactory
from tests.factories.taskforce import (
    EvidenceFactory,
    MemberFactory,
    ReviewFactory,
    day,
)
from tests.officers.pages import press
from tests.taskforce.test_membership import appoint, refusal
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db


def url(model: str, page: str, *args) -> str:
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


# --- Reviews --------------------------------------------------------------------------------------


def test_the_first_appointment_plans_the_review_two_years_on(officer):
    appoint(ResidentFactory(), officer)
    appoint(ResidentFactory(), officer, seat="Resident seat 2")
    review = Review.objects.get()
    assert review.due_on == years_after(day(0))
    assert Due.objects.filter(about=f"review:{review.pk}").count() == 2


def test_a_leap_day_has_an_anniversary():
    assert years_after(date(2024, 2, 29)) == date(2026, 2, 28)


def test_one_review_is_open_at_a_time():
    ReviewFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory()


@pytest.mark.parametrize(
    "row", [{"state": "decided"}, {"outcome": "continue"}, {"due_on": day(-701)}]
)
def test_the_database_refuses_a_review_out_of_order(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewFactory(**row)


def decide(review, officer, **changes):
    asked = {"outcome": "continue", "reason": "It works.", "actor": officer}
    return services.decide_review(review_id=review.pk, **asked | changes)


def test_deciding_takes_answers_a_reason_and_an_officer(officer):
    review = ReviewFactory(need="")
    for code, changes in (("reason-needed", {"reason": " "}), ("not-answered", {})):
        refusal(code, decide, review=review, officer=officer, **changes)
    Review.objects.update(need="Yes.")
    refusal("not-allowed", decide, review=review, officer=MemberFactory().person)
    decide(review, officer)
    refusal("not-a-move", decide, review=review, officer=officer)


def test_a_refresh_starts_what_recruitment_registers(officer):
    asked = []

    def start(*, review, new_chair, actor):
        asked.append((review.pk, new_chair, actor))
        return registry.Started("Round 2", "/demo/round-2/")

    registry.register_refresh(start)
    review = ReviewFactory()
    decide(review, officer, outcome="refresh", new_chair=True)
    assert asked == [(review.pk, True, officer)]
    review.refresh_from_db()
    assert review.started_label == "Round 2"
    assert Review.objects.get(state="open").due_on == years_after(day(0))


@pytest.mark.parametrize("outcome", ["continue", "change", "close"])
def test_other_outcomes_start_nothing_and_the_end_plans_nothing(officer, outcome):
    registry.register_refresh(lambda **asked: pytest.fail("nothing is to start"))
    decide(ReviewFactory(), officer, outcome=outcome)
    assert Review.objects.filter(state="open").exists() is (outcome != "close")


def test_a_decided_review_is_public_with_what_may_be_shown(client, officer):
    review = ReviewFactory(impact="Two policies changed.")
    review.evidence.add(EvidenceFactory(title="Demo open evidence"))
    review.evidence.add(EvidenceFactory(title="Demo shut evidence", publication="private"))
    assert "Two policies" not in words(client, "/taskforce/reviews/")
    decide(review, officer)
    page = words(client, "/taskforce/reviews/")
    assert "Two policies changed." in page
    assert "Demo open evidence" in page
    assert "Demo shut evidence" not in page


def test_an_officer_answers_and_decides(office):
    review = ReviewFactory(impact="", relevance="", need="")
    page = press(
        office, url("review", "decide", review.pk), {"outcome": "change", "reason_en": "x"}
    )
    assert "three questions" in page.content.decode()
    answers = {"impact_en": "a", "relevance_en": "b", "need_en": "c"}
    assert press(office, url("review", "change", review.pk), answers).status_code == 302
    asked = {"outcome": "change", "reason_en": "More stories", "new_chair": "on"}
    assert press(office, url("review", "decide", review.pk), asked).status_code == 302
    review.refresh_from_db()
    assert (review.outcome, review.new_chair) == ("change", True)
    assert office.get(url("review", "change", review.pk)).status_code == 200


def test_nine_in_luton_is_nine_in_winter_and_eight_utc_in_summer():
    winter = nine_in_luton(date(2028, 3, 25))
    summer = nine_in_luton(date(2028, 3, 26))
    assert (winter.astimezone(UTC).hour, summer.astimezone(UTC).hour) == (9, 8)


def test_the_team_is_reminded_until_it_is_decided(officer, settings):
    with time_machine.travel(datetime(2027, 1, 4, 12, tzinfo=UTC), tick=False):
        review = services.plan_review(period_starts_on=date(2027, 1, 4))
    with time_machine.travel(datetime(2028, 10, 10, tzinfo=UTC), tick=False):
        assert run_due() == 1
    assert OutboxMessage.objects.get().to_address == settings.CONTACT_EMAIL
    Review.objects.update(impact="a", relevance="b", need="c")
    decide(review, officer, outcome="close")
    with time_machine.travel(datetime(2028, 12, 20, tzinfo=UTC), tick=False):
        assert run_due() == 0


def test_the_first_reminder_of_a_term_is_dropped_when_the_last_is_due(officer):
    appoint(ResidentFactory(), officer, ends_on=day(400))
    with time_machine.travel(timezone.now() + timedelta(days=380), tick=False):
        assert run_due() == 1
    subjects = OutboxMessage.objects.filter(kind="taskforce.reminder")
    assert subjects.count() == 1
