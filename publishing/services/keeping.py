"""Keeping what is published up with the awards, and holding back what is wrong."""

from collections.abc import Collection
from textwrap import shorten

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.services.blotting import blotted
from collaboration_fund import rules
from collaboration_fund.models import Award
from core.refusal import Refusal, require
from core.sweeps import each_alone
from core.text import tidy
from organisations import numbers
from places.models import Ward
from publishing import giving
from publishing.models import LONGEST_PURPOSE, PublicAward, groups_of, may_be_public
from publishing.services.grants import grants_of, publisher


def keep_up() -> int:
    """Publish what was agreed, changed or mended, and stop what ended; returns how many changed.

    Safe to repeat. Nothing is checked that is published and hasn't changed.
    """
    new = Award.objects.filter(may_be_public(), public=None).values_list("pk", flat=True)
    each_alone(new, prepare)
    return each_alone(_to_refresh(), _refresh)


def prepare(award_id: int) -> PublicAward:
    """Begin to publish an award, with what its groups have said; an officer may say it better."""
    rows = Award.objects.select_related("round", "application__lead").prefetch_related(
        "application__priorities", "application__partners__organisation__wards"
    )
    award = rows.get(pk=award_id)
    groups = groups_of(award)
    with transaction.atomic():
        public, is_new = PublicAward.objects.get_or_create(
            award=award,
            defaults={
                "purpose": _purpose(award, groups),
                "is_town_wide": any(group.is_town_wide for group in groups),
            },
        )
        if is_new:
            public.wards.set({ward for group in groups for ward in group.wards.all()})
    return public


def _purpose(award: Award, groups: Collection) -> str:
    """Who works on what, as far as it was said, in English as the data is."""
    names = ", ".join(group.name for group in groups)
    said = f"{names} work together" if len(groups) > 1 else f"Work of {names}"
    areas = "; ".join(one.words_en or one.words for one in award.application.priorities.all())
    whole = f"{said} in these priority areas: {areas}." if areas else f"{said}."
    return shorten(whole, LONGEST_PURPOSE, placeholder=" …")


def _to_refresh() -> list[int]:
    """The rows of which what is kept isn't what should be published now."""
    standing = PublicAward.objects.filter(may_be_public("award__")).for_reading()
    changed = [one.pk for one in standing if one.faults or one.text != _text(one)]
    gone = PublicAward.objects.exclude(may_be_public("award__")).exclude(text="")
    return [*changed, *gone.values_list("pk", flat=True)]


def _refresh(public_id: int) -> bool:
    """Check one award, and keep what is published of it; says whether that changed."""
    list(PublicAward.objects.select_for_update().filter(pk=public_id).values_list("pk"))
    public = PublicAward.objects.for_reading().filter(pk=public_id).first()
    if public is None:
        return False
    is_standing = PublicAward.objects.filter(may_be_public("award__"), pk=public_id).exists()
    before = (public.text, public.faults)
    if not is_standing or _text(public) != public.text:
        public.changed_at = timezone.now()
    public.text = _text(public) if is_standing else ""
    public.faults = "\n".join(faults_of(public)) if is_standing else ""
    if public.faults:
        public.text = ""
    if (public.text, public.faults) == before:
        return False
    public.save(update_fields=["text", "faults", "changed_at"])
    return True


def _text(public: PublicAward) -> str:
    """The grants of an award as they would be published now."""
    return giving.as_json([giving.one_grant(one, publisher()) for one in grants_of(public)])


def faults_of(public: PublicAward) -> list[str]:
    """What is wrong with an award's grants: codes of checks, and errors of the schema in English.

    What is only poor isn't among them.
    """
    data = giving.package(grants_of(public), publisher(), public.changed_at)
    found = giving.quality(data, known=verdict_of, today=timezone.localdate())
    codes = dict.fromkeys(one.check.value for one in found if one.holds)
    return [*codes, *(f"{one.where}: {one.words}" for one in giving.schema_errors(data))]


def verdict_of(org_id: str) -> str:
    """What is to be said of a whole number by its form."""
    return numbers.check(org_id).verdict.value


@transaction.atomic
def describe(
    *, public_id: int, actor, purpose: str, wards: Collection[Ward], is_town_wide: bool
) -> PublicAward:
    """Say what an award is for and where; the public reads it at once, unless it is wrong.

    Raises:
        Refusal: `not-allowed`; `purpose` where none is given, or `tells-who` where it has a number
            or an address in it, both naming the field. What is public stays then as it is.
    """
    require(rules.may_run(actor))
    if not purpose.strip():
        raise Refusal(_("Say what it is for."), code="purpose", field="purpose")
    if blotted(purpose) != tidy(purpose):
        words = _("Take out telephone numbers, email addresses, postcodes and links.")
        raise Refusal(words, code="tells-who", field="purpose")
    public = PublicAward.objects.select_for_update().get(pk=public_id)
    public.purpose, public.is_town_wide, public.is_said = purpose.strip(), is_town_wide, True
    public.save(update_fields=["purpose", "is_town_wide", "is_said"])
    public.wards.set(wards)
    _refresh(public_id)
    return PublicAward.objects.get(pk=public_id)
