"""The folder that papers are written into: whose each file is, and nothing written over what is somebody else's."""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Literal, Protocol

from ...filing import real, write_whole
from ...i18n import _
from ...problem import Place, Problem, reason_of
from .papers import Paper
from .styles import UnwrittenError

Owner = Literal["nobody", "ours", "another", "foreign"]
_MARKS = re.compile(
    rb'(?:/ID \[\(|name="grantcli-application" content="|"application": "|<dc:identifier>grantcli:|'
    rb'X-GRANTCLI-APPLICATION:)([0-9a-f]{32})[)"<\r]'
)
SUFFIXES = (".pdf", ".docx", ".html")
"""Of papers to look at, what is shown first."""
_TOGETHER = 60  # seconds within which the papers of one run are written
_ENDS = 200_000  # bytes looked at from the start and from the end of a file


class TakenError(UnwrittenError):
    """A file of that name is there that this program did not write."""


class NamingPapers(Protocol):
    """What gives papers their names, and says whose they are."""

    @property
    def identity(self) -> str:
        """What all papers of one application share."""

    def name(self, kind: str, suffix: str, number: int) -> str:
        """Return the name of a paper's file."""


class Shelf:
    """Writes papers into a folder; ``force``: over whatever is there."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        self.folder = folder
        self.force = force

    def put(self, making: NamingPapers, papers: Iterable[Paper]) -> Iterator[Path]:
        """Write the papers and yield their files. Those of another application keep theirs: ours get a number."""
        held = list(papers)
        number = 1 if self.force else self._free_number(making, held)
        for paper in held:
            content = paper.make()
            self.folder.mkdir(parents=True, exist_ok=True)
            yield _put(self.folder / making.name(paper.kind, paper.suffix, number), content)

    def why_not(self, error: OSError | UnwrittenError) -> Problem:
        """Return why papers were not written."""
        if isinstance(error, UnwrittenError):
            return error.problem
        text = _("non si può scrivere: {why}").format(why=reason_of(error))
        return Problem(Place(str(error.filename or self.folder)), "", text, kind="cannot_write")

    def _free_number(self, making: NamingPapers, papers: list[Paper]) -> int:
        for number in count(1):
            files = [self.folder / making.name(paper.kind, paper.suffix, number) for paper in papers]
            owners = {file: owner_of(file, making.identity) for file in files}
            foreign = [file for file, owner in owners.items() if owner == "foreign"]
            if foreign:
                text = _("c'è già un file che non è di questa domanda, e non è stato toccato")
                hint = _("spostarlo, scegliere un'altra cartella con -o, o sostituirlo con --force")
                raise TakenError(Problem(Place(str(foreign[0])), "", text, hint, kind="file_taken"))
            if "another" not in owners.values():
                return number
        raise AssertionError("numbers do not end")


def papers_in(folders: Iterable[Path], identity: str) -> list[Path]:
    """Return the papers of an application in some folders: those of the last run first, a dossier before its checklist,
    of one paper the PDF before the document and the page."""
    found = {}
    for folder in folders:
        try:
            files = [file for file in folder.iterdir() if file.suffix in SUFFIXES and file.is_file()]
            ours = [file for file in files if owner_of(file, identity) == "ours"]
            found.update({real(file): (file, file.stat().st_mtime) for file in ours})
        except OSError:
            continue
    written = list(found.values())
    last = max((when for _file, when in written), default=0.0)
    kinds = ("Dossier", "Memo")

    def place(one: tuple[Path, float]) -> tuple[bool, bool, int, float, str]:
        file, when = one
        early = last - when > _TOGETHER
        return early, not file.name.startswith(kinds), 0 if early else SUFFIXES.index(file.suffix), -when, file.name

    return [file for file, _when in sorted(written, key=place)]


def owner_of(file: Path, identity: str) -> Owner:
    """Return whose a file is: of nobody, of this application, of another one, or not written by this program."""
    if not os.path.lexists(file):
        return "nobody"
    if not file.is_file():
        return "foreign"
    with file.open("rb") as opened:
        start = opened.read(_ENDS)
        opened.seek(max(0, file.stat().st_size - _ENDS))
        marks = [*_MARKS.finditer(start), *_MARKS.finditer(opened.read())]
    if not marks:
        return "foreign"
    return "ours" if marks[-1][1] == identity.encode() else "another"


def _put(path: Path, content: bytes) -> Path:
    """Write whole or not at all: a reader never sees half a file."""
    return write_whole(path, content)
