"""A computed fact in words: the formula with its figures, the row of a table that fitted, the day it holds from."""

from ...i18n import _, say
from ...model.computing.compute import Aggregate, Formula, LookupTable
from ...model.facts import Facts
from ...model.outcome import ComputedValue
from ...model.vocabulary import Fact, Vocabulary
from ..facts import described, label_of, labels_of, told, written
from ..formats import day
from .formulas import formula_words

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
    if not how:
        return f"{value}{since}"
    return f"{value}{since}, {how}" if isinstance(fact.compute, LookupTable) else f"{how} = {value}{since}"


def _open_words(one: ComputedValue, vocabulary: Vocabulary) -> str:
    if one.missing:
        return _("non si sa ancora: manca {facts}").format(facts=labels_of(one.missing, vocabulary))
    return _("non si può dire: il testo non dà la cifra, o si dividerebbe per zero")


def _how(one: ComputedValue, fact: Fact, vocabulary: Vocabulary, facts: Facts) -> str:
    compute = fact.compute
    if isinstance(compute, Formula):
        return formula_words(compute.term, one.facts, vocabulary) if one.facts else ""
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
    """Name the row that fitted by its text, else by the answers that it was found by, else that no other did."""
    if one.row is None:
        return ""
    row = table.rows[one.row]
    by = "; ".join(
        f"{label_of(key, vocabulary)}: {told(key, answer, vocabulary, facts)}" for key, answer in one.facts.items()
    )
    if row.text or by:
        return say(row.text) or _("con {facts}").format(facts=by)
    return _("in ogni altro caso") if row.when is None and row.bracket is None and len(table.rows) > 1 else ""
