"""Terms, roles and who is serving when."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.actors import PORTAL
from core.refusal import Refusal
from messaging.models import Due, OutboxMessage
from taskforce import services
from taskforce.enums import Role
from taskforce.models import Member, MemberRole
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.factories.taskforce import ConsentFactory, MemberFactory, day

pytestmark = pytest.mark.django_db


def appoint(person, officer, **changes):
    asked = {
        "person": person,
        "sector": "residents",
        "starts_on": day(0),
        "ends_on": day(730),
        "chosen_by": "lottery",
        "actor": officer,
    }
    return services.appoint(**asked | changes)


def refusal(code, call, **arguments):
    with pytest.raises(Refusal) as refused:
        call(**arguments)
    assert refused.value.code == code
    return refused.value


def test_appointing_tells_them_and_writes_their_reminders(officer):
    member = appoint(ResidentFactory(), officer, source="Round 1, draw 7")
    assert member.is_live
    assert member.slug == "resident-seat-1"
    assert OutboxMessage.objects.filter(kind="taskforce.membership").count() == 1
    due = {row.kind: timezone.localtime(row.due_at) for row in Due.objects.all()}
    assert due["taskforce.term-90"].date() == day(640)
    assert due["taskforce.term-30"].date() == day(700)
    assert {moment.hour for moment in due.values()} == {9}


def test_appointing_twice_is_once_and_another_term_is_refused(officer):
    person = ResidentFactory()
    first = appoint(person, officer)
    assert appoint(person, officer) == first
    assert OutboxMessage.objects.count() == 1
    with pytest.raises(Refusal) as refused:
        appoint(person, officer, ends_on=day(800))
    assert refused.value.code == "already-a-member"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": day(0)}, "ends-before-it-starts"),
        ({"starts_on": day(-10), "ends_on": day(-1)}, "over-already"),
    ],
)
def test_a_term_that_makes_no_sense_is_refused(officer, changes, code):
    with pytest.raises(Refusal) as refused:
        appoint(ResidentFactory(), officer, **changes)
    assert refused.value.code == code


def test_only_officers_appoint_and_the_portal_itself(officer):
    for nobody in (ResidentFactory(), OfficerFactory()):
        with pytest.raises(Refusal) as refused:
            appoint(ResidentFactory(), nobody)
        assert refused.value.code == "not-allowed"
    assert appoint(ResidentFactory(), PORTAL).is_live


def test_an_address_never_holds_a_name_and_is_free_again(officer):
    first = appoint(ResidentFactory(name="Demo Unusual"), officer)
    services.leave(member_id=first.pk, reason="Moved", actor=officer)
    second = appoint(ResidentFactory(), officer)
    assert first.seat == second.seat
    assert first.slug != second.slug
    assert "unusual" not in first.slug


@pytest.mark.parametrize(
    "row",
    [
        {"ends_on": day(-100)},
        {"state": "left"},
        {"left_on": day(-1)},
        {"state": "left", "left_on": day(-101)},
        {"state": "gone"},
        {"sector": "clergy"},
    ],
)
def test_the_database_refuses_a_term_out_of_order(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(**row)


def test_the_database_refuses_two_live_terms_and_two_chairs():
    member = MemberFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(person=member.person)
    MemberFactory(person=member.person, state="ended", ends_on=day(-2))
    MemberRole.objects.create(member=member, role=Role.CHAIR, starts_on=day(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberRole.objects.create(member=MemberFactory(), role=Role.CHAIR, starts_on=day(0))


def test_serving_counts_by_day():
    term = MemberFactory(starts_on=day(-10), ends_on=day(10))
    left = MemberFactory(state="left", left_on=day(-5))
    coming = MemberFactory(starts_on=day(5))
    assert set(Member.objects.serving()) == {term}
    assert set(Member.objects.serving(day(-6))) == {term, left}
    assert set(Member.objects.serving(day(-5))) == {term}
    assert set(Member.objects.serving(day(10))) == {term, coming}
    assert set(Member.objects.serving(day(11))) == {coming}


def test_leaving_ends_roles_consent_and_reminders(officer):
    member = appoint(ResidentFactory(), officer)
    services.give_role(member_id=member.pk, role=Role.CHAIR, actor=officer)
    ConsentFactory(member=member)
    services.leave(
        member_id=member.pk, reason="Demo illness", public_words="Stepped down", actor=officer
    )
    member.refresh_from_db()
    assert (member.state, member.left_on) == ("left", day(0))
    assert not Member.objects.get(pk=member.pk).may_be_named
    assert not MemberRole.objects.filter(ends_on=None).exists()
    own = Due.objects.filter(about=f"member:{member.pk}")
    assert set(own.values_list("state", flat=True)) == {Due.State.CANCELLED}
    assert member.moves.get().reason == "Demo illness"
    said = OutboxMessage.objects.order_by("-pk").first()
    assert "Demo illness" not in said.text


def test_leaving_needs_a_reason_and_a_day_of_the_term(officer):
    member = MemberFactory()
    for code, asked in (
        ("reason-needed", {"reason": " "}),
        ("not-that-day", {"reason": "x", "left_on": day(1)}),
        ("not-that-day", {"reason": "x", "left_on": day(-101)}),
    ):
        refusal(code, services.leave, member_id=member.pk, actor=officer, **asked)
    refusal("not-allowed", services.leave, member_id=member.pk, reason="x", actor=ResidentFactory())
    services.leave(member_id=member.pk, reason="x", actor=member.person)
    refusal("not-a-move", services.leave, member_id=member.pk, reason="x", actor=officer)


def test_who_leaves_before_the_first_day_never_serves(officer):
    member = MemberFactory(starts_on=day(30))
    services.leave(member_id=member.pk, reason="Moved away", actor=officer)
    assert not Member.objects.serving(day(30)).exists()


def test_terms_end_the_day_after_their_last_and_once():
    member = MemberFactory(ends_on=day(3))
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert services.end_terms() == 0
        assert Member.objects.serving().exists()
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        assert services.end_terms() == 1
        assert services.end_terms() == 0
    member.refresh_from_db()
    assert member.state == "ended"
    assert OutboxMessage.objects.filter(key__startswith="taskforce.ended").count() == 1


def test_one_chair_at_a_time_and_a_new_one_takes_over(officer):
    first, second = MemberFactory(), MemberFactory()
    role = services.give_role(member_id=first.pk, role=Role.CHAIR, actor=officer)
    assert services.give_role(member_id=first.pk, role=Role.CHAIR, actor=officer) == role
    refusal("chair-taken", services.give_role, member_id=second.pk, role=Role.CHAIR, actor=officer)
    services.new_chair(member_id=second.pk, actor=officer)
    role.refresh_from_db()
    assert role.ends_on == day(0)
    assert MemberRole.objects.get(ends_on=None).member == second


def test_a_role_takes_a_term_that_has_started_and_an_officer(officer):
    coming = MemberFactory(starts_on=day(4))
    refusal("not-serving", services.give_role, member_id=coming.pk, role=Role.DEPUTY, actor=officer)
    member = MemberFactory()
    refusal(
        "not-allowed",
        services.give_role,
        member_id=member.pk,
        role=Role.CHAIR,
        actor=member.person,
    )


def test_a_seat_is_one_persons_and_the_next_free_number_is_found(officer):
    first = appoint(ResidentFactory(), officer)
    assert appoint(ResidentFactory(), officer).seat == "Resident seat 2"
    refusal(
        "seat-taken", appoint, person=ResidentFactory(), officer=officer, seat=first.seat.upper()
    )
    following = appoint(
        ResidentFactory(), officer, seat=first.seat, starts_on=day(731), ends_on=day(1400)
    )
    assert following.seat == first.seat


def test_a_term_is_corrected_and_made_longer_with_its_reminders(officer):
    member, other = appoint(ResidentFactory(), officer), appoint(ResidentFactory(), officer)
    asked = {
        "member_id": member.pk,
        "seat": member.seat,
        "starts_on": day(0),
        "ends_on": day(900),
        "reason": "The round said so",
        "actor": officer,
    }
    refusal("reason-needed", services.change_term, **asked | {"reason": " "})
    refusal("seat-taken", services.change_term, **asked | {"seat": other.seat})
    refusal("ends-before-it-starts", services.change_term, **asked | {"ends_on": day(-1)})
    refusal("not-allowed", services.change_term, **asked | {"actor": member.person})
    services.change_term(**asked)
    member.refresh_from_db()
    assert member.ends_on == day(900)
    waiting = Due.objects.filter(about=f"member:{member.pk}", state="waiting")
    assert {timezone.localtime(row.due_at).date() for row in waiting} == {day(810), day(870)}
    assert member.moves.get().reason == "The round said so"
    services.leave(member_id=member.pk, reason="Moved", actor=officer)
    refusal("over", services.change_term, **asked)


def test_a_seat_corrected_without_a_new_last_day_keeps_its_reminders(officer):
    member = appoint(ResidentFactory(), officer)
    for seat in ("Other seat", member.seat):
        services.change_term(
            member_id=member.pk,
            seat=seat,
            starts_on=member.starts_on,
            ends_on=member.ends_on,
            reason="Typed wrongly",
            actor=officer,
        )
        waiting = Due.objects.filter(about=f"member:{member.pk}", state="waiting")
        assert waiting.count() == 2


def test_interests_confirmed_twice_in_a_day_are_asked_about_in_a_year():
    member = MemberFactory()
    for _ in range(2):
        services.confirm_interests(member_id=member.pk, actor=member.person)
        assert Due.objects.get(about=f"interests:{member.pk}").state == "waiting"


def test_who_loses_a_role_is_told(officer):
    member = MemberFactory()
    role = services.give_role(member_id=member.pk, role="chair", actor=officer)
    OutboxMessage.objects.all().delete()
    for _twice in range(2):
        services.end_role(role_id=role.pk, actor=officer)
    assert OutboxMessage.objects.get().to_address == member.person.email


def test_who_left_is_told_by_seat_and_public_words_alone(client, officer):
    member = ConsentFactory(member__person__name="Demo Gone").member
    services.leave(member_id=member.pk, reason="Private", public_words="moved away", actor=officer)
    page = client.get("/taskforce/members/").content.decode()
    assert "moved away" in page
    assert member.seat in page
    assert "Demo Gone" not in page
    assert "Private" not in page
