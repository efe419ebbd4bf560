"""Races for responses by real processes, on the database that DATABASE_URL names."""

from collections import Counter
from functools import partial

from core.actors import PORTAL
from core.refusal import Refusal
from panels.services import give_feedback
from questionnaires import services
from questionnaires.models import MonitoringLink, QuestionSet, Response, SetVersion
from questionnaires.values import digest
from tests.factories.questionnaires import (
    QuestionFactory,
    SectionFactory,
    choices,
    open_survey,
)
from tests.faults.racers import new_people, new_session, together

prepare = services.load_question_sets


def outcome_of(act):
    """Run `act`; what it gave, or the code of its refusal."""

    def run(item):
        try:
            return str(act(item))
        except Refusal as refusal:
            return refusal.code

    return run


def begin(processes: int) -> dict:
    """One person begins to answer on as many devices at once."""
    (person,) = new_people(1)

    def act(_item):
        return services.start_monitoring(person=person, actor=person, language="en").state

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    links = MonitoringLink.objects.filter(person=person)
    return {
        "answers": answers,
        "links": links.count(),
        "loose": Response.objects.to("equality").exclude(pk__in=links.values("response")).count(),
    }


def hand_in(processes: int) -> dict:
    """One response is sent from as many windows at once."""
    response = services.start(key="session-feedback", actor=PORTAL, language="en")
    services.save_answers(response_id=response.pk, values={"heard": "well"}, actor=PORTAL)

    def act(_item):
        return services.submit(response_id=response.pk, actor=PORTAL).number

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    return {
        "answers": answers,
        "submissions": response.submissions.count(),
        "moves": response.moves.count(),
    }


def feedback(processes: int) -> dict:
    """One link to give feedback is used in as many windows at once."""
    (person,) = new_people(1)
    session = new_session(capacity=5)
    registration = session.registrations.create(person=person, state="confirmed")
    before = Response.objects.count()

    def act(_item):
        give_feedback(registration_id=registration.pk, values={"heard": "well"}, language="en")
        return "kept"

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    return {"answers": answers, "responses": Response.objects.count() - before}


def publish(processes: int) -> dict:
    """As many officers publish one draft at once."""
    whole = QuestionSet.objects.get(key="session-feedback")
    draft = services.new_version(question_set_id=whole.pk, actor=PORTAL)

    def act(_item):
        return services.publish_version(version_id=draft.pk, actor=PORTAL).state

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    published = SetVersion.objects.published().filter(question_set=whole)
    return {"answers": answers, "published": [version.number for version in published]}


def two_windows(processes: int) -> dict:
    """One question is answered in as many windows that were opened at the same moment."""
    response = services.start(key="session-feedback", actor=PORTAL, language="en")

    def act(item, **more):
        values = {"next-step": f"From window {item}."}
        services.save_answers(response_id=response.pk, values=values, actor=PORTAL, **more)
        return "saved"

    mark = {"made_from": {"next-step": digest(None)}}
    shares = [[n] for n in range(processes)]
    guarded = together(outcome_of(lambda item: act(item, **mark)), shares)
    return {"guarded": guarded, "control": together(outcome_of(act), shares)}


def save_and_send(processes: int) -> dict:
    """Half the windows go on saving while the others send."""
    response = services.start(key="session-feedback", actor=PORTAL, language="en")
    services.save_answers(response_id=response.pk, values={"heard": "well"}, actor=PORTAL)

    def act(item):
        if item % 2:
            return services.submit(response_id=response.pk, actor=PORTAL).number
        values = {"next-step": f"From window {item}."}
        services.save_answers(response_id=response.pk, values=values, actor=PORTAL)
        return "saved"

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    kept = services.values_of(Response.objects.get(pk=response.pk))
    (submission,) = response.submissions.all()
    return {"answers": answers, "sent_what_is_kept": submission.value == kept}


def answer_a_survey(processes: int) -> dict:
    """One person begins and sends a survey on as many devices at once."""
    (person,) = new_people(1)
    survey = open_survey(f"race-{SetVersion.objects.count()}")
    who = {"survey_id": survey.pk, "person": person, "actor": person}

    def act(_item):
        response = services.begin_survey(**who, language="en")
        services.save_answers(response_id=response.pk, values={"lamps": "yes"}, actor=person)
        return services.submit_survey(**who).number

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    return {"answers": answers, "links": survey.links.count()}


def publish_and_begin(processes: int) -> dict:
    """A new version is published while people begin and answer."""
    whole = QuestionSet.objects.get(key="session-feedback")
    draft = services.new_version(question_set_id=whole.pk, actor=PORTAL)

    def act(item):
        if item == 0:
            return services.publish_version(version_id=draft.pk, actor=PORTAL).state
        response = services.start(key=whole.key, actor=PORTAL, language="en")
        services.save_answers(response_id=response.pk, values={"heard": "well"}, actor=PORTAL)
        return services.submit(response_id=response.pk, actor=PORTAL).number

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    states = set(Response.objects.to(whole.key).values_list("version__state", flat=True))
    return {"answers": answers, "versions_answered_are_drafts": "draft" in states}


def publish_and_edit(processes: int) -> dict:
    """A draft is published while others take away the answers of its question, many times over."""
    torn, outcomes = 0, Counter()
    for _round in range(8):
        section = SectionFactory(version__question_set__key=f"torn-{SetVersion.objects.count()}")
        question = QuestionFactory(section=section, kind="one")
        choices(question, "yes")
        outcomes += together(
            outcome_of(partial(_publish_or_take_away, question)), [[n] for n in range(processes)]
        )
        section.version.refresh_from_db()
        torn += not section.version.is_draft and not question.choices.exists()
    return {"torn": torn, "outcomes": outcomes}


def _publish_or_take_away(question, item):
    if item % 2:
        return services.publish_version(version_id=question.version_id, actor=PORTAL).state
    for choice in question.choices.all():
        choice.delete()
    return "taken away"
