"""Applications to the fund sent across the closing second and behind a lock, by real processes."""

import operator
import threading
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application, Edition, Stage
from collaboration_fund.moments import exactly
from collaboration_fund.services import sending
from core import deadlines
from core.refusal import Refusal
from organisations.models import Membership
from people.services import load_roles
from questionnaires.models import Response
from questionnaires.services import values_of
from questionnaires.values import digest
from tests.factories.fund import begun, open_round
from tests.faults.racers import fork, new_people, together

# From when all who send are there to the closing.
SOON = timedelta(seconds=2)
PROCESSES = 16
# When what this thread sent was received.
_noted = threading.local()


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
        _noted.received = received
        yield received


def _send(draft, moment, closing) -> str:
    """What came of sending one draft at its moment; whoever is refused must have been late."""
    application_id, lead = draft
    _wait_until(moment)
    try:
        services.send(application_id=application_id, actor=lead)
    except Refusal as refusal:
        received = _noted.received
        was_late = received >= closing and exactly(received) in refusal.message
        return refusal.code if was_late else f"{refusal.code}, received at {received}"
    return "sent"


def _outcome(round, answers: Counter) -> dict:
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


class Senders:
    """Processes that send drafts, each of several at once, around a closing set once all are there.

    Args:
        drafts: what is sent.
        offsets: when each is sent, from the closing.
        processes: among how many processes they are dealt.
        at_once: whether each has a thread and a connection of its own; else a process sends its
            own one after the other.
    """

    def __init__(self, drafts, offsets, *, processes: int, at_once: bool):
        connections.close_all()
        pairs = [*zip(drafts, offsets, strict=True)]
        shares = [pairs[n::processes] for n in range(processes)]
        self.ready, self.answers = fork.SimpleQueue(), fork.SimpleQueue()
        self.go, self.closing = fork.Event(), fork.Value("d", 0)
        self.processes = [
            fork.Process(target=self._run, args=(share, at_once)) for share in shares if share
        ]
        for process in self.processes:
            process.start()
        for _process in self.processes:
            self.ready.get()

    def _run(self, share, at_once: bool) -> None:
        outcomes = Counter()
        lanes = [[pair] for pair in share] if at_once else [share]
        start = threading.Barrier(len(lanes) + 1)

        def send(lane):
            connection.ensure_connection()
            start.wait()
            start.wait()
            closing = datetime.fromtimestamp(self.closing.value, UTC)
            for draft, offset in lane:
                try:
                    came = _send(draft, closing + offset, closing)
                except Exception:
                    came = traceback.format_exc()[-600:]
                outcomes[came] += 1
            connections.close_all()

        threads = [threading.Thread(target=send, args=(lane,)) for lane in lanes]
        for thread in threads:
            thread.start()
        start.wait()
        self.ready.put(True)
        self.go.wait()
        start.wait()
        for thread in threads:
            thread.join()
        self.answers.put(outcomes)

    def close(self, round):
        """Set the round's closing, let everybody know it, and return it: a whole second."""
        closing = (timezone.now() + SOON).replace(microsecond=0)
        Stage.objects.filter(round=round).update(closes_at=closing)
        self.closing.value = closing.timestamp()
        return closing

    def came(self) -> Counter:
        """What came of all of it."""
        total = sum((self.answers.get() for _process in self.processes), Counter())
        for process in self.processes:
            process.join()
        return total


def across_the_closing(processes: int, number: int) -> dict:
    """So many processes send drafts from a second before the closing to a second after it."""
    round, made = drafts(number)
    sending.receiving = _noting
    offsets = [timedelta(seconds=2 * (n + 0.5) / number - 1) for n in range(number)]
    senders = Senders(made, offsets, processes=processes, at_once=False)
    senders.close(round)
    senders.go.set()
    return _outcome(round, senders.came())


def behind_a_lock(number: int, seconds: float, receiving=_noting) -> dict:
    """Drafts are sent in the last second, while somebody holds a lock on each of them for longer.

    Whoever waits for a lock sends nothing else, so each has a connection of its own. Meanwhile the
    round closes, and one more is sent too late.
    """
    round, made = drafts(number + 1)
    sending.receiving = receiving
    *in_time, late = made
    offsets = [timedelta(seconds=-0.1 - 0.9 * n / number) for n in range(number)]
    senders = Senders(in_time, offsets, processes=min(PROCESSES, number), at_once=True)
    closing = senders.close(round)
    with transaction.atomic():
        list(Application.objects.select_for_update().filter(round=round).values_list("pk"))
        senders.go.set()
        _wait_until(closing + timedelta(seconds=seconds))
        was_held = all(map(operator.methodcaller("is_alive"), senders.processes))
    answers = senders.came()
    services.turn_rounds()
    answers[f"late: {_send(late, closing, closing)}"] += 1
    return _outcome(round, answers) | {"was_held": was_held}


def clock_after_the_lock(number: int, seconds: float) -> dict:
    """The same with a clock that is read once an application is locked: the control."""

    @contextmanager
    def receiving():
        with transaction.atomic():
            Application.objects.select_for_update().order_by("pk").first()
            _noted.received = timezone.now()
            yield _noted.received

    return behind_a_lock(number, seconds, receiving)


def three_write(number: int, *keys: str) -> dict:
    """Three people of one group save these answers, over and over, from pages opened before.

    Whoever is refused is shown the name and the words of who saved it, beside their own.
    """
    _round, ((application_id, lead),) = drafts(1)
    application = Application.objects.get(pk=application_id)
    people = [lead, *new_people(2)]
    for letter, person in zip("ABC", people, strict=True):
        person.name = f"Demo Writer {letter}"
        person.save()
    for person in people[1:]:
        Membership.objects.create(
            organisation=application.lead,
            person=person,
            role="editor",
            state="active",
            consent_at=timezone.now(),
        )
    response = application.entry.response_id
    marks = {key: digest(value) for key, value in _values(response).items()}

    def save(item):
        key, mine = keys[item % len(keys)], f"Words number {item} of mine."
        client = Client(HTTP_HOST="localhost")
        client.force_login(people[item % len(people)])
        address = reverse("collaboration_fund:answers_page", args=[application.reference, key])
        page = client.post(address, {f"q-{key}": mine, "made_from": f"{key}={marks[key]}"})
        if page.status_code == HTTPStatus.FOUND:
            return "saved"
        last = application.entry.saved.filter(key=key).select_related("person").last()
        said = page.content.decode()
        shown = [f"{last.person.name} answered", _values(response)[key], mine]
        missing = [words for words in shown if words not in said]
        return f"{page.status_code} without {missing}" if missing else "told"

    answers = together(save, [[n] for n in range(number)])
    rows = Counter(application.entry.saved.values_list("key", flat=True))
    return {
        "answers": dict(answers),
        "recorded": {key: rows[key] - 1 for key in keys},
        "kept": all(_values(response)[key].startswith("Words number") for key in keys),
    }


def _values(response_id) -> dict:
    return values_of(Response.objects.for_reading().get(pk=response_id))
