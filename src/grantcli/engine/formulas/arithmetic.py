"""Formulas as functions of a frame: exact fractions and days; an operand that is not known leaves the whole open."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from ...model.computing.compute import Formula, FormulaName, FormulaNumber, Term
from ...model.walk.scope import Scope
from ..conditions.comparisons import add_months
from ..conditions.context import Frame
from ..conditions.lookups import lacker, looker, namer
from .resolved import UNDETERMINED, Find, Resolved, exact, lacking, settled

Evaluate = Callable[[Sequence[Any]], Any]


def compile_formula(formula: Formula, scope: Scope) -> Find:
    """Return the function from a frame to what the formula gives there.

    Unknown operands make it unknown with their keys missing; a division by nothing makes it undetermined.
    """
    names = list(dict.fromkeys(_names(formula.term)))
    operands = [(looker(name, scope), namer(name, scope), lacker(name, scope)) for name in names]
    evaluate = _compile(formula.term, {name: i for i, name in enumerate(names)})

    def find(frame: Frame) -> Resolved:
        answers = [look(frame) for look, _name, _lack in operands]
        if None in answers:
            return lacking([operands[i][2](frame) for i, answer in enumerate(answers) if answer is None])
        used = tuple([(operands[i][1](frame), answer) for i, answer in enumerate(answers) if answer is not None])
        try:
            value = evaluate([operand(pair[1].value) for pair in used])
        except (ZeroDivisionError, OverflowError, ValueError):
            return Resolved(None, used, UNDETERMINED)
        return Resolved(settled(value), used)

    return find


def _names(term: Term) -> list[str]:
    if isinstance(term, FormulaName):
        return [term.fact]
    return [] if isinstance(term, FormulaNumber) else [name for part in term.of for name in _names(part)]


def operand(value: Any) -> Any:
    """Return an answer's value as formulas take it: a day, or an exact number."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, (date, Fraction)) else Fraction(value)


def _compile(term: Term, places: Mapping[str, int]) -> Evaluate:
    if isinstance(term, FormulaNumber):
        value = exact(term.value)
        return lambda _values: value
    if isinstance(term, FormulaName):
        at = places[term.fact]
        return lambda values: values[at]
    apply = _FUNCTIONS[term.operator]
    parts = [_compile(part, places) for part in term.of]
    if len(parts) == 2:
        first, second = parts
        return lambda values: apply(first(values), second(values))
    return lambda values: apply(*[part(values) for part in parts])


def _rounded(amount: Fraction, unit: Fraction, shift: Fraction) -> Fraction:
    return Fraction((amount / unit + shift).__floor__()) * unit


def round_half(amount: Fraction, unit: Fraction) -> Fraction:
    """Round to the nearest multiple of ``unit``, a half away from nothing."""
    half = Fraction(1, 2)
    return _rounded(amount, unit, half) if amount >= 0 else -_rounded(-amount, unit, half)


def months_between(first: date, then: date) -> int:
    """Return the whole months from one day to another; negative backwards."""
    if then < first:
        return -months_between(then, first)
    months = (then.year - first.year) * 12 + then.month - first.month
    return months - (add_months(first, months) > then)


def end_of_month(day: date) -> date:
    """Return the last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _years(first: date, then: date) -> Fraction:
    months = months_between(first, then)
    return Fraction(months // 12 if months >= 0 else -(-months // 12))


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "min": min,
    "max": max,
    "abs": lambda one: -one if one < 0 else one,
    "round_down": lambda one, unit: _rounded(one, unit, Fraction(0)),
    "round_up": lambda one, unit: -_rounded(-one, unit, Fraction(0)),
    "round_half": round_half,
    "days": lambda first, then: Fraction((then - first).days),
    "months": lambda first, then: Fraction(months_between(first, then)),
    "years": _years,
    "first_of_month": lambda day: day.replace(day=1),
    "end_of_month": end_of_month,
    "end_of_year": lambda day: day.replace(month=12, day=31),
    "plus_days": lambda day, days: day + timedelta(days=int(days)),
    "plus_months": lambda day, months: add_months(day, int(months)),
    "plus_years": lambda day, years: add_months(day, 12 * int(years)),
}
