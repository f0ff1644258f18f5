"""From bytes to a tree: reading a file within limits, and YAML events into nodes without recursion."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from ...filing import open_regular
from ...i18n import _
from ...problem import Place, Problem, reason_of
from .syntax_errors import open_brackets, syntax_problem
from .tree import MOST_BYTES, Leaf, MappingNode, Mark, Series, Tree

MOST_DEPTH = 60
MOST_NODES = 200_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_DRAWN = (yaml.MappingStartEvent, yaml.SequenceStartEvent)


class _StopError(Exception):
    """The file cannot be read further; carries the problem that says why. Never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_tree(path: Path, name: str | None = None) -> tuple[Tree | None, list[Problem]]:
    """Read a YAML file, shown in problems as ``name``; the tree is None when nothing of it can be used."""
    shown = name or str(path)
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems
    return parse_text(text, shown)


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """Read a UTF-8 text file of at most ``MOST_BYTES``, or say why not. The size is known before anything is read."""
    place = Place(name)
    try:
        if path.is_dir():
            return None, [Problem(place, "", _("è una cartella, non un file"), kind="directory")]
        size = path.stat().st_size
        if size <= MOST_BYTES:
            with open_regular(path) as file:
                data = file.read(MOST_BYTES + 1)
            size = len(data)
        return _decode(data, place) if size <= MOST_BYTES else (None, [_too_big(place, size)])
    except (FileNotFoundError, NotADirectoryError):
        return None, [Problem(place, "", _("il file non esiste"), kind="missing_file")]
    except PermissionError:
        return None, [Problem(place, "", _("manca il permesso di leggere il file"), kind="no_permission")]
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        return None, [Problem(place, "", _("il file non si legge: {why}").format(why=reason), kind="unreadable")]


def read_stream(stream: BinaryIO, name: str) -> tuple[str | None, list[Problem]]:
    """Read standard input as ``read_text`` does a file; one that is closed is a problem as well."""
    place = Place(name)
    try:
        data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        return None, [Problem(place, "", _("non si legge: {why}").format(why=reason), kind="unreadable")]
    return _decode(data, place) if len(data) <= MOST_BYTES else (None, [_too_big(place, len(data))])


def _too_big(place: Place, size: int) -> Problem:
    text = _("il file pesa {size} MB: oltre il limite di {most} MB").format(
        size=round(size / 1_000_000), most=MOST_BYTES // 1_000_000
    )
    return Problem(place, "", text, kind="too_big")


def _decode(data: bytes, place: Place) -> tuple[str | None, list[Problem]]:
    if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(place, "", _("non è un file di testo in UTF-8"), kind="binary")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        where = Place(place.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        hint = _("salvare il file in UTF-8")
        return None, [Problem(where, "", _("questo carattere non è UTF-8"), hint=hint, kind="not_utf8")]


def parse_text(text: str, name: str) -> tuple[Tree | None, list[Problem]]:
    """Make the tree of one YAML document; every duplicate key is reported, other defects stop at the first."""
    odd = _FORBIDDEN.search(text)
    if odd:
        return None, [_control_character(text, odd.start(), name)]
    grower = _Grower(name)
    try:
        grower.grow(yaml.parse(text, Loader=_LOADER))
        return grower.whole(), grower.problems
    except yaml.YAMLError as error:
        return None, [*grower.problems, _unread(error, text, name)]
    except _StopError as stop:
        return None, [*grower.problems, stop.problem]


def _unread(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Return why the parser stopped; newer ones refuse deep brackets before they report the first."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or open_brackets(text[: mark.index]) <= MOST_DEPTH:
        return syntax_problem(error, text, name)
    return Problem(Place(name, mark.line + 1, mark.column + 1), "", _too_deep(), kind="too_deep")


def _too_deep() -> str:
    return _("più di {most} livelli uno dentro l'altro").format(most=MOST_DEPTH)


def _control_character(text: str, at: int, name: str) -> Problem:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    message = _("carattere di controllo non ammesso (codice {code})").format(code=f"U+{ord(text[at]):04X}")
    return Problem(Place(name, line, column), "", message, kind="control_character")


@dataclass(slots=True, repr=False, eq=False)
class _Open:
    """A collection whose end has not come yet."""

    table: bool
    mark: Mark
    anchor: str | None
    entries: dict[str, Tree] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)
    items: list[Tree] = field(default_factory=list)
    key: str | None = None
    size: int = 1

    def close(self) -> Tree:
        if self.table:
            return MappingNode(self.entries, self.keys, self.mark)
        return Series(tuple(self.items), self.mark)


class _Grower:
    """Grows one tree from parser events, with its own stack, so that depth cannot exhaust anything."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Tree, int]] = {}
        self.root: Tree | None = None
        self.documents = 0

    def grow(self, events: Iterable[Any]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, _DRAWN):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def whole(self) -> Tree:
        if self.root is None or (isinstance(self.root, Leaf) and self.root.is_null):
            raise _StopError(Problem(Place(self.name), "", _("il file è vuoto"), kind="empty"))
        return self.root

    def _stop(self, mark: Mark, text: str, kind: str, hint: str = "") -> _StopError:
        return _StopError(Problem(Place(self.name, *mark), "", text, hint=hint, kind=kind))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._stop(
                _mark(event),
                _("il file contiene più di un documento YAML"),
                "many_documents",
                _("tenere una sola parte, senza righe «---»"),
            )

    def _scalar(self, event: Any) -> None:
        self._check_tag(event)
        leaf = Leaf(event.value, not event.style, _mark(event))
        self._keep(event.anchor, leaf, 1)
        self._put(leaf, 1)

    def _open(self, event: Any) -> None:
        self._check_tag(event)
        self._refuse_as_key(event)
        if len(self.stack) >= MOST_DEPTH:
            raise self._stop(_mark(event), _too_deep(), "too_deep")
        self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), _mark(event), event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        tree = done.close()
        self._keep(done.anchor, tree, done.size)
        self._put(tree, done.size)

    def _alias(self, event: Any) -> None:
        found = self.anchors.get(event.anchor)
        if found is None:
            inside = any(part.anchor == event.anchor for part in self.stack)
            text = _("«*{name}» contiene sé stesso") if inside else _("«*{name}» non è definito prima di qui")
            raise self._stop(_mark(event), text.format(name=event.anchor), "recursive_alias" if inside else "no_anchor")
        self._refuse_as_key(event, tree=found[0])
        self._put(*found)

    def _keep(self, anchor: str | None, tree: Tree, size: int) -> None:
        if anchor:
            self.anchors[anchor] = (tree, size)

    def _put(self, tree: Tree, size: int) -> None:
        if not self.stack:
            self.root = tree
            return
        frame = self.stack[-1]
        frame.size += size
        if frame.size > MOST_NODES:
            text = _("troppi valori: i rimandi (*) moltiplicano il contenuto oltre {most}").format(most=MOST_NODES)
            raise self._stop(frame.mark, text, "too_many_nodes")
        if not frame.table:
            frame.items.append(tree)
        elif frame.key is None:
            self._take_key(frame, tree)
        else:
            frame.entries[frame.key] = tree
            frame.key = None

    def _take_key(self, frame: _Open, leaf: Tree) -> None:
        key = leaf.text if isinstance(leaf, Leaf) else ""
        if key == "<<" and isinstance(leaf, Leaf) and leaf.plain:
            text = _("la fusione «<<» non è ammessa: ripetere le chiavi")
            raise self._stop(leaf.mark, text, "merge_key")
        first = frame.keys.get(key)
        if first is not None:
            text = _("la chiave «{key}» c'è già alla riga {line}").format(key=key, line=first[0])
            self.problems.append(Problem(Place(self.name, *leaf.mark), "", text, kind="duplicate_key"))
        else:
            frame.keys[key] = leaf.mark
        frame.key = key

    def _refuse_as_key(self, event: Any, tree: Tree | None = None) -> None:
        if self.stack and self.stack[-1].table and self.stack[-1].key is None and not isinstance(tree, Leaf):
            raise self._stop(_mark(event), _("una chiave dev'essere una parola, non un elenco"), "complex_key")

    def _check_tag(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            text = _("l'etichetta YAML «{tag}» non è ammessa").format(tag=event.tag)
            raise self._stop(_mark(event), text, "tag", _("togliere la parola che comincia con «!»"))


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1
