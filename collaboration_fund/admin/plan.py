"""The plan of a round: two lists beside each other, and why each is as it is. It advises."""

from collections.abc import Iterator

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaboration_fund.planning import Reason
from collaboration_fund.services import Advice, advise
from collaboration_fund.services.advising import A_POINT, MORE_OR_LESS
from core.exports import CONTENT_TYPES, table_response
from people.services import record_reading
from questionnaires.values import pounds

PLAN = "admin/collaboration_fund/plan.html"
HEADINGS = (
    gettext_lazy("Place"),
    gettext_lazy("Reference"),
    gettext_lazy("Title"),
    gettext_lazy("Lead group"),
    gettext_lazy("Mean score"),
    gettext_lazy("Asks for, in pounds"),
    gettext_lazy("Down the ranking, in pounds"),
    gettext_lazy("Best plan, in pounds"),
    gettext_lazy("Why, down the ranking"),
    gettext_lazy("Why, best plan"),
)


def plan(model_admin, request, round):
    """Both lists, what makes them depart from the ranking, and what more or less would change."""
    advice = advise(round, actor=request.user)
    rows = [*_rows(advice)]
    record_reading(round, actor=request.user, what="plan of a fund round", rows=len(rows))
    return model_admin.page(
        request,
        round,
        _("Plan"),
        PLAN,
        rows=rows,
        advice=advice,
        left=pounds(advice.terms.budget),
        sums=(pounds(advice.ranking.total), pounds(advice.best.total)),
        worth=(_worth(advice, advice.ranking), _worth(advice, advice.best)),
        floors=[*_floors(advice)],
        more=[*_changed(advice, advice.more)],
        less=[*_changed(advice, advice.less)],
        step=pounds(MORE_OR_LESS),
        threshold=round.threshold,
        percent=round.least_percent,
        export_url=model_admin.address("plan_export", round.pk),
    )


def plan_export(model_admin, request, round):
    """The plan as a file; that it was taken is recorded."""
    kind = request.POST.get("kind")
    if request.method != "POST" or kind not in CONTENT_TYPES:
        return redirect(model_admin.address("plan", round.pk))
    rows = [*_rows(advise(round, actor=request.user))]
    record_reading(round, actor=request.user, what=f"plan as {kind}", rows=len(rows))
    cells = (
        [
            row["place"],
            row["application"].reference,
            row["application"].sent_title,
            row["application"].lead.name,
            row["mean"],
            row["wish"].asked / 100,
            row["pence"][0] / 100,
            row["pence"][1] / 100,
            *(" ".join(said) for said in row["why"]),
        ]
        for row in rows
    )
    return table_response(HEADINGS, cells, kind=kind, name=f"{_('Plan')} {round}")


def _worth(advice: Advice, plan) -> str:
    """Merit times pounds, in thousands of point-pounds, as a number to compare by."""
    return f"{plan.worth(advice.wishes) // (A_POINT * 100):,}"


def _rows(advice: Advice) -> Iterator[dict]:
    reasons = [
        {one.key: [said for said in reasons if said.key == one.key] for one in advice.wishes}
        for reasons in (advice.why_ranking, advice.why_best)
    ]
    for place, wish in enumerate(advice.wishes, start=1):
        given = [one.of(wish) for one in (advice.ranking, advice.best)]
        standing = advice.standings[wish.key]
        yield {
            "place": place,
            "wish": wish,
            "application": advice.applications[wish.key],
            "mean": "–" if standing.mean is None else f"{standing.mean:.2f}",
            "asked": pounds(wish.asked),
            "pence": given,
            "given": [pounds(pence) if pence else "–" for pence in given],
            "why": [[say(one, advice) for one in by_key[wish.key]] for by_key in reasons],
        }


def _floors(advice: Advice) -> Iterator[tuple[str, str, list[str]]]:
    """(floor, what it asks, what each list falls short of it by)."""
    for key, floor in advice.floors.items():
        short = [one.short.get(key, 0) for one in (advice.ranking, advice.best)]
        yield (
            str(floor),
            pounds(floor.pence),
            [_("short by %s") % pounds(pence) if pence else _("reached") for pence in short],
        )


def _changed(advice: Advice, changes: dict) -> Iterator[tuple[str, str, str]]:
    """(application, what it gets now, what it would get)."""
    for key, (before, after) in changes.items():
        yield (
            advice.applications[key].sent_title,
            pounds(before) if before else _("nothing"),
            pounds(after) if after else _("nothing"),
        )


def say(reason: Reason, advice: Advice) -> str:
    """A reason as a sentence."""
    places = {wish.key: place for place, wish in enumerate(advice.wishes, start=1)}
    said = {
        "places": ", ".join(str(places[key]) for key in reason.said.get("keys", ())),
        "floors": ", ".join(str(advice.floors[key]) for key in reason.said.get("floors", ())),
        "threshold": f"{advice.terms.threshold / A_POINT:.2f}",
    }
    said |= {
        name: pounds(reason.said[name])
        for name in ("needs", "left", "asked", "pence")
        if name in reason.said
    }
    words = {
        "below": _("Its mean is under the threshold of %(threshold)s."),
        "spent": _("It takes at least %(needs)s, and %(left)s is left."),
        "too-large": _(
            "It takes at least %(needs)s, and those above it leave %(left)s. Smaller ones below "
            "fit."
        ),
        "floor": _(
            "It gives way to place %(places)s, which the money kept for %(floors)s needs. Without "
            "that it would fit: it takes at least %(needs)s."
        ),
        "for-floor": _(
            "It comes before place %(places)s because the money kept for %(floors)s needs it."
        ),
        "fits": _("It comes before place %(places)s because it fits in what is left."),
        "tie": _("It has the same mean as place %(places)s, and fits better."),
        "equal": _("Place %(places)s has the same mean. Between equals the panel decides."),
        "part": _("A part of the %(asked)s that it asks for, so that others fit."),
        "last": _("A part of the %(asked)s that it asks for: no more is left."),
    }
    return words[reason.code] % said
