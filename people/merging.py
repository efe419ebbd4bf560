"""Two records of one person become one, with everything kept.

The record that goes stays as an empty row that nobody signs in to, so that history can name it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal
from messaging.services import hand_over, messages_for, post
from people import emails
from people.correcting import refuse_unless_theirs
from people.merge_keys import KEYS
from people.models import User

MERGE = "people.merge_user"
# What is filled from the record that goes, where the one that is kept has nothing.
FILLED = (("name",), ("telephone",), ("address",), ("postcode", "ward_id"), ("access_needs",))


@dataclass(frozen=True)
class Plan:
    """What merging would do: `moves` are (words, number), `drops` sentences, `email` what stays."""

    moves: tuple[tuple[str, int], ...]
    drops: tuple[str, ...]
    email: str
    given_up: str
    filled: tuple[str, ...]

    def moving(self) -> list[str]:
        """What moves, each with its number, as "registrations (2)"."""
        return [f"{words} ({number})" for words, number in self.moves]

    def sentences(self) -> list[str]:
        """What an officer reads before it is done."""
        moving = ", ".join(self.moving()) or _("nothing")
        said = [_("These move: %(moving)s.") % {"moving": moving}, *self.drops]
        if self.filled:
            fields = ", ".join(str(_field(name)) for name in self.filled)
            said.append(_("Filled in from the other record: %(fields)s.") % {"fields": fields})
        if User(email=self.email).gets_letters:
            return [*said, _("They have no email address, so they go on getting letters.")]
        said.append(_("From now on they sign in with %(email)s.") % {"email": self.email})
        if not User(email=self.given_up).gets_letters:
            gone = _("%(email)s can’t be used for signing in any more.")
            said.append(gone % {"email": self.given_up})
        return said


def plan(*, kept: User, gone: User, actor) -> Plan:
    """What merging these two would move, drop and keep. It changes nothing.

    Raises:
        Refusal: `same`, `merged` where one of them is gone already, `cannot-merge` where an app
            says why not, and what `people.correcting.refuse_unless_theirs` says of either.
    """
    if kept.pk == gone.pk:
        raise Refusal(_("This is the same record. Choose another one."), code="same")
    for person in (kept, gone):
        refuse_unless_theirs(actor, person, MERGE)
    if kept.merged_into_id or gone.merged_into_id not in {None, kept.pk}:
        raise Refusal(_("One of these was merged already. Look again."), code="merged")
    moved, drops = KEYS.planned(kept, gone)
    moved[_("messages")] = messages_for(gone.reference).count()
    takes = _takes_address(kept, gone)
    return Plan(
        moves=tuple((words, number) for words, number in sorted(moved.items()) if number),
        drops=tuple(drops),
        email=gone.email if takes else kept.email,
        given_up=kept.email if takes else gone.email,
        filled=tuple(names[0] for names in _to_fill(kept, gone)),
    )


@transaction.atomic
def merge_people(*, person_id: int, other_id: int, actor) -> User:
    """Make one record of two: `person_id` is kept and gets everything of `other_id`.

    The address that stays is the one that was proven, else the one that is kept; both proven
    addresses are told. Doing it twice moves what came to the other record meanwhile.

    Raises:
        Refusal: what `plan` says, or `raced` where somebody registered at the same moment.
    """
    locked = User.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    people = {person.pk: person for person in locked.filter(pk__in=[person_id, other_id])}
    kept, gone = people[person_id], people[other_id]
    done = plan(kept=kept, gone=gone, actor=actor)
    proven = {address for one in (kept, gone) for address in _proven(one)}
    try:
        with transaction.atomic():
            KEYS.move_all(kept, gone)
    except IntegrityError as error:
        said = _("Something was added to one of them a moment ago. Look, and try again.")
        raise Refusal(said, code="raced") from error
    _shut(kept, gone, done, is_proven=done.email in proven)
    hand_over(gone.reference, kept.reference, email=kept.email)
    _record(kept, gone, done, actor)
    for email in sorted(proven):
        message = emails.records_merged(kept, email)
        post(message, key=f"people:merged:{uuid.uuid4().hex}")
    return kept


def _shut(kept: User, gone: User, done: Plan, *, is_proven: bool) -> None:
    """Fill what is missing, settle the addresses, and shut the record that goes."""
    filled = [name for names in _to_fill(kept, gone) for name in names]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.date_joined = min(kept.date_joined, gone.date_joined)
    logins = [one.last_login for one in (kept, gone) if one.last_login]
    kept.last_login = max(logins, default=None)
    EmailAddress.objects.filter(user__in=[kept, gone]).delete()
    # No two rows may have an address even for a moment.
    gone.email = f"{uuid.uuid4().hex}@merged.invalid"
    gone.merged_into, gone.is_active, gone.signed_out = kept, False, gone.signed_out + 1
    gone.set_unusable_password()
    gone.save()
    kept.email = done.email
    kept.save()
    gone.email = done.given_up
    gone.save(update_fields=["email"])
    if not kept.gets_letters:
        EmailAddress.objects.create(user=kept, email=kept.email, primary=True, verified=is_proven)


def _record(kept: User, gone: User, done: Plan, actor) -> None:
    LogEntry.objects.log_create(
        kept,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.UPDATE,
        changes={},
        additional_data={
            "merged": f"{gone} ({gone.email})",
            "moved": done.moving(),
            "dropped": [*done.drops],
        },
    )


def _takes_address(kept: User, gone: User) -> bool:
    """Whether the address of the record that goes is the one that stays."""
    if gone.gets_letters:
        return False
    return kept.gets_letters or bool(_proven(gone) and not _proven(kept))


def _proven(person: User) -> Iterable[str]:
    found = EmailAddress.objects.filter(user=person, email=person.email, verified=True)
    return list(found.values_list("email", flat=True))


def _to_fill(kept: User, gone: User) -> list[tuple[str, ...]]:
    return [names for names in FILLED if not getattr(kept, names[0]) and getattr(gone, names[0])]


def _field(name: str) -> str:
    return User._meta.get_field(name).verbose_name
