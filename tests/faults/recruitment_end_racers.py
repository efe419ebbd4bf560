"""Races at the end of a round by real processes: leaving, lapsing, cancelling, appointing."""

from datetime import timedelta

from django.utils import timezone

from jobs.models import BackgroundJob
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from questionnaires.models import Answer, Submission
from recruitment import services
from recruitment.models import Application, Offer
from recruitment.services import offering
from recruitment.services.drawing import inputs_of
from recruitment.services.replacing import to_replace
from taskforce.models import Member
from tests.factories.recruitment import (
    RoundFactory,
    recruitment_officer,
    round_with_pool,
    start,
)
from tests.faults.racers import new_people
from tests.faults.recruitment_racers import (
    answered,
    at_once,
    offered,
    standing,
)


def expire(processes: int) -> dict:
    """An offer is accepted as its time runs out, and its seat is offered to somebody else."""
    officer, (offer, *_rest) = offered()
    offering.ON_ITS_WAY = timedelta(0)
    until = timezone.now() + timedelta(seconds=0.3)
    Offer.objects.filter(pk=offer.pk).update(reply_by=until)
    act = {"application_id": offer.application_id, "actor": offer.application.person}

    def lapse():
        while timezone.now() < until:
            services.lapse_unanswered()
        return services.lapse_unanswered() and "lapsed"

    answers = at_once(
        processes,
        lambda: services.accept(**act).answer,
        lapse,
        lambda: services.replace(offer_id=offer.pk, seed="Demo", actor=officer).basis,
    )
    offer.refresh_from_db()
    taken = standing()
    return {
        "answers": answers,
        "answer": offer.answer,
        "state": Application.objects.get(pk=offer.application_id).state,
        "standing": taken.count(),
        "people": taken.values("application").distinct().count(),
    }


def drop_out(processes: int) -> dict:
    """Everybody drawn withdraws while the drawn seats are offered by as many officers."""
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8, seats={"residents": (3, "lottery")})
    draw = services.ask_draw(round_id=round.pk, seed="Demo", number_source="Demo", actor=officer)
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    services.draw(draw_id=draw.pk, chance="1", actor=officer)
    chosen = [one.application for one in draw.entries.filter(chosen=True)]
    acts = [
        lambda one=one: services.withdraw(application_id=one.pk, actor=one.person).state
        for one in chosen
    ]
    act = {"round_id": round.pk, "actor": officer}
    acts.insert(1, lambda: services.offer_drawn(**act) and "offered")
    answers = at_once(processes, *acts)
    services.offer_drawn(**act)
    return {
        "answers": answers,
        "standing": standing().count(),
        "to_replace": to_replace(round).count(),
    }


def cancel(processes: int) -> dict:
    """A round is cancelled while offers are accepted and its seats are filled anew."""
    officer, offers = offered()
    round = offers[0].application.round
    acts = [
        lambda: services.cancel_round(round_id=round.pk, reason="Demo", actor=officer).state,
        *(
            lambda one=one: (
                services.accept(
                    application_id=one.application_id, actor=one.application.person
                ).answer
            )
            for one in offers
        ),
        lambda: services.appoint_members(round_id=round.pk, actor=officer) and "appointed",
    ]
    answers = at_once(processes, *acts)
    round.refresh_from_db()
    return {
        "answers": answers,
        "state": round.state,
        "standing": standing().count(),
        "members": Member.objects.count(),
    }


def cancel_draw(processes: int) -> dict:
    """A round is cancelled while workers publish its lottery and officers draw the number."""
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8)
    found = services.ask_draw(round_id=round.pk, seed="Demo", number_source="Demo", actor=officer)
    answers = at_once(
        processes,
        run_waiting,
        lambda: services.cancel_round(round_id=round.pk, reason="Demo", actor=officer).state,
        lambda: services.publish_draw(draw_id=found.pk, actor=officer).state,
        lambda: services.draw(draw_id=found.pk, chance="1", actor=officer).state,
    )
    found.refresh_from_db()
    return {
        "answers": answers,
        "draw": found.state,
        "chosen": found.entries.filter(chosen=True).count(),
        "live_jobs": BackgroundJob.objects.live().count(),
    }


def appoint(processes: int) -> dict:
    """As many officers appoint the members, while they withdraw."""
    officer, offers = offered()
    for offer in offers:
        services.accept(application_id=offer.application_id, actor=offer.application.person)
    gone = offers[0].application
    answers = at_once(
        processes,
        lambda: services.appoint_members(round_id=gone.round_id, actor=officer) and "appointed",
        lambda: services.withdraw(application_id=gone.pk, actor=gone.person).state,
    )
    gone.refresh_from_db()
    return {
        "answers": answers,
        "state": gone.state,
        "members": Member.objects.count(),
        "appointed": Application.objects.filter(state="appointed").count(),
    }


def targets(processes: int) -> dict:
    """Targets are changed while a draw is asked for: it is made of what stands in the end."""
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8)

    def save(least):
        row = {"feature": "sex", "value": "female", "minimum": least, "maximum": 6}
        services.save_targets(round_id=round.pk, actor=officer, rows=[row])
        return "saved"

    ask = {"round_id": round.pk, "seed": "Demo", "number_source": "Demo", "actor": officer}
    answers = at_once(
        processes, lambda: save(1), lambda: services.ask_draw(**ask).state, lambda: save(2)
    )
    _pool, made_of, _size = inputs_of(round.draws.get())
    least = round.targets.values_list("minimum", flat=True)
    used = {(t.feature, t.value): t.minimum for t in made_of}.get(("sex", "female"), 0)
    return {"answers": answers, "used": used, "stands": least.first() or 0}


def invitations(processes: int) -> dict:
    """Several officers invite the same people."""
    officer, round = recruitment_officer(), RoundFactory()
    act = {"round_id": round.pk, "email": "friend@demo.example", "actor": officer}
    answers = at_once(processes, lambda: services.invite(**act))
    return {"answers": answers, "sent": OutboxMessage.objects.count()}


def two_doors(processes: int) -> dict:
    """An officer enters an application for somebody who begins one at the same moment."""
    officer, round, (person,) = recruitment_officer(), RoundFactory(), new_people(1)
    answers = at_once(
        processes,
        lambda: start(round, person).state,
        lambda: start(round, person, actor=officer).state,
    )
    return {"answers": answers, "entered": round.applications.get().is_offline}


def send_again(processes: int) -> dict:
    """A changed application is sent again while it is screened and its round closes."""
    officer, act = recruitment_officer(), answered()
    first = services.submit(**act)
    services.reopen(**act)
    services.change_details(
        **act, sector="residents", address="99 Other Street", postcode="LU99 9ZZ"
    )
    screen = {"application_id": first.pk, "eligible": True, "actor": officer}
    answers = at_once(
        processes,
        lambda: services.submit(**act).state,
        lambda: services.screen(**screen).state,
        lambda: services.close_round(round_id=first.round_id, actor=officer).state,
    )
    found = Application.objects.get()
    receipts = OutboxMessage.objects.filter(key__startswith="recruitment.received")
    return {
        "answers": answers,
        "state": found.state,
        "sent": found.response.submissions.count(),
        "receipts": receipts.count(),
        "moved_house": found.address == "99 Other Street",
    }


def consent(processes: int) -> dict:
    """The selection answers are deleted while they are handed in with the application."""
    act = answered()
    at_once(
        processes,
        lambda: services.withdraw_selection_consent(**act).state,
        lambda: services.submit(**act).state,
        lambda: services.finish_selection(**act).state,
    )
    services.withdraw_selection_consent(**act)
    return {
        "sealed": Answer.objects.filter(sealed__isnull=False).count(),
        "handed_in": Submission.objects.filter(sealed__isnull=False).count(),
        "state": Application.objects.get().state,
    }
