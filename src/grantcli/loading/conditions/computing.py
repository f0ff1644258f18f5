"""What a fact is computed from, read beside its kind: a formula, a number over a list; and the rows of tables."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from ...i18n import Text, _
from ...model.computing.compute import Aggregate, Bracket, Compute, LookupRow
from ...model.condition import Condition
from ..parser.reader import BAD, Reader, join
from ..parser.scalars import read_integer, read_yes_no
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf, MappingNode, Tree, is_null
from .cursor import Spot
from .figures import read_figure
from .formulas import UNITS, read_formula
from .names import ConditionNames, FoundFact

_QUANTITIES = ("sum", "mean", "count", "distinct", "least", "greatest")
_OPTIONS = ("where", "newest", "oldest", "by", "or_fewer")
_ROW_KEYS = ("value", "text")
COLUMN_WORDS: Mapping[str, str] = {"from": "at_least", "over": "more_than", "up_to": "at_most", "below": "less_than"}
"""What a bound of a column is called in a table, and in a condition."""


class ConditionParser(Protocol):
    """What reads a condition at a spot."""

    @property
    def names(self) -> ConditionNames:
        """Return the names that may be used."""

    def parse(self, spot: Spot) -> Condition | None:
        """Return the condition, or None when it has problems (reported)."""


def scope_of_fact(path: str) -> str:
    """Return the list whose field a computed fact is: that of ``facts.expenses[].saving.compute`` is ``expenses``."""
    key = path.removeprefix("facts.").removesuffix(".compute")
    return key.rpartition("[].")[0]


def read_compute(fact: MappingNode, path: str, reader: Reader, parser: ConditionParser) -> Compute | None:
    """Return what the fact described by ``fact`` is computed from; None when it has problems (reported)."""
    node = fact.entries["compute"]
    spot = Spot(reader, node, path, scope_of_fact(path))
    if ".items." in path:
        spot.tell(_("un campo calcolato si scrive con il suo nome intero: «elenco[].campo»"), "computed_item")
        return None
    kind = fact.entries.get("kind")
    kind_word = kind.text if isinstance(kind, Leaf) else ""
    if isinstance(node, MappingNode):
        return _aggregate(spot, kind_word, parser)
    return read_formula(spot, parser.names, kind_word)


def _aggregate(spot: Spot, kind: str, parser: ConditionParser) -> Aggregate | None:
    before = spot.told()
    words = [key for key in spot.entries if key in _QUANTITIES]
    for key in spot.entries:
        if key not in (*_QUANTITIES, *_OPTIONS):
            text = _("chiave sconosciuta «{key}»").format(key=key)
            spot.tell_key(key, text, "unknown_key", did_you_mean(key, (*_QUANTITIES, *_OPTIONS)))
    if len(words) != 1:
        text = _("serve una sola di queste parole: {words}").format(words=", ".join(_QUANTITIES))
        spot.tell(text, "not_a_formula")
        return None
    word, names = words[0], parser.names
    split = names.split(spot.at(word).word, spot.scope)
    if split is None:
        text = _("«{name}» non comincia con il nome di un elenco").format(name=spot.at(word).word)
        spot.at(word).tell(text, "unknown_list", _("per esempio {example}").format(example="company.years.turnover"))
        return None
    _check_quantity(word, kind, split.field, split.found, spot, names)
    where = parser.parse(spot.at("where", split.found.key)) if "where" in spot.entries else None
    newest, oldest = (spot.at(key).take(read_integer) if key in spot.entries else None for key in ("newest", "oldest"))
    by = _order(split.found, spot, names) if {"newest", "oldest"} & set(spot.entries) else None
    or_fewer = bool(spot.at("or_fewer").take(read_yes_no)) if "or_fewer" in spot.entries else False
    if spot.told() > before:
        return None
    quantity: Any = word
    return Aggregate(
        quantity=quantity,
        list=spot.at(word).word.removesuffix(f".{split.field}") if split.field else spot.at(word).word,
        field=split.field or None,
        where=where,
        newest=newest,
        oldest=oldest,
        by=by,
        or_fewer=or_fewer,
    )


def _check_quantity(word: str, kind: str, field: str, found: FoundFact, spot: Spot, names: ConditionNames) -> None:
    """Report a field that cannot be measured so, or the fact is of another kind than what is measured."""
    if word == "count":
        if field:
            spot.at(word).tell(_("«count» vuole il nome di un elenco"), "not_a_list_name")
        unit = "number"
    else:
        measured = names.vocabulary.get(f"{found.key}[].{field}") if field else None
        if measured is None:
            inside = f"{found.key}[]."
            known = {key.removeprefix(inside) for key in names.vocabulary if key.startswith(inside)}
            text = _("«{word}» vuole un campo dell'elenco: {list}.campo").format(word=word, list=found.key)
            spot.at(word).tell(text, "unknown_field", did_you_mean(field, known))
            return
        unit = "number" if word == "distinct" else UNITS.get(measured.kind, "")
        if not unit or (unit == "date" and word in ("sum", "mean")):
            text = _("«{field}» ({kind}) non si misura con {word}")
            spot.at(word).tell(text.format(field=field, kind=measured.kind, word=word), "not_a_number_field")
            return
    if UNITS.get(kind) != unit:
        text = _("il fatto è di tipo {kind}, ma si misura {unit}")
        spot.tell(text.format(kind=kind or "?", unit=unit), "wrong_unit")


def _order(found: FoundFact, spot: Spot, names: ConditionNames) -> str | None:
    """Return the field that says which items are newest: the one named by ``by``, else the key of the list."""
    by = spot.at("by").word if "by" in spot.entries else found.fact.key
    fact = names.vocabulary.get(f"{found.key}[].{by}") if by else None
    if fact is None or fact.kind not in UNITS:
        text = _("per scegliere le voci più recenti serve «by»: un campo data o numero di {list}")
        where = spot.at("by") if "by" in spot.entries else spot
        where.tell(text.format(list=found.key), "unknown_field")
    return by


def read_row(node: Tree, path: str, reader: Reader, table: MappingNode, parser: ConditionParser) -> LookupRow | None:
    """Return a row of the table described by ``table``: its columns as one condition, its bracket, its value."""
    spot = Spot(reader, node, path, reader.scope)
    if not isinstance(node, MappingNode):
        spot.tell(_("qui serve una riga: le colonne e «value»"), "not_a_mapping")
        return None
    before = spot.told()
    bracketed, unit = _word(table, "brackets"), _word(table, "gives") or "percent"
    columns = {key: part for key, part in node.entries.items() if key not in (*_ROW_KEYS, bracketed)}
    when = parser.parse(spot._replace(node=_as_condition(columns, node))) if columns else None
    bracket = _bracket(spot.at(bracketed), parser.names) if bracketed and bracketed in node.entries else None
    if bracketed and bracketed not in node.entries:
        spot.tell(_("manca «{key}»").format(key=bracketed), "missing_key")
    if "value" not in node.entries:
        spot.tell(_("manca «{key}»").format(key="value"), "missing_key")
    value = None if is_null(node.entries.get("value")) else read_figure(spot.at("value"), parser.names, unit)
    text = reader.read(Text, node.entries["text"], join(path, "text")) if "text" in node.entries else None
    if spot.told() > before or text is BAD:
        return None
    return LookupRow(value=value, when=when, bracket=bracket, text=text)


def _word(node: MappingNode, key: str) -> str:
    found = node.entries.get(key)
    return found.text if isinstance(found, Leaf) and not found.is_null else ""


def _as_condition(columns: Mapping[str, Tree], row: MappingNode) -> MappingNode:
    """Return the columns as a condition, their bounds under the words that conditions have."""
    return MappingNode({key: _bounds(part) for key, part in columns.items()}, row.keys, row.mark)


def _bounds(node: Tree) -> Tree:
    if not isinstance(node, MappingNode):
        return node
    entries = {COLUMN_WORDS.get(word, word): part for word, part in node.entries.items()}
    return MappingNode(entries, {COLUMN_WORDS.get(word, word): mark for word, mark in node.keys.items()}, node.mark)


def _bracket(spot: Spot, names: ConditionNames) -> Bracket | None:
    """Return a stretch of the cost, by where it begins (``from``, ``over``; else nothing) and ends (``up_to``)."""
    for key in spot.entries:
        if key not in ("from", "over", "up_to"):
            text = _("uno scaglione comincia con from oppure over, e finisce con up_to")
            spot.tell_key(key, text, "unknown_key", did_you_mean(key, ("from", "over", "up_to")))
    if not spot.entries or {"from", "over"} <= set(spot.entries):
        spot.tell(_("uno scaglione comincia con from oppure con over"), "two_starts")
        return None
    start = next((key for key in ("from", "over") if key in spot.entries), None)
    low = Decimal(0) if start is None else read_figure(spot.at(start), names, "money")
    high = read_figure(spot.at("up_to"), names, "money") if "up_to" in spot.entries else None
    return None if low is None else Bracket(low=low, from_low=start != "over", high=high)
