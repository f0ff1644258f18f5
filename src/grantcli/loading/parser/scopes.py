"""The list that a condition of a call is inside of: the expense lines, the partners, the list that ``each`` names."""

from collections.abc import Callable

from ...model.attachment import Attachment, Sentence
from ...model.computing.compute import LookupTable
from ...model.contribution import Bonus, Cap, Rate
from ...model.expense import Category, FlatRate, Limit, LineRule, UnitCost
from ...model.instruments.terms import Terms
from ...model.paper.declaration import DeclarationForm, ListTable
from ...model.rule import Rule
from .tree import Leaf, MappingNode


def _word(node: MappingNode, key: str) -> str:
    found = node.entries.get(key)
    return found.text if isinstance(found, Leaf) and not found.is_null else ""


def _of_each(node: MappingNode) -> str:
    return _word(node, "each")


def _of_list(node: MappingNode) -> str:
    return _word(node, "list")


def _of_cap(node: MappingNode) -> str:
    if _word(node, "each"):
        return "expenses"
    return {"line": "expenses", "partner": "partners"}.get(_word(node, "of"), "")


def _of_limit(node: MappingNode) -> str:
    return {"line": "expenses", "partner": "partners"}.get(_word(node, "each"), "")


_OF_LINES = frozenset({Category, LineRule, UnitCost, Rate, Bonus, Terms})
_SCOPES: dict[type, Callable[[MappingNode], str]] = {
    Rule: _of_each,
    Attachment: _of_each,
    DeclarationForm: _of_each,
    ListTable: _of_list,
    Sentence: _of_each,
    LookupTable: _of_each,
    Cap: _of_cap,
    Limit: _of_limit,
    FlatRate: lambda _node: "partners",
}


def scope_of(noun: type, node: MappingNode, outer: str) -> str:
    """Return the list whose items the conditions inside this noun are about; the outer one where it has none."""
    if noun in _OF_LINES:
        return "expenses"
    find = _SCOPES.get(noun)
    return (find(node) if find else "") or outer
