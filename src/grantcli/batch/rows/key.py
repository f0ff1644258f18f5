"""The key of an outcome: a digest of all that decides it. Same key, same outcome."""

import hashlib
import re
from datetime import date
from pathlib import Path

from ... import __version__
from ...filing import read_regular
from ...loading.parser.tree import MOST_BYTES
from ...model.call import Edition
from ...problem import Problem, errors
from .json_row import bytes_of, parse
from .request import head_of
from .row import Job, Row

_DAY = re.compile(rb"^on:[ \t]*([0-9]{4}-[0-9]{2}-[0-9]{2})[ \t]*(?:#.*)?$", re.MULTILINE)


def key_of(job: Job, row: Row, ident: str, edition: Edition, on: date) -> str:
    """Return the key of a row that was read: over the application, the call, the day and this program."""
    if isinstance(row.content, Path):
        return _key_of_file(job, row.content)
    return _digest(job, bytes_of(row), ident, edition.digest, on.isoformat())


def key_before_reading(job: Job, row: Row) -> str | None:
    """Return the same key without reading the facts; None for a row that is bad before that."""
    if any(errors(row.problems)):
        return None
    if isinstance(row.content, Path):
        return _key_of_file(job, row.content)
    data = parse(row)
    if isinstance(data, Problem):
        return None
    (ident, edition, on), problems = head_of(job, row, data)
    return None if problems or edition is None else key_of(job, row, ident, edition, on)


def _key_of_file(job: Job, path: Path) -> str:
    """Digest a file as it is: its call is not known yet, so that any changed call counts; the same for its day."""
    try:
        content = read_regular(path, MOST_BYTES)
    except OSError:
        content = b""
    written = _DAY.search(content)
    day = job.on.isoformat() if job.on else written[1].decode() if written else job.today.isoformat()
    asked = [job.editions[job.call]] if job.call else job.editions.values()
    calls = ",".join(edition.digest for edition in asked)
    return _digest(job, content, str(path), calls, day)


def _digest(job: Job, content: bytes, *parts: str) -> str:
    whole = (*parts, __version__, job.language, str(job.brief), str(job.papers))
    total = hashlib.sha256("\0".join(whole).encode("utf-8", "surrogatepass"))
    total.update(b"\0" + content)
    return total.hexdigest()[:32]
