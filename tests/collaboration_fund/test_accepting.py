"""Partners accept their part as it stands: what changes it ends it, what doesn't is shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Acceptance, Application, Partner
from core.working_days import bank_holidays, is_working_day, working_days_after
from messaging.models import OutboxMessage
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import moved, open_round, together
from tests.factories.organisations import CommitteeMemberFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def long_ago() -> dict:
    """The dates of a stage that closed a month ago."""
    now = timezone.now()
    return {"opens_at": now - timedelta(days=60), "closes_at": now - timedelta(days=30)}


def change_line(made, **changes):
    line = made.line
    typed = {
        name: getattr(line, name)
        for name in ("partner", "category", "source", "what", "quarter", "pence")
    }
    services.save_line(
        application_id=made.application.pk, line_id=line.pk, actor=made.lead, **(typed | changes)
    )


CHANGES = {
    "role": lambda made: services.describe(
        partner_id=made.partner.pk, actor=made.lead, role="Bakes", tasks="Cooks on Mondays."
    ),
    "tasks": lambda made: services.describe(
        partner_id=made.partner.pk, actor=made.lead, role="Cooks", tasks="Cooks daily."
    ),
    "own line": lambda made: change_line(made, pence=40_000),
    "line removed": lambda made: services.remove_line(
        application_id=made.application.pk, line_id=made.line.pk, actor=made.lead
    ),
    "total": lambda made: services.add_lines(
        application_id=made.application.pk,
        actor=made.lead,
        partner=made.application.partners.get(is_lead=True),
        category="travel",
        source="grant",
        what="Buses",
        pence={2: 100},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_to_what_was_accepted_ends_it_and_says_which(change):
    made = together()
    acceptance = Acceptance.objects.get()
    CHANGES[change](made)
    acceptance.refresh_from_db()
    assert acceptance.voided_at
    found = services.differences(acceptance.parts, acceptance.replaced_by)
    assert found
    assert all(one.before != one.after for one in found)
    told = OutboxMessage.objects.get(key=f"collaboration_fund.partners.voided:{acceptance.pk}")
    assert told.to_address == made.owner.email
    assert refusal(made.sent).lacks[0].part == "partners"
    made.accepted()
    assert made.sent().number == 1


def test_figures_that_changed_are_said():
    made = together()
    change_line(made, pence=40_050)
    ended = Acceptance.objects.get()
    found = services.differences(ended.parts, ended.replaced_by)
    assert found[0].before.startswith("£500, ")
    assert found[0].after.startswith("£400.50, ")
    assert found[-1].after == "£1,900.50"


def test_a_typo_elsewhere_is_shown_and_ends_nothing():
    made = together()
    made.say("new", "We share one kitchen!")
    services.change_title(
        application_id=made.application.pk, actor=made.lead, title="Tea for all!", priorities=[]
    )
    acceptance = Acceptance.objects.get()
    assert acceptance.voided_at is None
    now = services.content_of(Application.objects.get(pk=made.application.pk).entry)
    shown = {one.what for one in services.differences(acceptance.content, now)}
    assert {"What is new?", "Title"} <= shown
    assert made.sent().number == 1


def test_nobody_accepts_what_they_were_not_shown():
    made = together(accepted=False)
    seen = services.digest_of(services.parts_of(made.partner))
    change_line(made, pence=1_000)
    said = refusal(
        services.accept,
        partner_id=made.partner.pk,
        actor=made.owner,
        capacity="Chair",
        digest=seen,
    )
    assert said.code == "changed"
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_an_owner_accepts_for_a_body_in_law(role):
    made = together(accepted=False)
    made.owner = MembershipFactory(organisation=made.partner.organisation, role=role).person
    assert refusal(made.accepted).code == "not-allowed"
    made.owner = made.lead
    assert refusal(made.accepted).code == "not-allowed"


def test_a_group_that_is_no_body_in_law_accepts_by_two_of_its_committee():
    made = together(form="community", accepted=False)
    assert refusal(made.accepted).code == "not-allowed", "Not named as committee."
    group = made.partner.organisation
    other = MembershipFactory(organisation=group, role="viewer").person
    for person in (made.owner, other):
        CommitteeMemberFactory(organisation=group, name=person.name)
    made.accepted()
    made.accepted()
    assert refusal(made.sent).lacks[0].part == "partners", "One person twice is one."
    made.owner = other
    made.accepted()
    assert made.sent().number == 1


def test_a_capacity_is_said():
    made = together(accepted=False)
    parts = services.digest_of(services.parts_of(made.partner))
    who = {"partner_id": made.partner.pk, "actor": made.owner, "digest": parts}
    assert refusal(services.accept, capacity=" ", **who).field == "capacity"


def test_a_partner_says_no_and_withdraws_before_sending_and_after():
    for act in (services.decline, services.withdraw_partner):
        for is_sent in (False, True):
            made = together()
            if is_sent:
                made.sent()
            act(partner_id=made.partner.pk, actor=made.owner, reason="No room.")
            partner = Partner.objects.get(pk=made.partner.pk)
            assert partner.state in {"declined", "withdrawn"}
            told = OutboxMessage.objects.filter(
                key__startswith="collaboration_fund.partners.gone", to_address=made.lead.email
            )
            assert "No room." in told.latest("pk").text
            content = services.content_of(made.application.entry)
            assert len(content["partners"]) == 1
            assert len(content["budget"]) == 1
            if is_sent:
                kept = made.application.entry.editions.get().content
                assert len(kept["partners"]) == 2


def test_an_invited_group_hears_of_it_and_one_that_left_can_be_asked_again():
    made = together()
    services.withdraw_partner(partner_id=made.partner.pk, actor=made.owner)
    services.invite(
        application_id=made.application.pk, organisation=made.partner.organisation, actor=made.lead
    )
    told = OutboxMessage.objects.filter(
        key__startswith="collaboration_fund.partners.invited", to_address=made.owner.email
    )
    assert told.count() == 2


def test_where_partners_have_five_working_days_a_missing_one_ends_the_application():
    made = together(open_round(accept_by="five-days"), accepted=False)
    made.sent()
    entry = made.application.entry
    moved(entry.stage, closes_at=timezone.now() - timedelta(days=1))
    services.turn_rounds()
    assert services.lapse_unaccepted() == 0
    late = together(open_round(accept_by="five-days"), accepted=False)
    late.sent()
    late.accepted()
    for one in (made, late):
        moved(one.application.entry.stage, **long_ago())
    services.turn_rounds()
    assert services.lapse_unaccepted() == 1
    application = Application.objects.get(pk=made.application.pk)
    assert application.state == "ineligible"
    assert made.partner.organisation.name in application.moves.last().reason
    made.application = application
    assert refusal(made.accepted).code in {"late", "not-now"}


def test_within_the_five_days_a_partner_still_accepts():
    made = together(open_round(accept_by="five-days"), accepted=False)
    made.sent()
    moved(made.application.entry.stage, closes_at=timezone.now() - timedelta(hours=1))
    made.accepted()
    assert Application.objects.get(pk=made.application.pk).entry.accept_until > timezone.now()


def test_working_days_leave_out_weekends_and_bank_holidays():
    closing = datetime(2026, 12, 23, 12, tzinfo=UTC)
    # 24, 29, 30 and 31 December, 4 January: Christmas and New Year are left out.
    assert working_days_after(closing, 5) == datetime(2027, 1, 5, tzinfo=UTC)
    summer = datetime(2026, 5, 22, 12, tzinfo=UTC)
    assert working_days_after(summer, 1) == datetime(2026, 5, 26, 23, tzinfo=UTC)
    assert len(bank_holidays(2027)) == 8
    assert not is_working_day(datetime(2026, 4, 6, tzinfo=UTC).date())
