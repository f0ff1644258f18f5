"""A formula in words, with the figures that it was reckoned with: ``35 % × 1.450.000,00 €``."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from ...i18n import _, plural
from ...model.computing.compute import FormulaName, FormulaNumber, FormulaStep, Term
from ...model.facts import Answer
from ...model.vocabulary import Vocabulary
from ..facts import described, written
from ..formats import money, number, percent

Figures = Mapping[str, Answer]
_SIGNS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_RANK: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
_ALIKE: Final = frozenset({"+", "-", "min", "max", "abs", "round_down", "round_up", "round_half"})
_SPANS: Final = frozenset({"plus_days", "plus_months", "plus_years"})
_LAST: Final = 3  # rank of what nothing has to be put in brackets for


def formula_words(term: Term, figures: Figures, vocabulary: Vocabulary) -> str:
    """Say a formula with its figures; functions of days in words, as no sign is known for them."""
    return _term(term, figures, vocabulary, 0)


def _term(term: Term, figures: Figures, vocabulary: Vocabulary, rank: int) -> str:
    if isinstance(term, FormulaNumber):
        return percent(term.value) if 0 < abs(term.value) < 1 else number(term.value)
    if isinstance(term, FormulaName):
        held = _held(term.fact, figures)
        return term.fact if held is None else written(figures[held].value, described(held, vocabulary))
    if term.operator in _SIGNS:
        own = _RANK[term.operator]
        left, right = _parts(term, figures, vocabulary, (own, own + 1))
        said = f"{left} {_SIGNS[term.operator]} {right}"
        return f"({said})" if own < rank else said
    if term.operator in _SPANS:
        return _bracketed(_later(term, figures, vocabulary), rank)
    if term.operator in ("min", "max"):
        return f"{term.operator}({'; '.join(_parts(term, figures, vocabulary, (0,) * len(term.of)))})"
    return _bracketed(_function(term.operator, _parts(term, figures, vocabulary, (_LAST,) * len(term.of))), rank)


def _bracketed(said: str, rank: int) -> str:
    return f"({said})" if rank else said


def _parts(term: FormulaStep, figures: Figures, vocabulary: Vocabulary, ranks: tuple[int, ...]) -> list[str]:
    """Say the parts of a step: a bare number among amounts of money is one of them."""
    amounts = term.operator in _ALIKE and any(_is_money(part, figures, vocabulary) for part in term.of)
    return [
        money(part.value) if amounts and isinstance(part, FormulaNumber) else _term(part, figures, vocabulary, rank)
        for part, rank in zip(term.of, ranks, strict=True)
    ]


def _is_money(term: Term, figures: Figures, vocabulary: Vocabulary) -> bool:
    if isinstance(term, FormulaNumber):
        return False
    if isinstance(term, FormulaName):
        fact = described(_held(term.fact, figures) or term.fact, vocabulary)
        return fact is not None and fact.kind == "money"
    held = [_is_money(part, figures, vocabulary) for part in term.of]
    return held[0] and not held[1] if term.operator == "/" else any(held)


def _held(name: str, figures: Figures) -> str | None:
    return next((key for key in figures if key == name or key.endswith(f".{name}")), None)


def _function(operator: str, parts: list[str]) -> str:
    """Say a function of figures or days, given what its parts are called."""
    words = {
        "abs": _("valore assoluto di {0}"),
        "round_down": _("{0} arrotondato per difetto a {1}"),
        "round_up": _("{0} arrotondato per eccesso a {1}"),
        "round_half": _("{0} arrotondato a {1}"),
        "days": _("giorni da {0} a {1}"),
        "months": _("mesi interi da {0} a {1}"),
        "years": _("anni interi da {0} a {1}"),
        "first_of_month": _("primo giorno del mese di {0}"),
        "end_of_month": _("ultimo giorno del mese di {0}"),
        "end_of_year": _("ultimo giorno dell'anno di {0}"),
    }
    return words[operator].format(*parts)


def _later(term: FormulaStep, figures: Figures, vocabulary: Vocabulary) -> str:
    """Say a day so long after another, or before it: ``30 novembre 2026 meno 1 mese``."""
    day, count = term.of
    long = _number_of(count)
    if long is None:
        many = {
            "plus_days": _("{n} giorni"),
            "plus_months": _("{n} mesi"),
            "plus_years": _("{n} anni"),
        }[term.operator].format(n=_term(count, figures, vocabulary, _LAST))
        words = _("{day} più {long}")
    else:
        n = abs(int(long))
        many = {
            "plus_days": plural("{n} giorno", "{n} giorni", n),
            "plus_months": plural("{n} mese", "{n} mesi", n),
            "plus_years": plural("{n} anno", "{n} anni", n),
        }[term.operator].format(n=n)
        words = _("{day} meno {long}") if long < 0 else _("{day} più {long}")
    return words.format(day=_term(day, figures, vocabulary, _LAST), long=many)


def _number_of(term: Term) -> Decimal | None:
    """Return a number that is written out, or taken from nothing: how a negative one is read."""
    if isinstance(term, FormulaNumber):
        return term.value
    if isinstance(term, FormulaStep) and term.operator == "-" and len(term.of) == 2:
        nought, many = term.of
        if isinstance(nought, FormulaNumber) and not nought.value and isinstance(many, FormulaNumber):
            return -many.value
    return None
