"""The expense plan judged: lines refused and cut, flat rates computed, limits settled, totals to the cent."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ...i18n import say
from ...model.call import Call
from ...model.expense import Category, FlatRate
from ...model.facts import Answer, Facts
from ...model.outcome import ExpenseTotals, Line, Step
from ...money import CENT, ZERO, to_cent
from ..amount_status import worst
from ..conditions.frame import Scope
from ..maths.simplex import NOTHING
from .ceilings import Cost, LimitedAid
from .limits import Cut, Exact, Limits, Settlement
from .lines import LineJudge, LineWork, text_of

_NO_LINES = ExpenseTotals(known=False, missing=("expenses",))


def compile_expenses(call: Call, scope: Scope) -> "ExpensePlan":
    """Return the judge of expense plans under ``call``; ``scope`` is that of the application."""
    return ExpensePlan(call, scope)


class ExpensePlan:
    """All that a call says of costs, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._call = call
        self._lines = LineJudge(call, scope)
        self._limits = Limits(call, scope)
        self._flats = _in_order({one.id: (one, one.flat) for one in call.expenses.categories if one.flat is not None})
        self.needs_aid = self._limits.needs_aid

    def judge(self, facts: Facts, aid: LimitedAid | None = None, spared: str | None = None) -> ExpenseTotals:
        """Judge the list ``expenses``; limits on the contribution wait until ``aid`` is told.

        Every line's presented amount plus its steps is its admitted amount, to the cent. Lines that are doubtful are
        kept admitted. An absent list gives totals that are not ``known``. The line ``spared`` is not held against the
        line rules: what would come of the plan were it admitted.
        """
        items = facts.lists.get("expenses")
        if items is None:
            return _NO_LINES
        partners = {partner.id: partner for partner in facts.lists.get("partners", ())}
        works = [self._lines.judge(facts, item, _partner(item, partners), item.id == spared) for item in items]
        works += self._computed(works)  # last, since they rest on the others
        costs = [_cost(work) for work in works] if self._limits.names else []
        unsure = [work for work in works if (work.missing or work.doubts) and not work.refused]
        lacking = [key for work in unsure for key in work.lacking()]
        settled = self._limits.settle(costs, facts, aid, lacking)
        lines = tuple(_line(work, settled.cuts.get(i)) for i, work in enumerate(works))
        return self._totals(works, lines, settled, lacking)

    def exactly(
        self, totals: ExpenseTotals, more: Cost, facts: Facts, aid: LimitedAid | None
    ) -> tuple[list[Cost], Exact]:
        """Return the costs of a plan already judged with one more, and what the limits leave of them, in exact cents.

        Flat rates are computed anew, not rounded to the cent.
        """
        flats = {category.id for category, _ in self._flats}
        costs = [_before_limits(line, self._limits.names) for line in totals.lines if line.category not in flats]
        costs = self._with_flats([*costs, more])
        return costs, self._limits.exactly(costs, facts, aid)

    def _with_flats(self, costs: list[Cost]) -> list[Cost]:
        for category, flat in self._flats:
            bases: dict[str, Fraction] = {}
            for cost in costs:
                if cost.category in flat.of:
                    bases[cost.partner] = bases.get(cost.partner, NOTHING) + cost.presented
            for partner, base in bases.items():
                amount = base * Fraction(flat.share)
                costs.append(Cost(_flat_name(category, partner), category.id, partner, amount, amount))
        return costs

    def _computed(self, works: Sequence[LineWork]) -> list[LineWork]:
        """Return a line for each flat-rate category, partner by partner, on what the others present."""
        made: list[LineWork] = []
        for category, flat in self._flats:
            bases: dict[str, Decimal] = {}
            for work in (*works, *made):
                if work.category in flat.of:
                    bases[work.partner] = bases.get(work.partner, ZERO) + work.presented
            made += [_flat_line(category, partner, base * flat.share) for partner, base in bases.items()]
        return made

    def _totals(
        self, works: list[LineWork], lines: tuple[Line, ...], settled: Settlement, lacking: list[str]
    ) -> ExpenseTotals:
        by_category: dict[str, tuple[Decimal, Decimal]] = {
            category.id: (ZERO, ZERO) for category in self._call.expenses.categories
        }
        for line in lines:
            presented, admitted = by_category.get(line.category, (ZERO, ZERO))
            by_category[line.category] = (presented + line.presented, admitted + line.admitted)
        return ExpenseTotals(
            presented=sum((line.presented for line in lines), ZERO),
            admitted=sum((line.admitted for line in lines), ZERO),
            lines=lines,
            by_category=by_category,
            limits=tuple(settled.steps),
            findings=tuple(settled.findings),
            missing=tuple(dict.fromkeys((*lacking, *settled.missing))),
            missing_figures=tuple(settled.figures),
            status=worst([settled.status, *(graded for work in works for graded in work.grades)]),
        )


def _in_order(flats: dict[str, tuple[Category, FlatRate]]) -> list[tuple[Category, FlatRate]]:
    """Return flat-rate categories so that each comes after those it rests on (a circle is left in the call's order)."""
    done: dict[str, tuple[Category, FlatRate]] = {}
    while len(done) < len(flats):
        open_ = {name: pair for name, pair in flats.items() if name not in done}
        free = [name for name, (_category, flat) in open_.items() if not open_.keys() & set(flat.of)]
        done.update({name: flats[name] for name in free or open_})
    return list(done.values())


def _flat_line(category: Category, partner: str, amount: Decimal) -> LineWork:
    """Return the computed line of a flat-rate category, for one partner (or none), rounded down to the cent."""
    item = Facts(answers={"description": Answer(say(category.text), "derived")}, id=_flat_name(category, partner))
    work = LineWork(item, category.id, partner)
    work.present(to_cent(amount, "down"))
    return work


def _flat_name(category: Category, partner: str) -> str:
    return f"{category.id}.{partner}" if partner else category.id


def _before_limits(line: Line, limits: frozenset[str]) -> Cost:
    """Return a judged line's cost as it was before the limits cut it."""
    cut = sum((step.amount for step in line.steps if step.rule in limits), ZERO)
    return Cost(line.id, line.category, line.partner or "", int(line.presented * 100), int((line.admitted - cut) * 100))


def _partner(item: Facts, partners: Mapping[str, Facts]) -> Facts | None:
    answer = item.answers.get("partner")
    if answer is None:
        return None
    return partners.get(str(answer.value)) or Facts(id=str(answer.value))


def _cost(work: LineWork) -> Cost:
    return Cost(work.item.id, work.category, work.partner, int(work.presented * 100), int(work.left * 100))


def _line(work: LineWork, cut: Cut | None) -> Line:
    item = work.item
    verdict = work.verdict
    admitted, steps = work.left, tuple(work.steps)
    if cut is not None:
        amount = cut.cents * CENT
        admitted -= amount
        step = Step(cut.limit.id, cut.limit.cite, -amount, cut.limit.text, cut.limit.status, cut.supplied)
        steps = (*steps, step)
        verdict = "cut" if verdict == "admitted" else verdict
    return Line(
        item.id,
        work.category,
        text_of(item, "description"),
        work.presented,
        admitted,
        steps,
        work.partner or None,
        text_of(item, "supplier") or None,
        verdict,
        (*work.findings, *(() if work.refused else work.doubts)),
        tuple(work.suggestions),
    )
