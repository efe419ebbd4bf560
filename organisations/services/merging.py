"""Two records of one group become one, with everything kept.

The record that goes stays as a row that leads to the other, so that history and old addresses can.
"""

from dataclasses import dataclass

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from organisations import emails, rules
from organisations.enums import Listing, OrganisationState
from organisations.merge_keys import KEYS
from organisations.models import Organisation
from organisations.services import flags
from organisations.services.finding import members_of
from organisations.services.locks import lock

# What is filled from the record that goes, where the one that is kept has nothing.
FILLED = (
    ("summary",),
    ("website",),
    ("email",),
    ("telephone",),
    ("postcode", "ward_id", "address"),
    ("has_own_account",),
    ("supplier_reference",),
)


@dataclass(frozen=True)
class Plan:
    """What merging would do: `moves` are (words, number), the others sentences and field names."""

    moves: tuple[tuple[str, int], ...]
    drops: tuple[str, ...]
    filled: tuple[str, ...]
    differs: tuple[str, ...]

    def moving(self) -> list[str]:
        """What moves, each with its number, as "people (2)"."""
        return [f"{words} ({number})" for words, number in self.moves]

    def sentences(self) -> list[str]:
        """What an officer reads before it is done."""
        moving = ", ".join(self.moving()) or _("nothing")
        said = [_("These move: %(moving)s.") % {"moving": moving}, *self.drops]
        if self.filled:
            said.append(_("Filled in from the other record: %(fields)s.") % _named(self.filled))
        if self.differs:
            differs = _("These differ, and stay as they are here; the others stay in the history:")
            said.append(f"{differs} {_named(self.differs)['fields']}.")
        return said


def plan(*, kept: Organisation, gone: Organisation, actor) -> Plan:
    """What merging these two would move, drop and fill. It changes nothing.

    Raises:
        Refusal: `not-allowed`, `same`, `ended` where one of them is closed or merged already, or
            `cannot-merge` where an app says why not.
    """
    require(rules.officer_may(actor, rules.Duty.MERGE))
    if kept.pk == gone.pk:
        raise Refusal(_("This is the same record. Choose another one."), code="same")
    if not (kept.is_standing and gone.is_standing):
        raise Refusal(_("One of these has ended already. Look again."), code="ended")
    moved, drops = KEYS.planned(kept, gone)
    filled = tuple(names[0] for names in _to_fill(kept, gone))
    said = [
        name for names in (("name",), ("form",), *FILLED) for name in names if name != "ward_id"
    ]
    differs = [
        name
        for name in said
        if getattr(kept, name) not in {"", None}
        and getattr(gone, name) not in {"", None, getattr(kept, name)}
    ]
    return Plan(
        moves=tuple((words, number) for words, number in sorted(moved.items()) if number),
        drops=tuple(drops),
        filled=filled,
        differs=tuple(differs),
    )


@transaction.atomic
def merge_organisations(*, organisation_id: int, other_id: int, actor) -> Organisation:
    """Make one record of two: `organisation_id` is kept and gets everything of `other_id`.

    It stays as far checked, and in the directory, as it is. Everybody of both is told.

    Raises:
        Refusal: what `plan` says, `not-found`, or `raced` where something was added at the same
            moment.
    """
    if organisation_id == other_id:
        raise Refusal(_("This is the same record. Choose another one."), code="same")
    locked = {pk: lock(pk) for pk in sorted((organisation_id, other_id))}
    kept, gone = locked[organisation_id], locked[other_id]
    done = plan(kept=kept, gone=gone, actor=actor)
    try:
        with transaction.atomic():
            KEYS.move_all(kept, gone)
    except IntegrityError as error:
        said = _("Something was added to one of them a moment ago. Look, and try again.")
        raise Refusal(said, code="raced") from error
    differing = {name: str(getattr(gone, name)) for name in done.differs}
    for names in _to_fill(kept, gone):
        for name in names:
            setattr(kept, name, getattr(gone, name))
    kept.is_town_wide = kept.is_town_wide or gone.is_town_wide
    kept.save()
    record = move(
        gone,
        to=OrganisationState.MERGED,
        actor=actor,
        merged_into=kept,
        verified_on=None,
        listing=Listing.PRIVATE,
        listing_agreed_at=None,
    )
    LogEntry.objects.log_create(
        kept,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.UPDATE,
        changes={},
        additional_data={
            "merged": f"{gone} ({gone.pk})",
            "moved": done.moving(),
            "dropped": [*done.drops],
            "differed": differing,
        },
    )
    flags.look(kept)
    for member in members_of(kept):
        message = emails.merged(member, gone.name)
        post(message, key=f"organisations.merged:{record.pk}:{member.pk}")
    return kept


def _to_fill(kept: Organisation, gone: Organisation) -> list[tuple[str, ...]]:
    """The fields, by what belongs together, of which the kept record has nothing."""
    nothing = {"", None}
    return [
        names
        for names in FILLED
        if all(getattr(kept, name) in nothing for name in names if name != "ward_id")
        and getattr(gone, names[0]) not in nothing
    ]


def _named(names: tuple[str, ...]) -> dict[str, str]:
    fields = (str(Organisation._meta.get_field(name).verbose_name) for name in names)
    return {"fields": ", ".join(fields)}
