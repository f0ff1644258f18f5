"""The folder of a call as an Edition: vocabulary, call, its versions in time and its digest, with all problems."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..assets import shipped
from ..i18n import _
from ..model.call import Area, Call, Edition, Version
from ..model.fact import Vocabulary
from ..model.timeline import Amendment
from ..problem import Place, Problem, errors
from .amending import NoSuchAddressError, changed
from .areas import read_area
from .conditions import Conditions
from .memory import keep, key_of, recall
from .names import Names
from .nodes import Leaf, Table, Tree, at
from .own import own_words
from .parsing import MOST_BYTES, read_tree
from .reader import BAD, Reader
from .references import faults
from .vocabulary import whole_vocabulary
from .walk import mark_at, path_of

CALL_FILE = "call.yaml"
FACTS_FILE = "facts.yaml"


def shared_facts() -> Path:
    """Return the shipped vocabulary that all calls share."""
    return shipped("calls") / FACTS_FILE


def read_vocabulary(path: Path) -> tuple[Vocabulary, list[Problem]]:
    """Read a vocabulary file: a table ``facts`` from key to fact."""
    tree, problems = read_tree(path)
    if tree is None:
        return {}, problems
    reader = Reader(str(path))
    return _facts_in(tree, reader), problems + reader.problems


def _facts_in(tree: Tree, reader: Reader) -> Vocabulary:
    written = tree.entries.get("facts") if isinstance(tree, Table) else None
    if written is None or (isinstance(written, Leaf) and written.is_null):
        return {}
    facts: Any = reader.read(Vocabulary, written, "facts")
    return {} if facts is BAD else facts


def load_edition(folder: Path, shared: Path | None = None) -> tuple[Edition | None, list[Problem]]:
    """Read the call in ``folder``; the edition is None when a problem that is not a warning stands.

    What was read without any problem is remembered for the next run (see ``memory``).
    """
    shared = shared or shared_facts()
    found = digest(folder, shared)
    key = key_of(found, folder, shared)
    remembered = recall(folder, key)
    if remembered is not None:
        return remembered, []
    edition, problems = read_edition(folder, shared, found)
    if edition is not None and not problems and digest(folder, shared) == found:
        keep(folder, key, edition)
    return edition, problems


def read_edition(folder: Path, shared: Path, found: str) -> tuple[Edition | None, list[Problem]]:
    """Read the call in ``folder``, whose files have the digest ``found``, from its files alone."""
    facts, problems = read_vocabulary(shared)
    tree, told = read_tree(folder / CALL_FILE)
    problems += told
    if tree is None:
        return None, problems
    edition, told = _Writing(folder, tree, facts).edition(found)
    problems += told
    return (None if any(errors(problems)) else edition), sorted(problems)


def digest(folder: Path, shared: Path) -> str:
    """Return ``sha256:…`` over the names and contents of a call's files, its areas and the shared vocabulary."""
    total = hashlib.sha256()
    for name, path in [(FACTS_FILE, shared), *((path.name, path) for path in _files(folder))]:
        content = _content(path)
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"


def _content(path: Path) -> bytes:
    """Return what stands in a file, nothing of one that cannot be read: reading it tells why."""
    try:
        return path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return b""


def _files(folder: Path) -> list[Path]:
    return [folder / CALL_FILE, *sorted(folder.glob("*.csv"))]


@dataclass(slots=True)
class _Writing:
    """A call's tree on its way to an edition."""

    folder: Path
    tree: Tree
    shared: Vocabulary

    @property
    def file(self) -> str:
        return str(self.folder / CALL_FILE)

    def edition(self, found_digest: str) -> tuple[Edition | None, list[Problem]]:
        call, vocabulary, problems = self.call_of(self.tree)
        if call is None:
            return None, problems
        versions, told = self.versions(call.amendments)
        problems += [problem for problem in told if problem not in problems]
        made = Edition(
            call=call, vocabulary=vocabulary, digest=found_digest, folder=str(self.folder), versions=versions
        )
        return made, problems

    def call_of(self, tree: Tree) -> tuple[Call | None, Vocabulary, list[Problem]]:
        own = _facts_in(tree, Reader(self.file))
        vocabulary = whole_vocabulary(self.shared, own, own=own_words(tree))
        areas = at(tree, "areas")
        names = Names(vocabulary, areas.entries if isinstance(areas, Table) else frozenset())
        reader = Reader(self.file, Conditions(names))
        call = reader.read(Call, tree)
        if call is BAD:
            return None, vocabulary, reader.problems
        for fault in faults(call, names) if not reader.problems else ():
            mark, path = mark_at(tree, fault.steps), path_of(fault.steps)
            reader.tell(mark, path, fault.text, fault.kind, fault.hint)
        return self.with_areas(call, areas, reader), vocabulary, reader.problems

    def with_areas(self, call: Call, written: Tree | None, reader: Reader) -> Call:
        filled = {name: self.filled(name, area, written, reader) for name, area in call.areas.items()}
        return replace(call, areas=filled)

    def filled(self, name: str, area: Area, written: Tree | None, reader: Reader) -> Area:
        if area.file is None:
            return area
        node = at(written, name, "file")
        if node is None or "/" in area.file or "\\" in area.file or not area.file.endswith(".csv"):
            text = _("«file» dev'essere il nome di un file .csv accanto a call.yaml")
            reader.tell(node.mark if node else (0, 0), f"areas.{name}.file", text, "wrong_area_file")
            return area
        codes, problems = read_area(self.folder / area.file)
        reader.problems += problems
        return replace(area, communes=area.communes | codes)

    def versions(self, amendments: Sequence[Amendment]) -> tuple[tuple[Version, ...], list[Problem]]:
        tree, made, problems = self.tree, [], []
        for index, amendment in sorted(enumerate(amendments), key=lambda pair: pair[1].since):
            tree, told = self.amended(tree, index)
            call, _vocabulary, more = self.call_of(tree)
            problems += told + more
            if call is not None:
                made.append(Version(since=amendment.since, call=call))
        return tuple(made), problems

    def amended(self, tree: Tree, index: int) -> tuple[Tree, list[Problem]]:
        written = at(self.tree, "amendments", index, "set")
        problems = []
        for address, value in written.entries.items() if isinstance(written, Table) else ():
            try:
                tree = changed(tree, address, value)
            except NoSuchAddressError as lost:
                place = Place(self.file, *written.key_mark(address))  # type: ignore[union-attr]
                text = _("l'indirizzo «{address}» non porta a nulla: manca «{step}»")
                said = text.format(address=address, step=lost.step)
                problems.append(Problem(place, f"amendments[{index}].set", said, kind="unknown_address"))
        return tree, problems


def load_library(folders: Iterable[Path], shared: Path | None = None) -> tuple[dict[str, Edition], list[Problem]]:
    """Read every call found in ``folders`` (each a call's folder, or a folder of such), by id, in the order found.

    A call whose id was already met is a problem, and the first one stays: a user's call never shadows a shipped one.
    """
    library: dict[str, Edition] = {}
    problems: list[Problem] = []
    for folder in folders:
        found, told = call_folders(folder)
        problems += told
        for one in found:
            edition, told = load_edition(one, shared)
            problems += [problem for problem in told if problem not in problems]
            if edition is not None:
                problems += _admit(library, edition)
    return library, problems


def call_folders(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the folders of calls in ``folder``: itself, or those inside it, by name."""
    if (folder / CALL_FILE).is_file():
        return [folder], []
    try:
        return sorted(path.parent for path in folder.glob(f"*/{CALL_FILE}")), _not_a_folder(folder)
    except OSError:
        return [], [
            Problem(Place(str(folder)), "", _("manca il permesso di leggere la cartella"), kind="no_permission")
        ]


def _not_a_folder(folder: Path) -> list[Problem]:
    if folder.is_dir():
        return []
    return [Problem(Place(str(folder)), "", _("la cartella dei bandi non esiste"), kind="missing_folder")]


def _admit(library: dict[str, Edition], edition: Edition) -> list[Problem]:
    first = library.get(edition.call.id)
    if first is None:
        library[edition.call.id] = edition
    if first is None or Path(first.folder).resolve() == Path(edition.folder).resolve():
        return []
    text = _("il bando «{id}» c'è già in {folder}: vale quello").format(id=edition.call.id, folder=first.folder)
    return [Problem(Place(str(Path(edition.folder) / CALL_FILE)), "id", text, kind="duplicate_call", warning=True)]
