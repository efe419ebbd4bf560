"""What came on paper: an officer enters it on the group's pages, the group confirms it."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import documents, reminders, services
from collaboration_fund.models import Application, Edition, Partner
from core.luton import LUTON
from core.words import say
from core.working_days import working_days_after
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from tests.collaboration_fund.test_admin_applications import press_and_see
from tests.collaboration_fund.test_own_pages import hidden, words
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import fund_officer, moved, open_round, together
from tests.factories.organisations import MembershipFactory, OrganisationFactory, group_with
from tests.factories.people import sign_in_officer
from tests.recruitment.officers import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def entered(round=None, *, group=None, **more) -> Application:
    """An application that an officer has begun to enter."""
    round = round or open_round()
    asked = {
        "round_id": round.pk,
        "organisation": group or group_with(form="charity")[0],
        "title": "Tea on paper",
        "came": "paper",
        "came_at": timezone.now() - timedelta(hours=2),
        "actor": fund_officer(),
    }
    return services.enter(**asked | more)


def filled_in(application: Application, officer) -> Partner:
    """All that the form on paper said, as an officer enters it."""
    pk = {"application_id": application.pk, "actor": officer}
    services.change_title(title="Tea on paper", priorities=[], **pk)
    services.save_answers(values={"new": "One kitchen.", "where": "Two wards."}, **pk)
    group, _owner = group_with(form="cio")
    partner = services.invite(organisation=group, role="Cooks", tasks="Mondays.", **pk)
    own = application.partners.get(is_lead=True)
    services.describe(partner_id=own.pk, actor=officer, role="Runs it", tasks="Books.")
    services.add_lines(
        partner=own, category="rooms", source="grant", what="Rent", pence={1: 90_000}, **pk
    )
    return partner


def owner_of(application):
    return application.lead.memberships.get(role="owner").person


def accepted_and_said(application, partner) -> None:
    """What the groups themselves say: that the partner accepts, and what subsidies there were."""
    partner = Partner.objects.get(pk=partner.pk)
    services.accept(
        partner_id=partner.pk,
        actor=partner.organisation.memberships.get(role="owner").person,
        capacity="Director",
        digest=services.digest_of(services.parts_of(partner)),
    )
    own = application.partners.get(is_lead=True)
    services.say_subsidies(partner_id=own.pk, actor=owner_of(application), pence=0)


def url(application, name="application", *more) -> str:
    return reverse(f"collaboration_fund:{name}", args=[application.reference, *more])


def test_what_came_in_time_has_five_working_days_after_the_closing_with_its_reason():
    application = entered()
    entry = application.entry
    assert entry.closes_at == working_days_after(entry.stage.closes_at, 5)
    extension = entry.extensions.get()
    assert extension.until == entry.closes_at
    assert "on paper" in say(extension.reason)
    assert Application.objects.get(pk=application.pk).entered_by is not None
    moved(entry.stage, closes_at=timezone.now())
    assert Application.objects.get(pk=application.pk).entry.is_writable()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"came_at": timedelta(minutes=5)}, "came_at"),
        ({"came_at": timedelta(days=-2)}, "came_at"),
        ({"until": timedelta(days=1)}, "until"),
        ({"came": "dove"}, "came"),
        ({"title": " "}, "title"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(wrong, field):
    given = {
        name: timezone.now() + value if isinstance(value, timedelta) else value
        for name, value in wrong.items()
    }
    assert refusal(entered, **given).field == field


def test_what_came_after_the_closing_came_too_late():
    round = open_round()
    moved(round.stage, closes_at=timezone.now() - timedelta(hours=1))
    in_time, late = timedelta(hours=2), timedelta(minutes=1)
    assert refusal(entered, round=round, came_at=timezone.now() - late).field == "came_at"
    assert entered(round, came_at=timezone.now() - in_time).is_unconfirmed


def test_a_group_with_nobody_in_the_portal_or_an_application_is_refused_at_once():
    assert refusal(entered, group=OrganisationFactory()).field == "organisation"
    group, _owner = group_with()
    viewers = MembershipFactory(role="viewer").organisation
    assert refusal(entered, group=viewers).field == "organisation"
    round = open_round()
    entered(round, group=group)
    assert refusal(entered, round=round, group=group).field == "organisation"


def test_only_the_funds_officers_enter():
    group, owner = group_with()
    assert refusal(entered, group=group, actor=owner).code == "not-allowed"


def test_an_officer_fills_it_in_and_does_nothing_in_the_groups_name(officer):
    application = entered()
    partner = filled_in(application, officer)
    acts = {"application_id": application.pk, "actor": officer}
    accepted_and_said(application, partner)
    assert refusal(services.send, **acts).code == "not-allowed"
    assert refusal(services.withdraw, **acts).code == "not-allowed"
    own = application.partners.get(is_lead=True)
    said = refusal(services.say_subsidies, partner_id=own.pk, actor=officer, pence=1)
    assert said.code == "not-allowed"


def test_the_group_confirms_by_sending_and_no_officer_writes_after_that(officer):
    application = entered()
    partner = filled_in(application, officer)
    owner = owner_of(application)
    services.save_answers(
        application_id=application.pk, values={"new": "Two kitchens."}, actor=owner
    )
    accepted_and_said(application, partner)
    edition = services.send(application_id=application.pk, actor=owner)
    kept = Application.objects.get(pk=application.pk)
    assert kept.confirmed_at == edition.received_at
    assert kept.state == "sent"
    assert "Two kitchens." in str(edition.content["answers"])
    facts = dict(documents.facts_of(Edition.objects.get(pk=edition.pk)))
    came = kept.came_at.astimezone(LUTON)
    assert f"{came:%H:%M:%S}" in facts["Entered by the council"]
    said = refusal(
        services.save_answers, application_id=kept.pk, values={"new": "x"}, actor=officer
    )
    assert said.code == "not-allowed"


def test_no_officer_writes_what_a_group_writes_itself(client, officer):
    made = together()
    pages = ("application", "title", "answers", "partners", "budget", "check")
    for name in pages:
        assert client.get(url(made.application, name)).status_code == 404, name
    said = refusal(
        services.save_answers,
        application_id=made.application.pk,
        values={"new": "x"},
        actor=officer,
    )
    assert said.code == "not-allowed"


def test_an_officer_enters_it_on_the_groups_own_pages(client, officer):
    round = open_round()
    group, owner = group_with(form="charity")
    nobody = OrganisationFactory(name="Demo Nobody There")
    address = reverse("admin:collaboration_fund_round_enter", args=[round.pk])
    page = client.get(address)
    assert "who can confirm it" in words(page)
    assert group.name in words(page)
    assert nobody.name not in words(page)
    came_at = timezone.localtime() - timedelta(hours=1)
    typed = {
        "organisation": group.pk,
        "title": "Tea on paper",
        "language": "en",
        "came": "paper",
        "came_at": came_at.strftime("%Y-%m-%dT%H:%M:%S"),
        "until": "",
    }
    answer = press(client, address, typed)
    application = Application.objects.get(round=round)
    assert answer.url == url(application)
    page = words(client.get(url(application)))
    assert f"The council entered this application for {group.name}" in page
    assert "Withdraw the application" not in page
    read = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=officer)
    assert read.filter(object_pk=str(application.pk)).exists()
    for name in ("title", "answers", "partners", "budget"):
        assert client.get(url(application, name)).status_code == 200, name
    question = url(application, "answers_page", "new")
    client.post(question, hidden(client.get(question)) | {"q-new": "One kitchen."})
    assert "One kitchen." in str(services.content_of(application.entry)["answers"])
    check = words(client.get(url(application, "check")))
    assert "The group confirms it and sends it" in check
    assert "Send the application" not in check
    assert client.post(url(application, "check")).status_code == 409
    assert client.get(url(application, "withdraw")).status_code == 404
    ask = reverse("admin:collaboration_fund_application_ask_to_confirm", args=[application.pk])
    press_and_see(client, ask, {})
    letter = OutboxMessage.objects.get(key__startswith="collaboration_fund.application.to-confirm")
    assert letter.to_address == owner.email


def test_an_officer_without_the_second_step_opens_none_of_it(client):
    application = entered()
    client.force_login(fund_officer())
    assert client.get(url(application)).status_code == 404


def test_a_groups_people_are_told_plainly_and_asked_with_a_date(client, officer):
    application = entered()
    owner = owner_of(application)
    client.force_login(owner)
    home = reverse("my_organisations:home")
    assert "it isn’t ready yet" in words(client.get(url(application))).lower()
    assert "Tea on paper" not in words(client.get(home))
    services.ask_to_confirm(application_id=application.pk, actor=officer)
    assert "Read and confirm the application the council entered for you" in words(client.get(home))
    page = words(client.get(url(application)))
    assert "The council entered this application for you" in page
    assert "Without that it doesn’t count." in page
    assert "Read, confirm and send" in page
    assert "Confirm and send the application" in words(client.get(url(application, "check")))


def test_the_group_is_reminded_to_confirm_once_it_is_asked(officer):
    application = entered()
    kind = next(iter(reminders.SEND))

    def said() -> int:
        Due.objects.filter(about=application.filed_under, kind=kind).update(
            state="waiting", due_at=timezone.now(), next_attempt_at=timezone.now()
        )
        run_due()
        return OutboxMessage.objects.filter(key__startswith="collaboration_fund.to_send").count()

    assert said() == 0
    services.ask_to_confirm(application_id=application.pk, actor=officer)
    assert said() == 1
    text = OutboxMessage.objects.get(key__startswith="collaboration_fund.to_send").text
    assert "once your group has read it, confirmed it and sent it" in text


def test_asking_is_for_what_waits_to_be_confirmed_alone(officer):
    made = together()
    ask = {"application_id": made.application.pk, "actor": officer}
    assert refusal(services.ask_to_confirm, **ask).code == "confirmed"
    application = entered()
    ask = {"application_id": application.pk, "actor": owner_of(application)}
    assert refusal(services.ask_to_confirm, **ask).code == "not-allowed"


def test_what_is_entered_and_nobody_was_asked_waits_on_the_officers_home(client, officer):
    application = entered()
    home = reverse("admin:index")
    assert "Ask the group to confirm “Tea on paper”" in words(client.get(home))
    services.ask_to_confirm(application_id=application.pk, actor=officer)
    assert "Ask the group to confirm" not in words(client.get(home))


def test_the_database_refuses_what_came_without_a_time():
    application = together().application
    for wrong in ({"came": "paper"}, {"confirmed_at": timezone.now()}, {"came": "dove"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**wrong)
