"""Every change to a person's account."""

import re
import uuid
from collections.abc import Collection
from datetime import timedelta

from allauth.account.models import EmailAddress
from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from core.sweeps import each_alone
from core.text import is_visible, one_line
from messaging.kinds import BY_LETTER
from messaging.models import OutboxMessage
from messaging.services import opt_in, opt_out, optional_kinds
from people.duplicates import like_caller
from people.models import User
from people.roles import ROLES, permissions_of
from people.telephones import TELEPHONE, as_kept
from places.models import Ward
from places.services import spaced_postcode, ward_for_postcode

TIME_TO_PROVE = timedelta(days=1)
CODE_IN_USE = timedelta(hours=1)


@transaction.atomic
def person_for(*, email: str, name: str = "", postcode: str = "", language: str = "en") -> User:
    """The account of this address: the one there is, untouched, or a new one without a password.

    Known and unknown addresses take the same statements, so that nobody can tell them apart; and
    two at once end in one account.

    Args:
        email: in any spelling; one mailbox is one account.
        name: full name, for a new account only, as are the two that follow.
        postcode: also gives the ward where it is known.
        language: one of settings.LANGUAGES.

    Raises:
        Refusal: `invalid` or `not-a-postcode`, naming the field, where a value can't be stored.
    """
    email = User.objects.normalize_email(email)
    candidate = User(
        email=email,
        name=_name(name),
        language=language,
        password=make_password(None),
        **_place(postcode),
    )
    check_columns(candidate)
    User.objects.bulk_create([candidate], ignore_conflicts=True)
    person = User.objects.select_related("ward").get(email=email)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=email, primary=True)], ignore_conflicts=True
    )
    return person


@transaction.atomic
def person_without_email(*, name: str, postcode: str, language: str = "en") -> User:
    """A new account for somebody without an email address: nobody can sign in to it.

    What is said to them waits in the outbox for an officer to post it as a letter.

    Raises:
        Refusal: as `person_for` says.
    """
    candidate = User(
        email=f"{uuid.uuid4().hex}{BY_LETTER}",
        name=_name(name),
        language=language,
        password=make_password(None),
        **_place(postcode),
    )
    check_columns(candidate)
    candidate.save()
    return candidate


@transaction.atomic
def person_of_caller(
    *,
    name: str,
    email: str = "",
    telephone: str = "",
    address: str = "",
    postcode: str = "",
    language: str = "en",
    same_as: int | None = None,
) -> User:
    """The account of somebody who called or wrote: by their email address, or a new one without.

    Two callers without email, of the same name and number, are one person. What is known of an
    account stays; what is empty is filled.

    Args:
        same_as: whom of those like them (`people.duplicates.like_caller`) they are, 0 for none;
            asked for where somebody is, before a second record is made.

    Raises:
        Refusal: `unreachable` where nothing says how to reach them, `alike` where somebody else may
            be the same person, `invalid`, or what `person_for` raises.
    """
    telephone = telephone_number(telephone)
    place = {"postcode": postcode, "language": language}
    if not (email or telephone or (address.strip() and postcode.strip())):
        raise Refusal(
            _("Enter an email address, a telephone number, or an address with its postcode."),
            code="unreachable",
            field="email",
        )
    person = _known_caller(name, email, telephone, postcode, same_as)
    if person is None:
        known_by = {"name": name, **place}
        person = person_for(email=email, **known_by) if email else person_without_email(**known_by)
    said = {"telephone": telephone, "address": one_line(address)}
    missing = {field: text for field, text in said.items() if text and not getattr(person, field)}
    for field, text in missing.items():
        setattr(person, field, text)
    if missing:
        check_columns(person)
        person.save(update_fields=[*missing])
    return person


def _known_caller(name, email, telephone, postcode, same_as: int | None) -> User | None:
    """Whose record is a caller's, None of a new one.

    Raises:
        Refusal: `alike`.
    """
    if email:
        person = account_of(email)
    else:
        callers = like_caller(name=name, telephone=telephone).filter(email__endswith=BY_LETTER)
        person = callers.first() if telephone else None
    alike = like_caller(name=name, telephone=telephone, postcode=postcode)
    if person is None and same_as:
        person = alike.filter(pk=same_as).first()
    if person is None and same_as != 0 and alike.exists():
        raise Refusal(
            _("Somebody of this name is known with the same number or postcode. Say who it is."),
            code="alike",
            field="same_as",
        )
    return person


def account_of(email: str) -> User | None:
    """The account of this address, or the one that it was merged into; None where none is known."""
    known = User.objects.select_related("merged_into", "ward")
    person = known.filter(email=User.objects.normalize_email(email)).first()
    return person and (person.merged_into or person)


def telephone_number(typed: str) -> str:
    """A telephone number as it is kept: "+44 1582 546000" is "01582546000"; "" stays "".

    Raises:
        Refusal: `not-a-number`.
    """
    kept = as_kept(typed)
    if kept and not re.match(TELEPHONE, kept):
        raise Refusal(
            _("Enter a telephone number, like 01582 000000."),
            code="not-a-number",
            field="telephone",
        )
    return kept


@transaction.atomic
def complete_profile(
    *, person: User, actor: User, name: str = "", postcode: str = "", access_needs: str = ""
) -> User:
    """Fill what is still empty on the profile, and leave alone what the person said before.

    Raises:
        Refusal: `invalid` or `not-a-postcode`, naming the field, where a value can't be stored.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    offered = {"name": _name(name), "access_needs": access_needs.strip()}
    if not person.postcode:
        offered |= _place(postcode)
    filled = [field for field, value in offered.items() if value and not getattr(person, field)]
    for field in filled:
        setattr(person, field, offered[field])
    check_columns(person)
    if filled:
        person.save(update_fields=filled)
    return person


@transaction.atomic
def save_details(
    *,
    person: User,
    actor: User,
    name: str,
    postcode: str,
    ward: Ward | None,
    language: str,
    access_needs: str,
) -> User:
    """Change what a person says about themselves.

    Args:
        ward: where the person says they live, used where the postcode doesn't tell.

    Raises:
        Refusal: `invalid` or `not-a-postcode`, naming the field, where a value can't be stored.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    place = _place(postcode)
    person.postcode = place["postcode"]
    person.ward = place["ward"] or ward
    person.name, person.access_needs = _name(name), access_needs.strip()
    person.language = language
    check_columns(person)
    person.save(update_fields=["name", "postcode", "ward", "language", "access_needs"])
    return person


def choose_language(*, person: User, actor: User, language: str) -> None:
    """Write to this person in `language`, one of settings.LANGUAGES, from now on."""
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])


@transaction.atomic
def choose_messages(*, person: User, actor: User, wanted: Collection[str]) -> None:
    """Keep of the optional kinds of message those named in `wanted`, and stop the others."""
    for kind in optional_kinds():
        if kind.name in wanted:
            opt_in(person.reference, kind.name)
        else:
            opt_out(person.reference, kind.name)


def forget_unproved() -> int:
    """Delete accounts whose address nobody proved within a day, and that nothing hangs on.

    Somebody who signed in once proved an address, though an officer may have corrected it since.

    No trace stays, since nobody agreed to one. Safe to repeat; returns how many went.
    """
    now = timezone.now()
    asked_for_a_code = OutboxMessage.objects.filter(
        recipient=OuterRef("reference"), created_at__gt=now - CODE_IN_USE
    )
    unproved = User.objects.filter(
        ~Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)),
        ~Exists(asked_for_a_code),
        is_staff=False,
        is_demo=False,
        last_login=None,
        date_joined__lt=now - TIME_TO_PROVE,
    )
    with disable_auditlog():
        return each_alone(unproved, _forget)


def _forget(person: User) -> bool:
    """Delete an account, unless something hangs on it."""
    try:
        person.delete()
    except ProtectedError:
        return False
    return True


@transaction.atomic
def load_roles() -> None:
    """Write one group for each role, holding exactly what the apps granted. Safe to repeat.

    Raises:
        LookupError: an app granted a permission that doesn't exist, named.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role)
        unknown = permissions_of(role) - known.keys()
        if unknown:
            raise LookupError(f"{role} is granted what doesn't exist: {', '.join(sorted(unknown))}")
        group.permissions.set(known[name] for name in permissions_of(role))


def _name(typed: str) -> str:
    """A full name in one line, "" where nothing of it can be seen."""
    return one_line(typed) if is_visible(typed) else ""


def _place(postcode: str) -> dict:
    """The postcode as people write it, and its ward where that is known."""
    if not postcode.strip():
        return {"postcode": "", "ward": None}
    spaced = spaced_postcode(postcode)
    if not spaced:
        raise Refusal(
            _("Enter a full UK postcode, like LU1 2BQ."), code="not-a-postcode", field="postcode"
        )
    return {"postcode": spaced, "ward": ward_for_postcode(spaced)}


def check_columns(person: User) -> None:
    """Refuse what the columns can't hold, naming the first field at fault."""
    try:
        person.clean_fields(exclude=["password", "reference"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refusal(messages[0], code="invalid", field=field) from error


def record_reading(thing, *, actor, what: str, rows: int = 1) -> LogEntry:
    """Record that `actor` read personal data.

    Args:
        thing: the saved model that was read: one registration, or the session of a list.
        actor: the officer who read it.
        what: the page or the file, such as "sign-in sheet".
        rows: how many people's data it showed.
    """
    return LogEntry.objects.log_create(
        thing,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.ACCESS,
        additional_data={"what": what, "rows": rows},
    )


def record_readings(things: Collection, *, actor, what: str) -> None:
    """Record that `actor` read each of these rows of one model, in one statement.

    Args:
        what: the page, such as "person's record".
    """
    LogEntry.objects.bulk_create(
        LogEntry(
            content_type=ContentType.objects.get_for_model(thing),
            object_pk=thing.pk,
            object_id=thing.pk,
            object_repr=str(thing),
            action=LogEntry.Action.ACCESS,
            actor=actor,
            actor_email=actor.email,
            additional_data={"what": what, "rows": 1},
        )
        for thing in things
    )
