"""People join, change and leave; a group always has an owner."""

from datetime import timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations import emails, services
from organisations.enums import MembershipState, Role
from organisations.models import Membership
from tests.factories.organisations import MembershipFactory, OrganisationFactory, group_with
from tests.factories.people import ResidentFactory
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db

State = MembershipState


def link(membership) -> str:
    """The token of an invitation's link."""
    return signing.dumps(str(membership.token), salt=emails.SALT, compress=False)


def told() -> list[tuple[str, str]]:
    """(template, address) of all that was said."""
    return [*OutboxMessage.objects.order_by("pk").values_list("subject", "to_address")]


def invited(group, owner, email="new@demo.example", role=Role.EDITOR) -> Membership:
    return services.invite(organisation_id=group.pk, actor=owner, email=email, role=role)


def test_an_owner_invites_somebody_without_an_account_who_says_yes():
    group, owner = group_with()
    membership = invited(group, owner, email=" New@Demo.example")
    assert (membership.state, membership.person) == (State.INVITED, None)
    person = ResidentFactory(email="new@demo.example", name="")
    token = link(membership)
    asked = {"token": token, "person": person}
    assert refused(services.accept_invitation, **asked, consent=False) == "no-consent"
    assert refused(services.accept_invitation, **asked, consent=True) == "no-name"
    services.accept_invitation(**asked, consent=True, your_name="Nia Demo")
    membership.refresh_from_db()
    assert (membership.state, membership.role) == (State.ACTIVE, Role.EDITOR)
    assert (membership.person, membership.person.name) == (person, "Nia Demo")
    assert membership.consent_at
    assert refused(services.accept_invitation, **asked, consent=True) == "link"
    assert [address for _subject, address in told()] == ["new@demo.example", owner.email]


def test_only_the_address_that_was_invited_accepts_and_only_proven():
    group, owner = group_with()
    token = link(invited(group, owner))
    for person in (ResidentFactory(), ResidentFactory(email="new@demo.example", verified=False)):
        said = {"token": token, "person": person, "consent": True}
        assert refused(services.accept_invitation, **said) == "other-address"
    assert not Membership.objects.active().exclude(person=owner).exists()


def test_an_invitation_ends_by_no_by_being_taken_back_by_a_new_link_and_by_time():
    group, owner = group_with()
    declined = invited(group, owner)
    services.decline_invitation(token=link(declined))
    taken = invited(group, owner)
    services.withdraw_invitation(membership_id=taken.pk, actor=owner)
    again = invited(group, owner)
    first = link(again)
    services.invite_again(membership_id=again.pk, actor=owner)
    again.refresh_from_db()
    for old in (link(declined), link(taken), first, "nonsense"):
        assert refused(services.invitation_of, token=old) == "link"
    assert services.invitation_of(link(again)) == again
    Membership.objects.filter(pk=again.pk).update(expires_at=timezone.now())
    assert refused(services.invitation_of, token=link(again)) == "link"
    assert invited(group, owner).pk != again.pk
    again.refresh_from_db()
    assert again.state == State.DECLINED
    answered = {"membership_id": again.pk, "actor": owner}
    assert refused(services.invite_again, **answered) == "answered"
    assert refused(services.withdraw_invitation, **answered) == "answered"


def test_nobody_is_invited_twice_or_where_they_are_and_not_too_many():
    group, owner = group_with()
    asked = {"organisation_id": group.pk, "actor": owner, "role": Role.VIEWER}
    invited(group, owner)
    assert refused(services.invite, **asked, email="NEW@demo.example") == "invited"
    assert refused(services.invite, **asked, email=owner.email) == "member"
    asking = ResidentFactory()
    services.ask_to_join(organisation_id=group.pk, actor=asking, consent=True)
    assert refused(services.invite, **asked, email=asking.email) == "asked"
    for number in range(services.people.MOST_OPEN - 1):
        invited(group, owner, email=f"many{number}@demo.example")
    assert refused(services.invite, **asked, email="more@demo.example") == "too-many"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_who_is_no_owner_manages_nobody(role):
    group, person = group_with(role)
    other = MembershipFactory(organisation=group)
    invitation = MembershipFactory(
        organisation=group,
        person=None,
        state=State.INVITED,
        email="x@demo.example",
        expires_at=timezone.now() + timedelta(days=1),
    )
    by = {"actor": person}
    of_group = {"organisation_id": group.pk, **by}
    one = {"membership_id": other.pk, **by}
    open_one = {"membership_id": invitation.pk, **by}
    for act, asked in (
        (
            services.invite,
            {"organisation_id": group.pk, "email": "y@demo.example", "role": role, **by},
        ),
        (services.invite_again, open_one),
        (services.withdraw_invitation, open_one),
        (services.answer, {**one, "yes": True}),
        (services.change_role, {**one, "role": Role.OWNER}),
        (services.take_off, one),
        (services.hand_over, {**of_group, "membership_id": other.pk}),
    ):
        assert refused(act, **asked) == "not-allowed"


def test_somebody_asks_and_is_let_in_with_a_role_or_told_no():
    group, owner = group_with(listed=True)
    yes, no = ResidentFactory(), ResidentFactory()
    asked = {"organisation_id": group.pk, "consent": True}
    first = services.ask_to_join(**asked, actor=yes, said="I cook.")
    assert services.ask_to_join(**asked, actor=yes) == first
    second = services.ask_to_join(**asked, actor=no)
    services.answer(membership_id=first.pk, actor=owner, yes=True, role=Role.EDITOR)
    services.answer(membership_id=second.pk, actor=owner, yes=False)
    assert group.role_of(yes) == Role.EDITOR
    assert group.role_of(no) == ""
    assert [address for _subject, address in told()] == [
        owner.email, owner.email, yes.email, no.email,
    ]  # fmt: skip
    for one in (first, second):
        said = {"membership_id": one.pk, "actor": owner, "yes": True}
        assert refused(services.answer, **said) == "not-a-move"
    assert refused(services.ask_to_join, **asked, actor=yes) == "member"


def test_asking_takes_consent_a_proven_address_and_a_name():
    group, _owner = group_with()
    asked = {"organisation_id": group.pk, "consent": True}
    unproven, nameless = ResidentFactory(verified=False), ResidentFactory(name="")
    assert refused(services.ask_to_join, **asked, actor=unproven) == "not-allowed"
    assert refused(services.ask_to_join, **asked, actor=nameless) == "no-name"
    without = asked | {"consent": False, "actor": ResidentFactory()}
    assert refused(services.ask_to_join, **without) == "no-consent"
    long = asked | {"actor": ResidentFactory(), "said": "x" * 501}
    assert refused(services.ask_to_join, **long) == "too-long"


def test_who_asked_and_was_invited_as_well_has_one_place():
    group, owner = group_with()
    membership = invited(group, owner)
    person = ResidentFactory(email="new@demo.example")
    asked = services.ask_to_join(organisation_id=group.pk, actor=person, consent=True)
    services.accept_invitation(token=link(membership), person=person, consent=True)
    asked.refresh_from_db()
    assert asked.state == State.DECLINED
    assert group.role_of(person) == Role.EDITOR


def test_the_last_owner_cant_leave_be_taken_off_or_made_less():
    group, owner = group_with()
    MembershipFactory(organisation=group, role=Role.EDITOR)
    mine = group.memberships.owners().get()
    by = {"membership_id": mine.pk, "actor": owner}
    assert refused(services.leave, organisation_id=group.pk, actor=owner) == "last-owner"
    assert refused(services.take_off, **by) == "last-owner"
    assert refused(services.change_role, **by, role=Role.EDITOR) == "last-owner"
    second = MembershipFactory(organisation=group, role=Role.OWNER)
    services.leave(organisation_id=group.pk, actor=owner)
    mine.refresh_from_db()
    assert mine.state == State.LEFT
    assert mine.ended_at
    leaving = {"organisation_id": group.pk, "actor": second.person}
    assert refused(services.leave, **leaving) == "last-owner"


def test_an_owner_hands_over_and_stays_as_editor():
    group, owner = group_with()
    viewer = MembershipFactory(organisation=group)
    elsewhere = MembershipFactory()
    asked = {"organisation_id": group.pk, "actor": owner}
    assert refused(services.hand_over, **asked, membership_id=elsewhere.pk) == "not-member"
    services.hand_over(**asked, membership_id=viewer.pk)
    roles = dict(group.memberships.values_list("person", "role"))
    assert roles == {owner.pk: Role.EDITOR, viewer.person_id: Role.OWNER}
    assert [str(move.reason) for move in viewer.moves.all()]


def test_editors_and_viewers_leave_and_are_taken_off_with_a_word():
    group, owner = group_with()
    editor, viewer = (
        MembershipFactory(organisation=group, role=role) for role in ("editor", "viewer")
    )
    services.leave(organisation_id=group.pk, actor=editor.person)
    services.take_off(membership_id=viewer.pk, actor=owner)
    assert [*group.memberships.active().values_list("person", flat=True)] == [owner.pk]
    assert [address for _subject, address in told()] == [viewer.person.email]
    left = {"organisation_id": group.pk, "actor": editor.person}
    assert refused(services.leave, **left) == "not-member"
    # Whoever left may come again.
    services.ask_to_join(organisation_id=group.pk, actor=editor.person, consent=True)


def test_the_same_role_again_says_nothing():
    group, owner = group_with()
    viewer = MembershipFactory(organisation=group)
    services.change_role(membership_id=viewer.pk, actor=owner, role=Role.VIEWER)
    assert not viewer.moves.exists()
    services.change_role(membership_id=viewer.pk, actor=owner, role=Role.EDITOR)
    assert [address for _subject, address in told()] == [viewer.person.email]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"role": "chief"},
        {"consent_at": None},
        {"person": None},
        {"ended_at": timezone.now()},
        {"state": "left"},
        {"state": "invited"},
    ],
)
def test_the_database_refuses_places_that_make_no_sense(wrong):
    membership = MembershipFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(**wrong)


def test_the_database_refuses_two_places_of_one_person():
    membership = MembershipFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(organisation=membership.organisation, person=membership.person)


def test_other_apps_ask_who_belongs_to_a_group():
    group, owner = group_with()
    editor = MembershipFactory(organisation=group, role=Role.EDITOR)
    MembershipFactory(organisation=OrganisationFactory(), role=Role.OWNER, person=editor.person)
    assert [one.person for one in services.owners_of(group)] == [owner]
    assert {one.person for one in services.members_of(group)} == {owner, editor.person}
    assert group in services.organisations_of(editor.person, services.finding.rules.Act.EDIT)
    assert group not in services.organisations_of(
        editor.person, services.finding.rules.Act.MANAGE_PEOPLE
    )
