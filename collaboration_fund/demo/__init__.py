"""An invented fund to show the portal with: one round that is over, and one that is open.

Everything goes through the services, but for the dates of the round that is over.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from assessment.models import Anchor
from collaboration_fund import services
from collaboration_fund.demo.deciding import decided
from collaboration_fund.demo.groups import GROUPS
from collaboration_fund.demo.texts import (
    ANCHORS,
    ANSWER,
    DECLARATION,
    ELIGIBILITY,
    MONITORING,
    PRIORITIES,
    PURPOSE,
    QUESTIONS,
)
from collaboration_fund.models import Application, Edition, Entry, Partner, Round, Stage
from core.luton import LUTON
from core.working_days import is_working_day
from messaging.models import OutboxMessage
from organisations.demo import make
from organisations.models import Organisation
from organisations.services import owners_of
from people.models import User
from places.models import Ward
from programme.models import Theme
from questionnaires import services as questions
from questionnaires.enums import Kind, Purpose
from questionnaires.models import Question, QuestionSet, Section, SetVersion

OVER, OPEN, ASKED = "demo-fund-first", "demo-fund-second", "demo-fund-questions"
MIDDAY = time(12, 0)
# No round closes while nobody is there to help.
ABOUT_CHRISTMAS = {*((12, day) for day in range(24, 32)), (1, 1), (1, 2)}
KNOWN = {
    "lunch": "Demo Elders’ Lunch of Biscot",
    "food": "Demo Food Shelf of Sundon Park",
    "carers": "Demo Young Carers’ Hour",
    "repair": "Demo Repair Table",
    "welcome": "Demo New Arrivals’ Welcome",
    "signing": "Demo Signing Social",
}
OWN = ("warm", "jobs", "toddlers", "men", "sewing", "memory", "allotment", "night")


@transaction.atomic
def seed(*, officer: User) -> None:
    """Write the two rounds, their groups and their applications once; a second call does nothing.

    Args:
        officer: runs the rounds.
    """
    if Round.objects.filter(slug=OPEN).exists():
        return
    asked = _questions(officer)
    groups = _groups(officer)
    over = _round(OVER, "Collaboration Fund, first round", asked, stages=1)
    services.announce(round_id=over.pk, actor=officer)
    past = (
        _sent(_written(over, groups["food"], groups["carers"], "A shelf in every school")),
        _sent(_written(over, groups["night"], groups["memory"], "Songs for the small hours")),
        _sent(_written(over, groups["welcome"], groups["repair"], "Mend and meet")),
    )
    _end(over, past, officer)
    now = _round(OPEN, "Collaboration Fund, second round", asked, stages=2, last=over)
    services.announce(round_id=now.pk, actor=officer)
    _drafts(now, groups, officer)
    _all_sent(now, groups, officer)
    OutboxMessage.objects.filter(kind__startswith="collaboration_fund.").exclude(
        to_address=_owner(groups["food"]).email
    ).delete()


def _groups(officer: User) -> dict[str, Organisation]:
    """Fourteen groups by a short name: six of the organisations' demonstration, and its own."""
    known = {group.name: group for group in Organisation.objects.filter(is_demo=True)}
    groups = {short: known[name] for short, name in KNOWN.items()}
    owners = [_owner(groups[short]) for short in ("lunch", "carers", "repair")]
    wards = dict(Ward.objects.values_list("slug", "pk"))
    for short, group in zip(OWN, GROUPS, strict=True):
        groups[short] = make(group, owners[group.owner], officer, wards)
    return groups


def _drafts(now: Round, groups: dict[str, Organisation], officer: User) -> None:
    """Six applications that aren't sent: begun, half written, not accepted, ended, on paper."""
    _written(now, groups["repair"], groups["food"], "The mending kitchen")
    ended = _written(now, groups["food"], groups["repair"], "Cook, eat, mend")
    _accept(ended)
    _raise_line(ended)
    begun = _begun(now, groups["lunch"], "Friday at eleven")
    services.invite(
        application_id=begun.pk,
        organisation=groups["signing"],
        actor=_owner(groups["lunch"]),
        role="Interpreters and a quiet table",
    )
    _begun(now, groups["memory"], "A song for every Thursday")
    half = _begun(now, groups["sewing"], "Sew, speak, sell")
    for key in ("partnership", "inclusion"):
        _answer(half, key, ANSWER)
    on_paper = services.enter(
        round_id=now.pk,
        organisation=groups["men"],
        title="Darts and a doctor",
        came="paper",
        came_at=timezone.now() - timedelta(days=3),
        actor=officer,
    )
    _write(on_paper, groups["night"], officer)
    services.ask_to_confirm(application_id=on_paper.pk, actor=officer)


def _all_sent(now: Round, groups: dict[str, Organisation], officer: User) -> None:
    """Five applications that are sent: with unsent changes, more time, and a question again."""
    _sent(_written(now, groups["carers"], groups["welcome"], "Homework and a hot meal"))
    changed = _sent(_written(now, groups["welcome"], groups["carers"], "First weeks in Luton"))
    _answer(
        changed, "place", "In South and Farley; the tenants’ group there has written half of it."
    )
    twice = _sent(_written(now, groups["jobs"], groups["allotment"], "Grow, cook, earn"))
    _answer(twice, "innovation", "A job club that meets where the work is: at the allotment.")
    services.send(application_id=twice.pk, actor=_owner(groups["jobs"]))
    extended = _sent(_written(now, groups["warm"], groups["toddlers"], "Warm from the start"))
    later = closing_from(now.stage.closes_at.date() + timedelta(days=7))
    services.extend(
        application_id=extended.pk,
        until=later,
        reason="Their treasurer is in hospital until the end of the month.",
        actor=officer,
    )
    again = _sent(_written(now, groups["toddlers"], groups["warm"], "Play and say"))
    services.reopen_questions(
        application_id=again.pk,
        keys=["inclusion"],
        until=later,
        reason="Say how many children you reach now: your answer names two numbers.",
        actor=officer,
    )


def closing_from(day: date) -> datetime:
    """Midday of the first day from this one on that is a working day and not about Christmas."""
    while not is_working_day(day) or (day.month, day.day) in ABOUT_CHRISTMAS:
        day += timedelta(days=1)
    return datetime.combine(day, MIDDAY, tzinfo=LUTON)


def _owner(group: Organisation) -> User:
    return owners_of(group).first().person


def _questions(officer: User) -> QuestionSet:
    asked = QuestionSet.objects.create(
        key=ASKED,
        title_en="Demo questions of the Collaboration Fund",
        title_ur="نمونہ: کولیبریشن فنڈ کے سوالات",
        purpose=Purpose.APPLICATION,
    )
    version = SetVersion.objects.create(question_set=asked, number=1)
    sections: dict[str, Section] = {}
    for order, (key, heading, label) in enumerate(QUESTIONS, start=1):
        if heading not in sections:
            sections[heading] = Section.objects.create(
                version=version, key=heading.lower(), title_en=heading, order=order
            )
        Question.objects.create(
            section=sections[heading],
            key=key,
            kind=Kind.LONG_TEXT,
            label_en=label,
            order=order,
            max_words=300,
        )
    questions.publish_version(version_id=version.pk, actor=officer)
    return asked


def _round(slug: str, title: str, asked: QuestionSet, *, stages: int, last=None) -> Round:
    today = timezone.localdate()
    round = Round.objects.create(
        slug=slug,
        title=title,
        summary="Up to £30,000 for a year of work that groups in Luton do together.",
        purpose=PURPOSE,
        declaration=DECLARATION,
        total_pence=30_000_000,
        largest_pence=3_000_000,
        priorities_needed=2,
        hours=8,
        decided_on=today,
        last_round=last,
        is_demo=True,
    )
    opens = datetime.combine(today - timedelta(days=14), time(9), tzinfo=LUTON)
    for number in range(1, stages + 1):
        closes = closing_from(opens.date() + timedelta(days=42))
        stage = Stage.objects.create(
            round=round, number=number, opens_at=opens, closes_at=closes, question_set=asked
        )
        for order, (_key, _heading, label) in enumerate(QUESTIONS):
            criterion = stage.assessment.criteria.create(title=label, order=order)
            Anchor.objects.bulk_create(
                Anchor(criterion=criterion, score=score, text=text)
                for score, text in enumerate(ANCHORS)
            )
        opens = closing_from(closes.date() + timedelta(days=21)).replace(hour=9)
    round.decided_on = closing_from(closes.date() + timedelta(days=28)).date()
    round.save(update_fields=["decided_on"])
    _parts(round)
    return round


def _parts(round: Round) -> None:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    for order, (words, slug) in enumerate(PRIORITIES):
        round.priorities.create(words=words, theme=themes[slug], order=order)
    for order, (question, if_no, leads_to) in enumerate(ELIGIBILITY):
        round.eligibility.create(question=question, if_no=if_no, leads_to=leads_to, order=order)
    for up_to, months, asks in MONITORING:
        round.monitoring.create(up_to_pence=up_to, every_months=months, asks=asks)
    for what in ("governing", "accounts"):
        round.documents.create(what=what)


def _begun(round: Round, lead: Organisation, title: str) -> Application:
    return services.start(round_id=round.pk, organisation=lead, title=title, actor=_owner(lead))


def _written(round: Round, lead: Organisation, other: Organisation, title: str) -> Application:
    """An application that waits for its partner's yes and for being sent."""
    application = _begun(round, lead, title)
    _write(application, other, _owner(lead))
    own = application.partners.get(is_lead=True)
    services.say_subsidies(partner_id=own.pk, actor=_owner(lead), pence=1_200_000)
    return application


def _write(application: Application, other: Organisation, actor: User) -> None:
    """All that an application says, but for what its groups say themselves."""
    services.change_title(
        application_id=application.pk,
        actor=actor,
        title=application.title,
        priorities=[*application.round.priorities.all()[:3]],
    )
    services.save_answers(
        application_id=application.pk,
        values={key: ANSWER for key, _heading, _label in QUESTIONS},
        actor=actor,
    )
    partner = services.invite(
        application_id=application.pk,
        organisation=other,
        actor=actor,
        role="Brings its people and its languages",
        tasks="Two afternoons a week, and a word with everybody who comes for the first time.",
    )
    own = application.partners.get(is_lead=True)
    services.describe(
        partner_id=own.pk,
        actor=actor,
        role="Runs it and keeps the books",
        tasks="The room, the rota, the money and the reports.",
    )
    for one, what, category, source, quarter, pence in (
        (own, "Somebody to run it, two days a week", "staff", "grant", 1, 640_000),
        (own, "Somebody to run it, two days a week", "staff", "grant", 3, 640_000),
        (partner, "Interpreting and childcare", "access", "grant", 1, 310_050),
        (partner, "Food for forty", "activities", "grant", 2, 284_000),
        (own, "Hall on Tuesdays", "rooms", "in-kind", 1, 120_000),
        (partner, "From our own savings", "travel", "match", 2, 50_000),
    ):
        services.add_lines(
            application_id=application.pk,
            actor=actor,
            partner=one,
            what=what,
            category=category,
            source=source,
            pence={quarter: pence},
        )


def _raise_line(application: Application) -> None:
    """The lead group asks for more in its partner's name, which ends what that had accepted."""
    line = application.lines.filter(partner__is_lead=False).first()
    services.save_line(
        application_id=application.pk,
        actor=_owner(application.lead),
        line_id=line.pk,
        partner=line.partner,
        category=line.category,
        source=line.source,
        what=line.what,
        quarter=line.quarter,
        pence=line.pence + 25_000,
    )


def _answer(application: Application, key: str, words: str) -> None:
    services.save_answers(
        application_id=application.pk, values={key: words}, actor=_owner(application.lead)
    )


def _accept(application: Application) -> None:
    """Its partner, a body in law, says yes to its part as it stands."""
    partner = Partner.objects.select_related("organisation").get(
        application=application, is_lead=False
    )
    services.accept(
        partner_id=partner.pk,
        actor=_owner(partner.organisation),
        capacity="Chair of the trustees",
        digest=services.digest_of(services.parts_of(partner)),
    )


def _sent(application: Application) -> Application:
    _accept(application)
    services.send(application_id=application.pk, actor=_owner(application.lead))
    return application


def _end(round: Round, applications: tuple[Application, ...], officer: User) -> None:
    """Decide on what was sent to a round, as if all of it had been long enough ago for reports."""
    closed = closing_from(timezone.localdate() - timedelta(days=520))
    for stage in round.stages.all():
        Stage.objects.filter(pk=stage.pk).update(
            opens_at=closed - timedelta(days=42), closes_at=closed
        )
        entries = Entry.objects.filter(stage=stage)
        entries.update(received_at=closed - timedelta(days=1))
        # What was sent keeps its words and their hash; only here it was sent earlier.
        Edition._base_manager.filter(entry__in=entries).update(
            received_at=closed - timedelta(days=1)
        )
    Round.objects.filter(pk=round.pk).update(
        decided_on=closing_from(closed.date() + timedelta(days=28)).date()
    )
    services.turn_rounds()
    services.start_assessing(round_id=round.pk, actor=officer)
    decided(Round.objects.get(pk=round.pk), applications, officer)
