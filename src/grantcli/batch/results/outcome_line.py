"""A line of ``outcomes.jsonl``: which application it is, its summary, its warnings and its outcome."""

import hashlib
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from ...filing import read_regular
from ...loading.parser.tree import MOST_BYTES
from ...problem import Problem
from ..rows.row import Data, RowResult, place_of
from .sink import PartFile

OUTCOMES = "outcomes.jsonl"
_START = '{"key":"'
_OUTCOME = ',"outcome":'
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


class EarlierLine(NamedTuple):
    """What a line of an earlier run says: all but the place of the row, which may have moved.

    ``profile`` is the path and the digest of a file that the outcome rests on beside the row, or empty.
    """

    ident: str
    profile: tuple[str, ...]
    head: Data
    warnings: list[dict[str, Any]]
    outcome: str


def line_of(result: RowResult) -> str:
    """Return the line of a result that has an outcome, without its newline."""
    before: Data = {
        "key": result.key,
        "id": result.ident,
        "file": result.row.file,
        "row": result.row.number or None,
        "profile": profile_mark(result.profile),
        "summary": result.head,
        "warnings": [_warning_data(problem) for problem in result.problems],
    }
    return f"{written(before)[:-1]}{_OUTCOME}{result.outcome}}}"


def profile_mark(file: str) -> tuple[str, ...]:
    """Return the path and the digest of a profile, nothing where there is none."""
    if not file:
        return ()
    try:
        return file, hashlib.sha256(read_regular(Path(file), MOST_BYTES)).hexdigest()
    except OSError:
        return file, ""


def key_in(line: bytes) -> str | None:
    """Return the key of a whole line, None of anything else (the end of a file that was cut)."""
    text = line[: len(_START) + 32].decode("ascii", "replace")
    return text[len(_START) :] if text.startswith(_START) and line.endswith(b"}\n") else None


def kept_in(line: bytes) -> EarlierLine:
    """Return what a whole line says."""
    text = line.decode("utf-8").rstrip("\n")
    cut = text.index(_OUTCOME)  # no string can hold it: its quotes would be escaped
    before = json.loads(text[:cut] + "}")
    return EarlierLine(
        before["id"], tuple(before["profile"]), before["summary"], before["warnings"], text[cut + len(_OUTCOME) : -1]
    )


def _warning_data(problem: Problem) -> Data:
    """Return a warning as data, without its file and row: a resumed run finds it where the row is then."""
    return {
        "code": problem.code,
        "path": problem.path,
        "message": problem.text,
        "hint": problem.hint,
        "kind": problem.kind,
    }


def again(result: RowResult, kept: EarlierLine) -> RowResult:
    """Return the result of a row that an earlier run has judged, at its place in the input of today."""
    warnings = tuple(
        Problem(place_of(result.row, str(one["path"])), one["path"], one["message"], one["hint"], one["kind"], True)
        for one in kept.warnings
    )
    profile = kept.profile[0] if kept.profile else ""
    return RowResult(result.row, kept.ident, result.key, kept.head, kept.outcome, warnings, (), profile)


def written(data: object) -> str:
    """Return data as one line of JSON, accents as they are; the same text with orjson (the extra ``fast``) or not."""
    fast = _orjson()
    if fast is None:
        return _PLAIN.encode(data)
    try:
        return str(fast.dumps(data), "utf-8")
    except TypeError:  # a number or a sign that it cannot write, and the standard library can
        return _PLAIN.encode(data)


@cache
def _orjson() -> ModuleType | None:
    try:
        import orjson
    except ImportError:
        return None
    return orjson


class OutcomeLines(PartFile):
    """The file of outcomes, one a line."""

    def __init__(self, folder: Path, name: str = OUTCOMES) -> None:
        super().__init__(folder, name)

    def add(self, result: RowResult) -> None:
        """Write the line of a result that has an outcome."""
        if result.head is not None:
            self.stream.write(line_of(result) + "\n")
