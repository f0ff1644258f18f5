"""Caps and floors on the contribution: the largest aid under all the caps, and who falls below a floor."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.contribution import Cap
from ...model.facts import Facts
from ...model.outcome import AmountStatus
from ...model.walk.figures import is_open
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..formulas.figures import compile_figure, graded
from ..formulas.resolved import Find, Resolved
from ..maths.curves import hold, sign_of
from ..maths.exact_sums import exact_sum
from ..maths.fair_cuts import Inequality, largest, tight
from ..maths.moving_totals import largest_total
from .aid_ledger import AidLedger, Move, MovePhase
from .cost_groups import CENTS, NOBODY, NOTHING, Exact, grains, in_grains
from .rates import note_doubt

REQUESTED = "application.requested_contribution"
_ALWAYS = Judgement("pass")


class _ReadyCap(NamedTuple):
    cap: Cap
    categories: frozenset[str]
    judge: Judge
    amount: Find | None
    share: Find | None
    grade: AmountStatus
    can_be_supplied: bool


class CapAtWork(NamedTuple):
    """One cap (or floor) at work: whose parts, how many grains (None: not known), and whether it applies."""

    ready: _ReadyCap
    owner: str
    parts: list[int]
    most: Exact | None
    judged: Judgement
    supplied: str | None
    since: date | None = None

    def held(self, grant: AidLedger) -> Exact:
        """Return the aid of the parts it looks at."""
        return exact_sum([grant.aid[i] for i in self.parts])

    @property
    def applies(self) -> bool:
        """Return whether it surely applies and its figure is known."""
        return self.judged.verdict == "pass" and self.most is not None


class Caps:
    """The caps and floors of one regime, with those common to all, made ready once a call."""

    def __init__(self, caps: Sequence[Cap], call: Call, scope: Scope) -> None:
        self._caps = [_ready(cap, call, scope) for cap in caps]
        self.by_line = any(cap.of == "line" or cap.each for cap in caps)

    def apply(self, grant: AidLedger, facts: Facts, total_only: bool = False) -> list[CapAtWork]:
        """Take the aid away from whoever is below a floor, bring the rest under every cap; return what was looked at.

        What the applicant asks for (``REQUESTED``), where it says so, is a cap like the others. A floor is judged on
        what is left by the caps that look at nobody else: so nobody falls below it because others ask for more, and
        what it takes away is there for the others. The aid kept is the largest that respects all caps at once, what
        they cut being borne pro rata; of aid that moves with spending the ``total_only`` may be right.
        """
        bounds = [*_requested(grant, facts), *(bound for one in self._caps for bound in _bounds(one, grant, facts))]
        caps = [bound for bound in bounds if not bound.ready.cap.least]
        applying = [bound for bound in caps if bound.applies]
        floors = [bound for bound in bounds if bound.ready.cap.least]
        for floor in sorted(floors, key=lambda floor: len(floor.parts)):
            _judge_floor(floor, applying, grant)
        _bring_under(applying, grant, total_only)
        for bound in caps:
            if not bound.applies and bound.held(grant) > (bound.most or NOTHING):
                _doubt(bound, grant)
        return bounds


def bring_under_request(grant: AidLedger, facts: Facts) -> None:
    """Cut to what the applicant asks for once more, after amounts were given beside the caps."""
    _bring_under(list(_requested(grant, facts)), grant)


def _ready(cap: Cap, call: Call, scope: Scope) -> _ReadyCap:
    lists = {"project": "", "partner": "partners", "line": "expenses"}
    inside = "expenses" if cap.each else lists[cap.of]
    inner = scope.within(inside) if inside else scope
    return _ReadyCap(
        cap,
        frozenset(cap.categories),
        compile_condition(cap.when, inner),
        compile_figure(cap.amount, inner),
        compile_figure(cap.share, inner),
        graded(cap, inner, call, cap.amount, cap.share),
        is_open(cap),
    )


def _requested(grant: AidLedger, facts: Facts) -> Iterator[CapAtWork]:
    """Yield the cap that the applicant sets by asking for less than it may have."""
    asked = facts.value(REQUESTED)
    if isinstance(asked, Decimal):
        cap = Cap(id=REQUESTED, cite=_("domanda"), amount=asked, text=_("È l'importo che il richiedente chiede"))
        ready = _ReadyCap(cap, frozenset(), lambda _frame: _ALWAYS, None, None, "official", can_be_supplied=False)
        yield CapAtWork(ready, "", list(range(len(grant.parts))), grains(asked * CENTS), _ALWAYS, None)


def _bounds(ready: _ReadyCap, grant: AidLedger, facts: Facts) -> Iterator[CapAtWork]:
    """Yield a cap's bounds: one for the project, or one a partner, or one a line."""
    for owner, own in _parts_by_owner(ready, grant).items():
        frame = _frame(ready.cap, own, grant, facts)
        judged = ready.judge(frame)
        if judged.verdict != "fail":
            yield _bound(ready, owner, own, judged, grant, frame)


def _parts_by_owner(ready: _ReadyCap, grant: AidLedger) -> dict[str, list[int]]:
    """Return the parts that a cap looks at, by whose they are; what keeps that open is noted."""
    cap = ready.cap
    if cap.of == "project" and not (cap.each or cap.article or ready.categories):
        return {"": list(range(len(grant.parts)))}
    field = cap.each.removeprefix("expenses.") if cap.each else ""
    mine: dict[str, list[int]] = {"": []} if cap.of == "project" and not field else {}
    for i, part in enumerate(grant.parts):
        if ready.categories and part.category not in ready.categories:
            continue
        if cap.article and grant.articles[i] != cap.article:
            continue
        owner = {"project": "", "partner": part.partner, "line": part.line}[cap.of]
        if field:
            value = part.frame.item.value(field)
            if value is None:
                grant.missing.append(f"expenses[{part.line}].{field}")
            owner = str(value)
        mine.setdefault(owner, []).append(i)
    return mine


def _frame(cap: Cap, own: list[int], grant: AidLedger, facts: Facts) -> Frame:
    if cap.of == "project" and not cap.each:
        return Frame(facts)
    frame = grant.parts[own[0]].frame
    return frame if cap.of == "line" or cap.each else Frame(facts, frame.partner or NOBODY, "partners", frame.partner)


def _bound(
    ready: _ReadyCap, owner: str, own: list[int], judged: Judgement, grant: AidLedger, frame: Frame
) -> CapAtWork:
    found = [None if find is None else find(frame) for find in (ready.amount, ready.share)]
    amount, share, source = _grains_in(found[0], CENTS), _grains_in(found[1]), None
    given = frame.facts.supplied.get(ready.cap.id) if ready.can_be_supplied else None
    if given is not None and given.value is not False:
        amount, share, source = None, None, given.source
        if given.value is True:
            judged = judged._replace(verdict="fail")
        elif isinstance(given.value, Decimal) and given.value <= 1:
            share = grains(given.value)
        elif isinstance(given.value, Decimal):
            amount = grains(given.value * CENTS)
    open_ = [one.why for one in found if one is not None and one.value is None and source is None]
    if open_ and judged.verdict == "pass":
        return CapAtWork(ready, owner, own, None, open_[0], None)
    figures = [] if amount is None else [amount]
    figures += [] if share is None else [share * sum([grant.parts[i].cost for i in own])]
    if own and judged.verdict != "unknown":
        grant.grades.append("estimate" if source else ready.grade if figures else "official")
    since = next((one.since for one in found if one is not None and one.since is not None and source is None), None)
    return CapAtWork(ready, owner, own, min(figures, default=None), judged, source, since)


def _grains_in(found: Resolved | None, unit: int = 1) -> Exact | None:
    return None if found is None or found.value is None else in_grains(found.number, unit)


def _doubt(bound: CapAtWork, grant: AidLedger) -> None:
    """Note a figure or an answer without which the amount is unknown or undetermined."""
    if bound.judged.verdict == "pass":
        grant.figures.append(bound.ready.cap.id)
    elif bound.judged.verdict != "fail":
        note_doubt(bound.judged, grant)


def _rows(bounds: list[CapAtWork]) -> list[Inequality]:
    return [Inequality(dict.fromkeys(bound.parts, 1), bound.most or NOTHING) for bound in bounds]


def _bring_under(bounds: list[CapAtWork], grant: AidLedger, total_only: bool = False) -> None:
    """Cut the aid to the largest under all bounds; each cut is laid to the bound that looks at the fewest parts.

    Of aid that moves with spending it may be the ``total_only`` that is right from here on: the parts are then those
    of a plan a little further on, which tell what binds.
    """
    excesses = [bound.held(grant) - (bound.most or NOTHING) for bound in bounds]
    if all(sign_of(excess) <= 0 for excess in excesses):
        for excess in excesses:
            hold(excess)
        return
    bounds = sorted(bounds, key=lambda bound: len(bound.parts))
    rows, asked, rest = _rows(bounds), grant.aid, None
    found = largest_total(asked, rows) if total_only else None
    if found is None:
        kept = largest(asked, rows)
    else:
        rows, asked, kept = found.ceilings, found.wanted, found.kept
        rest = found.total - grant.total - sum(kept) + sum(asked)
    owners: dict[int, CapAtWork] = {}
    for bound, row in zip(bounds, rows, strict=True):
        if tight(row, kept):
            for i in bound.parts:
                owners.setdefault(i, bound)
    for i, (after, before) in enumerate(zip(kept, list(asked), strict=True)):
        if sign_of(after - before) < 0:
            cut = after - before if rest is None else after - before + rest
            rest = None
            _cut(i, owners[i], cut, _("Il contributo è ridotto al massimale"), grant)


def _judge_floor(floor: CapAtWork, caps: list[CapAtWork], grant: AidLedger) -> None:
    """Take away the aid of a floor's parts where what their own caps leave does not reach it."""
    own = set(floor.parts)
    inside = [cap for cap in caps if own.issuperset(cap.parts)]
    asked = [aid if i in own else NOTHING for i, aid in enumerate(grant.aid)]
    held = exact_sum(largest(asked, _rows(inside)))
    if floor.most is not None and held >= floor.most:
        return
    if floor.applies:
        _fall_below(floor, grant)
    else:
        _doubt(floor, grant)


def _fall_below(bound: CapAtWork, grant: AidLedger) -> None:
    """Take away the aid of those who do not reach a floor."""
    cap = bound.ready.cap
    grant.failed[cap.id] = (*grant.failed.get(cap.id, ()), bound.owner)
    for i in bound.parts:
        if grant.aid[i]:
            _cut(i, bound, -grant.aid[i], _("Sotto il contributo minimo non si concede nulla"), grant)


def _cut(i: int, bound: CapAtWork, cut: Exact, text: str, grant: AidLedger) -> None:
    cap = bound.ready.cap
    phase = MovePhase.FLOOR if cap.least else MovePhase.CAP
    grant.move(Move(i, cap.id, cap.cite, cap.text or text, cut, cap.status, bound.supplied, phase, bound.since))
