"""The papers of the applications of a run: a PDF each, in its place as soon as it is drawn."""

import re
from hashlib import sha256
from pathlib import Path

from ...filing import write_whole
from ..rows.row import RowResult

PAPERS = "pdf"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


class Papers:
    """The folder of the papers. Those of other runs stay: they are found again when a run is resumed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, result: RowResult) -> None:
        """Write the papers of a result."""
        for kind, content in result.papers:
            path = paper_of(self._folder, result.ident, kind)
            path.parent.mkdir(exist_ok=True)
            write_whole(path, content)

    def flush(self) -> None:
        """Every paper has been handed over."""

    def close(self) -> None:
        """Every paper is whole."""

    def drop(self) -> None:
        """There are papers only where there are outcomes."""

    def finish(self) -> list[Path]:
        """Every paper is in its place; they are not named one by one."""
        return []


def paper_of(folder: Path, ident: str, kind: str) -> Path:
    """Return the path of the PDF of an application in the folder of a run."""
    return folder / PAPERS / f"{file_name(ident)}-{kind}.pdf"


def file_name(ident: str) -> str:
    """Return a file name for an application: its name where that is plain, else what is plain of it and a digest."""
    if _PLAIN_NAME.fullmatch(ident):
        return ident
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", ident).strip("-.")[-60:]
    return f"{plain}-{sha256(ident.encode('utf-8', 'replace')).hexdigest()[:8]}"
