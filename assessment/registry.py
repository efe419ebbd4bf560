"""What assessing is used for: whose pieces are scored, and what each use says of them.

An app registers its use from AppConfig.ready:

    register_use(Use(code="recruitment", thing="round", piece="application", ...))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Model, Q, QuerySet, Value, When
from django.urls import reverse


@dataclass(frozen=True)
class Reading:
    """What an assessor may know of a piece: a few words on it, and (question, answer) pairs."""

    context: str
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """Something that the portal finds between an assessor and a piece.

    Args:
        kind: an `Interest`.
        about: with which group or person, as a key of the use.
    """

    kind: str
    about: str = ""

    @property
    def key(self) -> str:
        """The two as one word, by which it is kept that it was lifted."""
        return f"{self.kind}:{self.about}"


def _none(*_asked):
    return {}


def _no_edition(_piece: str):
    return Value("")


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
        summary: a piece to the (words, value) that assessors read before they say whether they
            have an interest.
        found: (assessors, pieces) to {(piece, assessor): what the use finds between them}, by keys,
            those alone between whom there is something.
        refuse_seat: raises a Refusal where a person may not come (`joins`) or leave; called as
            `refuse_seat(assessment=, person=, actor=, joins=)`.
        seated: the words for an officer who puts somebody on; `%(person)s` is filled in.
        page: the address of the officers' page of what an assessment belongs to; its own admin's
            where nothing else is said.
        read_along: what is read with `thing` for its words, such as "fund_stage__round".
        edition: the name of a key to a piece, to the expression of the mark of its edition as it is
            now; scores of another edition don't count.
        areas: an assessment to the (code, words) of what assessors can know about.
        areas_of: pieces to {piece: the codes of what it is about}.
        advises: whether assessors recommend something beside their scores.
        called: pieces to {piece: (its words, the address of its page)}, for whoever runs it.
        to_rank: pieces to those whose standing is shown.
        has_standings: whether assessments have a page of standings; else the use has its own.
        hidden_from: an officer to the keys of the pieces that they have an interest in, and are to
            get nothing of.
        may_name: whether an assessment may be other than blind.
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
    found: Callable[..., Mapping]
    refuse_seat: Callable[..., None]
    seated: str
    page: Callable[..., str] = _own_page
    read_along: tuple[str, ...] = ()
    edition: Callable = _no_edition
    summary: Callable = _none
    areas: Callable = _none
    areas_of: Callable = _none
    called: Callable = _none
    to_rank: Callable = lambda pieces: pieces
    has_standings: bool = False
    hidden_from: Callable = _none
    advises: bool = False
    may_name: bool = False


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


def edition_of(piece: str) -> Case:
    """The mark of the edition that a piece has now, of any use.

    Args:
        piece: the name of the key to the piece in what is asked, such as "piece".
    """
    return Case(
        *(
            When(**{f"{piece}__assessment__use": use.code}, then=use.edition(piece))
            for use in _uses.values()
        ),
        default=Value(""),
        output_field=CharField(),
    )


def things() -> list[str]:
    """The accessors that lead from assessments to what they belong to, to be read at once."""
    return [name for use in _uses.values() for name in (use.thing, *use.read_along)]


def _any(conditions) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))
