"""Invented needs and offers of the invented groups, and what came of some. All marked as demo."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from messaging.models import Due, OutboxMessage
from organisations.models import Organisation
from partnerships import services
from partnerships.enums import MatchState
from partnerships.models import Match, Posting
from partnerships.services import Entered, Facts
from places.models import Ward

# kind, title, what is needed or given, languages
POSTINGS = (
    (
        "need",
        "A weekly lunch for older neighbours",
        (("rooms-hall", 1), ("rooms-kitchen", 1), ("volunteers-cooks", 4)),
        ("en", "ur"),
    ),
    ("offer", "Our hall, Tuesdays and Thursdays", (("rooms-hall", 1),), ("en",)),
    ("offer", "A kitchen with a big stove", (("rooms-kitchen", 1),), ("en", "pl")),
    ("offer", "People who love to cook for many", (("volunteers-cooks", 6),), ("en", "ur")),
    ("need", "Somebody who knows about accounts", (("skills-accounts", 1),), ()),
    ("offer", "Help with the books, one evening a week", (("skills-accounts", 2),), ()),
    ("need", "Chairs and a tent for a street fair", (("equipment-chairs", 80),), ()),
    ("offer", "Sixty chairs and ten tables", (("equipment-chairs", 70),), ()),
    ("need", "To reach parents who are new to Luton", (("reach-newcomers", 50),), ("ro", "pl")),
    ("offer", "A drop-in where 40 newcomers come", (("reach-newcomers", 40),), ("ro", "en")),
    ("need", "Interpreters for an advice morning", (("services-interpreting", 10),), ("bn", "ur")),
    ("offer", "Two interpreters", (("services-interpreting", 12),), ("bn", "ur")),
    ("offer", "A minibus with a driver on Fridays", (("equipment-minibus", 1),), ()),
    ("need", "Drivers for hospital visits", (("volunteers-drivers", 3),), ()),
)
WEEKDAYS = {"Our hall, Tuesdays and Thursdays": (2, 4), "A minibus with a driver on Fridays": (5,)}
# What was said at an event, and waits for its group.
SAID = (
    ("need", "A room for one to one talks", (("rooms-quiet", 1),)),
    ("offer", "A lawyer for an afternoon a month", (("skills-law", 1),)),
)
EVENT = "Demo Fairness Taskforce event"


@transaction.atomic
def seed(*, officer) -> None:
    """Post needs and offers of the demo groups, once; nothing where there are fewer than four."""
    groups = [
        (group, group.memberships.owners().select_related("person").first())
        for group in Organisation.objects.public().filter(is_demo=True).order_by("pk")
    ]
    groups = [(group, owner.person) for group, owner in groups if owner]
    if len(groups) < 4 or Posting.objects.filter(is_demo=True).exists():
        return
    wards = [*Ward.objects.order_by("pk").values_list("pk", flat=True)]
    for number, (kind, title, parts, languages) in enumerate(POSTINGS):
        group, owner = groups[number % len(groups)]
        facts = Facts(
            kind=kind,
            title=title,
            parts=parts,
            languages=languages,
            weekdays=WEEKDAYS.get(title, ()),
            wards=wards[number % 5 : number % 5 + 2] if kind == "need" else (),
            expires_on=_in(days=60 + number),
        )
        services.post(organisation_id=group.pk, actor=owner, facts=facts, is_demo=True)
    entries = [
        Entered(group.pk, Facts(kind=kind, title=title, parts=parts, expires_on=_in(days=60)))
        for (group, _owner), (kind, title, parts) in zip(groups, SAID, strict=False)
    ]
    services.enter(
        actor=officer, event_name=EVENT, event_on=_in(days=-3), entries=entries, is_demo=True
    )
    services.look_for_matches()
    _form_one({group.pk: owner for group, owner in groups})
    # Nobody is written to of what was invented.
    OutboxMessage.objects.filter(kind__startswith="partnerships.").delete()
    Due.objects.filter(kind__startswith="partnerships.").delete()


def _form_one(owners: dict) -> None:
    """Two pairs say yes, whose needs no more groups cover together; of one partners are made."""
    found = list(Match.objects.filter(state=MatchState.SUGGESTED).with_details())
    covered = {match.need_id for match in found if len(match.groups()) > 2}
    pairs = [match for match in found if match.need_id not in covered]
    for number, match in enumerate(pairs[:2]):
        sides = [side.organisation_id for side in match.sides.all()]
        for one in sides:
            services.answer(
                match_id=match.pk, organisation_id=one, actor=owners[one], says_yes=True
            )
        asked = {"match_id": match.pk, "organisation_id": sides[0], "actor": owners[sides[0]]}
        services.write(**asked, text="Good to hear from you. Shall we meet on Monday?")
        if number == 0:
            made = services.propose(**asked, name="Demo Neighbours Together")
            for one in sides[1:]:
                services.agree(partnership_id=made.pk, organisation_id=one, actor=owners[one])


def _in(*, days: int):
    return timezone.localdate() + timedelta(days=days)
