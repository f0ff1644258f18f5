"""The same application with other expense plans: only what depends on the plan is judged again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ..model.call import Edition
from ..model.computing.stages import Stage
from ..model.facts import Facts
from ..model.finding import Finding
from ..model.instruments.support import SupportOutcome
from ..model.outcome import Judged
from .compiled import Compiled, compiled
from .computed_facts import with_contribution, with_line_totals, with_partner_totals, with_score
from .conditions.context import Frame
from .cost_and_aid import Costed, settle_money
from .for_applicant import for_applicant
from .rules.timeline import filing_day
from .verdict import counts

LawFindings = Callable[[Judged], tuple[Finding, ...]]
"""Returns findings with those of the law among them."""


class OtherPlan(NamedTuple):
    """What comes of a plan: the contribution (euro, None where it is open) and what depends on it and fails.

    ``instruments`` are those that apply, or may, with what each gives (euro, None where that is open), by id.
    """

    amount: Decimal | None
    fails: frozenset[str]
    instruments: Mapping[str, Decimal | None] = MappingProxyType({})


def with_other_plans(
    edition: Edition,
    facts: Facts,
    on: date,
    plans: Iterable[tuple[Facts, ...]],
    law: LawFindings,
    *,
    hasty: bool = False,
) -> Iterator[OtherPlan]:
    """Yield what comes of each list of expenses in place of the application's own.

    ``facts`` carry their derived answers, and none that follows from the expenses. Requirements that look at neither
    expenses nor totals are left out; ``law`` is asked of a de minimis aid alone. ``hasty``: of a plan whose amount
    is surely open nothing else is looked at, so that what fails may be more than is said.
    """
    edition = for_applicant(edition, facts)
    ready = compiled(edition.on(max(filing_day(facts, on), on)), edition)
    start = ready.start(facts, on)
    for items in plans:
        planned = start.with_list("expenses", items)
        if hasty and ready.money.waits(planned, on):
            yield OtherPlan(None, frozenset())
            continue
        costed = settle_money(ready.money, planned, on, hasty=hasty)
        totals, contribution = costed.totals, costed.contribution
        if hasty and contribution.amount is None:
            yield OtherPlan(None, frozenset(), _given(contribution.support))
            continue
        granted = (one for one in contribution.findings if one is not contribution.de_minimis)
        findings = (*_on_money(ready, costed), *totals.findings, *granted)
        if contribution.de_minimis is not None:
            known = with_contribution(costed.facts, contribution)
            findings = law(Judged(ready.call, on, known, findings, totals, contribution))
        fails = frozenset(one.id for one in findings if counts(one) and one.verdict == "fail")
        yield OtherPlan(contribution.amount, fails, _given(contribution.support))


def _on_money(ready: Compiled, costed: Costed) -> Iterator[Finding]:
    """Judge the requirements that look at expenses or totals."""
    rules, needs_item_totals = ready.on_money
    if not rules:
        return
    totals, contribution = costed.totals, costed.contribution
    known = with_contribution(costed.facts, contribution)
    if needs_item_totals:
        known = with_partner_totals(with_line_totals(known, totals), totals, contribution)
    known = ready.computed.known(known, Stage.CONTRIBUTION)
    frame = Frame(ready.computed.known(with_score(known, ready.scoring(Frame(known))), Stage.SCORE))
    yield from (rule(frame) for rule in rules)


def _given(support: SupportOutcome | None) -> Mapping[str, Decimal | None]:
    held = () if support is None else (one for one in support.instruments if one.applies is not False)
    return {one.id: one.amount if one.applies else None for one in held}
