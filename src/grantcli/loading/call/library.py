"""The folder of a call as an Edition with its digest, remembered between runs; and the library of all of them."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...assets import shipped
from ...filing import read_regular, real
from ...i18n import _
from ...model.call import Edition
from ...problem import Place, Problem
from ..parser.tree import MOST_BYTES
from .cache import Shared, keep, keep_library, key_of, recall, recall_library, uncollected
from .file_names import CALL_FILE, FACTS_FILE


def shared_facts() -> Path:
    """Return the shipped vocabulary that all calls share."""
    return shipped("calls") / FACTS_FILE


def load_edition(folder: Path, shared: Path | None = None) -> tuple[Edition | None, list[Problem]]:
    """Read the call in ``folder``; the edition is None when some problem is not a warning.

    What was read without any problem is remembered for the next run (see ``cache``).
    """
    return _load(folder, _Begun(shared or shared_facts()))


def _load(folder: Path, begun: "_Begun") -> tuple[Edition | None, list[Problem]]:
    found = begun.digest(folder)
    key = key_of(found, folder, begun.shared.path)
    remembered = recall(folder, key, begun.shared)
    if remembered is not None:
        return remembered, []
    edition, problems, sure = _read(folder, found, begun)
    if edition is not None and sure:
        keep(folder, key, edition, begun.shared)
    return edition, problems


def _read(folder: Path, found: str, begun: "_Begun") -> tuple[Edition | None, list[Problem], bool]:
    """Read a call whose digest was ``found``; return whether it has no problem and is still the same."""
    from .edition import read_edition

    edition, problems = read_edition(folder, begun.shared.path, found)
    return edition, problems, not problems and digest(folder, begun.shared.path) == found


def digest(folder: Path, shared: Path) -> str:
    """Return ``sha256:…`` over the names and contents of a call's files, its areas and the shared vocabulary."""
    return _Begun(shared).digest(folder)


class _Begun:
    """The shared vocabulary, read once for some calls: the digest of each begins with it."""

    def __init__(self, shared: Path) -> None:
        content = _content(shared)
        self._total = hashlib.sha256()
        _take(self._total, FACTS_FILE, content)
        self.shared = Shared(shared, content, key_of(self._total.hexdigest(), shared, shared))

    def digest(self, folder: Path) -> str:
        """Return the digest of a call."""
        total = self._total.copy()
        for path in _files(folder):
            _take(total, path.name, _content(path))
        return f"sha256:{total.hexdigest()}"


def _take(total: "hashlib._Hash", name: str, content: bytes) -> None:
    total.update(f"{name}\0{len(content)}\0".encode("utf-8", "backslashreplace"))
    total.update(content)


def _content(path: Path) -> bytes:
    """Return the bytes of a file, nothing of one that cannot be read: reading it says why."""
    try:
        return read_regular(path, MOST_BYTES)
    except OSError:
        return b""


def _files(folder: Path) -> list[Path]:
    try:
        beside = [path for path in folder.iterdir() if path.name.endswith(".csv")]
    except OSError:
        beside = []
    return [folder / CALL_FILE, *sorted(beside)]


def load_library(folders: Iterable[Path], shared: Path | None = None) -> tuple[dict[str, Edition], list[Problem]]:
    """Read every call found in ``folders`` (each a call's folder, or a folder of such), by id, in the order found.

    A call whose id was already met is a problem, and the first one stays: a user's call never shadows a shipped one.
    """
    library: dict[str, Edition] = {}
    problems: list[Problem] = []
    places = list(folders)
    remembered = _Remembered(places, _Begun(shared or shared_facts()))
    with uncollected():
        for folder in places:
            found, told = call_folders(folder)
            problems += told
            for one in found:
                edition, told = remembered.load(one)
                problems += [problem for problem in told if problem not in problems]
                if edition is not None:
                    problems += _admit(library, edition)
        remembered.end()
    return library, problems


class _Remembered:
    """The calls of some places, remembered together."""

    def __init__(self, places: Sequence[Path], begun: _Begun) -> None:
        self._places = places
        self._begun = begun
        self._before = recall_library(places, begun.shared)
        self._now: dict[bytes, Edition] = {}

    def load(self, folder: Path) -> tuple[Edition | None, list[Problem]]:
        """Return the call in ``folder`` as it was remembered, else read anew."""
        found = self._begun.digest(folder)
        key = key_of(found, folder, self._begun.shared.path)
        edition = self._before.get(key) or recall(folder, key, self._begun.shared)
        problems: list[Problem] = []
        sure = True
        if edition is None:
            edition, problems, sure = _read(folder, found, self._begun)
        if edition is not None and sure:
            self._now[key] = edition
        return edition, problems

    def end(self) -> None:
        """Remember the calls for the next run, where they are not those remembered."""
        if self._now.keys() != self._before.keys():
            keep_library(self._places, self._now, self._begun.shared)


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
    if first is None or real(Path(first.folder)) == real(Path(edition.folder)):
        return []
    text = _("il bando «{id}» c'è già in {folder}: vale quello").format(id=edition.call.id, folder=first.folder)
    return [Problem(Place(str(Path(edition.folder) / CALL_FILE)), "id", text, kind="duplicate_call", warning=True)]
