"""A tree as the nouns of the model: typed by the fields' own annotations, all problems gathered at the node's place."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from ...i18n import LANGUAGES, _
from ...model.computing.call_figure import Figure
from ...model.computing.compute import Compute, Formula, LookupRow, LookupTable
from ...model.condition import Condition, Test
from ...problem import Place, Problem, Refusal
from .parsing import read_tree
from .scalars import READERS
from .scopes import scope_of
from .suggestions import did_you_mean
from .tree import Leaf, MappingNode, Mark, Series, Tree, is_null, to_plain

N = TypeVar("N")
BAD: Any = object()
"""Stands for a value that could not be read; its problem is already in the list."""
_A_KEY = re.compile(r"[\w.\[\]-]+")
UNREAD = LookupTable(cite="")
"""Stands for what a fact is computed from while only the vocabulary is read."""

_COLLECTIONS: dict[Any, tuple[str, int]] = {tuple: ("tuple", 0), frozenset: ("frozenset", 0), dict: ("dict", 1)}


class Shape(NamedTuple):
    """How a field is read: one word, and the annotations of what is inside."""

    how: str
    inside: tuple[Any, ...] = ()
    optional: bool = False


@cache
def shape_of(hint: Any) -> Shape:
    """Return how to read a value of this annotation."""
    origin: Any = get_origin(hint)
    if origin is Annotated:
        return Shape("figure", (get_args(hint)[1],))
    if hint is LookupRow:
        return Shape("row")
    if origin in (Union, UnionType):
        return _shape_of_union(get_args(hint))
    if origin is Literal:
        return Shape("word", get_args(hint))
    if origin in _COLLECTIONS:
        how, at = _COLLECTIONS[origin]
        return Shape(how, (get_args(hint)[at],))
    if is_dataclass(hint):
        return Shape("noun", (hint,))
    if hint in READERS or hint is str:
        return Shape("scalar", (hint,))
    return Shape("plain")


def _shape_of_union(members: tuple[Any, ...]) -> Shape:
    kept = tuple(member for member in members if member is not NoneType)
    optional = len(kept) < len(members)
    origins: set[Any] = {get_origin(member) for member in kept}
    if Test in kept:
        return Shape("condition", (), optional)
    if Formula in kept:
        return Shape("compute", (), optional)
    if set(kept) == {datetime, date}:
        return Shape("scalar", (datetime,), optional)
    if str in kept and len(kept) == 2:
        return Shape("text", (), optional)
    if {Literal, tuple} == origins:
        return Shape("either", tuple(sorted(kept, key=_is_tuple)), optional)
    return shape_of(kept[0])._replace(optional=optional)


def _is_tuple(hint: Any) -> bool:
    origin: Any = get_origin(hint)
    return origin is tuple


class _Field(NamedTuple):
    shape: Shape
    required: bool
    name: str = ""


@cache
def fields_of(noun: type) -> Mapping[str, _Field]:
    """Return the fields of a noun by key: how each is read and whether it must be there; ``from_`` is written from."""
    hints = get_type_hints(noun, include_extras=True)
    return {
        part.name.rstrip("_"): _Field(
            shape_of(hints[part.name]), part.default is MISSING and part.default_factory is MISSING, part.name
        )
        for part in fields(noun)
    }


class ConditionReader(Protocol):
    """Reads the conditions of one call, and the figures and formulas that name its facts."""

    def read(self, node: Tree, path: str, scope: str, reader: "Reader") -> Condition | None:
        """Return the condition, or None when it has problems (reported to the reader)."""

    def figure(self, node: Tree, path: str, scope: str, reader: "Reader", unit: str) -> Figure | None:
        """Return the figure, or None when it has problems."""

    def compute(self, node: MappingNode, path: str, reader: "Reader") -> Compute | None:
        """Return what the fact described by ``node`` is computed from, or None when it has problems."""

    def row(self, node: Tree, path: str, reader: "Reader", table: MappingNode) -> LookupRow | None:
        """Return a row of the table described by ``table``, or None when it has problems."""


class Reader:
    """Reads the nouns of one file; ``problems`` grows as it goes."""

    def __init__(self, file: str, conditions: ConditionReader | None = None) -> None:
        self.file = file
        self.conditions = conditions
        self.problems: list[Problem] = []
        self.scope = ""
        self.untrusted: frozenset[str] = frozenset()  # sources whose figures are secondary where the file says nothing
        self.outer: list[MappingNode] = []  # the nouns being read, innermost last

    def tell(self, mark: Mark, path: str, text: str, kind: str, hint: str = "", warning: bool = False) -> Any:
        """Note a problem and return ``BAD``."""
        self.problems.append(Problem(Place(self.file, *mark), path, text, hint=hint, kind=kind, warning=warning))
        return BAD

    def read(self, hint: Any, node: Tree, path: str = "") -> Any:
        """Return the node as a value of the annotation ``hint``, or ``BAD``."""
        return self._as(shape_of(hint), node, path)

    def _as(self, shape: Shape, node: Tree, path: str) -> Any:
        if shape.optional and is_null(node):
            return None
        match shape.how:
            case "text":
                return self._text(node, path)
            case "condition":
                return self._condition(node, path)
            case "plain":
                return to_plain(node)
            case "figure" | "compute" | "row":
                return self._by_names(shape, node, path)
        return getattr(self, f"_{shape.how}")(shape, node, path)

    def _noun(self, shape: Shape, node: Tree, path: str) -> Any:
        noun = shape.inside[0]
        if not isinstance(node, MappingNode):
            return self.tell(node.mark, path, _("qui serve una tabella di chiavi e valori"), "not_a_mapping")
        outer, self.scope = self.scope, scope_of(noun, node, self.scope)
        self.outer.append(node)
        values = self._values(noun, node, path)
        self.outer.pop()
        self.scope = outer
        self._follow_source(noun, values)
        complete = all(name in values for name, part in fields_of(noun).items() if part.required)
        return noun(**{fields_of(noun)[key].name: value for key, value in values.items()}) if complete else BAD

    def _follow_source(self, noun: type, values: dict[str, Any]) -> None:
        """Call secondary what rests on a source that is not the issuer's, where the file does not say its status."""
        cite = str(values.get("cite") or "")
        silent = "status" in fields_of(noun) and "status" not in values
        if silent and cite.partition(" ")[0].rstrip(";") in self.untrusted:
            values["status"] = "secondary"

    def _values(self, noun: type, node: MappingNode, path: str) -> dict[str, Any]:
        known, values = fields_of(noun), {}
        for key, inner in node.entries.items():
            if key not in known:
                self._unknown_key(node, key, path, known)
            elif not is_null(inner):
                value = self._as(known[key].shape, inner, join(path, key))
                if value is not BAD:
                    values[key] = value
        for name, part in known.items():
            if part.required and is_null(node.entries.get(name)):
                text = _("manca «{key}»").format(key=name)
                self.tell(node.keys.get(name, node.mark), join(path, name), text, "missing_key")
        return values

    def _unknown_key(self, node: MappingNode, key: str, path: str, known: Mapping[str, _Field]) -> None:
        if key == "above" and "over" in known:
            text = _("«above» si può leggere in due modi")
            hint = _("from: da quell'importo compreso · over: oltre quell'importo")
            self.tell(node.key_mark(key), join(path, key), text, "ambiguous_key", hint)
            return
        if is_null(node.entries[key]) and not _A_KEY.fullmatch(key):
            text = _("una virgola dentro un testo senza virgolette")
            self.tell(node.key_mark(key), path, text, "comma", _("mettere il testo fra virgolette"))
            return
        text = _("chiave sconosciuta «{key}»").format(key=key)
        self.tell(node.key_mark(key), join(path, key), text, "unknown_key", did_you_mean(key, known))

    def _scalar(self, shape: Shape, node: Tree, path: str) -> Any:
        wanted = shape.inside[0]
        if not isinstance(node, Leaf) or is_null(node):
            return self.tell(node.mark, path, _("qui serve un solo valore"), "not_a_value")
        if wanted is str:
            return node.text
        value = READERS[wanted](node.text)
        if isinstance(value, Refusal):
            return self.tell(node.mark, path, value.text, value.kind, value.hint)
        return value

    def _word(self, shape: Shape, node: Tree, path: str) -> Any:
        word = node.text if isinstance(node, Leaf) else ""
        if word in shape.inside:
            return word
        text = _("«{word}» non è tra i valori ammessi").format(word=word) if word else _("qui serve una parola")
        hint = did_you_mean(word, shape.inside) or _("ammessi: {words}").format(words=", ".join(shape.inside))
        return self.tell(node.mark, path, text, "not_a_choice", hint)

    def _text(self, node: Tree, path: str) -> Any:
        if not isinstance(node, MappingNode):
            return self._scalar(Shape("scalar", (str,)), node, path)
        texts = {}
        for language, inner in node.entries.items():
            if language not in LANGUAGES:
                text = _("«{key}» non è una lingua prevista").format(key=language)
                hint = _("ammessi: {words}").format(words=", ".join(LANGUAGES))
                self.tell(node.key_mark(language), join(path, language), text, "unknown_language", hint)
                continue
            texts[language] = self._scalar(Shape("scalar", (str,)), inner, join(path, language))
        return texts if texts and BAD not in texts.values() else self._no_text(node, path, bool(texts))

    def _no_text(self, node: MappingNode, path: str, told: bool) -> Any:
        return BAD if told else self.tell(node.mark, path, _("il testo è vuoto"), "missing_value")

    def _tuple(self, shape: Shape, node: Tree, path: str) -> Any:
        if not isinstance(node, Series):
            hint = f"[{node.text}]" if isinstance(node, Leaf) and node.text else ""
            return self.tell(node.mark, path, _("qui serve un elenco"), "not_a_list", hint)
        inside = shape_of(shape.inside[0])
        read = [self._as(inside, part, f"{path}[{index}]") for index, part in enumerate(node.items)]
        return tuple(value for value in read if value is not BAD)

    def _frozenset(self, shape: Shape, node: Tree, path: str) -> Any:
        values = self._tuple(shape, node, path)
        return BAD if values is BAD else frozenset(values)

    def _dict(self, shape: Shape, node: Tree, path: str) -> Any:
        if not isinstance(node, MappingNode):
            return self.tell(node.mark, path, _("qui serve una tabella di chiavi e valori"), "not_a_mapping")
        inside = shape_of(shape.inside[0])
        read = {key: self._as(inside, part, join(path, key)) for key, part in node.entries.items()}
        return {key: value for key, value in read.items() if value is not BAD}

    def _either(self, shape: Shape, node: Tree, path: str) -> Any:
        return self.read(shape.inside[1] if isinstance(node, Series) else shape.inside[0], node, path)

    def _condition(self, node: Tree, path: str) -> Any:
        if self.conditions is None:
            return self.tell(node.mark, path, _("qui non ci va una condizione"), "no_condition")
        read = self.conditions.read(node, path, self.scope, self)
        return BAD if read is None else read

    def _by_names(self, shape: Shape, node: Tree, path: str) -> Any:
        """Read what names facts; before the facts are known it is only kept."""
        if self.conditions is None:
            return UNREAD
        if shape.how == "figure":
            read: Any = self.conditions.figure(node, path, self.scope, self, shape.inside[0])
        elif shape.how == "compute":
            read = self.conditions.compute(self.outer[-1], path, self)
        else:
            read = self.conditions.row(node, path, self, self.outer[-1])
        return BAD if read is None else read


def read_noun(noun: type[N], path: Path) -> tuple[N | None, Tree | None, list[Problem]]:
    """Return a file read as one noun, its tree and all problems; None of a noun or a tree that cannot be read."""
    tree, problems = read_tree(path)
    if tree is None:
        return None, None, problems
    reader = Reader(str(path))
    made = reader.read(noun, tree)
    return (None if made is BAD else made), tree, [*problems, *reader.problems]


def join(path: str, key: str) -> str:
    """Return the path of ``key`` inside ``path``."""
    return f"{path}.{key}" if path else key
