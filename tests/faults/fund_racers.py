"""Applications to the fund sent across the closing second and behind a lock, by real processes."""

import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, connections, transaction
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application, Edition, Stage
from collaboration_fund.moments import exactly
from collaboration_fund.services import sending
from core import deadlines
from core.refusal import Refusal
from organisations.models import Membership, Organisation
from people.services import load_roles
from questionnaires.services import SavedMeanwhile
from questionnaires.values import digest
from tests.factories.fund import begun, open_round
from tests.faults.racers import fork, new_people, together

# So long the processes have to be there before the closing: the more, the longer.
PREPARING, MORE_EACH = timedelta(seconds=3), timedelta(seconds=0.05)
# When what this process sent was received.
_received = []


def drafts(number: int):
    """(round, that many applications that lack nothing but being sent, who leads each)."""
    load_roles()
    round = open_round(least_partners=0)
    Stage.objects.filter(round=round).update(asks_budget=False)
    made = []
    for application, lead in (begun(round) for _number in range(number)):
        services.save_answers(
            application_id=application.pk, values={"new": "Tea.", "where": "Here."}, actor=lead
        )
        own = application.partners.get()
        services.describe(partner_id=own.pk, actor=lead, role="All", tasks="All of it.")
        made.append((application.pk, lead))
    return round, made


def _wait_until(moment) -> None:
    """Let the database tell when it is time; SQLite has no clock of its own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep_until(%s)", [moment])
    else:
        time.sleep(max(0, (moment - timezone.now()).total_seconds()))


@contextmanager
def _noting():
    """As `core.deadlines.receiving`, and what it gave is remembered."""
    with deadlines.receiving() as received:
        _received.append(received)
        yield received


def _send(item) -> str:
    """What came of sending one draft at its moment; whoever is refused must have been late."""
    (application_id, lead), moment, closing = item
    _wait_until(moment)
    try:
        services.send(application_id=application_id, actor=lead)
    except Refusal as refusal:
        was_late = _received[-1] >= closing and exactly(_received[-1]) in refusal.message
        return refusal.code if was_late else f"{refusal.code}, received at {_received[-1]}"
    return "sent"


def _outcome(round, made, answers: Counter) -> dict:
    """What became of it: what is kept, whether any of it was late, and what is still a draft."""
    closing = Stage.objects.get(round=round).closes_at
    editions = Edition.objects.filter(entry__application__round=round)
    return {
        "answers": dict(answers),
        "kept": editions.count(),
        "kept_late": editions.filter(received_at__gte=closing).count(),
        "sent": Application.objects.filter(round=round, state="sent").count(),
        "drafts": Application.objects.filter(round=round, state="draft").count(),
        "whole": all(services.is_whole(edition) for edition in editions),
    }


def across_the_closing(processes: int, number: int) -> dict:
    """So many processes send drafts from a second before the closing to a second after it."""
    round, made = drafts(number)
    closing = timezone.now() + PREPARING + number * MORE_EACH
    Stage.objects.filter(round=round).update(closes_at=closing)
    moments = [closing + timedelta(seconds=2 * (n + 0.5) / number - 1) for n in range(number)]
    items = [(one, moment, closing) for one, moment in zip(made, moments, strict=True)]
    sending.receiving = _noting
    answers = together(_send, [items[n::processes] for n in range(processes)])
    return _outcome(round, made, answers)


def behind_a_lock(number: int, seconds: float, receiving=_noting) -> dict:
    """Drafts are sent in the last second, while somebody holds a lock on each of them for longer.

    Meanwhile the round closes, and an officer starts the assessing. One more is sent too late.
    """
    round, made = drafts(number + 1)
    sending.receiving = receiving
    *in_time, late = made
    closing = timezone.now() + PREPARING + number * MORE_EACH
    Stage.objects.filter(round=round).update(closes_at=closing)
    connections.close_all()
    locked, held = fork.Event(), fork.Event()

    def hold():
        with transaction.atomic():
            list(Application.objects.select_for_update().filter(round=round).values_list("pk"))
            locked.set()
            _wait_until(closing + timedelta(seconds=seconds))
            held.set()
        connections.close_all()

    holder = fork.Process(target=hold)
    holder.start()
    locked.wait()
    moments = [closing - timedelta(seconds=0.1 + 0.9 * n / number) for n in range(number)]
    items = [(one, moment, closing) for one, moment in zip(in_time, moments, strict=True)]
    # Who waits for a lock sends nothing else, so each is sent by a process of its own.
    answers = together(_send, [[item] for item in items])
    was_held = held.is_set()
    holder.join()
    services.turn_rounds()
    answers[f"late: {_send((late, closing, closing))}"] += 1
    return _outcome(round, made, answers) | {"was_held": was_held}


def clock_after_the_lock(number: int, seconds: float) -> dict:
    """The same with a clock that is read once the application is locked: the control."""

    @contextmanager
    def receiving():
        with transaction.atomic():
            list(Application.objects.select_for_update().values_list("pk"))
            _received.append(timezone.now())
            yield _received[-1]

    return behind_a_lock(number, seconds, receiving)


def three_write(number: int) -> dict:
    """Three people of one group save one answer, over and over, from pages opened before."""
    round, ((application_id, lead),) = drafts(1)
    group = Organisation.objects.get(fund_applications=application_id)
    people = [lead, *new_people(2)]
    for person in people[1:]:
        Membership.objects.create(
            organisation=group,
            person=person,
            role="editor",
            state="active",
            consent_at=timezone.now(),
        )
    mark = {"new": digest("Tea.")}

    def save(item):
        try:
            services.save_answers(
                application_id=application_id,
                values={"new": f"Words {item}."},
                actor=people[item % len(people)],
                made_from=mark,
            )
        except SavedMeanwhile:
            return "told"
        return "saved"

    answers = together(save, [[n] for n in range(number)])
    entry = Application.objects.get(pk=application_id).entry
    rows = entry.saved.filter(key="new")
    return {"answers": dict(answers), "recorded": rows.count() - 1, "round": round.pk > 0}
