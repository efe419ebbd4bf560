"""Why each wish stands in a plan as it does, as codes with what belongs to them."""

from collections.abc import Iterator, Sequence

from collaboration_fund.planning.plan import left_for
from collaboration_fund.planning.things import Plan, Reason, Terms, Wish


def why(wishes: Sequence[Wish], terms: Terms, plan: Plan) -> list[Reason]:
    """The reasons of a plan, in the order of the wishes; a full grant in its turn needs none.

    Args:
        wishes: best first; of equals, the first comes first.
    """
    needs = plan.needs(wishes, terms)
    reasons = []
    for place, wish in enumerate(wishes):
        if wish.merit < terms.threshold:
            reasons.append(Reason(wish.key, "below", {"threshold": terms.threshold}))
        elif plan.of(wish):
            passed = [
                one for one in wishes[:place] if not plan.of(one) and one.merit >= terms.threshold
            ]
            is_last = not any(plan.of(one) for one in wishes[place + 1 :])
            pence = plan.of(wish)
            reasons += _granted(wish, pence, passed, needs[wish.key], is_last=is_last)
        else:
            reasons.append(_passed(wish, wishes, terms, plan, needs))
            equals = (one for one in wishes[:place] if one.merit == wish.merit and plan.of(one))
            if keys := tuple(one.key for one in equals):
                reasons.append(Reason(wish.key, "equal", {"keys": keys}))
    return reasons


def _granted(wish, pence: int, passed: list[Wish], needs: tuple, *, is_last) -> Iterator[Reason]:
    """Of what is granted something: whom it comes before, and that it is a part."""
    better = tuple(one.key for one in passed if one.merit > wish.merit)
    alike = tuple(one.key for one in passed if one.merit == wish.merit)
    if better and needs:
        yield Reason(wish.key, "for-floor", {"floors": needs, "keys": better})
    elif better:
        yield Reason(wish.key, "fits", {"keys": better})
    if alike:
        yield Reason(wish.key, "tie", {"keys": alike})
    if pence < wish.asked:
        yield Reason(wish.key, "last" if is_last else "part", {"asked": wish.asked, "pence": pence})


def _passed(wish: Wish, wishes, terms: Terms, plan: Plan, needs) -> Reason:
    lower = [one for one in wishes if one.merit < wish.merit and plan.of(one)]
    before = [one for one in lower if needs[one.key]]
    left = left_for(wish, wishes, terms, plan, needs)
    said = {"needs": terms.least(wish), "left": left}
    if before and terms.least(wish) <= left + sum(plan.of(one) for one in before):
        floors = {name: None for one in before for name in needs[one.key]}
        keys = tuple(one.key for one in before)
        return Reason(wish.key, "floor", said | {"floors": (*floors,), "keys": keys})
    return Reason(wish.key, "too-large" if lower else "spent", said)
