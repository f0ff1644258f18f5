"""Limits on cost: the largest cost that respects all of them, who takes the cut, and what is said of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.expense import Limit
from ...model.facts import Facts
from ...model.finding import Finding, Verdict
from ...model.outcome import AmountStatus, Step
from ...model.walk.scope import Scope
from ...money import euro
from ...wording.formats import money
from ..amount_status import worst
from ..conditions.context import Frame
from ..maths.curves import sign_of
from ..maths.fair_cuts import Inequality, largest, tight
from ..maths.whole_cents import largest_cents, pro_rata
from .ceilings import (
    NOTHING,
    Cell,
    Cost,
    LimitDemand,
    LimitedAid,
    ReadyLimit,
    ask,
    ceilings,
    excess,
    ready_limits,
    shortfall,
)

GRAINS = 10**12
"""Rates of aid have up to twelve decimals."""
MORE_THAN_ANY_PLAN = 10**15
"""Cents: the least difference in aid outweighs any difference in cost."""


class Cut(NamedTuple):
    """What a limit removes from a line, in cents."""

    limit: Limit
    cents: int
    supplied: str | None


class AidShare(NamedTuple):
    """What is kept (cents) of cost that may be but a share of a contribution: a partner's, None for the project's."""

    owner: str | None
    share: Fraction
    kept: int | Fraction


@dataclass(slots=True, repr=False, eq=False)
class Settlement:
    """What the limits leave: cents admitted line by line, the cut of each line, and what is said of each limit."""

    admitted: list[int]
    cuts: dict[int, Cut] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    grades: list[AmountStatus] = field(default_factory=list)
    of_aid: list[AidShare] = field(default_factory=list)

    @property
    def status(self) -> AmountStatus:
        """Return the grade of the least trustworthy figure used."""
        return worst(self.grades)


class Exact(NamedTuple):
    """What the limits leave of each line, in exact cents, and the ids of those that cut something."""

    admitted: list[int | Fraction]
    cutting: frozenset[str]


class _Plan(NamedTuple):
    """The cells of a plan, the cents kept of each, and the contribution that limits may look at."""

    cells: list[Cell]
    kept: Sequence[int | Fraction]
    aid: LimitedAid | None


class Limits:
    """The limits of a call, and its flat-rate categories, which are limits of what they are computed from."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._limits = ready_limits(call, scope)
        self._by_partner = any(one.limit.each == "partner" for one in self._limits)
        self.names = frozenset(one.limit.id for one in self._limits)
        self.needs_aid = any(one.limit.base == "contribution" and one.limit.share is not None for one in self._limits)
        self.prefers_aid = call.expenses.prefer == "aid" and bool(self._limits)

    def look_at(self, costs: Sequence[Cost]) -> set[str | None]:
        """Return whose contribution limits look at: partners, None for the project."""
        shares = [one for one in self._limits if one.limit.base == "contribution" and one.limit.share is not None]
        return {
            cost.partner if one.limit.each == "partner" else None
            for one in shares
            for cost in costs
            if cost.accepted and cost.category in one.of
        }

    def settle(
        self, costs: Sequence[Cost], facts: Facts, aid: LimitedAid | None = None, lacking: Sequence[str] = ()
    ) -> Settlement:
        """Return the largest cost that respects every limit that applies.

        Limits on the contribution are left out where ``aid`` is None. While the plan is ``lacking`` answers (full
        keys), what is said of a limit waits for them. See ``largest`` for the choice between equally
        large plans; a category's cut is borne by its lines pro rata, and is laid to the most specific of the limits
        that bind (fewest categories, then the order of the call).
        """
        settlement = Settlement([int(cost.accepted) for cost in costs])
        if not self._limits:
            return settlement
        cells = self._cells(costs, aid)
        seen = _seen(cells)
        asked = [(limit, self._ask(limit, cells, seen, facts, aid)) for limit in self._limits]
        plan = _Plan(cells, [cell.accepted for cell in cells], aid)
        cutting = _cutting(one for _, own in asked for one in own)
        if any(excess(one, cells, plan.kept, aid) > 0 for one in cutting):
            plan = _cut(cutting, plan, settlement, self._worth(cells))
        settlement.of_aid = [
            AidShare(one.owner, one.share, sum(plan.kept[c] for c in one.covered(cells)))
            for one in cutting
            if one.ready.limit.base == "contribution" and one.share is not None
        ]
        for limit, own in asked:
            _conclude(limit, own, plan, settlement, lacking)
        return settlement

    def exactly(self, costs: Sequence[Cost], facts: Facts, aid: LimitedAid | None) -> "Exact":
        """Return the largest cost line by line as an exact number, and the limits that cut it."""
        if not self._limits:
            return Exact([cost.accepted for cost in costs], frozenset())
        cells = self._cells(costs, aid)
        seen = _seen(cells)
        asked = _cutting(one for ready in self._limits for one in self._ask(ready, cells, seen, facts, aid))
        rows, owners = _rows(asked, cells, aid, exact=True)
        kept = largest([cell.accepted for cell in cells], rows, self._worth(cells))
        binding = [k for k, row in enumerate(rows) if tight(row, kept)]
        names = _owners(rows, owners, binding)
        admitted = [cost.accepted for cost in costs]
        cutting: set[str] = set()
        for c, cell in enumerate(cells):
            if sign_of(cell.accepted - kept[c]):
                cutting.add(names[c].ready.limit.id)
                for i in cell.lines:
                    admitted[i] = admitted[i] * (kept[c] / (cell.accepted + NOTHING))
        return Exact(admitted, frozenset(cutting))

    def fall_short(self, costs: Sequence[Cost], facts: Facts) -> bool:
        """Return whether what the limits leave, as exact numbers, is below a minimum that surely holds."""
        if not any(one.limit.least for one in self._limits):
            return False
        cells = self._cells(costs, None)
        asked = [one for ready in self._limits for one in self._ask(ready, cells, _seen(cells), facts, None)]
        kept = largest([cell.accepted for cell in cells], _rows(_cutting(asked), cells, None, exact=True)[0], None)
        floors = [one for one in asked if one.ready.limit.least and one.judged.verdict == "pass"]
        return any(row.excess(kept) < 0 for one in floors for row in ceilings(one, cells, None, exact=True))

    def _worth(self, cells: Sequence[Cell]) -> list[int] | None:
        """Return what a cent of each cell is worth where the call prefers aid to cost: its aid, then itself."""
        if not self.prefers_aid or not any(cell.rate for cell in cells):
            return None
        return [int(cell.rate * GRAINS) * MORE_THAN_ANY_PLAN + 1 for cell in cells]

    def _cells(self, costs: Sequence[Cost], aid: LimitedAid | None) -> list[Cell]:
        rates = aid.rates if aid is not None and aid.rates and (self.needs_aid or self.prefers_aid) else {}
        grouped: dict[tuple[str, str, Fraction], list[int]] = {}
        for i in sorted(range(len(costs)), key=lambda i: costs[i].line):
            cost = costs[i]
            partner = cost.partner if self._by_partner else ""
            grouped.setdefault((cost.category, partner, rates.get(cost.line, NOTHING)), []).append(i)
        return [
            Cell(*key, lines, sum(costs[i].accepted for i in lines), sum(costs[i].presented for i in lines))
            for key, lines in sorted(grouped.items())
        ]

    def _ask(
        self, ready: ReadyLimit, cells: list[Cell], seen: "_Seen", facts: Facts, aid: LimitedAid | None
    ) -> list[LimitDemand]:
        """Return what a limit asks, partner by partner where it says so; nothing of a plan it does not concern."""
        limit = ready.limit
        concerned = [cell for cell in cells if cell.accepted and (limit.least or cell.category in ready.of)]
        if not concerned or (aid is None and limit.base == "contribution" and limit.share is not None):
            return []
        if limit.each == "project":
            return [ask(ready, Frame(facts), "", seen.all, facts, aid)]
        partners = {partner.id: partner for partner in facts.lists.get("partners", ())}
        return [
            ask(ready, _partner_frame(facts, partners.get(name)), name, seen.by_partner[name], facts, aid)
            for name in dict.fromkeys(cell.partner for cell in concerned)
        ]


class _Seen(NamedTuple):
    """The places of all cells, and of those of each partner."""

    all: Sequence[int]
    by_partner: Mapping[str, Sequence[int]]


def _seen(cells: Sequence[Cell]) -> _Seen:
    by_partner: dict[str, list[int]] = {}
    for c, cell in enumerate(cells):
        by_partner.setdefault(cell.partner, []).append(c)
    return _Seen(range(len(cells)), by_partner)


def _partner_frame(facts: Facts, partner: Facts | None) -> Frame:
    return Frame(facts) if partner is None else Frame(facts, partner, "partners", partner)


def _cutting(asked: Iterable[LimitDemand]) -> list[LimitDemand]:
    """Return what cuts cost, the most specific first (fewest categories, then the order of the call)."""
    cutting = [one for one in asked if one.judged.verdict == "pass" and not one.ready.limit.least]
    return sorted(cutting, key=lambda one: len(one.ready.of))


def _rows(
    asked: list[LimitDemand], cells: list[Cell], aid: LimitedAid | None, exact: bool = False
) -> tuple[list[Inequality], list[LimitDemand]]:
    """Return the ceilings of limits, and the limit that each is of."""
    pairs = [(row, one) for one in asked for row in ceilings(one, cells, aid, exact)]
    return [row for row, _ in pairs], [one for _, one in pairs]


def _owners(rows: list[Inequality], owners: list[LimitDemand], binding: Iterable[int]) -> dict[int, LimitDemand]:
    """Return the limit that the cut of each cell is laid to: the first that binds it."""
    found: dict[int, LimitDemand] = {}
    for k in binding:
        for c, share in rows[k].coefficients.items():
            if share > 0:
                found.setdefault(c, owners[k])
    return found


def _cut(asked: list[LimitDemand], plan: _Plan, settlement: Settlement, worth: list[int] | None) -> _Plan:
    """Bring the plan under every limit, and lay each line's cut to the limit that binds it most closely."""
    rows, owners = _rows(asked, plan.cells, plan.aid)
    kept, binding, short = largest_cents([int(one) for one in plan.kept], rows, worth)
    if short:
        settlement.grades.append("estimate")
        settlement.findings.append(_unproven(owners[0].ready.limit, short, worth is not None))
    names = _owners(rows, owners, sorted(binding))
    for c, cell in enumerate(plan.cells):
        if kept[c] == cell.accepted:
            continue
        owner = names[c]
        asked_for = [settlement.admitted[i] for i in cell.lines]
        for i, before, part in zip(cell.lines, asked_for, pro_rata(asked_for, kept[c]), strict=True):
            if part != before:
                settlement.admitted[i] = part
                settlement.cuts[i] = Cut(owner.ready.limit, before - part, owner.supplied)
    return plan._replace(kept=kept)


def _unproven(limit: Limit, short: int, by_aid: bool) -> Finding:
    """Say that the plan kept is the best of those looked at, and by how much at most another may be better."""
    if by_aid:
        aid = -(-(short + MORE_THAN_ANY_PLAN) // (GRAINS * MORE_THAN_ANY_PLAN))
        why = _("Un altro riparto potrebbe dare un contributo più alto, al più di {amount}").format(
            amount=money(euro(aid))
        )
    else:
        why = _("Un altro riparto potrebbe ammettere di più, al più {amount}").format(amount=money(euro(short)))
    text = _("I limiti di spesa insieme ammettono troppi riparti al centesimo: è tenuto il migliore fra quelli provati")
    return Finding("limits.search", "undetermined", "warning", text, limit.cite, group="limits", why=why)


def _conclude(
    ready: ReadyLimit, asked: list[LimitDemand], plan: _Plan, settlement: Settlement, lacking: Sequence[str]
) -> None:
    """Say what became of a limit: its step, its finding, what it lacks, and how far its figure can be trusted."""
    limit = ready.limit
    verdicts = [_verdict(one, plan) for one in asked]
    removed = sum(cut.cents for cut in settlement.cuts.values() if cut.limit is limit)
    verdict: Verdict = "fail" if removed else _strongest(verdicts)
    applies = any(one.judged.verdict != "fail" or one.supplied for one in asked)
    supplied = next((one.supplied for one in asked if one.supplied), None)
    if not limit.least and verdict == "undetermined":
        settlement.grades.append("undetermined")
    elif not limit.least and applies:
        settlement.grades.append("estimate" if supplied else ready.grade)
    if ready.flat:
        return
    if verdict == "undetermined" and limit.share is None and limit.amount is None:
        settlement.figures.append(limit.id)
    if applies and not limit.least:
        settlement.steps.append(Step(limit.id, limit.cite, euro(-removed), limit.text, limit.status, supplied))
    missing = _missing(asked, verdict, lacking if applies or not asked else ())
    settlement.missing += missing
    settlement.findings.append(
        Finding(
            id=limit.id,
            verdict="unknown" if missing else verdict,
            severity="warning" if removed and not missing else "blocking",
            text=limit.text,
            cite=limit.cite,
            status=limit.status,
            group="limits",
            applies=applies,
            facts={key: answer for one in asked for key, answer in one.judged.used},
            missing=missing,
            why=limit.why,
            who=_failing(ready, asked, verdicts),
            supplied=supplied,
        )
    )


def _missing(asked: list[LimitDemand], verdict: Verdict, lacking: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that a limit waits for: those of its own condition, and those the plan lacks."""
    own = [key for one in asked for key in one.judged.missing] if verdict == "unknown" else []
    return tuple(dict.fromkeys((*own, *lacking)))


def _verdict(asked: LimitDemand, plan: _Plan) -> Verdict:
    """Judge one limit on the cost that was kept: a condition not known does not matter where the limit is respected."""
    verdict = asked.judged.verdict
    if verdict == "fail":
        return "pass"
    known = asked.share is not None or asked.amount is not None
    measure = shortfall if asked.ready.limit.least else excess
    if known and measure(asked, plan.cells, plan.kept, plan.aid) <= 0:
        return "pass"
    return "fail" if verdict == "pass" else verdict


def _strongest(verdicts: list[Verdict]) -> Verdict:
    return next((verdict for verdict in ("fail", "unknown", "undetermined") if verdict in verdicts), "pass")


def _failing(ready: ReadyLimit, asked: list[LimitDemand], verdicts: list[Verdict]) -> tuple[str, ...]:
    if ready.limit.each == "project":
        return ()
    return tuple(one.partner for one, verdict in zip(asked, verdicts, strict=True) if one.partner and verdict == "fail")
