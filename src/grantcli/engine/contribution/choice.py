"""The contribution: every regime computed side by side, the one that applies chosen as the call says."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.call import Call
from ...model.computing.call_figure import FactFigure
from ...model.computing.stages import JUDGED, Stage, stages_of
from ...model.contribution import Regime
from ...model.facts import Answer, Facts
from ...model.finding import Finding, Verdict
from ...model.outcome import ContributionOutcome, ExpenseTotals, RegimeOutcome
from ...model.walk.call_nouns import conditions_of, nouns_of
from ...model.walk.scope import Scope
from ...money import ZERO
from ...wording import formats
from ..computed_facts import names_item_total, names_plan_total
from ..conditions.judgement import Judgement
from .aid_ledger import AidLedger
from .cost_groups import GRAIN, Admitted, AdmittedCost, gather
from .decimals import decimal_of
from .regimes import ReadyRegime, Tried, outcome_of, own_minimums, rates_by_line, share_cents
from .withheld import WithheldSums

AWARD = "award.date"
HEADROOM = "aid.deminimis.headroom"
GENERAL = frozenset({"1407/2013", "2023/2831"})
"""The de minimis regulations whose ceiling the fact ``aid.deminimis.headroom`` is about."""


def compile_contribution(call: Call, scope: Scope) -> "Grants":
    """Return what computes the contribution under ``call``; ``scope`` is that of the application."""
    return Grants(call, scope)


class Grants:
    """The regimes of a call, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._call = call
        self._regimes = [ReadyRegime(regime, call, scope) for regime in call.contribution.regimes]
        self._withheld = WithheldSums(call, scope)
        self._ways = {regime.by_line for regime in self._regimes}
        self._scope = scope

    @cached_property
    def reads_lines(self) -> bool:
        """Return whether something looks at what is admitted of each expense."""
        return any(map(names_item_total, conditions_of(self._call.contribution)))

    @cached_property
    def names_totals(self) -> bool:
        """Return whether something here names what is known of the plan only once it is settled."""
        conditions = list(conditions_of(self._call.contribution))
        return self.reads_lines or any(map(names_plan_total, conditions)) or _figures_name_totals(self._call)

    @cached_property
    def reads_totals(self) -> bool:
        """Return whether something looks at what is known of the plan only once it is settled, computed facts too."""
        return self.names_totals or any(stage >= Stage.TOTALS for stage in stages_of(self._scope.vocabulary).values())

    def attempt(self, facts: Facts, cost: AdmittedCost, on: date, *, hasty: bool = False) -> "Attempt":
        """Compute every regime on the admitted cost, in exact cents, and choose the one that applies.

        ``facts`` carry ``total.presented`` and ``total.admitted``. A regime holds for awards within its dates: on the
        date of the award where that is known, else ``on``. Undetermined, with no figure, while an answer or a figure
        is missing; an estimate where a derived, untrusted or supplied figure was used.
        """
        awarded = awarded_on(facts, on)
        gathered = {by_line: gather(cost.lines, facts, by_line) for by_line in self._ways}
        tried = [
            regime.attempt(facts, cost, gathered[regime.by_line], awarded, hasty=hasty) for regime in self._regimes
        ]
        return Attempt(tried, choose(self._call, tried), cost.lines, awarded)

    def open_to(self, facts: Facts, on: date) -> list[Judgement]:
        """Return how those of the regimes hold that may apply; for a call that does not look at totals there."""
        held = (one.judge(facts, awarded_on(facts, on)) for one in self._regimes if one.regime.estimates is None)
        may_apply = [judged for judged in held if judged.verdict != "fail"]
        return may_apply[:1] if self._call.contribution.choose == "first" else may_apply

    def told(self, attempt: "Attempt", facts: Facts, totals: ExpenseTotals) -> ContributionOutcome:
        """Return regimes, steps and shares of an attempt in euro, and what is said of the choice."""
        choice = attempt.choice
        regimes = tuple(
            outcome_of(
                one,
                totals,
                attempt.lines,
                facts,
                one is choice.chosen,
                _because(self._call, one, choice, attempt.awarded),
            )
            for one in attempt.tried
        )
        if choice.chosen is None:
            return _none_applies(self._call, choice, regimes)
        return _granted(choice.chosen, regimes, facts)

    def held_back(self, contribution: ContributionOutcome, facts: Facts, totals: ExpenseTotals) -> ContributionOutcome:
        """Return a contribution that something grants, with what the call keeps back of it."""
        grants = contribution.regime is not None or contribution.support is not None
        return self._withheld.of(contribution, totals, facts) if grants and self._withheld else contribution

    def exactly(
        self, facts: Facts, lines: list[Admitted], on: date, total_only: bool = False
    ) -> tuple[AidLedger, dict[str, Fraction] | None]:
        """Return the aid, in exact grains, of the regime that applies to admitted lines, and its rates by line.

        The rates are None where the aid is not in proportion to cost. For plans whose contribution is known. Where
        ``total_only`` is asked for, what is given on each part and to each partner need not be right.
        """
        awarded = awarded_on(facts, on)
        holding = [one for one in self._regimes if one.regime.estimates is None and one.holds(facts, awarded)]
        choice = self._call.contribution.choose
        if choice == "first" and not any(own_minimums(one.regime) for one in holding):
            holding = holding[:1]
        worked = [(one.work(facts, one.parts(lines, facts), total_only=total_only)[0], one) for one in holding]
        if not worked:
            return AidLedger([]), None
        if choice != "worst":
            worked = [pair for pair in worked if not pair[1].below_minimum(pair[0], lines, facts)] or worked
        worked = worked[:1] if choice == "first" else worked
        choose = min if choice == "worst" else max
        grant, _chosen = choose(worked, key=lambda pair: pair[0].total)
        if any(_steps(one.regime) for _, one in worked):
            return grant, None
        rates: dict[str, Fraction] = {}
        for tried, _one in worked:
            for line, rate in rates_by_line(tried, lines).items():
                rates[line] = max(rates.get(line, Fraction(0)), Fraction(rate) / GRAIN)
        return grant, rates


class Attempt(NamedTuple):
    """Every regime computed on lines of admitted cost (cents), and the one chosen for awards on that day."""

    tried: list[Tried]
    choice: "Choice"
    lines: list[Admitted]
    awarded: date

    @property
    def cents(self) -> int | None:
        """Return the contribution in cents: none at all where no regime holds, None where it is open."""
        if self.choice.chosen is not None:
            return self.choice.chosen.cents
        return 0 if self.choice.told and self.tried else None

    def aid_by_owner(self, facts: Facts) -> dict[str | None, int]:
        """Return the cents that come out for the project (None) and for each partner; nothing where none is chosen."""
        chosen = self.choice.chosen
        if chosen is None or chosen.cents is None:
            return {None: 0}
        owned: dict[str | None, int] = {None: chosen.cents}
        owned.update(share_cents(chosen.grant, self.lines, facts, chosen.cents))
        return owned

    def proportion(self) -> dict[str, Fraction] | None:
        """Return the rates (by line) that the contribution never exceeds, whichever regime is chosen on less cost.

        None where it is not proportional to cost.
        """
        if self.choice.chosen is None or self.choice.chosen.cents is None:
            return None
        rates: dict[str, Fraction] = {}
        for one in self.choice.among:
            if _steps(one.regime):
                return None
            for line, rate in rates_by_line(one.grant, self.lines).items():
                rates[line] = max(rates.get(line, Fraction(0)), Fraction(decimal_of(rate)))
        return rates


def _figures_name_totals(call: Call) -> bool:
    """Return whether a figure of the contribution is a total that judging computes."""
    figures = (noun for _steps, noun in nouns_of(call.contribution) if isinstance(noun, FactFigure))
    return any(figure.fact in JUDGED for figure in figures)


class Choice(NamedTuple):
    """The regime that applies, if one does; the keys to know before that is decided; whether it is decided.

    ``among`` are the regimes of which it was chosen, and those that may be on other costs.
    """

    chosen: Tried | None
    missing: tuple[str, ...] = ()
    told: bool = True
    among: tuple[Tried, ...] = ()


def awarded_on(facts: Facts, on: date) -> date:
    """Return the day whose regimes hold: that of the award where it is known, else ``on``."""
    awarded = facts.value(AWARD)
    return awarded if isinstance(awarded, date) else on


def choose(call: Call, tried: list[Tried]) -> Choice:
    """Choose among the regimes that hold: the first, or the one of the best or worst amount (the first of equals).

    One that misses a minimum of its own gives way to the others; where the worst is taken it is the worst.
    """
    candidates = [one for one in tried if one.regime.estimates is None and one.holds.verdict != "fail"]
    every = tuple(candidates) if any(own_minimums(one.regime) for one in candidates) else ()
    if call.contribution.choose != "worst":
        candidates = [one for one in candidates if not one.below_minimum] or candidates
    if call.contribution.choose == "first":
        candidates = candidates[:1]
    missing = tuple(dict.fromkeys(key for one in candidates for key in one.holds.missing))
    if any(one.holds.verdict != "pass" for one in candidates):
        return Choice(None, missing, told=False)
    if len(candidates) < 2:
        return Choice(next(iter(candidates), None), among=every or tuple(candidates))
    amounts = [one.cents for one in candidates]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return Choice(None, told=False)
    best = max(known) if call.contribution.choose == "best" else min(known)
    return Choice(candidates[amounts.index(best)], among=every or tuple(candidates))


def _steps(regime: Regime) -> bool:
    """Return whether a regime gives otherwise than in proportion to cost."""
    fixed = any(bonus.fixed is not None for bonus in regime.bonuses)
    return bool(regime.tiers) or regime.tiers_table is not None or regime.lump_sum is not None or fixed


def _none_applies(call: Call, choice: Choice, regimes: tuple[RegimeOutcome, ...]) -> ContributionOutcome:
    """Say that no regime applies (then nothing is granted), or that it is open which one does."""
    contribution = call.contribution
    if call.instruments and not regimes:
        return ContributionOutcome("official", ZERO)
    if not choice.told or not regimes:
        why = _("Non si può dire quale regime si applica") if regimes else _("Il bando non dice quanto concede")
        return ContributionOutcome("undetermined", regimes=regimes, why=why)
    text = _("Nessun regime di aiuto vale per questa domanda: non spetta alcun contributo")
    cite = contribution.choice_cite or contribution.regimes[0].cite
    finding = Finding("contribution.regime", "fail", "warning", text, cite, group="contribution")
    return ContributionOutcome("official", ZERO, regimes=regimes, why=text, findings=(finding,))


def _granted(chosen: Tried, regimes: tuple[RegimeOutcome, ...], facts: Facts) -> ContributionOutcome:
    outcome = next(regime for regime in regimes if regime.applies)
    over = _over_de_minimis(chosen, outcome.amount, facts)
    return ContributionOutcome(
        status=outcome.status,
        amount=outcome.amount,
        regime=outcome.id,
        steps=outcome.steps,
        regimes=regimes,
        partners=outcome.shares,
        why=outcome.because,
        findings=chosen.findings if over is None else (*chosen.findings, over),
        estimate=_estimate_of(outcome, regimes),
        de_minimis=over,
    )


def _estimate_of(applied: RegimeOutcome, regimes: tuple[RegimeOutcome, ...]) -> RegimeOutcome | None:
    """Return the estimate to show where the contribution is undetermined: the one given for the regime that applies.

    One that leaves costs out is only the least there may be, and gives way to a higher amount of another regime.
    """
    if applied.amount is not None:
        return None
    own = next((one for one in regimes if one.estimates == applied.id and one.amount is not None), None)
    if own is None or not own.leaves_out:
        return own
    others = [one for one in regimes if one.amount is not None]
    return max(others, key=lambda one: (one.amount or ZERO, one is own))


def _because(call: Call, tried: Tried, choice: Choice, awarded: date) -> Text:
    regime = tried.regime
    if regime.estimates is not None:
        return regime.why or _("È solo una stima, accanto al regime «{regime}»").format(regime=regime.estimates)
    if tried.holds.verdict == "fail":
        outside = _dates(regime)
        if outside and not _within(regime, awarded):
            return _("Vale per le concessioni {dates}").format(dates=outside)
        return _("Le sue condizioni non valgono per questa domanda")
    if tried.holds.verdict != "pass":
        return _("Non si può ancora dire se le sue condizioni valgono")
    if tried is choice.chosen:
        return _why(call, tried)
    if tried.below_minimum and choice.chosen is not None and not choice.chosen.below_minimum:
        return _("Il suo minimo non è raggiunto: si applica «{regime}»").format(regime=say(choice.chosen.regime.title))
    if choice.chosen is None:
        return _("Vale, ma non si può ancora dire quale regime si applica")
    return _("Vale, ma si applica «{regime}»").format(regime=say(choice.chosen.regime.title))


def _why(call: Call, chosen: Tried) -> Text:
    """Say why the regime chosen applies; of one whose figures are missing, what is missing."""
    if chosen.cents is None and chosen.regime.why:
        return chosen.regime.why
    return call.contribution.choice_text or _("Le sue condizioni valgono per questa domanda")


def _within(regime: Regime, day: date) -> bool:
    return (regime.valid_from or day) <= day <= (regime.valid_to or day)


def _dates(regime: Regime) -> str:
    since = _("dal {day}").format(day=formats.day(regime.valid_from)) if regime.valid_from else ""
    until = _("fino al {day}").format(day=formats.day(regime.valid_to)) if regime.valid_to else ""
    return " ".join(part for part in (since, until) if part)


def _over_de_minimis(tried: Tried, amount: Decimal | None, facts: Facts) -> Finding | None:
    """Return a blocking finding on a de minimis aid: above what is left of the general ceiling all of it is lost.

    Other ceilings (agriculture, fisheries, services) are the law's to judge. What was already granted must be answered.
    """
    regime = tried.regime
    if regime.de_minimis not in GENERAL or amount is None:
        return None
    answer = facts.answers.get(HEADROOM)
    verdict, text = _within_headroom(amount, answer)
    return Finding(
        id=f"{regime.id}.de_minimis",
        verdict=verdict,
        severity="blocking",
        text=text,
        cite=regime.cite,
        group="contribution",
        facts={} if answer is None else {HEADROOM: answer},
        missing=() if answer is not None else tuple(_untold(facts)) or ("aids",),
    )


def _within_headroom(amount: Decimal, answer: Answer | None) -> tuple[Verdict, Text]:
    if answer is None or not isinstance(answer.value, Decimal):
        return "unknown", _("Non si sa quanto resta del massimale de minimis")
    if amount > answer.value:
        return "fail", _("L'aiuto de minimis supera quanto resta del massimale: va chiesto un importo più basso")
    return "pass", _("L'aiuto de minimis sta nel massimale")


def _untold(facts: Facts) -> Iterator[str]:
    """Yield what is not known of the aid already granted."""
    for aid in facts.lists.get("aids", ()):
        yield from (f"aids[{aid.id}].{field}" for field in ("date", "amount") if aid.value(field) is None)
