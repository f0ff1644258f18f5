"""What the text of a call lacks and the user read elsewhere: ``supplied: {id: {value: …, source: …}}``."""

from dataclasses import replace
from decimal import Decimal

from ...i18n import _
from ...model.facts import Supplied
from ...model.vocabulary import Fact
from ...registry.values import read_value
from ..parser.reader import Reader, join
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf, MappingNode, Tree, is_null

_KEYS = ("value", "source")


def read_supplied(node: Tree, known: dict[str, Fact], path: str, reader: Reader) -> dict[str, Supplied]:
    """Return what is supplied, by id; problems are reported to the reader."""
    if is_null(node):
        return {}
    if not isinstance(node, MappingNode):
        reader.tell(node.mark, path, _("qui serve una tabella di chiavi e valori"), "not_a_mapping")
        return {}
    read = {
        name: _one(name, part, known, node, path, reader) for name, part in node.entries.items() if not is_null(part)
    }
    return {name: supplied for name, supplied in read.items() if supplied is not None}


def _one(
    name: str, node: Tree, known: dict[str, Fact], outer: MappingNode, path: str, reader: Reader
) -> Supplied | None:
    where = join(path, name)
    if name not in known:
        text = _("il bando non chiede di fornire «{id}»").format(id=name)
        reader.tell(outer.key_mark(name), where, text, "unknown_supplied", did_you_mean(name, known))
        return None
    if not isinstance(node, MappingNode) or is_null(node.entries.get("value")):
        hint = _("scrivere {example}").format(example='{value: …, source: "…"}')
        reader.tell(node.mark, where, _("servono il valore e la sua fonte"), "wrong_supplied", hint)
        return None
    source = _source(node, where, reader)
    written = node.entries["value"]
    text = written.text if isinstance(written, Leaf) else ""
    fact = _as_written(known[name], text)
    value, refusal = read_value(fact, text)
    if refusal:
        reader.tell(written.mark, join(where, "value"), refusal.text, refusal.kind, refusal.hint)
    if source is None or refusal:
        return None
    return Supplied(Decimal(value) if type(value) is int else value, source, _place(reader, node), fact.kind)


def _source(node: MappingNode, path: str, reader: Reader) -> str | None:
    for key in node.entries.keys() - set(_KEYS):
        text = _("chiave sconosciuta «{key}»").format(key=key)
        reader.tell(node.key_mark(key), join(path, key), text, "unknown_key", ", ".join(_KEYS))
    source = node.entries.get("source")
    if isinstance(source, Leaf) and source.text.strip() and not source.is_null:
        return source.text.strip()
    text = _("manca la fonte: dove si legge questo valore?")
    reader.tell(node.mark if source is None else source.mark, join(path, "source"), text, "missing_source")
    return None


def _as_written(fact: Fact, text: str) -> Fact:
    """Return the fact a text is read by: what may be a share or euro is a share where a percentage is written."""
    share = fact.kind == "number" and text.rstrip().endswith("%")
    return replace(fact, kind="percent", at_most=Decimal(1)) if share else fact


def _place(reader: Reader, node: Tree) -> str:
    return f"{reader.file}:{node.mark[0]}:{node.mark[1]}" if node.mark[0] else reader.file
