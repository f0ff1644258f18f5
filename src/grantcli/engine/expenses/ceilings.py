"""What one limit asks of one plan, as exact ceilings over cells of like cost."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...model.call import Call
from ...model.expense import Category, Limit
from ...model.facts import Facts
from ...model.noun import record
from ...model.outcome import AmountStatus
from ...model.walk.scope import Scope
from ...money import CENT, Rounding
from ..amount_status import grade, worst
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge, lister, looker
from ..formulas.figures import compile_figure, figure_grade
from ..formulas.resolved import Find, exact
from ..maths.fair_cuts import Inequality

NOTHING = Fraction(0)
ONE = Fraction(1)
_HALF = Fraction(1, 2)
_RESPECTED = Judgement("fail")


class Cost(NamedTuple):
    """A line in cents, as presented and as accepted before the limits; ``line`` is its id, ``partner`` may be empty."""

    line: str
    category: str
    partner: str
    presented: int | Fraction
    accepted: int | Fraction


class LimitedAid(NamedTuple):
    """The contribution as limits see it: at most ``rates`` (by line id) times the cost, and at most ``most`` cents.

    ``most`` is by partner, of the project under None. ``rates`` is None where the contribution is not in
    proportion to cost; both are None where it is open. Those in ``loose`` may win a cent in rounding it.
    """

    rates: Mapping[str, Fraction] | None = None
    most: Mapping[str | None, int | Fraction] | None = None
    loose: frozenset[str | None] = frozenset()

    @property
    def told(self) -> bool:
        """Return whether anything is known of the contribution."""
        return self.rates is not None or self.most is not None


class Cell(NamedTuple):
    """Lines that every limit treats alike: of one category, one partner, one rate of aid. Cents; lines by index.

    Idea: a limit names categories, looks at a partner or at all, and at cost or at aid in proportion to it: lines that
    agree in these stand alike in every ceiling, so a plan is solved by its cells, not by its lines. Invariant: what is
    kept of a cell is kept of its lines pro rata, which changes no ceiling. Partners and rates are told apart only
    where some limit does. Source: the merging of identical columns, Andersen and Andersen, Presolving (1995).
    """

    category: str
    partner: str
    rate: Fraction
    lines: list[int]
    accepted: int | Fraction
    presented: int | Fraction


class LimitDemand(NamedTuple):
    """What a limit asks of the project, or of one partner: figures exact (cents), and whether it applies.

    ``judged`` passes where it applies, fails where it does not, and else says what is missing. ``seen`` are the places
    of the cells it looks at: all, or those of one partner.
    """

    ready: "ReadyLimit"
    partner: str
    seen: Sequence[int]
    share: Fraction | None
    amount: Fraction | None
    judged: Judgement
    supplied: str | None = None

    @property
    def owner(self) -> str | None:
        """Return whose contribution a share of it is of: a partner's, None for the project's."""
        return self.partner if self.ready.limit.each == "partner" else None

    def covered(self, cells: Sequence[Cell]) -> list[int]:
        """Return the places of the cells whose cost is limited."""
        return [c for c in self.seen if cells[c].category in self.ready.of]

    def based(self, cells: Sequence[Cell]) -> list[int]:
        """Return the places of the cells whose admitted cost is the limit's base."""
        base = self.ready.base
        return [c for c in self.seen if base is None or cells[c].category in base]


@record
class ReadyLimit:
    """A limit made ready once a call: its condition compiled where it stands, its categories as sets.

    ``base`` is None where every category counts. ``flat`` says that the limit is a flat-rate category's own rule.
    """

    limit: Limit
    of: frozenset[str]
    base: frozenset[str] | None
    judge: Judge
    share: Find | None
    amount: Find | None
    count: "UnitCount | None"
    grade: AmountStatus
    flat: bool
    rounding: Rounding


class UnitCount:
    """How many units an amount is for: the items of a list, or a number that is known."""

    def __init__(self, name: str, scope: Scope) -> None:
        fact = scope.fact(name)
        self.name = name
        self._list = lister(name, scope) if fact is not None and fact.kind == "list" else None
        self._look = looker(name, scope)

    def of(self, frame: Frame) -> Fraction | None:
        """Return the number of units, None when it is not known."""
        if self._list is not None:
            items = self._list(frame).items
            return None if items is None else Fraction(len(items))
        answer = self._look(frame)
        return None if answer is None else Fraction(str(answer.value))


def ready_limits(call: Call, scope: Scope) -> tuple[ReadyLimit, ...]:
    """Make ready the limits of a call and, after them, its flat rates: limits of what is computed from other costs."""
    flats = [flat for flat in map(flat_limit, call.expenses.categories) if flat is not None]
    limits = [(limit, False) for limit in call.expenses.limits if limit.each != "line"] + [
        (limit, True) for limit in flats
    ]
    return tuple(_ready(limit, call, scope, flat) for limit, flat in limits)


def _ready(limit: Limit, call: Call, scope: Scope, flat: bool) -> ReadyLimit:
    inner = scope.within("partners") if limit.each == "partner" else scope
    categories = call.expenses.categories
    base = frozenset(category.id for category in categories if category.direct) if limit.base == "direct" else None
    return ReadyLimit(
        limit=limit,
        of=frozenset(limit.of) or frozenset(category.id for category in categories),
        base=frozenset(limit.base) if isinstance(limit.base, tuple) else base,
        judge=compile_condition(limit.when, inner),
        share=compile_figure(limit.share, inner),
        amount=compile_figure(limit.amount, inner),
        count=UnitCount(limit.per, inner) if limit.per else None,
        grade=worst((grade(limit.status, limit.cite, call), *_grades(limit, inner, call))),
        flat=flat,
        rounding=call.contribution.rounding,
    )


def _grades(limit: Limit, scope: Scope, call: Call) -> Iterator[AmountStatus]:
    return (figure_grade(figure, scope, call) for figure in (limit.share, limit.amount))


def flat_limit(category: Category) -> Limit | None:
    """Return the limit that a flat-rate category is: a share of what is admitted elsewhere, partner by partner."""
    flat = category.flat
    if flat is None:
        return None
    return Limit(
        id=category.id,
        text=category.text,
        cite=flat.cite or category.cite,
        of=(category.id,),
        share=flat.share,
        base=flat.of,
        each="partner",
        status=flat.status,
    )


def ask(
    ready: ReadyLimit, frame: Frame, partner: str, seen: Sequence[int], facts: Facts, aid: LimitedAid | None
) -> LimitDemand:
    """Say what a limit asks in a frame: its figures, those supplied by the user where the call has none."""
    limit = ready.limit
    judged = ready.judge(frame)
    if ready.share is None and ready.amount is None:
        return _ask_supplied(ready, partner, seen, facts, judged)
    found = [find(frame) for find in (ready.share, ready.amount) if find is not None]
    open_ = next((one.why for one in found if one.value is None), None)
    if open_ is not None:
        return LimitDemand(ready, partner, seen, None, None, open_ if judged.verdict == "pass" else judged)
    share = None if ready.share is None else exact(ready.share(frame).number)
    amount = None if ready.amount is None else exact(ready.amount(frame).number) / Fraction(CENT)
    if ready.count is not None and amount is not None:
        units = ready.count.of(frame)
        if units is None:
            missing = Judgement("unknown", judged.used, (ready.count.name,))
            return LimitDemand(ready, partner, seen, None, None, missing if judged.verdict == "pass" else judged)
        amount *= units
    if limit.base == "contribution" and share and aid is not None and not aid.told and judged.verdict == "pass":
        return LimitDemand(ready, partner, seen, None, None, judged._replace(verdict="undetermined"))
    return LimitDemand(ready, partner, seen, share, amount, judged)


def _ask_supplied(ready: ReadyLimit, partner: str, seen: Sequence[int], facts: Facts, judged: Judgement) -> LimitDemand:
    """Take the figure the user supplies: up to 1 a share, above it euro; «yes» says that the limit is respected."""
    given = facts.supplied.get(ready.limit.id)
    if given is not None and given.value is True:
        return LimitDemand(ready, partner, seen, None, None, _RESPECTED, given.source)
    if given is not None and isinstance(given.value, Decimal):
        figure = Fraction(given.value)
        if figure <= 1:
            return LimitDemand(ready, partner, seen, figure, None, judged, given.source)
        return LimitDemand(ready, partner, seen, None, figure / Fraction(CENT), judged, given.source)
    if judged.verdict == "pass":
        judged = judged._replace(verdict="undetermined")
    return LimitDemand(ready, partner, seen, None, None, judged)


def ceilings(
    asked: LimitDemand, cells: Sequence[Cell], aid: LimitedAid | None, exact: bool = False
) -> Iterator[Inequality]:
    """Yield the ceilings that a limit sets over the cells: one for its share, one for its amount.

    A flat rate may be rounded to the cent like any computed amount, but for what is reckoned ``exact``.
    """
    covered = asked.covered(cells)
    if asked.amount is not None:
        yield Inequality(dict.fromkeys(covered, 1), whole_if_so(asked.amount))
    if asked.share is None:
        return
    limit = asked.ready.limit
    if limit.base == "contribution":
        yield from _aid_ceilings(asked, covered, cells, aid)
    elif limit.base == "presented":
        seen = sum(cells[c].presented for c in asked.seen)
        yield Inequality(dict.fromkeys(covered, 1), whole_if_so(asked.share * seen))
    else:
        up = asked.ready.flat and not exact and asked.ready.rounding != "down"
        weights = dict.fromkeys(asked.based(cells), asked.share)
        yield Inequality(_less(covered, weights), _HALF if up else 0)


def _less(covered: Sequence[int], weights: Mapping[int, Fraction]) -> dict[int, int | Fraction]:
    """Return the coefficients of what is covered less a weighted base."""
    made: dict[int, int | Fraction] = dict.fromkeys(covered, 1)
    for c, weight in weights.items():
        share = whole_if_so(made.get(c, 0) - weight)
        if share:
            made[c] = share
        else:
            made.pop(c, None)
    return made


def whole_if_so(number: int | Fraction) -> int | Fraction:
    """Return a number as a whole one where it is one, which is reckoned with much more quickly."""
    return number.numerator if type(number) is Fraction and number.denominator == 1 else number


def _aid_ceilings(
    asked: LimitDemand, covered: Sequence[int], cells: Sequence[Cell], aid: LimitedAid | None
) -> Iterator[Inequality]:
    """Yield the ceilings of a share of the contribution: by its rates, and by the most it can be."""
    if asked.share is None or aid is None:
        return
    if aid.rates is not None:
        weights = {c: asked.share * cells[c].rate for c in asked.seen}
        yield Inequality(_less(covered, weights), asked.share if asked.owner in aid.loose else 0)
    if aid.most is not None:
        yield Inequality(dict.fromkeys(covered, 1), whole_if_so(asked.share * aid.most.get(asked.owner, 0)))


def excess(
    asked: LimitDemand, cells: Sequence[Cell], kept: Sequence[int | Fraction], aid: LimitedAid | None
) -> Fraction:
    """Return by how many cents ``kept`` (cents, cell by cell) is above what the limit allows; negative below it."""
    return max((ONE * ceiling.excess(kept) for ceiling in ceilings(asked, cells, aid)), default=-ONE)


def shortfall(
    asked: LimitDemand, cells: Sequence[Cell], kept: Sequence[int | Fraction], aid: LimitedAid | None
) -> Fraction:
    """Return how many cents ``kept`` lacks to reach what a minimum asks; negative above it."""
    return max((-ONE * ceiling.excess(kept) for ceiling in ceilings(asked, cells, aid)), default=-ONE)
