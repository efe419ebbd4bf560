"""Invented activities at the demonstration's hubs, each marked so."""

from datetime import time, timedelta

from django.utils import timezone

from activities import services
from activities.enums import Access, Joining, Kind
from activities.models import Activity
from core.actors import PORTAL
from hubs.enums import HowOften, HubState
from hubs.models import Hub
from organisations.models import Organisation

# (title, kind, weekdays, from, to, what happens, more)
INVENTED = (
    (
        "Demo advice on bills and benefits",
        Kind.ADVICE,
        "26",
        (time(10), time(12, 30)),
        "Somebody looks at your letters with you and helps with forms. Bring what you have.",
        {"joining": Joining.DROP_IN, "youngest": 16},
    ),
    (
        "Demo shared lunch",
        Kind.FOOD,
        "4",
        (time(12), time(14)),
        "A warm meal and company. Vegetarian and halal.",
        {"price_note": "A pound if you can"},
    ),
    (
        "Demo stay and play",
        Kind.CHILDREN,
        "1",
        (time(9, 30), time(11)),
        "Toys, songs and a cup of tea for who comes with them.",
        {"oldest": 5},
    ),
    (
        "Demo seated exercise",
        Kind.OLDER,
        "3",
        (time(14), time(15)),
        "Gentle movement to music, sitting or standing.",
        {"joining": Joining.BOOK, "telephone": "01582 000000"},
    ),
    (
        "Demo English conversation",
        Kind.LEARNING,
        "25",
        (time(18), time(19, 30)),
        "Practise with others. All levels.",
        {},
    ),
)


def seed(*, group: Organisation | None = None) -> list[Activity]:
    """Activities at every hub in use that has none, one of them proposed by a group and waiting.

    Args:
        group: of the demonstration, which runs the first and proposes another.
    """
    hubs = list(Hub.objects.filter(state=HubState.OPEN, activities=None).order_by("pk"))
    made = [_one(hub, number, group) for number, hub in enumerate(hubs)]
    if made and group:
        _change_a_date(made[0])
        _propose(made[-1].hub, group)
    return made


def _said(number: int) -> dict:
    title, kind, weekdays, (begins, ends), about, more = INVENTED[number % len(INVENTED)]
    return {
        "title": title,
        "kind": kind,
        "about": about,
        "weekdays": weekdays,
        "how_often": HowOften.WEEKLY,
        "begins": begins,
        "ends": ends,
        "starts_on": timezone.localdate() - timedelta(days=60),
        "pence": 0,
    } | more


def _one(hub: Hub, number: int, group: Organisation | None) -> Activity:
    said, runner = _said(number), None if number else group
    activity = services.propose(
        hub_id=hub.pk,
        actor=PORTAL,
        said=said | ({} if runner else {"run_by": "Demo Centres Team"}),
        organisation=runner,
        languages=("ur",),
        access=(Access.SEATED,) if said["kind"] == Kind.OLDER else (),
    )
    Activity.objects.filter(pk=activity.pk).update(is_demo=True)
    return activity


def _change_a_date(activity: Activity) -> None:
    day = activity.rule.next_day(timezone.localdate() + timedelta(days=8))
    services.cancel_date(
        activity_id=activity.pk, actor=PORTAL, day=day, why="Demonstration: a training day."
    )


def _propose(hub: Hub, group: Organisation) -> None:
    """One that waits for the hub."""
    said = _said(1) | {"title": "Demo repair café", "kind": Kind.OTHER, "weekdays": "7"}
    waiting = Activity(hub=hub, organisation=group, slug="demo-repair-cafe", is_demo=True, **said)
    waiting.save()
