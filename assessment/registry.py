"""What assessing is used for: whose pieces are scored, and what each use says of them.

An app registers its use from AppConfig.ready:

    register_use(Use(code="recruitment", thing="round", piece="application", ...))
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Model, Q, QuerySet
from django.urls import reverse


@dataclass(frozen=True)
class Reading:
    """What an assessor may know of a piece: a few words on it, and (question, answer) pairs."""

    context: str
    answers: list[tuple[str, str]]


def _own_page(assessment) -> str:
    thing = thing_of(assessment)
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return reverse(name, args=[thing.pk])


@dataclass(frozen=True)
class Use:
    """An app whose pieces are assessed.

    Args:
        code: what `Assessment.use` says.
        thing: the accessor that leads from an assessment to what it belongs to, such as a round.
        piece: the accessor that leads from a piece to its row, such as an application.
        run_by: officer to the assessments that they run.
        runs_any: whether an officer may run any at all, though there may be none yet.
        criteria_fixed: whether the criteria of an assessment stay as they are.
        settled: whether what people were chosen by stays: the least number, the gap, who is asked.
        now: the pieces that are assessed now.
        lock: locks what an assessment belongs to until the transaction ends.
        hold: locks what a piece stands on until the transaction ends.
        read: a piece as it may be read by who must not know whose it is.
        interest: the `Interest` that the use finds between an assessor and a piece.
        refuse_seat: raises a Refusal where a person may not come (`joins`) or leave; called as
            `refuse_seat(assessment=, person=, actor=, joins=)`.
        seated: the words for an officer who puts somebody on; `%(person)s` is filled in.
        page: the address of the officers' page of what an assessment belongs to; its own admin's
            where nothing else is said.
        read_along: what is read with `thing` for its words, such as "fund_stage__round".
    """

    code: str
    thing: str
    piece: str
    run_by: Callable[..., QuerySet]
    runs_any: Callable[..., bool]
    criteria_fixed: Callable[..., bool]
    settled: Callable[..., bool]
    now: Callable[[], QuerySet]
    lock: Callable[..., object]
    hold: Callable[..., object]
    read: Callable[..., Reading]
    interest: Callable[..., str]
    refuse_seat: Callable[..., None]
    seated: str
    page: Callable[..., str] = _own_page
    read_along: tuple[str, ...] = ()


_uses: dict[str, Use] = {}


def register_use(use: Use) -> None:
    """Name a use; naming the same one twice is once.

    Raises:
        ValueError: another use has this code.
    """
    if _uses.setdefault(use.code, use) != use:
        raise ValueError(f"Two uses are called {use.code!r}.")


def use_of(assessment) -> Use:
    """The use that an assessment belongs to."""
    return _uses[assessment.use]


def thing_of(assessment) -> Model | None:
    """What an assessment belongs to, such as a round; None until that is saved."""
    return getattr(assessment, use_of(assessment).thing, None)


def run_by(officer) -> Q:
    """The condition on assessments that this officer runs, of any use."""
    return _any(Q(pk__in=use.run_by(officer).values("pk")) for use in _uses.values())


def runs_any(officer) -> bool:
    """Whether this officer may run assessments of any use."""
    return any(use.runs_any(officer) for use in _uses.values())


def assessed_now() -> Q:
    """The condition on pieces that are assessed now, of any use."""
    return _any(Q(pk__in=use.now().values("pk")) for use in _uses.values())


def things() -> list[str]:
    """The accessors that lead from assessments to what they belong to, to be read at once."""
    return [name for use in _uses.values() for name in (use.thing, *use.read_along)]


def _any(conditions) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))
