"""The two plans: down the ranking, and the one whose merit times pounds is most."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from collaboration_fund.planning.solver import PatienceError, Programme
from collaboration_fund.planning.things import WHOLE, Plan, Terms, Wish

A_POINT, A_POUND = 1_000, 100
# Of a round of £300,000, what may be missing of the most is worth £30.
GAP = 1e-4
PATIENCE = 50
MOST_EXACT = 25
A_PENNY, A_TRIFLE = 1 / A_POUND, 1e-7


def down_the_ranking(wishes: Sequence[Wish], terms: Terms) -> Plan:
    """Go down the ranking, and skip what doesn't fit in what is left.

    Args:
        wishes: best first; of equals, the first comes first.
    """
    amounts, left = {}, terms.budget
    for wish in wishes:
        if wish.merit >= terms.threshold and terms.least(wish) <= left:
            amounts[wish.key] = min(wish.asked, left)
            left -= amounts[wish.key]
    return Plan(amounts, shortfalls(amounts, wishes, terms))


def shortfalls(amounts, wishes: Sequence[Wish], terms: Terms) -> dict:
    """{floor: pence that it falls short by} of those that aren't reached."""
    short = {}
    for name, pence in terms.floors.items():
        given = sum(amounts.get(one.key, 0) for one in wishes if name in one.counts_for)
        if given < pence:
            short[name] = pence - given
    return short


def best(wishes: Sequence[Wish], terms: Terms) -> Plan:
    """The plan with the most merit times pounds within the terms.

    Floors come as near to what they ask as they can. Nobody at or above the threshold gives way to
    a lower merit but where a floor needs that: who is granted nothing doesn't fit in what those at
    least as good, and those that floors need, leave of the budget. Of more than `MOST_EXACT` wishes
    a plan that keeps to this may be a little short of the most.

    Args:
        wishes: best first; of equals, the first comes first.

    Raises:
        SolverFailedError: the solver stopped without an answer.
    """
    able = [wish for wish in wishes if wish.merit >= terms.threshold]
    ranking = down_the_ranking(wishes, terms)
    if _is_forced(able, terms):
        return ranking
    try:
        free = _plan(_Question(able, terms).answer(), wishes, terms)
    except PatienceError:
        return ranking
    passed = passed_over(able, terms, free)
    if not passed:
        return free

    def good(plan: Plan) -> tuple[int, int]:
        return -sum(plan.short.values()), plan.worth(wishes)

    found = [ranking, *_repaired(wishes, able, terms, free)]
    shortest, worth = good(free)
    if len(able) <= MOST_EXACT and max(map(good, found)) < (shortest, (1 - GAP) * worth):
        found += _guarded(wishes, able, terms, passed)
    return max(found, key=good)


def _is_forced(able: Sequence[Wish], terms: Terms) -> bool:
    """Whether nothing but the ranking passes nobody over: all or nothing, no floors, no equals."""
    merits = {wish.merit for wish in able}
    return terms.least_percent == WHOLE and not terms.floors and len(merits) == len(able)


def _plan(amounts: dict[int, int], wishes: Sequence[Wish], terms: Terms) -> Plan:
    return Plan(amounts, shortfalls(amounts, wishes, terms))


def _repaired(wishes, able, terms: Terms, plan: Plan) -> Iterator[Plan]:
    """The plan with whom it passed over: lower ones that no floor needs give way, lowest first.

    What is left of the budget then goes down the ranking. Each step grants somebody better than
    all whom it takes from, so it comes to an end. None where floors come to need who would give
    way.
    """
    while passed := passed_over(able, terms, plan):
        amounts = dict(plan.amounts)
        wish = next(one for one in able if one.key in passed)
        for one in reversed(able):
            left = terms.budget - sum(amounts.values())
            if left >= terms.least(wish):
                break
            needs = Plan(amounts).needs(able, terms)
            if one.merit < wish.merit and one.key in amounts and not needs[one.key]:
                del amounts[one.key]
        left = terms.budget - sum(amounts.values())
        if left < terms.least(wish):
            return
        for one in (wish, *able):
            more = min(one.asked - amounts.get(one.key, 0), left)
            if more and amounts.get(one.key, 0) + more >= terms.least(one):
                amounts[one.key] = amounts.get(one.key, 0) + more
                left -= more
        plan = _plan(amounts, wishes, terms)
    yield plan


def _guarded(wishes, able, terms: Terms, passed: set[int]) -> Iterator[Plan]:
    """The best plan in which nobody is passed over, whoever else that would be."""
    guarded: set[int] = set()
    while passed - guarded:
        guarded |= passed
        try:
            amounts = _Question(able, terms, guarded=guarded).answer()
        except PatienceError:
            return
        plan = _plan(amounts, wishes, terms)
        passed = passed_over(able, terms, plan)
    if not passed:
        yield plan


def left_for(wish: Wish, wishes: Sequence[Wish], terms: Terms, plan: Plan, needs: dict) -> int:
    """What those at least as good, and lower ones that floors need, leave of the budget.

    Args:
        needs: `Plan.needs` of the plan.
    """
    return terms.budget - sum(
        plan.of(one)
        for one in wishes
        if one.key != wish.key and (one.merit >= wish.merit or needs.get(one.key))
    )


def passed_over(wishes: Sequence[Wish], terms: Terms, plan: Plan) -> set[int]:
    """The keys of those who would fit if lower ones that no floor needs were granted nothing."""
    needs = plan.needs(wishes, terms)
    lowest = min((one.merit for one in wishes if needs.get(one.key) == ()), default=None)
    return {
        one.key
        for one in wishes
        if lowest is not None
        and lowest < one.merit
        and not plan.of(one)
        and terms.least(one) <= left_for(one, wishes, terms, plan, needs)
    }


def changes(wishes: Sequence[Wish], terms: Terms, plan: Plan, *, more: int) -> dict:
    """{key: (pence in this plan, pence in the best one with so much more)} where they differ.

    Args:
        more: in pence; less where it is below nought.
    """
    other = best(wishes, replace(terms, budget=max(0, terms.budget + more)))
    return {
        wish.key: (plan.of(wish), other.of(wish))
        for wish in wishes
        if plan.of(wish) != other.of(wish)
    }


class _Question:
    """One programme: whether each wish is granted, and how much of it.

    Args:
        guarded: those who are granted something unless what the terms say keeps them from it.
    """

    def __init__(self, able: Sequence[Wish], terms: Terms, *, guarded=frozenset()):
        self.able, self.terms = able, terms
        self.programme = Programme()
        self.granted, self.amounts = {}, {}
        for wish in able:
            self._ask(wish)
        self.budget = terms.budget / A_POUND
        self.floors = {name: pence / A_POUND for name, pence in terms.floors.items()}
        self.programme.row(dict.fromkeys(self.amounts.values(), 1), high=self.budget)
        self.totals = {name: self._total(name) for name in self.floors}
        self.needed, self.kept = {}, {}
        if guarded:
            for wish in able:
                if wish.counts_for & terms.floors.keys():
                    self._may_be_needed(wish)
        for wish in able:
            if wish.key in guarded:
                self._guard(wish)

    def answer(self) -> dict[int, int]:
        """{key: pence} of what is granted."""
        slacks = {name: self.programme.column(high=0, whole=False) for name in self.floors}
        for name, slack in slacks.items():
            row = {self.totals[name]: 1, slack: 1}
            self.programme.row(row, low=self.floors[name])
        found = self._best()
        if found is None:
            found = self._nearest(slacks)
        return self._in_pence(found)

    def _in_pence(self, found: list[float]) -> dict[int, int]:
        """{key: pence} of what is granted: rounded, and within the budget to the penny."""
        amounts = {
            wish.key: round(found[self.amounts[wish.key]] * A_POUND)
            for wish in self.able
            if found[self.granted[wish.key]]
        }
        over = sum(amounts.values()) - self.terms.budget
        for wish in reversed(self.able):
            if over > 0 and wish.key in amounts:
                less = min(over, amounts[wish.key] - self.terms.least(wish))
                amounts[wish.key] -= less
                over -= less
        return amounts

    def _nearest(self, slacks: dict) -> list[float]:
        """Where the floors can't all be reached: as near to them as can be, then the best."""
        programme = self.programme
        for name, slack in slacks.items():
            programme.highest[slack] = self.floors[name]
        values = programme.values
        programme.values = [0.0] * len(values)
        for slack in slacks.values():
            programme.values[slack] = -1.0
        found = self._best()
        programme.values = values
        missing = sum(found[slack] for slack in slacks.values())
        programme.row(dict.fromkeys(slacks.values(), 1), high=missing + A_TRIFLE)
        return self._best()

    def _best(self) -> list[float] | None:
        return self.programme.best(gap=GAP, patience=PATIENCE)

    def _ask(self, wish: Wish) -> None:
        programme = self.programme
        granted = programme.column()
        amount = programme.column(wish.merit / A_POINT, high=wish.asked / A_POUND, whole=False)
        programme.row({amount: 1, granted: -wish.asked / A_POUND}, high=0)
        programme.row({amount: 1, granted: -self.terms.least(wish) / A_POUND}, low=0)
        self.granted[wish.key], self.amounts[wish.key] = granted, amount

    def _total(self, name) -> int:
        """A column for what counts towards a floor."""
        total = self.programme.column(high=self.budget, whole=False)
        counted = [self.amounts[one.key] for one in self.able if name in one.counts_for]
        self.programme.row(dict.fromkeys(counted, 1) | {total: -1}, low=0, high=0)
        return total

    def _may_be_needed(self, wish: Wish) -> None:
        """Columns for whether a floor needs a wish, and for what it is granted if so."""
        programme, asked = self.programme, wish.asked / A_POUND
        amount, needed = self.amounts[wish.key], programme.column()
        kept = programme.column(high=asked, whole=False)
        programme.row({kept: 1, amount: -1}, high=0)
        programme.row({kept: 1, needed: -asked}, high=0)
        by = []
        for name in wish.counts_for & self.terms.floors.keys():
            by.append(programme.column())
            row = {self.totals[name]: 1, amount: -1, by[-1]: self.budget}
            programme.row(row, high=self.floors[name] - A_PENNY + self.budget)
        programme.row({needed: 1} | dict.fromkeys(by, -1), high=0)
        self.needed[wish.key], self.kept[wish.key] = needed, kept

    def _guard(self, wish: Wish) -> None:
        """Either it is granted, or nothing lower is that no floor needs, or it doesn't fit."""
        programme, passed = self.programme, self.programme.column()
        others = {}
        for one in self.able:
            if one.key == wish.key:
                continue
            if one.merit >= wish.merit:
                others[self.amounts[one.key]] = 1
                continue
            row = {passed: 1, self.granted[one.key]: -1}
            if one.key in self.needed:
                row[self.needed[one.key]] = 1
                others[self.kept[one.key]] = 1
            programme.row(row, low=0)
        enough = self.budget - self.terms.least(wish) / A_POUND + A_PENNY
        if enough > 0:
            own = {passed: -enough, self.granted[wish.key]: enough}
            programme.row(others | own, low=0)
