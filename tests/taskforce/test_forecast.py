"""Which seats and groups fall short as terms end, and who may see it."""

import pytest
from auditlog.models import LogEntry

from taskforce import forecast, registry
from taskforce.models import SectorSeats
from tests.factories.people import sign_in_officer
from tests.factories.taskforce import MemberFactory, day
from tests.taskforce.test_pages import words
from tests.taskforce.test_reviews import url

pytestmark = pytest.mark.django_db


def test_seats_fall_short_as_terms_end():
    MemberFactory(ends_on=day(800))
    MemberFactory(ends_on=day(40))
    MemberFactory(sector="public", ends_on=day(40))
    MemberFactory(state="left", left_on=day(-1))
    now, *months = forecast.seats_ahead()
    assert (now.serving, now.short) == (3, 0)
    gone = next(month for month in months if month.day > day(40))
    by_sector = [(seats.serving, seats.short) for seats in gone.sectors]
    assert by_sector == [(1, 1), (0, 0), (0, 1), (0, 0)]
    assert len(months) == 24
    assert all(month.day.day == 1 for month in months)


def test_who_comes_counts_when_they_have_come():
    MemberFactory(starts_on=day(50), ends_on=day(780))
    now, *months = forecast.seats_ahead()
    assert (now.serving, months[-1].serving) == (0, 1)


def test_groups_are_told_in_published_counts():
    members = [MemberFactory(ends_on=day(40 if number < 6 else 800)) for number in range(9)]
    registry.register_categories(
        lambda ids: {pk: {"age": "16-24" if pk == members[8].pk else "25-44"} for pk in ids}
    )
    older, younger = sorted(forecast.groups_ahead(), key=lambda group: group.value, reverse=True)
    assert (younger.value, younger.counts[0]) == ("16-24", "fewer than 5")
    assert (older.value, older.counts) == ("25-44", ["10", *["fewer than 5"] * 3])
    assert not any(older.short)


def test_a_group_is_short_of_what_the_last_recruitment_asked_for():
    member = MemberFactory(ends_on=day(40))
    registry.register_categories(lambda ids: {member.pk: {"age": "16-24"}})
    registry.register_minimums(lambda: {("age", "16-24"): 1, ("age", "75-over"): 1})
    younger, oldest = forecast.groups_ahead()
    assert (younger.value, younger.short) == ("16-24", [False, True, True, True])
    assert (oldest.value, oldest.short) == ("75-over", [True] * 4)


def test_an_empty_seat_is_short_today(office):
    MemberFactory()
    SectorSeats.objects.update_or_create(sector="residents", defaults={"number": 3})
    now, *_months = forecast.seats_ahead()
    assert (now.serving, now.short) == (1, 2)
    assert forecast.seats_empty(day(0))["residents"] == 2
    assert "(2 short)" in words(office, url("member", "forecast"))
    assert "2 seats are empty" in words(office, "/taskforce/members/")


def test_the_forecast_is_a_page_for_officers_and_reading_groups_is_recorded(office, officer):
    member = MemberFactory()
    assert "No groups are known" in words(office, url("member", "forecast"))
    assert not LogEntry.objects.filter(action=LogEntry.Action.ACCESS).exists()
    registry.register_categories(lambda ids: {member.pk: {"age": "16-24"}})
    page = words(office, url("member", "forecast"))
    assert "<svg" in page
    assert "fewer than 5" in page
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS)
    assert entry.additional_data["what"] == "forecast by group"


def test_the_forecast_is_not_for_who_may_only_read(client, reader):
    sign_in_officer(client, reader)
    assert client.get(url("member", "forecast")).status_code == 403
