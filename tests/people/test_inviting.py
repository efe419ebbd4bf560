"""An officer invites a colleague, who becomes one by the link of the email."""

import re
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.refusal import Refusal
from messaging.emails import without_keys
from messaging.models import OutboxMessage
from people import inviting, roles
from people.models import ColleagueInvitation, User
from people.rules import is_verified_resident
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of, sign_in_officer
from tests.officers.pages import press

pytestmark = pytest.mark.django_db

NEW, PASSWORD = "colleague@demo.example", "three words together"
ADD = reverse("admin:people_colleagueinvitation_add")


@pytest.fixture
def officer():
    boss = officer_of(roles.PANELS_OFFICER)
    User.objects.filter(pk=boss.pk).update(name="Demo Boss")
    return User.objects.get(pk=boss.pk)


def invite(actor, *given: str, email=NEW, **fields) -> ColleagueInvitation:
    return inviting.invite_colleague(
        email=email, name="Demo Colleague", roles=given or (roles.PANELS_OFFICER,), actor=actor
    )


def link() -> str:
    """The path of the newest invitation's link."""
    text = OutboxMessage.objects.order_by("pk").last().text
    return re.search(r"https?://[^/]+(/account/invitation/\S+)", text)[1]


def accept(client, address: str, password: str = PASSWORD):
    return client.post(address, {"password1": password, "password2": password})


def test_a_colleague_is_invited_accepts_and_signs_in_with_a_second_step_to_add(officer, client):
    sign_in_officer(client, officer)
    page = client.get(ADD)
    assert page.context["adminform"].form["roles"].value() == [roles.PANELS_OFFICER]
    asked = {"email": "Colleague@demo.example", "name": "Demo Colleague"}
    assert 'value="Send the invitation"' in page.content.decode()
    assert 'value="Save"' not in page.content.decode()
    sent = client.post(ADD, asked | {"roles": [roles.PANELS_OFFICER]}, follow=True)
    [said] = [str(one) for one in sent.context["messages"]]
    assert said.startswith(f"The invitation is sent to {NEW}. Its link works until")
    assert not User.objects.filter(email=NEW).exists()
    client.logout()
    address = link()
    assert "Demo Boss" in client.get(address).content.decode()
    assert not User.objects.filter(email=NEW).exists()
    answer = accept(client, address)
    assert answer.url.startswith(reverse("staff_sign_in"))
    colleague = User.objects.get(email=NEW)
    assert colleague.is_staff
    assert [group.name for group in colleague.groups.all()] == [roles.PANELS_OFFICER]
    assert is_verified_resident(colleague)
    client.post(answer.url, {"login": NEW, "password": PASSWORD})
    assert (
        client.get(reverse("admin:index"), follow=True)
        .redirect_chain[-1][0]
        .startswith(reverse("mfa_index"))
    )
    history = LogEntry.objects.get_for_object(ColleagueInvitation.objects.get())
    assert [entry.action for entry in history] == [LogEntry.Action.UPDATE, LogEntry.Action.CREATE]


def test_a_link_works_once_until_it_runs_out_is_replaced_or_withdrawn(officer, client):
    invitation = invite(officer)
    first = link()
    inviting.resend_invitation(invitation_id=invitation.pk, actor=officer)
    second = link()
    assert client.get(first).status_code == 409
    assert client.get(second + "x/").status_code in {404, 409}
    ColleagueInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert accept(client, second).status_code == 409
    inviting.resend_invitation(invitation_id=invitation.pk, actor=officer)
    assert accept(client, link()).status_code == 302
    assert accept(client, link()).status_code == 409
    other = invite(officer, email="other@demo.example")
    inviting.withdraw_invitation(invitation_id=other.pk, actor=officer)
    assert accept(client, link()).status_code == 409
    assert not User.objects.filter(email="other@demo.example").exists()
    for act in (inviting.withdraw_invitation, inviting.resend_invitation):
        with pytest.raises(Refusal, match="already"):
            act(invitation_id=other.pk, actor=officer)


@pytest.mark.parametrize("role", roles.ROLES)
def test_nobody_gives_a_role_above_their_own(role):
    actor = officer_of(role)
    given = roles.may_be_given_by(actor)
    assert given == [one for one in roles.ROLES if one in roles.GIVES.get(role, ())]
    for other in roles.ROLES:
        if other in given:
            more = roles.permissions_of(other) - roles.permissions_of(role)
            assert more <= {"assessment.assess"}
        else:
            with pytest.raises(Refusal) as refused:
                invite(actor, other)
            assert refused.value.code == "not-allowed"


def test_the_page_refuses_a_role_that_was_not_offered(officer, client):
    sign_in_officer(client, officer)
    asked = {"email": NEW, "name": "Demo", "roles": [roles.DATA_PROTECTION]}
    assert client.post(ADD, asked).status_code == 200
    assert not ColleagueInvitation.objects.exists()


def test_a_link_of_somebody_who_may_not_give_the_role_any_more_is_shut(officer, client):
    invite(officer)
    officer.groups.clear()
    assert accept(client, link()).status_code == 409
    officer.is_active = False
    officer.save()
    assert client.get(link()).status_code == 409


def test_an_officer_a_second_invitation_and_no_role_are_refused(officer):
    there = OfficerFactory()
    invite(officer)
    for email, given, code in (
        (there.email, [roles.PANELS_OFFICER], "is-officer"),
        (NEW.upper(), [roles.PANELS_OFFICER], "invited"),
        ("x@demo.example", [], "no-role"),
    ):
        with pytest.raises(Refusal) as refused:
            inviting.invite_colleague(email=email, name="Demo", roles=given, actor=officer)
        assert refused.value.code == code
    with pytest.raises(IntegrityError), transaction.atomic():
        ColleagueInvitation.objects.create(
            email=NEW, name="x", invited_by=officer, expires_at=timezone.now()
        )


def test_a_resident_who_is_invited_keeps_their_account(officer, client):
    resident = ResidentFactory(email=NEW, name="Demo Known")
    invite(officer)
    accept(client, link())
    resident.refresh_from_db()
    assert (resident.is_staff, resident.name) == (True, "Demo Known")


def test_a_weak_or_mistyped_password_is_refused_and_changes_nothing(officer, client):
    invite(officer)
    assert accept(client, link(), "short").status_code == 200
    wrong = client.post(link(), {"password1": PASSWORD, "password2": "another one here"})
    assert "not the same" in wrong.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_from_its_page_it_is_sent_again_or_withdrawn_and_its_link_is_not_shown(officer, client):
    invitation = invite(officer)
    sign_in_officer(client, officer)
    page = reverse("admin:people_colleagueinvitation_change", args=[invitation.pk])
    assert str(invitation.token) not in client.get(page).content.decode()
    assert link().rstrip("/").split("/")[-1] not in without_keys(OutboxMessage.objects.get().text)
    for act, emails in (("resend", 2), ("withdraw", 2)):
        address = reverse(f"admin:people_colleagueinvitation_{act}", args=[invitation.pk])
        assert press(client, address).status_code == 302
        assert OutboxMessage.objects.count() == emails
    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"
