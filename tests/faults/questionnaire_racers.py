"""Races for responses by real processes, on the database that DATABASE_URL names.

Run as `python -m tests.faults.questionnaire_racers NAME PROCESSES`; prints one line of JSON.
"""

import json
import sys

import django

django.setup()

from core.refusal import Refusal  # noqa: E402
from panels.services import give_feedback  # noqa: E402
from questionnaires import services  # noqa: E402
from questionnaires.models import MonitoringLink, QuestionSet, Response, SetVersion  # noqa: E402
from tests.faults.racers import new_people, new_session, together  # noqa: E402


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
    response = services.start(key="session-feedback", actor=None, language="en")
    services.save_answers(response_id=response.pk, values={"heard": "well"}, actor=None)

    def act(_item):
        return services.submit(response_id=response.pk, actor=None).number

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
    draft = services.new_version(question_set_id=whole.pk, actor=None)

    def act(_item):
        return services.publish_version(version_id=draft.pk, actor=None).state

    answers = together(outcome_of(act), [[n] for n in range(processes)])
    published = SetVersion.objects.published().filter(question_set=whole)
    return {"answers": answers, "published": [version.number for version in published]}


if __name__ == "__main__":
    services.load_question_sets()
    race = {f.__name__: f for f in (begin, hand_in, feedback, publish)}[sys.argv[1]]
    print(json.dumps(race(int(sys.argv[2]))))  # noqa: T201 (what the test reads)
