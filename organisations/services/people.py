"""People join a group by invitation or by asking, and owners say who does what.

A group that stands always has an owner: whatever ends an owner's place locks the group first and
counts the others.
"""

import uuid
from datetime import timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
from messaging.services import post
from organisations import emails, rules
from organisations.enums import MembershipState, Role
from organisations.models import Membership, MembershipMove, Organisation
from organisations.services import flags
from organisations.services.finding import owners_of
from organisations.services.locks import lock, lock_with
from people.models import User
from people.rules import is_verified_resident
from people.services import complete_profile

WORKS_FOR = timedelta(days=14)
# So that nobody writes to half the town in a group's name.
MOST_OPEN = 30

State = MembershipState


@transaction.atomic
def invite(*, organisation_id: int, actor, email: str, role: str) -> Membership:
    """Invite somebody by email; they needn't have an account.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `member` or `asked` where they belong to the
            group or asked to, `invited` where an invitation is open, or `too-many`.
    """
    organisation = lock(organisation_id)
    require(rules.may_manage_people(actor, organisation))
    return write_invitation(organisation, email=email, role=role, actor=actor)


def write_invitation(organisation: Organisation, *, email: str, role: str, actor) -> Membership:
    """Invite somebody to a group that is locked; raises as `invite` says."""
    email = User.objects.normalize_email(email)
    there = organisation.memberships.live().filter(person__email=email).first()
    if there:
        asked = there.state == State.ASKED
        said = _("They asked to join. Answer that.") if asked else _("They belong to it already.")
        raise Refusal(said, code="asked" if asked else "member", field="email")
    invited = organisation.memberships.filter(state=State.INVITED)
    for expired in invited.filter(email=email, expires_at__lte=timezone.now()):
        _end(expired, actor=PORTAL, to=State.DECLINED, reason=Words("organisations.no-answer"))
    if invited.count() >= MOST_OPEN:
        raise Refusal(
            _("Too many invitations are open. Take some back first."),
            code="too-many",
            field="email",
        )
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                organisation=organisation,
                email=email,
                role=role,
                state=State.INVITED,
                invited_by=actor,
                expires_at=timezone.now() + WORKS_FOR,
            )
    except IntegrityError as error:
        said = _("They are invited already. Send that invitation again.")
        raise Refusal(said, code="invited", field="email") from error
    membership.moves.create(from_state="", to_state=membership.state, actor=actor)
    _send(membership)
    return membership


@transaction.atomic
def invite_again(*, membership_id: int, actor) -> Membership:
    """Send an open invitation again with a new link; the old one works no more.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, or `answered`.
    """
    membership = lock_with(membership_id)
    require(rules.may_manage_people(actor, membership.organisation))
    _refuse_unless_invited(membership)
    membership.token, membership.expires_at = uuid.uuid4(), timezone.now() + WORKS_FOR
    membership.save(update_fields=["token", "expires_at"])
    _send(membership)
    return membership


def invitation_of(token: str) -> Membership:
    """The open invitation of a link.

    Raises:
        Refusal: `link` where it was altered or replaced, has run out, or was answered.
    """
    try:
        key = signing.loads(token, salt=emails.SALT)
    except signing.BadSignature:
        key = None
    found = Membership.objects.select_related("organisation", "invited_by").filter(token=key)
    membership = found.first()
    if membership is None or not (membership.is_open and membership.organisation.is_standing):
        raise Refusal(
            _("This link doesn't work any more. Ask the group to invite you again."), code="link"
        )
    return membership


@transaction.atomic
def accept_invitation(*, token: str, person, consent: bool, your_name: str = "") -> Membership:
    """Say yes to an invitation. Only the address that was invited can.

    Args:
        token: of the link.
        person: signed in, with a proven address.
        consent: that they agree to be named to the others of the group and to officers.
        your_name: their full name, where their account has none.

    Raises:
        Refusal: `link`, `other-address`, `no-consent`, `no-name`, or `member` where they belong to
            the group by now.
    """
    membership = lock_with(invitation_of(token).pk)
    _refuse_unless_invited(membership)
    if not is_verified_resident(person) or person.email != membership.email:
        raise Refusal(
            _("This invitation went to another email address. Sign in with that one."),
            code="other-address",
        )
    if not consent:
        raise Refusal(_("Tick the box to agree."), code="no-consent", field="consent")
    say_name(person, your_name)
    organisation = membership.organisation
    if organisation.memberships.active().of(person).exists():
        raise Refusal(_("You belong to this group already."), code="member")
    for asked in organisation.memberships.filter(state=State.ASKED).of(person):
        _end(asked, actor=person, to=State.DECLINED)
    membership.person = person
    now = timezone.now()
    record = move(membership, to=State.ACTIVE, actor=person, person=person, consent_at=now)
    for owner in owners_of(organisation).exclude(person=person):
        _tell(owner, emails.joined(owner, membership), "joined", record)
    for replacement in membership.replaces.filter(done_at=None):
        replace(replacement, actor=PORTAL)
    flags.look(organisation)
    return membership


def say_name(person, your_name: str) -> None:
    """Keep the full name of somebody who acts for a group, where their account has none.

    Raises:
        Refusal: `no-name` where they say none.
    """
    if person.name:
        return
    if not your_name.strip():
        raise Refusal(_("Enter your full name."), code="no-name", field="your_name")
    person.name = complete_profile(person=person, actor=person, name=your_name).name


@transaction.atomic
def decline_invitation(*, token: str) -> Membership:
    """Say no to an invitation; whoever has the link can, without an account.

    Raises:
        Refusal: `link`.
    """
    membership = lock_with(invitation_of(token).pk)
    _refuse_unless_invited(membership)
    _end(membership, actor=PORTAL, to=State.DECLINED, reason=Words("organisations.declined"))
    return membership


@transaction.atomic
def withdraw_invitation(*, membership_id: int, actor) -> Membership:
    """Take an open invitation back: its link works no more.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, or `answered`.
    """
    membership = lock_with(membership_id)
    require(rules.may_manage_people(actor, membership.organisation))
    _refuse_unless_invited(membership)
    _end(membership, actor=actor, to=State.DECLINED)
    return membership


@transaction.atomic
def ask_to_join(
    *, organisation_id: int, actor, consent: bool, said: str = "", your_name: str = ""
) -> Membership:
    """Ask a group's owners to be let in. Asking twice is asking once.

    Args:
        actor: somebody whose email address is proven.
        consent: that they agree to be named to the others of the group and to officers.
        said: what they write to the owners, at most 500 characters.
        your_name: their full name, where their account has none.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-consent`, `no-name`, `too-long`, or
            `member`.
    """
    organisation = lock(organisation_id)
    require(is_verified_resident(actor))
    if not consent:
        raise Refusal(_("Tick the box to agree."), code="no-consent", field="consent")
    say_name(actor, your_name)
    longest = Membership._meta.get_field("said").max_length
    if len(said) > longest:
        words = _("Use at most %(longest)d characters.") % {"longest": longest}
        raise Refusal(words, code="too-long", field="said")
    there = organisation.memberships.live().of(actor).first()
    if there and there.state == State.ACTIVE:
        raise Refusal(_("You belong to this group already."), code="member")
    if there:
        return there
    membership = Membership.objects.create(
        organisation=organisation,
        person=actor,
        state=State.ASKED,
        said=said,
        consent_at=timezone.now(),
    )
    record = membership.moves.create(from_state="", to_state=membership.state, actor=actor)
    for owner in owners_of(organisation):
        _tell(owner, emails.asked(owner, membership), "asked", record)
    return membership


@transaction.atomic
def answer(*, membership_id: int, actor, yes: bool, role: str = Role.VIEWER) -> Membership:
    """Let somebody in who asked, with a role, or say no.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, or `not-a-move` where they were answered.
    """
    membership = lock_with(membership_id)
    require(rules.may_manage_people(actor, membership.organisation))
    if membership.state != State.ASKED:
        raise Refusal(_("Somebody has answered them already."), code="not-a-move")
    if not yes:
        record = _end(membership, actor=actor, to=State.DECLINED)
        _tell(membership, emails.told_no(membership), "told-no", record)
        return membership
    record = move(membership, to=State.ACTIVE, actor=actor, role=role)
    _tell(membership, emails.let_in(membership), "let-in", record)
    flags.look(membership.organisation)
    return membership


@transaction.atomic
def change_role(*, membership_id: int, actor, role: str) -> Membership:
    """Give somebody of the group another role.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `not-member`, or `last-owner`.
    """
    membership = lock_with(membership_id)
    require(rules.may_manage_people(actor, membership.organisation))
    if membership.state != State.ACTIVE:
        raise Refusal(_("They don't belong to the group."), code="not-member")
    if membership.role == role:
        return membership
    _refuse_last_owner(membership)
    record = give_role(membership, role, actor=actor)
    if membership.person_id != actor.pk:
        _tell(membership, emails.role_changed(membership), "role-changed", record)
    return membership


@transaction.atomic
def hand_over(*, organisation_id: int, actor, membership_id: int) -> Membership:
    """Make somebody of the group its owner in one's own place; returns theirs. One stays as editor.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, or `not-member` where they don't belong to it.
    """
    organisation = lock(organisation_id)
    require(rules.may(actor, organisation, rules.Act.HAND_OVER))
    mine = organisation.memberships.owners().of(actor).get()
    theirs = organisation.memberships.active().exclude(pk=mine.pk).filter(pk=membership_id)
    new_owner = theirs.select_related("person").first()
    if new_owner is None:
        raise Refusal(
            _("Choose somebody who belongs to the group."), code="not-member", field="membership"
        )
    new_owner.organisation = mine.organisation = organisation
    record = give_role(new_owner, Role.OWNER, actor=actor)
    give_role(mine, Role.EDITOR, actor=actor)
    _tell(new_owner, emails.role_changed(new_owner), "role-changed", record)
    return new_owner


@transaction.atomic
def leave(*, organisation_id: int, actor) -> Membership:
    """Leave a group. Its last owner can't: they hand over first.

    Raises:
        Refusal: `not-found`, `ended`, `not-member`, or `last-owner`.
    """
    organisation = lock(organisation_id)
    membership = organisation.memberships.active().of(actor).first()
    if membership is None:
        raise Refusal(_("You don't belong to this group."), code="not-member")
    membership.organisation = organisation
    _refuse_last_owner(membership)
    _end(membership, actor=actor, to=State.LEFT)
    flags.look(organisation)
    return membership


@transaction.atomic
def take_off(*, membership_id: int, actor) -> Membership:
    """Take somebody off a group; they are told.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `not-member`, or `last-owner`.
    """
    membership = lock_with(membership_id)
    require(rules.may_manage_people(actor, membership.organisation))
    if membership.state != State.ACTIVE:
        raise Refusal(_("They don't belong to the group."), code="not-member")
    _refuse_last_owner(membership)
    record = _end(membership, actor=actor, to=State.LEFT)
    _tell(membership, emails.taken_off(membership), "taken-off", record)
    flags.look(membership.organisation)
    return membership


def replace(replacement, *, actor) -> None:
    """Do what was recorded: the owner goes, the new one is owner. The group is locked."""
    leaving, coming = replacement.leaving, replacement.coming
    leaving.organisation = coming.organisation = organisation = replacement.organisation
    if leaving.state == State.ACTIVE:
        record = _end(leaving, actor=actor, to=State.LEFT, reason=Words("organisations.replaced"))
        _tell(leaving, emails.owner_replaced(leaving, replacement), "replaced", record)
    record = give_role(coming, Role.OWNER, actor=actor)
    replacement.done_at = timezone.now()
    replacement.save(update_fields=["done_at"])
    for member in organisation.memberships.active().select_related("person"):
        member.organisation = organisation
        message = emails.owner_replaced(member, replacement)
        post(message, key=f"{emails.key('replaced', record)}:{member.pk}")


def give_role(membership: Membership, role: str, *, actor) -> MembershipMove:
    """Write somebody's role, and that it was given; the group is locked."""
    membership.role = role
    membership.save(update_fields=["role"])
    return membership.moves.create(
        from_state=membership.state,
        to_state=membership.state,
        actor=None if actor is PORTAL else actor,
        reason=Words(f"organisations.role-{role}"),
    )


def is_last_owner(membership: Membership) -> bool:
    """Whether the group would have no owner without them."""
    others = membership.organisation.memberships.owners().exclude(pk=membership.pk)
    return membership.is_owner and not others.exists()


def _refuse_last_owner(membership: Membership) -> None:
    """Refuse to end an owner's place where nobody else has one; the group is locked."""
    if is_last_owner(membership):
        raise Refusal(
            _("A group needs an owner. Make somebody else an owner first."), code="last-owner"
        )


def _refuse_unless_invited(membership: Membership) -> None:
    if membership.state != State.INVITED:
        raise Refusal(_("This invitation was answered or taken back already."), code="answered")


def _end(membership: Membership, *, actor, to: str, reason: str = "") -> MembershipMove:
    return move(membership, to=to, actor=actor, reason=reason, ended_at=timezone.now())


def _send(membership: Membership) -> None:
    post(emails.invited(membership), key=f"organisations.invited:{membership.token}")


def _tell(member: Membership, message, what: str, record: MembershipMove) -> None:
    post(message, key=f"{emails.key(what, record)}:{member.pk}")
