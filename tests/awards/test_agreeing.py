"""Agreements: from a text, whole, accepted by every group in its capacity; then nothing changes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from awards import registry, services
from awards.home import PART
from awards.models import Agreement, Schedule, Template, UnchangeableError
from collaboration_fund import services as fund
from collaboration_fund.models import Application, Award, Round
from core.placeholders import fill
from core.refusal import Refusal
from messaging.models import OutboxMessage
from organisations.models import Organisation
from partnerships import registry as partnered
from partnerships.services import numbers_since
from tests.factories.awards import BEGINS, ENDS, agreed, granted, published_text
from tests.factories.fund import fund_officer, together
from tests.factories.organisations import CommitteeMemberFactory, MembershipFactory
from tests.factories.partnerships import partners
from tests.factories.people import OfficerFactory

pytestmark = pytest.mark.django_db
PAYLOADS = (
    *("{lead}", "{{lead}}", "{{ settings.SECRET_KEY }}", "{% load static %}", "{lead.pk}"),
    *("{0}", "{lead!r}", "{lead:>9}", "%(lead)s", "${lead}", "#{lead}", "<%= lead %>"),
    *("{__class__}", "{lead.__class__.__mro__}", "{lead[0]}", "{}", "}{", "{amount", "amount}"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&#60;b&#62;", "javascript:1"),
    *("{lead|safe}", "@{lead}"),
)
AROUND = ("%s", "a %s b", "{%s}", "{{%s}}", "%s\n%s", "{title}%s", "%s{amount}", "\u202e%s", "‘%s’")
HOSTILE = [shape.replace("%s", one) for one in PAYLOADS for shape in AROUND]


def refused(act, *args, **fields) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **fields)
    return caught.value


def offered():
    """An award with an agreement that waits."""
    given = granted()
    given.plan()
    given.agreement_made()
    return given


def state_of(given) -> str:
    return Award.objects.get(pk=given.award.pk).state


def told(kind: str) -> list[str]:
    rows = OutboxMessage.objects.filter(key__startswith=kind).order_by("to_address")
    return [*rows.values_list("to_address", flat=True)]


def test_an_agreement_says_the_figures_in_the_words_of_the_text():
    given = offered()
    content = given.agreement.content
    text = content["texts"]["en"]["text"]
    lead = given.made.application.lead
    assert text.startswith(
        f"{lead} gets £1,000 for “Tea for all”, from 4 January 2027 to 31 December 2027."
    )
    assert f"1. £600 to {lead} on " in text
    assert text.endswith("None beside this text.")
    assert [one["pence"] for one in content["groups"]] == [100_000, 0]
    assert services.is_whole(given.agreement)
    award = Award.objects.get(pk=given.award.pk)
    assert (award.starts_on, award.ends_on) == (BEGINS, ENDS)
    people = sorted([given.made.lead.email, given.made.owner.email])
    assert told("awards.agreement.to-accept") == people


def test_it_is_written_in_each_language_that_the_text_has():
    given = granted()
    template = Template.objects.in_use().get()
    services.begin_version(template_id=template.pk, actor=given.officer)
    draft = Template.objects.get(published_at=None)
    draft.text_ur = "رقم {amount}"
    draft.save()
    given.plan()
    assert "ur" not in given.agreement_made().content["texts"], "A draft is not in use."
    services.publish_template(template_id=draft.pk, actor=given.officer)
    second = services.amend(award_id=given.award.pk, actor=given.officer, reason="In Urdu too.")
    assert second.content["texts"]["ur"]["text"] == "رقم £1,000"
    assert (second.number, second.content["template"]) == (2, draft.number)


def test_a_text_knows_its_names_alone_and_stays_as_it_is_once_in_use():
    officer = fund_officer()
    wrong = Template.objects.create(title_en="Demo", text_en="{lead.pk} {secret_key}")
    said = refused(services.publish_template, template_id=wrong.pk, actor=officer)
    assert said.code == "placeholder"
    template = published_text(officer)
    template.text_en = "Another."
    with pytest.raises(UnchangeableError):
        template.save()
    assert refused(services.publish_template, template_id=template.pk, actor=officer)
    stranger = {"template_id": wrong.pk, "actor": OfficerFactory()}
    assert refused(services.publish_template, **stranger).code == "not-allowed"
    assert refused(services.begin_version, **stranger).code == "not-allowed"


def test_what_fills_a_name_is_never_looked_into_and_no_other_name_is_filled():
    assert len(HOSTILE) >= 200
    for words in HOSTILE:
        known = {"lead": words, "title": "{lead}"}
        found = fill("{lead}|{title}|{nobody}|{lead.__class__}", known)
        assert found == f"{words}|{{lead}}|{{nobody}}|{{lead.__class__}}"
        plain = words.replace("{lead}", "L").replace("{title}", "T").replace("{amount}", "£1")
        assert fill(words, {"lead": "L", "title": "T", "amount": "£1"}) == plain


def test_what_it_takes_to_make_one():
    given = granted()
    assert refused(given.agreement_made).code == "no-payments"
    given.plan()
    assert refused(given.agreement_made, ends_on=BEGINS).field == "ends_on"
    assert refused(given.agreement_made, actor=given.made.lead).code == "not-allowed"
    nothing = {"award_id": given.award.pk, "actor": given.officer, "reason": "x"}
    assert refused(services.amend, **nothing).code == "none"
    given.agreement_made()
    assert refused(given.agreement_made).code == "made"
    assert refused(services.amend, **nothing | {"reason": " "}).field == "reason"
    assert refused(services.amend, **nothing | {"actor": given.made.lead}).code == "not-allowed"


def test_an_agreement_is_never_changed():
    given = offered()
    agreement = given.agreement
    agreement.content = {}
    for act in (
        agreement.save,
        agreement.delete,
        Agreement.objects.all().delete,
        lambda: Agreement.objects.update(content={}),
        lambda: Agreement.objects.update(accepted_at=None, sha256="0" * 64),
    ):
        with pytest.raises(UnchangeableError):
            act()
    assert services.is_whole(given.agreement)


def test_with_the_last_acceptance_the_award_is_agreed_and_what_follows_begins(monkeypatch):
    given = offered()
    heard = []
    monkeypatch.setattr(registry, "_begins", {})
    registry.when_agreed("test", lambda *, award: heard.append(award))
    given.accept(given.made.lead, lead=True)
    assert (state_of(given), heard, told("awards.agreement.agreed")) == ("offered", [], [])
    given.accept(given.made.lead, lead=True)
    assert given.agreement.acceptances.count() == 1, "Twice is once."
    given.accept(given.made.owner, lead=False)
    assert (state_of(given), heard) == ("agreed", [given.award])
    assert given.agreement.accepted_at
    assert services.in_force(given.award) == given.agreement
    assert len(told("awards.agreement.agreed")) == 2
    assert refused(given.accept, given.made.owner, lead=False).code == "not-now"
    assert len(heard) == 1


def test_what_begins_and_fails_takes_the_acceptance_with_it(monkeypatch):
    given = offered()
    given.accept(given.made.lead, lead=True)

    def fails(award):
        raise Refusal("No.", code="no")

    monkeypatch.setattr(registry, "_begins", {"test": fails})
    assert refused(given.accept, given.made.owner, lead=False).code == "no"
    assert (state_of(given), given.agreement.acceptances.count()) == ("offered", 1)


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_an_owner_accepts_for_a_body_in_law(role):
    given = offered()
    partner = given.made.partner.organisation
    person = MembershipFactory(organisation=partner, role=role).person
    assert refused(given.accept, person, lead=False).code == "not-allowed"
    assert refused(given.accept, given.made.lead, lead=False).code == "not-allowed"
    assert refused(given.accept, given.officer, lead=False).code == "not-allowed"


@pytest.mark.parametrize("leads", [True, False])
def test_for_a_group_that_is_no_body_in_law_two_of_its_committee_accept(leads):
    given = offered()
    partner = given.made.application.partners.get(is_lead=leads)
    Organisation.objects.filter(pk=partner.organisation_id).update(form="community")
    mine, other = (given.made.lead, given.made.owner)[:: 1 if leads else -1]
    assert refused(given.accept, mine, lead=leads).code == "not-allowed"
    second = MembershipFactory(organisation=partner.organisation, role="viewer").person
    for person in (mine, second):
        CommitteeMemberFactory(organisation=partner.organisation, name=person.name)
    given.accept(other, lead=not leads)
    given.accept(mine, lead=leads)
    given.accept(mine, lead=leads)
    assert state_of(given) == "offered", "One person twice is one."
    given.accept(second, lead=leads)
    assert state_of(given) == "agreed"


def test_nobody_accepts_what_they_were_not_shown_or_without_a_capacity():
    given = offered()
    own = given.made.application.partners.get(is_lead=True)
    known = {"agreement_id": given.agreement.pk, "partner_id": own.pk, "actor": given.made.lead}
    known |= {"capacity": "Chair", "digest": given.agreement.sha256}
    assert refused(services.accept, **known | {"digest": "0" * 64}).code == "changed"
    assert refused(services.accept, **known | {"capacity": " "}).field == "capacity"
    others = offered()
    foreign = known | {"agreement_id": others.agreement.pk, "digest": others.agreement.sha256}
    assert refused(services.accept, **foreign).code == "not-allowed"


def test_another_version_is_accepted_anew_and_until_then_the_one_before_holds():
    given = agreed()
    first = given.agreement
    second = services.amend(
        award_id=given.award.pk,
        actor=given.officer,
        reason="A later end.",
        ends_on=ENDS.replace(2028),
    )
    assert state_of(given) == "agreed"
    assert services.in_force(given.award) == first
    assert services.waiting(given.award) == second
    assert refused(given.accept, given.made.lead, lead=True, agreement=first).code == "replaced"
    given.accepted()
    assert services.in_force(given.award) == second
    assert second.content["ends"] == "2028-12-31"
    assert second.content["reason"] == "A later end."


def test_the_lead_group_says_no_and_the_round_has_its_money_again():
    given = offered()
    no = {"award_id": given.award.pk, "reason": "The hall burnt down."}
    for person in (
        given.made.owner,
        given.officer,
        MembershipFactory(organisation=given.made.application.lead, role="editor").person,
    ):
        assert refused(services.decline, **no, actor=person).code == "not-allowed"
    assert (
        refused(services.decline, **no | {"reason": " "}, actor=given.made.lead).field == "reason"
    )
    services.decline(**no, actor=given.made.lead)
    assert state_of(given) == "declined"
    assert given.award.moves.last().actor == given.made.lead
    assert Round.objects.get(pk=given.award.round_id).committed_pence == 0
    assert [one.state for one in given.award.payments.all()] == ["cancelled"]
    assert given.award.schedule.planned_pence == 0
    assert refused(given.accept, given.made.lead, lead=True).code == "not-now"
    assert {given.made.lead.email, given.made.owner.email} < {*told("awards.agreement.ended")}


def test_an_award_is_taken_back_until_something_is_paid():
    given = agreed()
    back = {"award_id": given.award.pk, "actor": given.officer, "reason": "They have closed."}
    given.paid()
    assert refused(services.take_back, **back).code == "paid"
    services.reverse(payment_id=given.first.pk, actor=given.second, reason="Wrong group.")
    assert refused(services.take_back, **back | {"actor": given.made.lead}).code == "not-allowed"
    services.take_back(**back)
    assert state_of(given) == "withdrawn"
    assert not given.award.payments.live().exists()
    assert refused(services.amend, **back).code == "not-now"


def test_no_agreement_is_of_more_than_the_award():
    given = agreed()
    change = {"award_id": given.award.pk, "actor": given.officer}
    fund.change_amount(**change, pence=50_000)
    for payment, pence in zip(given.award.payments.all(), (30_000, 20_000), strict=True):
        assert refused(services.amend, **change, reason="Less.").code == "over-award"
        services.change_payment(
            payment_id=payment.pk, actor=given.officer, due_on=ENDS, pence=pence
        )
    second = services.amend(**change, reason="Less.")
    assert second.content["pence"] == 50_000
    schedule = Schedule.objects.get(award=given.award)
    assert (schedule.most_pence, schedule.planned_pence) == (50_000, 50_000)


def test_the_database_keeps_one_version_of_a_number_and_says_why_it_replaces():
    given = offered()
    first = given.agreement
    for number, reason in ((1, ""), (2, "")):
        copy = Agreement(
            award=given.award,
            number=number,
            template=first.template,
            content=first.content,
            sha256=first.sha256,
            reason=reason,
            made_by=given.officer,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()


def test_groups_that_are_paid_together_for_the_first_time_are_counted_and_it_is_on_their_thread():
    partnership, _people = partners()
    made = together()
    made.sent()
    Application.objects.filter(pk=made.application.pk).update(partnership=partnership)
    year = timezone.localdate() - timedelta(days=30)
    given = granted(made=made)
    assert numbers_since(year).new_pairs == 0, "It is only offered."
    given.plan()
    given.agreement_made()
    given.accepted()
    again = agreed()
    assert numbers_since(year).new_pairs == 2
    lead, partner = again.made.application.partners.order_by("-is_lead")
    [first, second] = partnered.awards()
    assert {tuple(first.organisations), tuple(second.organisations)} >= {
        (lead.organisation_id, partner.organisation_id)
    }
    assert {first.partnership_id, second.partnership_id} == {partnership.pk, None}
    assert "A grant of £1,000 was agreed" in [one.words for one in partnered.steps_of(partnership)]


def test_a_group_that_leaves_while_the_agreement_waits_takes_a_new_version():
    given = granted(paid="partners")
    given.plan(60_000)
    given.agreement_made()
    gone = given.made.partner
    assert {gone.organisation_id} < {*given.award.shares.values_list("organisation", flat=True)}
    fund.withdraw_partner(partner_id=gone.pk, actor=given.made.owner, reason="We moved.")
    refusal = refused(given.accept, given.made.lead, lead=True)
    assert refusal.code == "left"
    assert "writes a new version" in str(refusal)
    assert waiting_words(given.officer) == {1}

    services.amend(award_id=given.award.pk, actor=given.officer, reason="A partner left.")
    lead = given.made.application.lead_id
    assert [*given.award.shares.values_list("organisation", "pence")] == [(lead, 100_000)]
    assert waiting_words(given.officer) == {0}
    given.accept(given.made.lead, lead=True)
    assert state_of(given) == "agreed"


def waiting_words(officer) -> set[int]:
    """How many agreements the officers' home says a group has left."""
    return {one.number for one in PART.waits(officer) if "has left" in str(one.words)}
