"""What is said to people about their groups, in every language, and of which kind."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from messaging import emails as rendering
from messaging import kinds
from organisations import emails
from organisations.enums import MembershipState
from organisations.models import OwnerReplacement
from tests.factories.organisations import (
    DocumentFactory,
    MembershipFactory,
    OrganisationFactory,
)
from tests.html import parse_page

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FILES = sorted(
    f"organisations/email/{path.name}"
    for path in (settings.BASE_DIR / "templates/organisations/email").glob("*.email")
    if path.name != "base.email"
)


@pytest.fixture
def messages():
    """Every email of the groups, by the file that it is written from."""
    group = OrganisationFactory(name="Demo Elders")
    owner = MembershipFactory(organisation=group, role="owner")
    other = MembershipFactory(organisation=group)
    asking = MembershipFactory(organisation=group, state=MembershipState.ASKED)
    invitation = MembershipFactory(
        organisation=group,
        person=None,
        state=MembershipState.INVITED,
        email="new@demo.example",
        invited_by=owner.person,
        expires_at=timezone.now() + timedelta(days=1),
    )
    until = timezone.localdate() + timedelta(days=30)
    document = DocumentFactory(organisation=group, what="insurance", expires_on=until)
    written = [
        emails.invited(invitation),
        emails.asked(owner, asking),
        emails.joined(owner, other),
        emails.let_in(other),
        emails.told_no(asking),
        emails.role_changed(other),
        emails.taken_off(other),
        emails.owner_replaced(owner, OwnerReplacement(leaving=owner, coming=other)),
        emails.owner_replaced(other, OwnerReplacement(leaving=owner, coming=other)),
        emails.verified(owner, ["Name your committee"]),
        emails.to_check_again(owner, "It moved."),
        emails.out_of_directory(owner, "It was misused."),
        emails.closed(owner, "They stopped."),
        emails.merged(owner, "Demo Elders Club"),
        emails.document_runs_out(owner, document),
    ]
    return {(message.template, message.to.email): message for message in written}


def test_each_file_is_written_and_each_kind_is_known_and_used(messages):
    assert sorted({template for template, _to in messages}) == FILES
    known = {name for name in kinds._kinds if name.startswith("organisations.")}
    assert {message.kind for message in messages.values()} == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_names_the_group_and_leads_on(messages, language):
    for message in messages.values():
        email = rendering.render(message.template, message.context, language=language)
        parse_page(email.html)
        assert "Demo Elders" in email.subject, message.template
        for part in (email.subject, email.text, email.html):
            assert not re.search(r"\{[{%]|None", part), message.template
        assert re.search(r"https?://\S+/(my|organisations)/", email.text), message.template


def test_only_the_reminder_of_a_document_can_be_switched_off():
    optional = {name for name, kind in kinds._kinds.items() if kind.optional}
    ours = {name for name in optional if name.startswith("organisations.")}
    assert ours == {emails.DOCUMENT}


def test_a_name_that_is_a_link_is_none_in_an_email():
    group = OrganisationFactory(name="Win at https://evil.example/x")
    membership = MembershipFactory(organisation=group)
    message = emails.told_no(membership)
    email = rendering.render(message.template, message.context, language="en")
    for part in (email.subject, email.text, email.html):
        assert "evil.example" not in part
