"""Files of the folders given that are no companies, named in one note."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..batch.inputs import BOOKS, LINES, first_files
from ..i18n import _
from ..problem import Place, Problem

_TABLES = LINES | BOOKS | {".csv", ".tsv"}


def left_out(given: Sequence[str], why: Mapping[str, str]) -> list[Problem]:
    """Return a note on what was left out of what was given: ``why`` by file, and tables, which are not looked for."""
    because = {**why, **{file: _("in una cartella si leggono solo i file .yaml") for file in _tables(given)}}
    files: dict[str, list[str]] = {}
    for file, reason in because.items():
        files.setdefault(reason, []).append(file)
    if not files:
        return []
    told = "; ".join(f"{first_files(found)} ({reason})" for reason, found in files.items())
    text = _("lasciati fuori: {files}").format(files=told)
    return [Problem(Place(_top(list(because), given)), "", text, kind="left_out", warning=True)]


def _tables(given: Sequence[str]) -> Iterator[str]:
    for folder in (Path(name) for name in given if Path(name).is_dir()):
        yield from (str(path) for path in sorted(folder.rglob("*")) if path.suffix.lower() in _TABLES)


def _top(files: Sequence[str], given: Sequence[str]) -> str:
    """Return what was given that the first of the files is or lies in."""
    holds = (name for name in given if Path(files[0]) == Path(name) or Path(name) in Path(files[0]).parents)
    return next(holds, files[0])
