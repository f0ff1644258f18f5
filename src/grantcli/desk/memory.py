"""The status of applications, remembered between runs by content: their files, their call, the day, this program.

What was read with an error is not kept. ``GRANTCLI_NO_CACHE`` turns all this off.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .. import __version__
from ..assets import code_mark
from ..filing import is_ours, read_regular, write_whole
from .application_status import ApplicationStatus, from_plain

_ROOMS = (
    "model",
    "loading",
    "registry",
    "tabular",
    "engine",
    "law",
    "assessment",
    "wording",
    "report",
    "render",
    "desk",
)
_MOST_BYTES = 256_000_000


@lru_cache(maxsize=1)
def _program() -> str:
    return f"{code_mark(_ROOMS)} {__version__} {sys.version}"


def digest_of(*parts: str | bytes) -> str:
    """Return a digest of parts, none of which runs into the next."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        total.update(f"{len(data)}\0".encode() + data)
    return total.hexdigest()


def recall(name: str) -> tuple[str, ApplicationStatus] | None:
    """Return what was asked when ``name`` was kept, and the status, if no file it was read from changed since."""
    file = _file(name)
    if file is None or not is_ours(file):
        return None
    try:
        kept = json.loads(file.read_bytes())
        if kept["program"] != _program():
            return None
        if any(content_digest(Path(one)) != known for one, known in kept["files"].items()):
            return None
        return str(kept["asked"]), from_plain(kept["status"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(name: str, asked: str, files: Iterable[Path], status: ApplicationStatus) -> None:
    """Keep a status, what was asked for it, the digests of its files; a disk that refuses is no matter."""
    file = _file(name)
    if file is None:
        return
    known = {str(one): content_digest(one) for one in files}
    kept = {"program": _program(), "asked": asked, "files": known, "status": status._asdict()}
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, json.dumps(kept).encode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return


def content_digest(file: Path) -> str:
    """Return a digest of the bytes of a file; nothing of one that cannot be read."""
    try:
        return digest_of(read_regular(file, _MOST_BYTES))
    except OSError:
        return ""


def _file(name: str) -> Path | None:
    if os.environ.get("GRANTCLI_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    return user_cache_path("grantcli", appauthor=False) / "desk" / f"{digest_of(name)[:32]}.json"
