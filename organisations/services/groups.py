"""A group comes to the portal, and says what it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.forms import page_address
from core.refusal import Refusal, require
from core.text import random_letters
from organisations import numbers as forms_of_numbers
from organisations import rules
from organisations.enums import MembershipState, ReachKind, Role
from organisations.models import Membership, Organisation, OrganisationNumber, Reach
from organisations.numbers import Verdict
from organisations.services import finding, flags
from organisations.services.locks import lock
from organisations.services.people import say_name
from people.rules import is_verified_resident
from places.services import spaced_postcode, ward_for_postcode

# What officers checked: where one of these changes afterwards, they look again.
CHECKED_FIELDS = ("name", "form")
# Addresses of pages beside those of the groups.
TAKEN = frozenset({"new", "join", "invitation"})


@dataclass(frozen=True)
class Facts:
    """What a group says of itself; `wards` are primary keys, `people` and `languages` codes."""

    name: str
    form: str
    summary: str = ""
    website: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    postcode: str = ""
    is_town_wide: bool = False
    has_own_account: bool | None = None
    wards: Collection[int] = ()
    people: Collection[str] = ()
    languages: Collection[str] = ()


COLUMNS = tuple(
    field.name for field in fields(Facts) if field.name not in {"wards", "people", "languages"}
)


def create(
    *,
    actor,
    facts: Facts,
    numbers: Sequence[tuple[str, str]] = (),
    seen: Collection[int] = (),
    consent: bool,
    your_name: str = "",
    is_demo: bool = False,
) -> Organisation:
    """Bring a group to the portal; who does so becomes its first owner.

    Args:
        actor: somebody whose email address is proven.
        facts: what the group says of itself.
        numbers: (register, number as typed).
        seen: primary keys of the groups that may be the same one, which the person has seen and
            says are others.
        consent: that they agree to be named to the others of the group and to officers.
        your_name: the full name of who brings it, where their account has none.

    Raises:
        Refusal: `not-allowed`, `no-consent`, `no-name`, `alike` where a group that may be this one
            isn't in `seen`, `invalid` of a field, or what `number_of` says.
    """
    require(is_verified_resident(actor))
    if not consent:
        raise Refusal(_("Tick the box to agree."), code="no-consent", field="consent")
    kept = [number_of(scheme, typed) for scheme, typed in numbers]
    known = alike_to(facts, kept, actor.name or your_name)
    if {one.organisation.pk for one in known} - {*seen}:
        raise Refusal(
            _("A group like this is here already. Look whether it is yours."), code="alike"
        )
    with transaction.atomic():
        say_name(actor, your_name)
        organisation = _write(Organisation(is_demo=is_demo), facts)
        for scheme, identifier in dict.fromkeys(kept):
            organisation.numbers.create(scheme=scheme, identifier=identifier)
        organisation.moves.create(from_state="", to_state=organisation.state, actor=actor)
        owner = Membership.objects.create(
            organisation=organisation,
            person=actor,
            role=Role.OWNER,
            state=MembershipState.ACTIVE,
            consent_at=timezone.now(),
        )
        owner.moves.create(from_state="", to_state=owner.state, actor=actor)
        flags.look(organisation)
    return organisation


def alike_to(facts: Facts, numbers: Collection[tuple[str, str]], name: str) -> list[finding.Alike]:
    """The groups that somebody of this name should look at before they bring a new one."""
    return finding.alike(name=facts.name, postcode=facts.postcode, numbers=numbers, people=[name])


@transaction.atomic
def change(*, organisation_id: int, actor, facts: Facts) -> Organisation:
    """Change what a group says of itself. Officers look again where what they checked changes.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, or `invalid` of a field.
    """
    organisation = lock(organisation_id)
    require(rules.may_edit(actor, organisation))
    changed = [
        str(Organisation._meta.get_field(name).verbose_name)
        for name in CHECKED_FIELDS
        if getattr(organisation, name) != getattr(facts, name)
    ]
    _write(organisation, facts)
    _look_again(organisation, changed)
    return organisation


def _write(organisation: Organisation, facts: Facts) -> Organisation:
    for name in COLUMNS:
        setattr(organisation, name, getattr(facts, name))
    if facts.postcode:
        organisation.postcode = spaced_postcode(facts.postcode)
        if not organisation.postcode:
            raise Refusal(
                _("Enter a full UK postcode, like LU1 2BQ."), code="invalid", field="postcode"
            )
    organisation.ward = ward_for_postcode(organisation.postcode)
    if not organisation.slug:
        organisation.slug = _address(facts.name)
    _check(organisation)
    organisation.save()
    organisation.wards.set([] if facts.is_town_wide else facts.wards)
    _write_reach(organisation, ReachKind.PEOPLE, facts.people)
    _write_reach(organisation, ReachKind.LANGUAGE, facts.languages)
    return organisation


def _address(name: str) -> str:
    """An address of its page that is free; by chance where the name has no Latin letters."""
    try:
        address = page_address("", name, rows=Organisation.objects.all(), longest=80)
    except ValidationError:
        return f"group-{random_letters(8).lower()}"
    return f"group-{address}" if address in TAKEN else address


def _check(organisation: Organisation) -> None:
    """Refuse what the columns can't hold, naming the first field at fault."""
    try:
        organisation.clean_fields(exclude=["slug"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refusal(messages[0], code="invalid", field=field) from error


def _write_reach(organisation: Organisation, kind: str, codes: Collection[str]) -> None:
    Reach.objects.filter(organisation=organisation, kind=kind).delete()
    Reach.objects.bulk_create(
        Reach(organisation=organisation, kind=kind, code=code) for code in {*codes}
    )


def number_of(scheme: str, typed: str) -> tuple[str, str]:
    """A register's number as it is kept.

    Raises:
        Refusal: `number` of the field `identifier`, with what the register's numbers look like.
    """
    identifier = forms_of_numbers.tidy(scheme, typed)
    checked = forms_of_numbers.check_number(scheme, identifier)
    register = forms_of_numbers.REGISTERS.get(scheme)
    if register is None or checked.verdict is Verdict.INVALID:
        example = register.example if register else "1164883"
        raise Refusal(
            _("This isn't what numbers of this register look like. One is %(example)s.")
            % {"example": example},
            code="number",
            field="identifier",
        )
    return scheme, identifier


@transaction.atomic
def add_number(
    *, organisation_id: int, actor, scheme: str, identifier: str, is_parents: bool = False
) -> OrganisationNumber:
    """Add a number by which a register knows the group.

    Args:
        scheme: the register's code, one of `Scheme`.
        identifier: as typed.
        is_parents: whether the group is a branch and the number its parent's.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `known` where it has this number, or what
            `number_of` says.
    """
    organisation = lock(organisation_id)
    require(rules.may_edit(actor, organisation))
    scheme, kept = number_of(scheme, identifier)
    try:
        with transaction.atomic():
            number = organisation.numbers.create(
                scheme=scheme, identifier=kept, is_parents=is_parents
            )
    except IntegrityError as error:
        said = _("The group has this number already.")
        raise Refusal(said, code="known", field="identifier") from error
    _look_again(organisation, [number.org_id])
    return number


@transaction.atomic
def remove_number(*, organisation_id: int, actor, number_id: int) -> None:
    """Take a number away that isn't the group's. One that is gone already is no fault.

    Raises:
        Refusal: `not-allowed`, `not-found` or `ended`.
    """
    organisation = lock(organisation_id)
    require(rules.may_edit(actor, organisation))
    number = organisation.numbers.filter(pk=number_id).first()
    if number:
        number.delete()
        _look_again(organisation, [number.org_id])


def _look_again(organisation: Organisation, changed: Sequence[str]) -> None:
    if changed and organisation.is_verified:
        flags.flag_change(organisation, ", ".join(changed))
    flags.look(organisation)
