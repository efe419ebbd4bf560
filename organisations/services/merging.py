"""Two records of one group become one, with everything kept.

The record that goes stays as a row that leads to the other, so that history and old addresses can.
"""

from dataclasses import dataclass

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
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
    """What merging would do: `moves` are (words, number), the others sentences and field names.

    `keeps_check` says that the check of the record that goes counts for the one that is kept.
    """

    standing: tuple[str, ...]
    keeps_check: bool
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
        said = [*self.standing, _("These move: %(moving)s.") % {"moving": moving}, *self.drops]
        if self.filled:
            said.append(_("Filled in from the other record: %(fields)s.") % _named(self.filled))
        if self.differs:
            differs = _("These differ, and stay as they are here; the others stay in the history:")
            said.append(f"{differs} {_named(self.differs)['fields']}.")
        return said


def proposed(one: Organisation, other: Organisation) -> Organisation:
    """Which of two records to keep: the checked, then the listed, then the older one."""
    return min(
        one,
        other,
        key=lambda group: (
            not group.is_verified,
            group.listing != Listing.LISTED,
            group.created_at,
            group.pk,
        ),
    )


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
    keeps_check = _keeps_check(kept, gone)
    return Plan(
        standing=tuple(_standing(kept, gone, keeps_check)),
        keeps_check=keeps_check,
        moves=tuple((words, number) for words, number in sorted(moved.items()) if number),
        drops=tuple(drops),
        filled=filled,
        differs=tuple(differs),
    )


@transaction.atomic
def merge_organisations(*, organisation_id: int, other_id: int, actor) -> Organisation:
    """Make one record of two: `organisation_id` is kept and gets everything of `other_id`.

    It stays as far checked as it is, unless the check of the other counts for it, since they have
    a number in common. Its own consent to the directory counts. Everybody of both is told.

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
    lost = _lost(kept, gone, done.keeps_check)
    if done.keeps_check:
        listing = Listing.LISTED if kept.listing == Listing.ASKED else kept.listing
        # Who checked it stands in the history, which has moved.
        move(
            kept,
            to=OrganisationState.VERIFIED,
            actor=PORTAL,
            reason=Words("organisations.merged"),
            verified_on=gone.verified_on,
            listing=listing,
        )
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
        message = emails.merged(member, gone.name, **lost)
        post(message, key=f"organisations.merged:{record.pk}:{member.pk}")
    return kept


def _keeps_check(kept: Organisation, gone: Organisation) -> bool:
    """Whether the check of the one that goes counts: a number of its own is the other's too."""
    if kept.is_verified or not gone.is_verified or flags.changed(gone).exists():
        return False
    own = [
        {(one.scheme, one.identifier) for one in group.numbers.all() if not one.is_parents}
        for group in (kept, gone)
    ]
    return bool(own[0] & own[1])


def _will_be_listed(kept: Organisation, keeps_check: bool) -> bool:
    return kept.listing == Listing.LISTED or (keeps_check and kept.listing == Listing.ASKED)


def _lost(kept: Organisation, gone: Organisation, keeps_check: bool) -> dict[str, bool]:
    """What the record that goes had and the kept one won't have."""
    return {
        "lost_check": gone.is_verified and not (kept.is_verified or keeps_check),
        "lost_listing": gone.listing == Listing.LISTED and not _will_be_listed(kept, keeps_check),
    }


def _standing(kept: Organisation, gone: Organisation, keeps_check: bool):
    """Whether the kept record will be checked, and in the directory, in sentences."""
    lost = _lost(kept, gone, keeps_check)
    if kept.is_verified:
        yield _("The one that is kept stays checked.")
    elif keeps_check:
        yield _(
            "The one that goes was checked on %(day)s. That counts for the one that is kept: they "
            "have the same number."
        ) % {"day": date_format(gone.verified_on, "j F Y")}
    elif lost["lost_check"]:
        yield _(
            "The one that goes is checked, and the one that is kept isn’t. It has to be checked "
            "again: it stands with the groups to check."
        )
    else:
        yield _("The one that is kept isn’t checked yet.")
    if _will_be_listed(kept, keeps_check):
        yield _("It will be in the directory.")
    elif lost["lost_listing"]:
        yield _(
            "It won’t be in the directory, where the one that goes is now. The consent of the one "
            "that is kept counts."
        )
    else:
        yield _("It won’t be in the directory.")


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
