"""Invented groups, to show the portal with. Everything is marked as demo.

Their numbers have the right form and were never given to anybody.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations import services
from organisations.enums import DocumentKind, Role
from organisations.models import Organisation
from organisations.rules import needs_expiry
from people.models import User
from places.models import Ward

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
LUNCH, SWAP, ADDRESS = "Demo Elders’ Lunch of Biscot", "Demo Seed Swap", "1 Demo Lane"


@dataclass(frozen=True)
class Group:
    """An invented group: what it says, who runs it, and how far it has come.

    Args:
        owner: which of the invented owners.
        committee: names; two with one surname are related.
        documents: the days for which each of the first kinds is good.
    """

    name: str
    form: str
    summary: str
    postcode: str
    owner: int = 0
    wards: tuple[str, ...] = ()
    people: tuple[str, ...] = ("everybody",)
    languages: tuple[str, ...] = ("en",)
    numbers: tuple[tuple[str, str], ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    committee: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    address: str = ""
    account: bool | None = True
    is_listed: bool = True
    is_checked: bool = True
    more: dict = field(default_factory=dict)


COMMITTEE = ("Demo Ada Amber", "Demo Bilal Brook", "Demo Chris Cole", "Demo Dora Cole")
OTHERS = ("Demo Ewa Elm", "Demo Farah Field", "Demo Gita Green")
GROUPS = (
    Group(
        LUNCH,
        "community",
        "A hot meal and company on Fridays for people over 60, with lifts for those who can’t walk "
        "far. We speak Urdu, Pahari and Punjabi.",
        "LU99 1AD",
        wards=("biscot", "dallow", "saints"),
        people=("older", "carers"),
        languages=("en", "ur", "phr", "pa"),
        committee=COMMITTEE,
        documents=(0, 200, 300, 20),
    ),
    Group(
        "Demo Food Shelf of Sundon Park",
        "charity",
        "Food, heaters and help with forms for families who run short before the month is over.",
        "LU99 1AX",
        wards=("sundon-park", "northwell"),
        people=("families", "poverty"),
        languages=("en", "pl", "ro"),
        numbers=(("GB-CHC", "1299901"),),
        committee=OTHERS,
        documents=(0, 120, 120, 120),
    ),
    Group(
        "Demo Young Carers’ Hour",
        "cio",
        "Somewhere quiet after school for children who look after somebody at home.",
        "LU99 1AN",
        owner=1,
        wards=("leagrave", "lewsey"),
        people=("children", "young", "carers"),
        numbers=(("GB-CHC", "1299902"),),
        committee=("Demo Hana Hill", "Demo Ivo Ivory", "Demo Jo Jay", "Demo Kay King"),
        documents=(0, 340, 340, 340),
    ),
    Group(
        "Demo Repair Table",
        "cic",
        "Neighbours mend toasters, trousers and bicycles with you, so that nothing is thrown away.",
        "LU99 1AL",
        owner=2,
        wards=("high-town", "round-green"),
        people=("everybody",),
        languages=("en", "pt"),
        numbers=(("GB-COH", "99000001"),),
        committee=("Demo Lea Lamb", "Demo Max Moss", "Demo Noor North"),
        documents=(0, 90, 400),
        more={"is_town_wide": True},
    ),
    Group(
        "Demo Signing Social",
        "community",
        "A club of deaf people and their families: games, talks in British Sign Language, and help "
        "with telephone calls.",
        "LU99 1AF",
        owner=2,
        people=("disabled", "families"),
        languages=("bfi", "en"),
        committee=("Demo Otis Oak", "Demo Pia Pond", "Demo Rana Reed"),
        documents=(0,),
        more={"is_town_wide": True},
    ),
    Group(
        "Demo New Arrivals’ Welcome",
        "charity",
        "A branch of a national charity: the first weeks in Luton, with schools and doctors.",
        "LU99 1AU",
        owner=1,
        wards=("south", "farley", "central"),
        people=("new", "women", "families"),
        languages=("en", "ar", "so", "fa", "uk"),
        parents=(("GB-CHC", "1299903"),),
        committee=("Demo Sami Stone", "Demo Tess Tree", "Demo Uma Umber"),
        documents=(0, 30, 250, 250),
    ),
    Group(
        "Demo Wigmore Cricket for All",
        "club",
        "Cricket for girls, boys and mixed teams; kit to borrow, no fees for families in need.",
        "LU99 1AZ",
        owner=1,
        wards=("wigmore", "vauxhall"),
        people=("young", "women", "poverty"),
        numbers=(("GB-CASC", "00d3e0a1"),),
        committee=("Demo Vik Vale", "Demo Wren Wood", "Demo Yan Yew"),
        documents=(0, 150, 150, 150),
        is_checked=False,
    ),
    Group(
        "Demo Winter Beds",
        "faith",
        "Churches and mosques that take turns to open a hall on the coldest nights.",
        "LU99 1AH",
        wards=("dallow", "central"),
        people=("homeless", "mental"),
        languages=("en", "pl", "ur"),
        committee=("Demo Zoe Zinc", "Demo Ali Ash"),
        account=None,
        is_checked=False,
        is_listed=False,
    ),
    # It came a second time, and by somebody else.
    Group(
        "Demo Elders Lunch Biscot",
        "community",
        "Lunch for elders.",
        "LU99 1AD",
        owner=2,
        wards=("biscot",),
        people=("older",),
        committee=COMMITTEE[:2],
        is_checked=False,
        is_listed=False,
    ),
    # Its charity number stands in the company register with zeros in front: another body's.
    Group(
        SWAP,
        "company",
        "Seeds, plants and a shared shed for people without a garden.",
        "LU99 1AW",
        owner=2,
        wards=("stopsley",),
        numbers=(("GB-CHC", "1299904"), ("GB-COH", "01299904")),
        address=ADDRESS,
        is_checked=False,
        is_listed=False,
    ),
    Group(
        "Demo Parents of Stopsley",
        "community",
        "Parents who meet after the school run and run a summer play week.",
        "LU99 1AW",
        owner=1,
        wards=("stopsley",),
        people=("families", "children"),
        address=ADDRESS,
        is_checked=False,
        is_listed=False,
    ),
)


@transaction.atomic
def seed(*, officer: User, resident: User, owners: tuple[User, User, User]) -> None:
    """Fill the demonstration with groups, once.

    Args:
        officer: who may do all that fund officers do.
        resident: edits the first group, and asked to join another.
        owners: three invented people who own the groups.
    """
    if Organisation.objects.filter(is_demo=True).exists():
        return
    wards = dict(Ward.objects.values_list("slug", "pk"))
    made = [make(group, owners[group.owner], officer, wards) for group in GROUPS]
    first, second = made[:2]
    services.invite(
        organisation_id=first.pk, actor=owners[0], email="friend@demo.example", role=Role.VIEWER
    )
    asked = services.ask_to_join(
        organisation_id=first.pk, actor=resident, consent=True, said="I cook on Fridays."
    )
    services.answer(membership_id=asked.pk, actor=owners[0], yes=True, role=Role.EDITOR)
    services.ask_to_join(
        organisation_id=second.pk, actor=owners[2], consent=True, said="I drive the van."
    )
    OutboxMessage.objects.filter(kind__startswith="organisations.").exclude(
        recipient__in=[owners[0].reference, resident.reference]
    ).delete()


def make(group: Group, owner: User, officer: User, wards: dict[str, int]) -> Organisation:
    facts = services.Facts(
        name=group.name,
        form=group.form,
        summary=group.summary,
        postcode=group.postcode,
        address=group.address,
        has_own_account=group.account,
        wards=[wards[slug] for slug in group.wards if slug in wards],
        people=group.people,
        languages=group.languages,
        **group.more,
    )
    alike = services.alike_to(facts, group.numbers, owner.name)
    seen = [one.organisation.pk for one in alike]
    organisation = services.create(
        actor=owner, facts=facts, numbers=group.numbers, seen=seen, consent=True, is_demo=True
    )
    of_it = {"organisation_id": organisation.pk, "actor": owner}
    for scheme, identifier in group.parents:
        services.add_number(**of_it, scheme=scheme, identifier=identifier, is_parents=True)
    _committee(group, of_it)
    for what, days in zip(DocumentKind, group.documents, strict=False):
        until = timezone.localdate() + timedelta(days=days) if needs_expiry(what) else None
        upload = ContentFile(PDF, name="demo.pdf")
        services.keep_document(**of_it, what=what, upload=upload, expires_on=until)
    if group.is_listed:
        services.put_into_directory(**of_it)
    if group.is_checked:
        note = "Demonstration: nothing was looked at."
        services.verify(organisation_id=organisation.pk, actor=officer, note=note)
    return organisation


def _committee(group: Group, of_it: dict) -> None:
    named: dict[str, list[int]] = {}
    for number, name in enumerate(group.committee):
        family = named.setdefault(name.rpartition(" ")[2], [])
        role = ("Chair", "Treasurer", "Secretary")[number] if number < 3 else ""
        member = services.name_committee_member(**of_it, name=name, role=role, related_to=family)
        family.append(member.pk)
