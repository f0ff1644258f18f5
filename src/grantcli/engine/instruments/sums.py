"""Instruments in euro, their sums, and the contribution with what of them is never paid back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.facts import Facts
from ...model.finding import Finding, Verdict
from ...model.instruments.payments import CONTRIBUTION
from ...model.instruments.support import InstrumentOutcome, SupportOutcome
from ...model.outcome import ContributionOutcome, ExpenseTotals, Step
from ...money import ZERO, euro
from ...wording.formats import money
from ..amount_status import worst
from ..contribution.decimals import decimal_of
from ..contribution.regimes import rates_by_line
from .ceilings import Room
from .equivalents import FoundEquivalent
from .loan_side import LoanSide
from .partner_shares import with_partners
from .reckoning import AidPart, Worked, base_cents
from .ways import Applying


class SettledInstrument(NamedTuple):
    """An instrument settled: reckoned and cut, whether it applies, what is never paid back, its loan."""

    worked: Worked
    standing: Applying
    kept: AidPart
    loan: LoanSide


def joined(
    call: Call,
    contribution: ContributionOutcome,
    settled: Sequence[SettledInstrument],
    admitted: int | None,
    rooms: Iterable[Room],
    facts: Facts,
    totals: ExpenseTotals,
) -> ContributionOutcome:
    """Return the contribution with the instruments beside it, and what of them is kept in its amount and its steps."""
    ways = {name: one.id for one in call.alternatives for way in one.ways for name in way.of}
    cost = None if admitted is None else euro(admitted)
    told = tuple(_outcome_of(one, cost, ways.get(one.worked.ready.instrument.id)) for one in settled)
    support = _summed(contribution, told, cost)
    support = replace(support, findings=(*_floors(settled), *_by_equivalent(support, rooms)))
    kept = [(one.worked, _step(each)) for one, each in zip(settled, told, strict=True) if each.applies and each.kept]
    whole = replace(
        contribution,
        status=support.status,
        amount=support.kept,
        steps=() if support.kept is None else (*contribution.steps, *(step for _worked, step in kept)),
        findings=(*contribution.findings, *support.findings),
        support=support,
    )
    return with_partners(whole, kept, facts, totals)


def _step(one: InstrumentOutcome) -> Step:
    """Return what an instrument adds to the contribution: all of it, or the share that is never paid back."""
    return Step(one.id, one.cite, one.kept or ZERO, one.label, "official" if one.status == "official" else "derived")


def _outcome_of(one: SettledInstrument, cost: Decimal | None, way: str | None) -> InstrumentOutcome:
    worked, kept, instrument = one.worked, one.kept, one.worked.ready.instrument
    lacking = worked.cents is None or kept.cents is None
    status = "undetermined" if lacking else worst((worked.tried.status, kept.status))
    amount = None if lacking else euro(worked.cents or 0)
    never = None if lacking else euro(kept.cents or 0)
    equivalent = FoundEquivalent(None, why=_("L'importo non è noto")) if lacking else one.loan.equivalent
    missing = (*one.standing.missing, *worked.given.missing, *kept.missing, *one.loan.missing)
    figures = (*worked.tried.grant.figures, *kept.figures, *equivalent.figures)
    return InstrumentOutcome(
        id=instrument.id,
        form=instrument.form,
        label=instrument.label,
        cite=instrument.cite,
        applies=one.standing.applies,
        status=status,
        amount=amount,
        base=None if worked.cents is None else euro(base_cents(worked)),
        steps=() if lacking else worked.steps,
        because=one.standing.because or (instrument.why if lacking else None),
        share=None if amount is None or not cost else round(amount / cost, 4),
        kept=never,
        kept_steps=() if lacking else kept.steps,
        repaid=None if amount is None or never is None else (amount - never if instrument.form == "loan" else ZERO),
        covers=None if lacking else euro(worked.ready.covers(worked.cents, kept.cents) or 0),
        equivalent=None if equivalent.cents is None else euro(equivalent.cents),
        equivalent_status=worst((status, equivalent.status)),
        equivalent_why=equivalent.why,
        equivalent_steps=equivalent.steps,
        de_minimis=instrument.de_minimis,
        way=way,
        missing=tuple(dict.fromkeys(missing)),
        terms=one.loan.terms,
        plan=None if lacking else one.loan.plan,
        missing_figures=tuple(dict.fromkeys(figures)),
        line_rates={line: decimal_of(rate) for line, rate in rates_by_line(worked.tried.grant, worked.base).items()},
    )


def _summed(
    contribution: ContributionOutcome, told: tuple[InstrumentOutcome, ...], cost: Decimal | None
) -> SupportOutcome:
    """Return the sums of what the regimes give and of the instruments that apply; None where a part is not known."""
    held = [one for one in told if one.applies is not False]
    unsure = [one for one in held if one.applies is None]
    granted = contribution.amount
    kept = _sum([granted, *(one.kept for one in held), *(None for _one in unsure)])
    repaid = _sum([*(one.repaid for one in held), *(None for _one in unsure)])
    support = _sum([granted, *(one.covers for one in held), *(None for _one in unsure)])
    equivalent = _sum([granted, *(one.equivalent for one in held), *(None for _one in unsure)])
    status = worst((contribution.status, *(one.status for one in held)))
    return SupportOutcome(
        instruments=told,
        cost=cost,
        granted=granted,
        status="undetermined" if kept is None else status,
        kept=kept,
        repaid=repaid,
        support=support,
        own_funds=None if support is None or cost is None else max(cost - support, ZERO),
        equivalent=equivalent,
        missing=tuple(dict.fromkeys(key for one in held for key in one.missing)),
        missing_figures=tuple(dict.fromkeys(name for one in held for name in one.missing_figures)),
    )


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    total = ZERO
    for part in parts:
        if part is None:
            return None
        total += part
    return total


def _floors(settled: Iterable[SettledInstrument]) -> tuple[Finding, ...]:
    """Return what the limits and floors of the instruments that apply say."""
    return tuple(finding for one in settled if one.standing.applies for finding in one.worked.tried.findings)


def _by_equivalent(support: SupportOutcome, rooms: Iterable[Room]) -> Iterable[Finding]:
    """Yield a finding for each joint ceiling on the gross grant equivalent."""
    for room in rooms:
        if room.cap.counts != "equivalent":
            continue
        parts = [one for one in support.given if room.names(one.id, True)]
        granted = support.granted if room.names(CONTRIBUTION, True) else ZERO
        counted = _sum([granted, *(one.equivalent for one in parts)])
        most = None if room.most is None else euro(room.most)
        yield _ceiling_finding(room, counted, most)


def _ceiling_finding(room: Room, counted: Decimal | None, most: Decimal | None) -> Finding:
    cap, missing = room.cap, () if room.doubt is None else room.doubt.missing
    if counted is None or most is None:
        why = _("L'equivalente sovvenzione lordo non si può calcolare") if counted is None else None
        untold: Verdict = "unknown" if missing else "undetermined"
        return Finding(
            cap.id, untold, "warning", cap.text, cap.cite, cap.status, group="contribution", missing=missing, why=why
        )
    said = _("Equivalente sovvenzione lordo: {counted}, al più {most}")
    why = said.format(counted=money(counted), most=money(most))
    verdict: Verdict = "pass" if counted <= most else "fail"
    return Finding(cap.id, verdict, "warning", cap.text, cap.cite, cap.status, group="contribution", why=why)
