"""What a company without a plan might get: the contribution of plans as large as can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from threading import Lock
from typing import Literal

from ..assessment.assess import assess_plans
from ..engine.other_plans import OtherPlan
from ..i18n import Text
from ..model.amounts.aid_form import InstrumentForm
from ..model.call import Call, Edition
from ..model.computing.call_figure import DatedFigure, FactFigure, fixed
from ..model.facts import Answer, Facts
from ..model.outcome import AmountStatus, Outcome
from ..model.walk.call_nouns import nouns_of
from ..model.walk.named_facts import facts_of

_PLENTY = (Decimal(10) ** 8, Decimal(10) ** 9)
"""Two spendings, in each category, that no cap lets through: where they give the same, that is the most there is."""
_SOME = (Decimal(10) ** 4, Decimal(10) ** 5)
"""Spendings as projects have: a requirement that fails only beyond them is a limit on spending."""
_ALWAYS = ("award.date", "application.requested_contribution", "application.submitted_at", "aid.deminimis.headroom")
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class FormRange:
    """What an instrument might give at most, in euro; of a company with a plan what it gives."""

    id: str
    form: InstrumentForm
    label: Text
    most: Decimal


@dataclass(frozen=True, slots=True)
class ContributionRange:
    """What a company might get, in euro: from ``least`` to ``most`` (None: unknown), and what it rests on.

    ``known``: the company has a plan, and both ends are its contribution. ``ceiling`` is what the call gives at most to
    anybody, where nothing of the company says how much of it might be hers. ``estimate`` is shown where the
    contribution of a plan is open: what another text (the law) leaves at most, which is not the call's.
    ``forms`` are the instruments of which anything is known, ``gives`` the form of the contribution, if there is one.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    status: Literal["official", "estimate", "undetermined"] = "undetermined"
    known: bool = False
    estimate: Decimal | None = None
    forms: tuple[FormRange, ...] = ()
    ceiling: Decimal | None = None
    gives: InstrumentForm | None = None


_Key = tuple[int, int, date, tuple[object, ...]]
_kept: dict[_Key, tuple[Edition, ContributionRange]] = {}
_met: dict[int, Edition] = {}
_lock = Lock()


def range_of(edition: Edition, outcome: Outcome) -> ContributionRange:
    """Return the least that the call gives and the most that its caps leave of any plan; both are estimates.

    Companies that agree in all that the money of a call depends on are reckoned once; what that is, is looked for when
    a second one comes.
    """
    values = _hinges(edition, outcome) if _met.get(id(outcome.call)) is edition else None
    _met[id(outcome.call)] = edition
    if values is None:
        return _range(edition, outcome)
    key = id(edition), id(outcome.call), outcome.on, values
    found = _kept.get(key)
    if found is None:
        found = edition, _range(edition, outcome)
        with _lock:
            while len(_kept) >= _MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = found
    return found[1]


def _hinges(edition: Edition, outcome: Outcome) -> tuple[object, ...] | None:
    """Return the answers that money and requirements may depend on; None where there are more than answers."""
    facts = outcome.facts
    names, lists = _names(outcome.call, edition)
    if not names or facts.supplied or not lists.isdisjoint(facts.lists):
        return None
    answers = facts.answers
    return tuple([answers[name].value if name in answers else None for name in names])


_named: dict[tuple[int, int], tuple[Edition, tuple[str, ...], frozenset[str]]] = {}


def _names(call: Call, edition: Edition) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the answers, and the lists, that a call names; none at all where it computes facts from others."""
    key = id(call), id(edition)
    found = _named.get(key)
    if found is None:
        named = set(facts_of(call, edition.vocabulary)) | set(_ALWAYS)
        computed = any(fact.compute is not None for fact in (*edition.vocabulary.values(), *call.facts.values()))
        computed = computed or any(isinstance(noun, (FactFigure, DatedFigure)) for _steps, noun in nouns_of(call))
        lists = frozenset(name.split("[")[0] for name in named if "[" in name or _is_list(name, edition))
        found = edition, () if computed or call.dated_by else tuple(sorted(named)), lists
        _named[key] = found
    return found[1], found[2]


def _is_list(name: str, edition: Edition) -> bool:
    fact = edition.vocabulary.get(name)
    return fact is not None and fact.kind == "list"


def _range(edition: Edition, outcome: Outcome) -> ContributionRange:
    """Return the least that the call gives and the most that it gives of any plan, else its cap: all are estimates.

    Only where plans of every size come to one sum has the company's own standing set it: a cap alone says nothing.
    """
    call = outcome.call
    most, forms = _most(edition, outcome)
    least = max(_bounds(call, least=True), default=None)
    ceiling = min(_bounds(call, least=False), default=None) if most is None else None
    status: AmountStatus = "undetermined" if least is None and most is None else "estimate"
    return ContributionRange(least, most, status, forms=forms, ceiling=ceiling, gives=form_of(call))


def _most(edition: Edition, outcome: Outcome) -> tuple[Decimal | None, tuple[FormRange, ...]]:
    """Return the contribution, and what each instrument gives, where plenty of cost comes to one sum, whatever it is.

    Nothing is reckoned further than it takes to see that they do not, or that spending itself is limited.
    """
    tried = _tried(edition, outcome, _PLENTY)
    first = next(tried)
    told = [amount for amount in (first.amount, *first.instruments.values()) if amount is not None]
    if not told or _is_limited(edition, outcome, first):
        return None, ()
    second = next(tried)
    most = first.amount if first.amount == second.amount else None
    return most, tuple(_forms(outcome.call, (first, second)))


def form_of(call: Call) -> InstrumentForm | None:
    """Return the form of a call's contribution; None of a call that gives by instruments alone."""
    return call.contribution.gives if call.contribution.regimes or not call.instruments else None


def _forms(call: Call, plenty: Iterable[OtherPlan]) -> Iterator[FormRange]:
    """Yield the instruments that may apply of which plenty of cost, whatever it is, comes to one sum."""
    for one in call.instruments:
        amounts = {plan.instruments.get(one.id) for plan in plenty}
        most = amounts.pop() if len(amounts) == 1 else None
        if most is not None:
            yield FormRange(one.id, one.form, one.label, most)


def _tried(edition: Edition, outcome: Outcome, amounts: Iterable[Decimal]) -> Iterator[OtherPlan]:
    plans = (plan_of(outcome.call, amount) for amount in amounts)
    return assess_plans(outcome, edition, plans, hasty=not outcome.call.instruments)


def _is_limited(edition: Edition, outcome: Outcome, plenty: OtherPlan) -> bool:
    """Return whether plenty of cost fails something that a plan of a usual size does not."""
    return bool(plenty.fails) and any(plenty.fails - one.fails for one in _tried(edition, outcome, _SOME))


def _bounds(call: Call, *, least: bool) -> list[Decimal]:
    """Return the amounts that any contribution to a project is at least, or at most."""
    caps = (cap for cap in call.contribution.caps if cap.least == least and cap.when is None and not cap.categories)
    return [amount for cap in caps if cap.of == "project" and (amount := fixed(cap.amount)) is not None]


@lru_cache(maxsize=256)
def _plan_of(categories: tuple[str, ...], amount: Decimal) -> tuple[Facts, ...]:
    return tuple(
        Facts(id=f"{number}", answers={"category": Answer(name, "derived"), "amount": Answer(amount, "derived")})
        for number, name in enumerate(categories, start=1)
        if name
    )


def plan_of(call: Call, amount: Decimal) -> tuple[Facts, ...]:
    """Return a plan that spends ``amount`` in every category that is presented."""
    presented = (one.id if one.flat is None and not one.units else "" for one in call.expenses.categories)
    return _plan_of(tuple(presented), amount)
