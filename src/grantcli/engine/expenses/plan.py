"""The expense plan judged: lines refused and cut, flat rates computed, limits settled, totals to the cent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ...i18n import say
from ...model.call import Call
from ...model.expense import Category, FlatRate
from ...model.facts import Answer, Facts
from ...model.outcome import AmountStatus, ExpenseTotals, Line, Step
from ...model.walk.scope import Scope
from ...money import Rounding, euro, whole
from ..amount_status import grade, worst
from ..conditions.context import Frame
from ..conditions.judgement import made
from ..formulas.figures import compile_figure, figure_grade
from ..formulas.resolved import Resolved, exact
from ..maths.simplex import NOTHING
from .ceilings import Cost, LimitedAid
from .limits import Cut, Exact, Limits, Settlement
from .lines import UNKNOWN, LineJudge, LineWork, category_grade, text_of

_NO_LINES = ExpenseTotals(known=False, missing=("expenses",))


def compile_expenses(call: Call, scope: Scope) -> "ExpensePlan":
    """Return the judge of expense plans under ``call``; ``scope`` is that of the application."""
    return ExpensePlan(call, scope)


class ExpensePlan:
    """All that a call says of costs, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._call = call
        self._scope = scope
        self._limits = Limits(call, scope)
        self._flats = _in_order({one.id: (one, one.flat) for one in call.expenses.categories if one.flat is not None})
        inner = scope.within("partners")
        self._flat_shares = {category.id: compile_figure(flat.share, inner) for category, flat in self._flats}
        self._flat_grades = {category.id: _flat_grade(category, flat, inner, call) for category, flat in self._flats}
        self.needs_aid = self._limits.needs_aid
        self.prefers_aid = self._limits.prefers_aid

    @cached_property
    def _lines(self) -> LineJudge:
        return LineJudge(self._call, self._scope)

    def read(self, facts: Facts, spared: str | None = None) -> list[LineWork] | None:
        """Judge the list ``expenses`` line by line and compute the flat rates; None where the list is absent.

        The line ``spared`` is not held against the line rules: what would come of the plan were it admitted.
        """
        items = facts.lists.get("expenses")
        if items is None:
            return None
        partners = {partner.id: partner for partner in facts.lists.get("partners", ())}
        works = [self._lines.judge(facts, item, _partner(item, partners), item.id == spared) for item in items]
        return works + self._computed(works, facts)  # last, since they rest on the others

    def settle(self, works: list[LineWork] | None, facts: Facts, aid: LimitedAid | None = None) -> "SettledPlan":
        """Settle the limits on lines already read; limits on the contribution wait until ``aid`` is known.

        Every line's presented amount plus its steps is its admitted amount, to the cent. Lines that are doubtful are
        kept admitted. An absent list gives a plan that is not ``known``.
        """
        if works is None:
            return SettledPlan(self._call, [], [], Settlement([], missing=["expenses"]), (), known=False)
        costs = [_cost(work) for work in works]
        lacking = tuple(self.lacking(works))
        return SettledPlan(self._call, works, costs, self._limits.settle(costs, facts, aid, lacking), lacking)

    def lacking(self, works: Iterable[LineWork]) -> Iterator[str]:
        """Yield the keys that lines which are not refused wait for."""
        unsure = (work for work in works if (work.missing or work.doubts) and not work.refused)
        return (key for work in unsure for key in work.lacking())

    def looks_at(self, costs: Sequence[Cost]) -> set[str | None]:
        """Return whose contribution the limits look at: partners, None for the project."""
        return self._limits.look_at(costs)

    def exactly(
        self, settled: "SettledPlan", more: Cost, facts: Facts, aid: LimitedAid | None
    ) -> tuple[list[Cost], Exact]:
        """Return the costs of a plan already settled with one more, and what the limits leave of them, in exact cents.

        Flat rates are computed anew, not rounded to the cent.
        """
        flats = {category.id for category, _ in self._flats}
        costs = [cost for cost in settled.costs if cost.category not in flats]
        costs = self._with_flats([*costs, more], facts)
        return costs, self._limits.exactly(costs, facts, aid)

    def _flat_share(self, category: str, partner: str, facts: Facts) -> Resolved:
        """Return the share of a flat rate, for one partner or none."""
        find = self._flat_shares[category]
        held = _of_partner(partner, facts)
        return UNKNOWN if find is None else find(Frame(facts, held, "partners", held) if held else Frame(facts))

    def _with_flats(self, costs: list[Cost], facts: Facts) -> list[Cost]:
        for category, flat in self._flats:
            bases: dict[str, Fraction] = {}
            for cost in costs:
                if cost.category in flat.of:
                    bases[cost.partner] = bases.get(cost.partner, NOTHING) + cost.presented
            for partner, base in bases.items():
                amount = base * exact(self._flat_share(category.id, partner, facts).number)
                costs.append(Cost(_flat_name(category, partner), category.id, partner, amount, amount))
        return costs

    def _computed(self, works: Sequence[LineWork], facts: Facts) -> list[LineWork]:
        """Return a line for each flat-rate category, partner by partner, on what the others present."""
        made: list[LineWork] = []
        for category, flat in self._flats:
            bases: dict[str, int] = {}
            for work in (*works, *made):
                if work.category in flat.of:
                    bases[work.partner] = bases.get(work.partner, 0) + work.presented
            rounding = self._call.contribution.rounding
            for partner, base in bases.items():
                share = self._flat_share(category.id, partner, facts)
                made.append(_flat_line(category, partner, base, share, rounding))
                made[-1].grades.append(self._flat_grades[category.id])
        return made


class SettledPlan(NamedTuple):
    """A plan after line rules and limits, in cents: its costs before the limits and the lines they are of, in order.

    Not ``known`` where the list of expenses is absent. ``told`` gives it all in euro.
    """

    call: Call
    works: list[LineWork]
    costs: list[Cost]
    settlement: Settlement
    lacking: tuple[str, ...]
    known: bool = True

    @property
    def presented(self) -> Decimal:
        """Return what is presented in all, in euro."""
        return euro(sum([work.presented for work in self.works]))

    @property
    def admitted(self) -> Decimal:
        """Return what is admitted in all, in euro."""
        return euro(sum(self.settlement.admitted))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the keys that the admitted cost waits for."""
        return tuple(dict.fromkeys((*self.lacking, *self.settlement.missing)))

    @property
    def status(self) -> AmountStatus:
        """Return the grade of the least trustworthy figure used."""
        return worst([self.settlement.status, *(graded for work in self.works for graded in work.grades)])

    def admitted_by_line(self) -> dict[str, Decimal]:
        """Return what is admitted (euro) of each line of which that is known."""
        pairs = zip(self.works, self.settlement.admitted, strict=True)
        return {work.item.id: euro(cents) for work, cents in pairs if work.verdict != "unknown"}

    def told(self) -> ExpenseTotals:
        """Return lines, steps and totals in euro."""
        if not self.known:
            return _NO_LINES
        settled = self.settlement
        by_category = {category.id: (0, 0) for category in self.call.expenses.categories}
        for work, cents in zip(self.works, settled.admitted, strict=True):
            presented, admitted = by_category.get(work.category, (0, 0))
            by_category[work.category] = (presented + work.presented, admitted + cents)
        return ExpenseTotals(
            presented=self.presented,
            admitted=self.admitted,
            lines=tuple(_line(work, settled.admitted[i], settled.cuts.get(i)) for i, work in enumerate(self.works)),
            by_category={name: (euro(first), euro(second)) for name, (first, second) in by_category.items()},
            limits=tuple(settled.steps),
            findings=tuple(settled.findings),
            missing=self.missing,
            missing_figures=tuple(settled.figures),
            status=self.status,
        )


def _in_order(flats: dict[str, tuple[Category, FlatRate]]) -> list[tuple[Category, FlatRate]]:
    """Return flat-rate categories so that each comes after those it rests on (a circle is left in the call's order)."""
    done: dict[str, tuple[Category, FlatRate]] = {}
    while len(done) < len(flats):
        open_ = {name: pair for name, pair in flats.items() if name not in done}
        free = [name for name, (_category, flat) in open_.items() if not open_.keys() & set(flat.of)]
        done.update({name: flats[name] for name in free or open_})
    return list(done.values())


def _flat_grade(category: Category, flat: FlatRate, scope: Scope, call: Call) -> AmountStatus:
    own = category_grade(category, scope, call), grade(flat.status, flat.cite or category.cite, call)
    return worst((*own, figure_grade(flat.share, scope, call)))


def _flat_line(category: Category, partner: str, base: int, share: Resolved, rounding: Rounding) -> LineWork:
    """Return the computed line of a flat-rate category, for one partner (or none)."""
    answers = {"description": Answer(say(category.text), "derived"), "category": Answer(category.id, "derived")}
    if partner:
        answers["partner"] = Answer(partner, "derived")
    item = Facts(answers=answers, id=_flat_name(category, partner))
    work = LineWork(item, category.id, partner)
    if share.value is None:
        work.wait(share.why)
    work.present(whole(base * exact(share.number), rounding))
    return work


def _flat_name(category: Category, partner: str) -> str:
    return f"{category.id}.{partner}" if partner else category.id


def _of_partner(name: str, facts: Facts) -> Facts | None:
    return next((partner for partner in facts.lists.get("partners", ()) if partner.id == name), None)


def _partner(item: Facts, partners: Mapping[str, Facts]) -> Facts | None:
    answer = item.answers.get("partner")
    if answer is None:
        return None
    return partners.get(str(answer.value)) or Facts(id=str(answer.value))


def _cost(work: LineWork) -> Cost:
    return made(Cost, (work.item.id, work.category, work.partner, work.presented, work.left))


def _line(work: LineWork, admitted: int, cut: Cut | None) -> Line:
    item = work.item
    verdict, steps = work.verdict, tuple(work.steps)
    if cut is not None:
        step = Step(cut.limit.id, cut.limit.cite, euro(-cut.cents), cut.limit.text, cut.limit.status, cut.supplied)
        steps = (*steps, step)
        verdict = "cut" if verdict == "admitted" else verdict
    return Line(
        item.id,
        work.category,
        text_of(item, "description"),
        euro(work.presented),
        euro(admitted),
        steps,
        work.partner or None,
        text_of(item, "supplier") or None,
        verdict,
        (*work.findings, *(() if work.refused else work.doubts)),
        tuple(work.suggestions),
    )
