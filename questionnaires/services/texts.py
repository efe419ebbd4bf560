"""Answers in words: read as a list, and tagged, so that many can be seen as few."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from auditlog.models import LogEntry
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from core.text import comparable, one_line
from questionnaires import rules
from questionnaires.models import AnswerTag, QuestionSet, Response, Submission, Tagging
from questionnaires.services.results import responses_to
from questionnaires.services.sent import sent
from questionnaires.values import TEXTS

UNTAGGED = "none"
LONGEST = AnswerTag._meta.get_field("name").max_length


@dataclass(frozen=True)
class Text:
    """One answer in words, as it was last sent, and its tags."""

    response_id: uuid.UUID
    words: str
    tags: list[AnswerTag] = field(default_factory=list)


def texts_to(question_set: QuestionSet, key: str, *, words: str = "", tag: str = "") -> list[Text]:
    """The answers in words to one question, in the order in which they were sent; no tags yet.

    A constant few statements. The caller has asked `rules.can_read_answers`, and records it.

    Args:
        words: only answers that hold these, whatever their case and accents.
        tag: only answers with the tag of this key; UNTAGGED: without any; "": all.
    """
    tagged = _tagged(question_set, key, tag) if tag else frozenset()
    sought = comparable(words)
    found = []
    for one in sent(responses_to(question_set)):
        said = one.values.get(key)
        if not isinstance(said, str) or sought not in comparable(said):
            continue
        if tag and (one.response_id in tagged) == (tag == UNTAGGED):
            continue
        found.append(Text(one.response_id, said))
    return found


def _tagged(question_set: QuestionSet, key: str, tag: str) -> frozenset:
    """The responses whose answer has this tag, or any where `tag` is UNTAGGED."""
    rows = Tagging.objects.filter(tag__question_set=question_set, key=key)
    if tag != UNTAGGED:
        rows = rows.filter(tag=int(tag)) if tag.isdecimal() and len(tag) < 19 else rows.none()
    return frozenset(rows.values_list("response_id", flat=True))


def with_tags(key: str, texts: Iterable[Text]) -> list[Text]:
    """The same answers with their tags, in one statement."""
    texts = [*texts]
    on: dict[uuid.UUID, list[AnswerTag]] = {}
    of_these = Tagging.objects.filter(key=key, response__in=[text.response_id for text in texts])
    for tagging in of_these.select_related("tag").order_by("tag__name_compared", "tag"):
        on.setdefault(tagging.response_id, []).append(tagging.tag)
    return [Text(text.response_id, text.words, on.get(text.response_id, [])) for text in texts]


def tags_on(responses: QuerySet[Response]) -> dict[tuple[uuid.UUID, str], list[str]]:
    """{(key of the response, key of the question): names of its tags}; one statement."""
    found: dict[tuple[uuid.UUID, str], list[str]] = {}
    rows = Tagging.objects.filter(response__in=responses.order_by().values("pk"))
    names = rows.order_by("tag__name_compared", "tag").values_list("response", "key", "tag__name")
    for response_id, key, name in names:
        found.setdefault((response_id, key), []).append(name)
    return found


def tags_of(question_set: QuestionSet) -> dict[str, list[tuple[AnswerTag, int]]]:
    """How often each tag is on the answers that count, by the question's key; two statements.

    The counts are exact: to everybody who may not read the answers they are shown as
    `core.statistics.published` gives them.
    """
    rows = (
        Tagging.objects.filter(response__in=responses_to(question_set).sent().values("pk"))
        .values_list("key", "tag")
        .annotate(number=Count("pk"))
    )
    counts = {(key, tag): number for key, tag, number in rows.order_by()}
    tags = {tag.pk: tag for tag in question_set.answer_tags.all()}
    found: dict[str, list[tuple[AnswerTag, int]]] = {}
    for pk, tag in tags.items():
        for (key, tagged), number in counts.items():
            if tagged == pk:
                found.setdefault(key, []).append((tag, number))
    return found


@transaction.atomic
def tag_answers(
    *, question_set_id: int, key: str, response_ids: Collection, name: str, actor
) -> int:
    """Put a tag on the answers to one question; twice is once. A new tag is made on the way.

    Args:
        key: of the question, which is answered in words.
        response_ids: whose answers.
        name: of the tag, in any words of up to 60 characters.

    Returns:
        How many answers have it now and didn't before.

    Raises:
        Refusal: `not-allowed`; `invalid` (field `name`); `nothing` where no answer is chosen.
    """
    question_set = _locked(question_set_id, actor)
    name = one_line(name)
    if not comparable(name) or len(name) > LONGEST:
        words = _("Write a tag of up to %(most)d characters, with a letter or a figure in it.")
        raise Refusal(words % {"most": LONGEST}, code="invalid", field="name")
    chosen = _answered(question_set, key, response_ids)
    tag, _is_new = AnswerTag.objects.get_or_create(
        question_set=question_set, name_compared=comparable(name), defaults={"name": name}
    )
    there = set(tag.taggings.filter(key=key).values_list("response_id", flat=True))
    Tagging.objects.bulk_create(
        Tagging(tag=tag, response_id=pk, key=key, by=actor) for pk in chosen if pk not in there
    )
    number = len(set(chosen) - there)
    _record(question_set, actor, f"tagged answers to “{key}” as “{tag}”", number)
    return number


@transaction.atomic
def untag_answers(
    *, question_set_id: int, key: str, response_ids: Collection, name: str, actor
) -> int:
    """Take a tag off the answers to one question; twice is once. A tag that nothing has is gone.

    Returns:
        How many answers had it.

    Raises:
        Refusal: `not-allowed`; `unknown` (field `name`) where the set has no such tag; `nothing`
            where no answer is chosen.
    """
    question_set = _locked(question_set_id, actor)
    tag = question_set.answer_tags.filter(name_compared=comparable(name)).first()
    if tag is None:
        words = _("There is no such tag. Choose one of those below.")
        raise Refusal(words, code="unknown", field="name")
    chosen = _answered(question_set, key, response_ids)
    on_these = tag.taggings.filter(key=key, response__in=chosen)
    number, _by_model = on_these.delete()
    if not tag.taggings.exists():
        tag.delete()
    _record(question_set, actor, f"took “{tag}” off answers to “{key}”", number)
    return number


def _locked(question_set_id: int, actor) -> QuestionSet:
    """The set, with its tags kept as they are until this is done. Raises Refusal."""
    question_set = QuestionSet.objects.select_for_update().get(pk=question_set_id)
    require(rules.can_tag_answers(actor, question_set))
    return question_set


def _answered(question_set: QuestionSet, key: str, response_ids: Collection) -> list[uuid.UUID]:
    """Those of the responses that answered the question in words. Raises Refusal."""
    asked = question_set.versions.filter(questions__key=key, questions__kind__in=TEXTS)
    sent_to = Response.objects.filter(pk__in=response_ids, version__in=asked.values("pk")).sent()
    answered = Submission.objects.filter(response__in=sent_to, value__has_key=key)
    chosen = [*answered.order_by().values_list("response_id", flat=True).distinct()]
    if not chosen:
        raise Refusal(_("Choose the answers first."), code="nothing")
    return chosen


def _record(question_set: QuestionSet, actor, did: str, rows: int) -> None:
    LogEntry.objects.log_create(
        question_set,
        force_log=True,
        actor=actor,
        action=LogEntry.Action.UPDATE,
        additional_data={"did": did, "rows": rows},
    )
