"""Between the points that what-if prints, and at them, the yield is what judging the plan anew gives."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.magnified import magnified, refused_in_whole_cents
from tests.engine.money_calls import CITE, VOCABULARY, call, categories, limit, line, plan
from tests.engine.money_plans import DAY, IDS, Case, random_case, seeded
from tests.engine.plan_counts import plans

from grantcli.engine.cost_and_aid import Costed
from grantcli.engine.whatif.marginal import Probe
from grantcli.engine.whatif.sensitivity import what_if, yield_of
from grantcli.model.call import Edition
from grantcli.model.contribution import Cap, Contribution, Rate, Regime, Tier
from grantcli.model.facts import Facts
from grantcli.model.whatif import Yield

CENT = Decimal("0.01")
FAR = Decimal(1_000_000)
"""Euro beyond which no point is looked at."""
TIMES = 10_000
"""How many times as fine the money is in which formulas are held: cents of it are hundredths of a hundredth of one."""
FINE = Decimal("0.0001")
"""Euro that a hundred of those cents are: the worst found in ten thousand plans is six."""


def edition(case: Case) -> Edition:
    return Edition(call=case.call, vocabulary=VOCABULARY, digest="sha256:0", folder="prova")


def mixed(random: Random) -> Case:
    """Limits on several categories, on partners and on the aid, flats, tiers, caps and floors mixed."""
    case = random_case(random, floors=random.random() < 0.5, whole=random.random() < 0.3)
    if random.random() < 0.7:
        return case
    share = str(Decimal(random.randrange(5, 60)) / 100)
    each = random.choice(("partner", "project"))
    of_aid = limit("C1", random.sample(IDS, 1), share=share, base="contribution", each=each)
    costs = replace(case.call.expenses, limits=(*case.call.expenses.limits, of_aid))
    return Case(replace(case.call, expenses=costs), case.facts)


def stretches(found: Yield, now: Decimal) -> list[tuple[Decimal, Decimal, Decimal, Decimal, Decimal]]:
    """Start, end, contribution at the start, and the least and the most that a euro yields, of each told stretch."""
    starts = [(Decimal(0), now, found.contribution, found.bends_to)]
    starts += [(one.spending, one.contribution, one.yields, one.bends_to) for one in found.breakpoints]
    ends = [start for start, *_ in starts[1:]] + [FAR if found.told_to is None else found.told_to]
    made = []
    for (start, amount, yields, bends_to), end in zip(starts, ends, strict=True):
        assert yields is not None
        least, most = sorted((yields, yields if bends_to is None else bends_to))
        if start < min(end, FAR):
            made.append((start, min(end, FAR), amount, least, most))
    return made


class Judging(NamedTuple):
    """A plan with more spending in one place, judged anew; ``finer`` is the same in money ``TIMES`` as fine."""

    probe: Probe
    place: tuple[str, str]
    finer: Probe

    def plainly(self, spending: Decimal) -> Costed:
        return self.probe.with_spending(*self.place, spending)

    def finely(self, spending: Decimal) -> Costed:
        return self.finer.with_spending(*self.place, spending * TIMES)

    def taken(self, spending: Decimal) -> Decimal:
        """What whole cents take from lines or give to them, all together."""
        finely = {one.id: one.admitted / TIMES for one in self.finely(spending).totals.lines}
        plainly = {one.id: one.admitted for one in self.plainly(spending).totals.lines}
        return sum((abs(plainly[name] - amount) for name, amount in finely.items()), Decimal(0))


def judging(case: Case, random: Random) -> Judging:
    """A place drawn at random of a plan in which line rules refuse whole cents."""
    category = random.choice(IDS)
    partner = random.choice([one.id for one in case.facts.lists.get("partners", ())] or [""])
    case = refused_in_whole_cents(case)
    finer = magnified(case, TIMES)
    probes = [Probe(edition(one), one.facts, DAY) for one in (case, finer)]
    return Judging(probes[0], (category, partner), probes[1])


def small_jumps(found: Yield) -> dict[Decimal, Decimal]:
    """Jumps up to a euro, by where they are: whole cents may put them off further than they are looked for."""
    jumps = {
        one.spending: max(abs(one.jump), *(abs(form.jump) for form in one.forms), Decimal(0))
        for one in found.breakpoints
    }
    return {spending: jump for spending, jump in jumps.items() if jump <= 1}


class Tried(NamedTuple):
    """The part of a stretch in which yields are held, and how exactly: up to ``fine``."""

    start: Decimal
    first: Decimal
    last: Decimal
    fine: Decimal
    least: Decimal
    most: Decimal


def tried(found: Yield, of: Judging, beside: Decimal) -> Iterator[Tried]:
    """Yield what is left of each stretch ``beside`` its ends; at its start the plan judged anew gives what is told."""
    now = of.probe.contribution.amount
    assert now is not None
    jumps = small_jumps(found)
    for start, end, amount, least, most in stretches(found, now):
        fine = FINE + jumps.get(start, Decimal(0)) + jumps.get(end, Decimal(0))
        assert not start or of.plainly(start).contribution.amount == amount, (of.place, start)
        if start + beside < end - beside:
            yield Tried(start, start + beside, end - beside, fine, least, most)


def grows(of: Judging, start: Decimal, first: Decimal, least: Decimal, most: Decimal, fine: Decimal) -> bool:
    """Whether nothing jumps between a point and where yields are held, but what whole cents do at either."""
    rise = of.plainly(first).contribution.amount - of.plainly(start).contribution.amount
    cents = fine + 2 * CENT + 2 * (of.taken(start) + of.taken(first))
    return least * (first - start) - cents <= rise <= most * (first - start) + cents


def yields_hold(seed: int) -> None:
    """Printed contributions are those of the plan judged anew; yields are exact but for what whole cents do.

    Of the plan in finer money yields are held to ``FINE``. The plan itself then differs from what is printed only by
    what whole cents take from its lines, of which aid takes no more than twice as much (tiers are spread over all
    cost), and by rounding it once.
    """
    random = seeded(seed)
    case = mixed(random)
    of = judging(case, random)
    now = of.probe.contribution
    if now.amount is None or now.regime is None:
        return
    found = yield_of(of.probe, *of.place)
    if found.measured is not None or found.contribution is None:
        return
    flats = any(one.flat is not None for one in case.call.expenses.categories)
    beside = Decimal(3) if flats else 10 * CENT  # a jump waits for whole cents, half a cent of a flat rate may be euro
    for start, first, last, fine, least, most in tried(found, of, beside):
        assert grows(of, start, first, least, most, fine), (seed, start, first)
        before = of.finely(first).contribution.amount
        for part in (Decimal(str(round(random.random(), 3))), Decimal(1)):
            spending = (first + (last - first) * part).quantize(CENT)
            finely = of.finely(spending).contribution.amount
            low, high = (rate * (spending - first) for rate in (least, most))
            assert low - fine <= (finely - before) / TIMES <= high + fine, (seed, start, spending)
            plainly = of.plainly(spending).contribution.amount
            assert abs(plainly - finely / TIMES) <= CENT + 2 * of.taken(spending), (seed, start, spending)


class TestYieldsAgainstThePlanJudgedAnew:
    @given(seed=st.integers(0, 400))
    @settings(max_examples=12, deadline=None)
    def test_they_hold_at_points_and_between(self, seed: int) -> None:
        yields_hold(seed)

    def test_a_curve_that_goes_on_past_a_turn_is_told_to_its_end(self) -> None:
        """The rate of a partner falls from 35.71 % on, over two turns of other comparisons, to 35.25 %."""
        yields_hold(552)

    @pytest.mark.parametrize("seed", [1300, 1674, 6947])
    def test_they_hold_where_cost_and_aid_rest_on_each_other(self, seed: int) -> None:
        """Cost of little aid takes the room of cost of more; as much more may come out as is reckoned with."""
        yields_hold(seed)

    @pytest.mark.slow
    def test_they_hold_on_many_plans(self) -> None:
        for seed in plans(800):
            yields_hold(seed)


def test_tiers_under_a_cap_of_one_category_leave_the_points_of_others() -> None:
    """E 1,500 and B 20,000 at 25 % up to 84.79, then 49.99 %; aid on E at most 53.65; A at most 7 % of what is
    presented: x of A is admitted until x = 0.07 (21,500 + x), 1,618.279… ."""
    tiers = (Tier(from_=Decimal(0), rate=Decimal("0.25")), Tier(from_=Decimal("84.79"), rate=Decimal("0.4999")))
    regime = Regime(
        id="R",
        title="R",
        cite=CITE,
        tiers=tiers,
        caps=(Cap(id="K", cite=CITE, amount=Decimal("53.65"), categories=("E",)),),
    )
    made = call(
        costs=categories("A", "B", "E"),
        limits=[limit("L", "A", share="0.07", base="presented")],
        contribution=Contribution(regimes=(regime,)),
    )
    found = what_if(edition(Case(made, Facts())), plan(line("S1", "E", 1500), line("S2", "B", 20000)), DAY)
    first = found.yields[0]
    assert first.contribution is not None
    assert round(first.contribution, 2) == Decimal("0.50")
    assert first.bends_to is not None
    assert [(one.spending, one.starts) for one in first.breakpoints] == [(Decimal("1618.28"), ("L",))]
    assert first.told_to is None


def test_spending_that_takes_the_room_of_better_aided_cost_is_warned_of() -> None:
    """A at 80 % and B at 10 % share 60,000 pro rata: a euro more of B takes from A what gives more."""
    regime = Regime(
        id="R",
        title="R",
        cite=CITE,
        rates=tuple(
            Rate(id=name, cite=CITE, rate=Decimal(rate), categories=(name,))
            for name, rate in (("A", "0.8"), ("B", "0.1"))
        ),
    )
    made = call(limits=[limit("L", "AB", amount="60000")], contribution=Contribution(regimes=(regime,)))
    found = what_if(edition(Case(made, Facts())), plan(line("S1", "A", 60000), line("S2", "B", 5000)), DAY)
    by_category = {one.category: one for one in found.yields}
    assert by_category["B"].lowers_from == 0
    assert by_category["A"].lowers_from is None
    assert [(one.line, one.less, one.gain) for one in found.overspent] == [("S2", 5000, Decimal("3230.77"))]
