"""Editions remembered between runs, so that a second run needs neither YAML nor the reader; never a stale one.

An edition is kept under the content of its files and of this program: when either changed, it is read again. Only
editions without any problem are kept. ``GRANTCLI_NO_CACHE`` turns all this off.
"""

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from ... import __version__
from ...assets import PACKAGE, code_mark
from ...filing import is_ours
from ...model.call import Edition

_PACKAGE = PACKAGE
_ROOMS = ("model", "loading", "registry")
_KEY = 32


def key_of(digest: str, folder: Path, shared: Path) -> bytes:
    """Return the key of an edition: its files' digest, where they are, and the program that reads them."""
    parts = (digest, str(folder), str(shared), _program(), __version__, sys.version)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).digest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a mark of the code and data that make editions: it changes when any of their files does."""
    return code_mark(_ROOMS, _PACKAGE)


def recall(folder: Path, key: bytes) -> Edition | None:
    """Return the edition kept for ``folder`` under ``key``; None when there is none, or it is damaged or not ours."""
    file = _file(folder)
    if file is None or not is_ours(file):
        return None
    try:
        content = file.read_bytes()
    except OSError:
        return None
    kept, sum_, payload = content[:_KEY], content[_KEY : 2 * _KEY], content[2 * _KEY :]
    if kept != key or hashlib.sha256(payload).digest() != sum_:
        return None
    return _unpickled(payload)


def _unpickled(payload: bytes) -> Edition | None:
    """Read what ``keep`` wrote: our own file, whole, by this very program."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        found = pickle.loads(payload)  # noqa: S301 - owned by the user, checksummed, written by this program
    except Exception:
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Edition) else None


def keep(folder: Path, key: bytes, edition: Edition) -> None:
    """Keep an edition under ``key``, in place of what was kept for the folder; a disk that refuses is no matter."""
    file = _file(folder)
    if file is None:
        return
    payload = pickle.dumps(edition, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".new")
        with os.fdopen(handle, "wb") as out:
            out.write(key + hashlib.sha256(payload).digest() + payload)
        Path(name).replace(file)
    except OSError:
        return


def _file(folder: Path) -> Path | None:
    if os.environ.get("GRANTCLI_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(folder.absolute()).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return user_cache_path("grantcli", appauthor=False) / "editions" / f"{name}.edition"
