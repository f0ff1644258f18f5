"""What a call adds to the vocabulary, taken from its tree before its conditions can be read."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...i18n import Text
from ...model.computing.compute import LookupTable
from ..parser.reader import BAD, Reader
from ..parser.tree import Leaf, MappingNode, Series, Tree, at
from .amendments import id_of
from .vocabulary import Graded, Own


def own_words(tree: Tree) -> Own:
    """Return the tracks, categories, sections and criteria of a call; what is badly written is reported elsewhere."""
    return Own(
        tracks=_texts(at(tree, "tracks"), "text"),
        categories=_texts(at(tree, "expenses", "categories"), "text"),
        sections=_texts(at(tree, "sections"), "title"),
        criteria={name: _graded(name, node) for name, node in _by_id(at(tree, "scoring", "criteria"))},
        tables=_tables(at(tree, "tables")),
        instruments=at(tree, "instruments") is not None,
    )


def _tables(node: Tree | None) -> dict[str, LookupTable]:
    """Return the tables without their rows: what they give, and over which list."""
    kept = ("cite", "gives", "label", "each", "brackets")
    tables: dict[str, LookupTable] = {}
    for name, table in node.entries.items() if isinstance(node, MappingNode) else ():
        entries = (
            {key: table.entries[key] for key in kept if key in table.entries} if isinstance(table, MappingNode) else {}
        )
        read: Any = Reader("").read(LookupTable, MappingNode({"cite": Leaf(name), **entries}))
        if read is not BAD:
            tables[name] = read
    return tables


def _by_id(node: Tree | None) -> Iterator[tuple[str, Tree]]:
    for item in node.items if isinstance(node, Series) else ():
        if id_of(item):
            yield id_of(item), item


def _texts(node: Tree | None, key: str) -> dict[str, Text]:
    return {name: _text(name, item, key) for name, item in _by_id(node)}


def _text(name: str, node: Tree, key: str) -> Text:
    read: Any = Reader("").read(Text, at(node, key) or Leaf("", plain=True))
    return name if read is BAD else read


def _graded(name: str, node: Tree) -> Graded:
    least, most = (_number(at(node, key)) for key in ("least", "most"))
    return Graded(_text(name, node, "text"), least or Decimal(0), most, at(node, "bands") is not None)


def _number(node: Tree | None) -> Decimal | None:
    read: Any = BAD if node is None else Reader("").read(Decimal, node)
    return None if read is BAD else read
