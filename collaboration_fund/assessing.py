"""What the fund says of what is sent to it where that is assessed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.enums import Interest
from assessment.models import Assessment, Assessor, Piece
from assessment.registry import Found, Reading, Use
from assessment.services.blotting import blotted
from collaboration_fund import rules
from collaboration_fund.enums import (
    OVER_ROUNDS,
    ApplicationState,
    RoundState,
    Source,
)
from collaboration_fund.models import Application, Edition, Partner, Priority
from collaboration_fund.models.interests import of_interest_to
from collaboration_fund.models.stage import USE
from collaboration_fund.services import last_edition
from collaboration_fund.services.content import asked_in
from collaboration_fund.services.rounds import lock_round
from collaboration_fund.services.writing import lock_entry
from organisations import ties
from organisations.models import CommitteeMember, Membership
from questionnaires.models import Response
from questionnaires.values import pounds

KINDS = {
    ties.MEMBER: Interest.ORGANISATION,
    ties.NAMED: Interest.ORGANISATION,
    ties.COMMITTEE: Interest.COMMITTEE,
    ties.PARTNER: Interest.PARTNER,
    ties.REGISTERED: Interest.REGISTERED,
    ties.MAILBOX: Interest.MAILBOX,
    ties.ADDRESS: Interest.ADDRESS,
}


def run_by(officer):
    """The assessments of the fund, for whoever runs its rounds."""
    rows = Assessment.objects.filter(use=USE)
    return rows if rules.may_run(officer) else rows.none()


def assessed_now():
    """What was sent in the stages that are being assessed."""
    return Piece.objects.filter(
        fund_entry__application__state=ApplicationState.SENT,
        fund_entry__stage__round__state=RoundState.ASSESSING,
        fund_entry__editions__number=1,
    )


def edition(piece: str) -> Subquery:
    """The SHA-256 of what was sent last; "" is never one."""
    last = Edition.objects.filter(entry__piece=OuterRef(piece)).order_by("-number")
    return Subquery(last.values("sha256")[:1])


def read(piece: Piece) -> Reading:
    """What was sent last: blind by field where its assessment says so."""
    entry = piece.fund_entry
    content = last_edition(entry).content
    if piece.assessment.is_blind:
        return _read_blind(entry, content)
    answers = [(answer["label"], answer["text"]) for answer in content["answers"]]
    answers += [(one["name"], _part(one)) for one in content["partners"]]
    answers += _budget(content, {one.get("group"): one["name"] for one in content["partners"]})
    return Reading(", ".join(content["priorities"]), answers)


def summary(piece: Piece) -> list[tuple[str, str]]:
    """What it is about, where its assessment is blind without who applies."""
    entry = piece.fund_entry
    content = last_edition(entry).content
    title, groups = content["title"], ", ".join(one["name"] for one in content["partners"])
    if piece.assessment.is_blind:
        title = blotted(title, **_identities(entry, content))
        groups = str(len(content["partners"]))
    return [
        (_("Title"), title),
        (_("Priority areas"), ", ".join(content["priorities"])),
        (_("Asked of the fund"), pounds(asked_in(content))),
        (_("Groups"), groups),
    ]


def _read_blind(entry, content: Mapping) -> Reading:
    """Without questions that identify and without files; names are blotted out of texts."""
    response = Response.objects.for_reading().get(pk=entry.response_id)
    shut = {
        question.key
        for question in response.version.questions.all()
        if question.is_identifying or question.kind == "file"
    }
    known = _identities(entry, content)
    names = {
        one.get("group"): _("Group %(number)s") % {"number": number}
        for number, one in enumerate(content["partners"], 1)
    }
    answers = [
        (answer["label"], blotted(answer["text"], **known))
        for answer in content["answers"]
        if answer["key"] not in shut
    ]
    answers += [
        (names[one.get("group")], blotted(_part(one), **known)) for one in content["partners"]
    ]
    answers += [(label, blotted(text, **known)) for label, text in _budget(content, names)]
    return Reading(", ".join(content["priorities"]), answers)


def _identities(entry, content: Mapping) -> dict[str, list[str]]:
    """What tells who applies: the groups as they were and are called, their people and places."""
    partners = list(entry.application.partners.select_related("organisation"))
    groups = [partner.organisation for partner in partners]
    members = Membership.objects.active().filter(organisation__in=groups)
    people = list(members.values_list("person__name", "person__email"))
    committee = CommitteeMember.objects.filter(organisation__in=groups)
    return {
        "organisations": [
            *{one["name"] for one in content["partners"]} | {group.name for group in groups},
        ],
        "people": [name for name, _email in people if name]
        + list(committee.values_list("name", flat=True)),
        "mailboxes": [email for _name, email in people]
        + [group.email for group in groups if group.email],
        "addresses": [group.address for group in groups if group.address],
    }


def _part(partner: Mapping) -> str:
    return "\n".join(filter(None, (partner["role"], partner["tasks"])))


def _budget(content: Mapping, names: Mapping) -> list[tuple[str, str]]:
    """The lines of the budget in one text, where there are any."""
    sources = dict(Source.choices)
    lines = [
        ", ".join(
            (
                names.get(line.get("group"), _("a group")),
                line["what"],
                pounds(line["pence"]),
                str(sources[line["source"]]),
            )
        )
        for line in content["budget"]
    ]
    return [(_("Budget"), "\n".join(lines))] if lines else []


def found_between(assessors: Sequence[Assessor], pieces: Iterable[Piece]) -> dict:
    """What ties assessors to the groups of applications, as `assessment.registry.Use.found` has it.

    Also a group that was invited and said no, or left: it knows the application.
    """
    groups = _groups_of(pieces)
    people = [_who(one) for one in assessors]
    tied = ties.ties_of(people)
    found = {}
    for piece, theirs in groups.items():
        for assessor in assessors:
            shared = {
                group: kinds
                for group, kinds in tied.get(assessor.pk, {}).items()
                if group in theirs
            }
            if shared:
                found[piece, assessor.pk] = tuple(
                    Found(KINDS[kind], str(group))
                    for group in sorted(shared)
                    for kind in KINDS
                    if kind in shared[group]
                )
    return found


def _who(assessor: Assessor) -> ties.Who:
    return ties.Who(
        key=assessor.pk,
        person=assessor.person,
        organisations=(assessor.organisation,),
        homes=((assessor.address, assessor.postcode),),
    )


def _groups_of(pieces: Iterable[Piece]) -> dict[int, set[int]]:
    """{piece: its groups}."""
    rows = Partner.objects.filter(application__entries__piece__in=list(pieces))
    found = defaultdict(set)
    for piece, group in rows.values_list("application__entries__piece", "organisation"):
        found[piece].add(group)
    return found


def areas(assessment: Assessment) -> list[tuple[str, str]]:
    """The round's priority areas, which assessors can know about."""
    rows = Priority.objects.filter(round=assessment.fund_stage.round_id)
    return [(str(one.pk), one.words) for one in rows]


def areas_of(pieces: Iterable[Piece]) -> dict[int, list[str]]:
    """{piece: the codes of the priority areas of its application}."""
    rows = Application.priorities.through.objects.filter(
        application__entries__piece__in=list(pieces)
    )
    found = defaultdict(list)
    for piece, code in rows.values_list("application__entries__piece", "priority"):
        found[piece].append(str(code))
    return found


def hidden_from(officer) -> set[int]:
    """The keys of the pieces of those applications."""
    rows = Piece.objects.filter(fund_entry__application__in=of_interest_to(officer))
    return set(rows.values_list("pk", flat=True))


def called(pieces: Iterable[Piece]) -> dict[int, tuple[str, str]]:
    """{piece: (its reference and lead group, the officers' page of its application)}."""
    rows = Application.objects.filter(entries__piece__in=list(pieces))
    return {
        piece: (
            f"{reference}, {lead}",
            reverse("admin:collaboration_fund_application_change", args=[pk]),
        )
        for piece, reference, lead, pk in rows.values_list(
            "entries__piece", "reference", "lead__name", "pk"
        )
    }


def to_rank(pieces):
    """Those of which something was sent and that weren't turned away or withdrawn."""
    return pieces.filter(
        fund_entry__editions__number=1,
        fund_entry__application__state__in=[
            ApplicationState.SENT,
            ApplicationState.THROUGH,
            ApplicationState.FUNDED,
            ApplicationState.UNSUCCESSFUL,
        ],
    )


SENT = Use(
    code=USE,
    thing="fund_stage",
    piece="fund_entry",
    run_by=run_by,
    runs_any=rules.may_run,
    criteria_fixed=lambda assessment: assessment.fund_stage.round.state != RoundState.DRAFT,
    settled=lambda assessment: assessment.fund_stage.round.state in OVER_ROUNDS,
    now=assessed_now,
    lock=lambda assessment: lock_round(assessment.fund_stage.round_id),
    hold=lambda piece: lock_entry(piece.fund_entry.application_id),
    read=read,
    summary=summary,
    found=found_between,
    refuse_seat=lambda **_who: None,
    seated=gettext_lazy(
        "%(person)s sits on the panel now. From now on they read what is sent by code only."
    ),
    page=lambda assessment: reverse(
        "admin:collaboration_fund_round_change", args=[assessment.fund_stage.round_id]
    ),
    read_along=("fund_stage__round",),
    edition=edition,
    areas=areas,
    areas_of=areas_of,
    called=called,
    to_rank=to_rank,
    has_standings=True,
    hidden_from=hidden_from,
    advises=True,
    may_name=True,
)
