"""Who may read what is said about a thing, and who has: messages, due rows and jobs alike.

Rows name the thing that they are about: "session:12", "round:3". An app that knows a kind of
thing says from its AppConfig.ready which of them an officer may read about:

    register_about("session", of_all(Session, "panels.view_registration"))
    register_about("round", notices.rounds_told_of)   # officer -> QuerySet of rounds

What no app vouches for is read only by who holds `messaging.read_every_message`: the data
protection officer and superusers. An app whose officers must not learn who is behind something,
such as those who score without names, says so as well:

    register_blind(notices.scores_now)   # officer -> bool

They read what an app vouches for, and nothing else, whatever they hold.

What an officer read is recorded, for the history of the message and for `readers_of("round:3")`.
"""

from collections.abc import Callable, Iterable

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

READ_EVERY = "messaging.read_every_message"

Readable = Callable[[object], QuerySet]
Blind = Callable[[object], bool]

_readable: dict[str, Readable] = {}
_blind: list[Blind] = []


def register_about(kind: str, readable: Readable) -> None:
    """Name the function that gives the things of this kind that an officer may read about.

    Raises:
        ValueError: another function has this kind already.
    """
    if _readable.setdefault(kind, readable) != readable:
        raise ValueError(f"Two functions say who may read about a {kind!r}.")


def register_blind(blind: Blind) -> None:
    """Name a predicate: officers for whom it is true must not learn who is behind something."""
    if blind not in _blind:
        _blind.append(blind)


def of_all(model: type[Model], permission: str) -> Readable:
    """Every thing of `model` for who holds `permission` ("app.codename"), and none for others."""

    def readable(officer) -> QuerySet:
        things = model._default_manager
        return things.all() if officer.has_perm(permission) else things.none()

    return readable


def reads_blind(officer) -> bool:
    """Whether this officer must not learn who is behind something."""
    return any(blind(officer) for blind in _blind)


def readable_by(officer, *, field: str = "about") -> Q:
    """The condition on rows that this officer may read; `field` names the thing they are about."""
    if officer.has_perm(READ_EVERY) and not reads_blind(officer):
        return Q()
    vouched = Q(pk__in=[])
    for kind, readable in _readable.items():
        vouched |= Q(**{f"{field}__in": _names(kind, readable(officer))})
    return vouched


def names_of(officer, abouts: Iterable[str]) -> dict[str, str]:
    """{"session:12": what the thing is called} of those that this officer may read about.

    One statement for each kind of thing.
    """
    keys: dict[str, set[str]] = {}
    for about in abouts:
        kind, _colon, key = about.partition(":")
        if kind in _readable and key.isdecimal():
            keys.setdefault(kind, set()).add(key)
    return {
        f"{kind}:{thing.pk}": str(thing)
        for kind, some in keys.items()
        for thing in _readable[kind](officer).filter(pk__in=some)
    }


def record_reading(messages: Iterable, *, actor, what: str) -> None:
    """Record that `actor` read these messages: one entry for each thing that they are about.

    Args:
        what: the page, such as "list of messages".
    """
    read = {}
    for message in messages:
        read.setdefault(message.about, []).append(message)
    LogEntry.objects.bulk_create(
        LogEntry(
            content_type=ContentType.objects.get_for_model(rows[0]),
            object_pk=rows[0].pk,
            object_id=rows[0].pk,
            object_repr=str(rows[0]),
            action=LogEntry.Action.ACCESS,
            actor=actor,
            actor_email=actor.email,
            additional_data={"what": what, "rows": len(rows), "about": about},
        )
        for about, rows in read.items()
    )


def readers_of(about: str) -> set[int]:
    """The primary keys of the officers who have read messages about this thing: "round:3"."""
    read = LogEntry.objects.filter(
        content_type__app_label="messaging",
        action=LogEntry.Action.ACCESS,
        additional_data__about=about,
        actor__isnull=False,
    )
    return set(read.values_list("actor_id", flat=True))


def _names(kind: str, things: QuerySet) -> QuerySet:
    """What rows call these things, as a subquery: "kind:12"."""
    name = Concat(Value(f"{kind}:"), Cast("pk", CharField()), output_field=CharField())
    return things.order_by().annotate(_name=name).values("_name")
