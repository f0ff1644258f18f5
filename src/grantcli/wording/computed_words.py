"""A computed fact in words: the formula with its figures, the row of a table that fitted, the day it holds from."""

from collections.abc import Mapping

from ..i18n import _, say
from ..model.computing.compute import Aggregate, Formula, FormulaName, FormulaNumber, LookupTable, Term
from ..model.facts import Answer, Facts
from ..model.outcome import ComputedValue
from ..model.vocabulary import Fact, Vocabulary
from .facts import described, label_of, labels_of, told, written
from .formats import day, number, percent

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_MOST = 6  # figures shown of a list


def computed_words(one: ComputedValue, vocabulary: Vocabulary, facts: Facts) -> str:
    """Say how a computed fact came about: ``min(35 % × 1.450.000,00 €; 500.000,00 €) = 500.000,00 €``.

    ``facts`` are those of the application, which name the places that codes stand for.
    """
    fact = described(one.key, vocabulary)
    if fact is None or fact.compute is None:
        return ""
    if one.value is None:
        return _open_words(one, vocabulary)
    if fact.status == "missing":
        return _("{value}, fornito da chi fa domanda").format(value=written(one.value, fact))
    how = _how(one, fact, vocabulary, facts)
    value = written(one.value, fact)
    since = _(" (dal {day})").format(day=day(one.since)) if one.since is not None else ""
    return f"{how} = {value}{since}" if how else f"{value}{since}"


def _open_words(one: ComputedValue, vocabulary: Vocabulary) -> str:
    if one.missing:
        return _("non si sa ancora: manca {facts}").format(facts=labels_of(one.missing, vocabulary))
    return _("non si può dire: il testo non dà la cifra, o si dividerebbe per zero")


def _how(one: ComputedValue, fact: Fact, vocabulary: Vocabulary, facts: Facts) -> str:
    compute = fact.compute
    if isinstance(compute, Formula):
        return _term(compute.term, one.facts, vocabulary, 0) if one.facts else ""
    if isinstance(compute, Aggregate):
        figures = [written(answer.value, described(key, vocabulary)) for key, answer in one.facts.items()]
        more = f"; +{len(figures) - _MOST}" if len(figures) > _MOST else ""
        return f"{_quantity(compute)} ({'; '.join(figures[:_MOST])}{more})" if figures else _quantity(compute)
    return _row(one, compute, vocabulary, facts) if compute is not None else ""


def _quantity(compute: Aggregate) -> str:
    return {
        "sum": _("somma"),
        "mean": _("media dei valori"),
        "count": _("quante voci"),
        "distinct": _("quante diverse"),
        "least": _("la minore"),
        "greatest": _("la maggiore"),
    }[compute.quantity]


def _row(one: ComputedValue, table: LookupTable, vocabulary: Vocabulary, facts: Facts) -> str:
    """Name the row that fitted by its text, else by the answers that it was found by."""
    if one.row is None:
        return ""
    text = say(table.rows[one.row].text)
    by = "; ".join(
        f"{label_of(key, vocabulary)}: {told(key, answer, vocabulary, facts)}" for key, answer in one.facts.items()
    )
    name = _("riga {n}").format(n=one.row + 1)
    return f"{name}, {text or by}" if text or by else name


def _term(term: Term, facts: Mapping[str, Answer], vocabulary: Vocabulary, rank: int) -> str:
    if isinstance(term, FormulaNumber):
        return percent(term.value) if 0 < abs(term.value) < 1 else number(term.value)
    if isinstance(term, FormulaName):
        return _operand(term.fact, facts, vocabulary)
    sign = _SIGNS.get(term.operator)
    if sign is None:
        inside = "; ".join(_term(part, facts, vocabulary, 0) for part in term.of)
        return f"{_function(term.operator)}({inside})"
    own = _RANK[term.operator]
    left, right = _term(term.of[0], facts, vocabulary, own), _term(term.of[1], facts, vocabulary, own + 1)
    said = f"{left} {sign} {right}"
    return f"({said})" if own < rank else said


def _operand(name: str, facts: Mapping[str, Answer], vocabulary: Vocabulary) -> str:
    key = next((key for key in facts if key == name or key.endswith(f".{name}")), None)
    return name if key is None else written(facts[key].value, described(key, vocabulary))


def _function(operator: str) -> str:
    words = {
        "abs": _("valore assoluto"),
        "round_down": _("per difetto"),
        "round_up": _("per eccesso"),
        "round_half": _("al più vicino"),
        "days": _("giorni"),
        "months": _("mesi"),
        "years": _("anni"),
        "first_of_month": _("primo del mese"),
        "end_of_month": _("fine del mese"),
        "end_of_year": _("fine dell'anno"),
        "plus_days": _("più giorni"),
        "plus_months": _("più mesi"),
        "plus_years": _("più anni"),
    }
    return words.get(operator, operator)
