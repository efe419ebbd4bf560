"""Applications sent in the last second behind somebody's lock, on DATABASE_URL's database."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Thread

from django.db import connection, transaction
from django.utils import timezone

from core.refusal import Refusal
from recruitment import services
from recruitment.models import Application, Round
from recruitment.services import sending
from tests.factories.recruitment import RoundFactory, answer, start


def wait_until(moment) -> None:
    """Let the database tell when it is time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [moment])


def rush(sends: int, seconds: float) -> dict:
    """So many are sent in the last second, behind a lock on the round and on each of them.

    The lock is held for so many seconds after the deadline; meanwhile the portal closes the round.
    One more is sent after the closing.
    """
    round = RoundFactory(selection_set=None, selection_consent="")
    applications = [start(round, number=n) for n in range(sends + 1)]
    for application in applications:
        answer(application, sex="")
    *in_time, late = applications
    answers, at_once = Counter(), Barrier(sends + 1)
    deadline = timezone.now() + timedelta(seconds=1 + sends / 40)
    Round.objects.filter(pk=round.pk).update(closes_at=deadline)

    def send(application, when):
        connection.ensure_connection()
        at_once.wait()
        wait_until(when)
        answers[outcome(application)] += 1
        connection.close()

    # The last second, to a tenth before its end: nobody can say who was first at the very end.
    moments = [deadline - timedelta(seconds=0.1 + 0.9 * n / sends) for n in range(sends)]
    threads = [Thread(target=send, args=pair) for pair in zip(in_time, moments, strict=True)]
    with transaction.atomic():
        list(Round.objects.select_for_update().filter(pk=round.pk))
        list(Application.objects.select_for_update().filter(round=round))
        for thread in threads:
            thread.start()
        at_once.wait()
        wait_until(deadline + timedelta(seconds=seconds / 2))
        closing = Thread(target=sweep)
        closing.start()
        wait_until(deadline + timedelta(seconds=seconds))
        assert not answers, "Nobody is answered while the lock is held."
    for thread in [*threads, closing]:
        thread.join()
    services.close_overdue()
    return {
        "answers": answers,
        "late": outcome(late),
        "sent": round.applications.filter(state="submitted", submitted_at__lt=deadline).count(),
        "round": Round.objects.get(pk=round.pk).state,
    }


def sweep() -> None:
    """The portal closes what is overdue."""
    services.close_overdue()
    connection.close()


def outcome(application) -> str:
    """What came of sending it."""
    try:
        return services.submit(application_id=application.pk, actor=application.person).state
    except Refusal as refusal:
        return refusal.code


def clock_after_the_lock(sends: int, seconds: float) -> dict:
    """The same with a clock that is read once the round is locked: the control."""

    @contextmanager
    def receiving():
        with transaction.atomic():
            list(Round.objects.select_for_update())
            yield timezone.now()

    sending.receiving = receiving
    return rush(sends, seconds)
