"""Editions remembered between runs, so that a second run needs neither YAML nor the reader; never a stale one.

An edition is kept under the content of its files and of this program: when either changed, it is read again. Only
editions without any problem are kept. ``GRANTCLI_NO_CACHE`` turns all this off.
"""

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from ... import __version__
from ...assets import PACKAGE, code_mark
from ...filing import is_ours
from ...i18n import language
from ...model.call import Edition
from ..identity_key import Same
from .packing import Common, packed, unpacked

_PACKAGE = PACKAGE
_ROOMS = ("model", "loading", "registry")
_KEY, _COUNT = 32, 4
T = TypeVar("T")


def key_of(digest: str, folder: Path, shared: Path) -> bytes:
    """Return the key of an edition: its files' digest, where they are, and the program that reads them."""
    parts = (digest, str(folder), str(shared), _program(), __version__, sys.version)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).digest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a mark of the code and data that make editions: it changes when any of their files does."""
    return code_mark(_ROOMS, _PACKAGE)


class Shared(NamedTuple):
    """The shared vocabulary as it was read: where, what stood in it, and the key of what is kept of it."""

    path: Path
    content: bytes
    key: bytes


def recall(folder: Path, key: bytes, shared: Shared) -> Edition | None:
    """Return the edition kept for ``folder`` under ``key``; None when there is none, or it is damaged or not ours."""
    payload = _kept(_file(folder, "edition"), key)
    common = None if payload is None else _common(shared.path, shared.key)
    found = None if common is None or payload is None else _restored(lambda: unpacked(payload, common))
    return found[0] if found else None


def recall_library(places: Sequence[Path], shared: Shared) -> dict[bytes, Edition]:
    """Return the editions kept together for some places, by their keys; none where the program has changed since."""
    payload = _kept(_file_of(places), shared.key)
    common = None if payload is None else _common(shared.path, shared.key)
    if payload is None or common is None:
        return {}
    most = _KEY * int.from_bytes(payload[:_COUNT], "big") + _COUNT
    keys = [payload[at : at + _KEY] for at in range(_COUNT, most, _KEY)]
    return dict(zip(keys, _restored(lambda: unpacked(payload[most:], common)) or (), strict=False))


def keep_library(places: Sequence[Path], editions: Mapping[bytes, Edition], shared: Shared) -> None:
    """Keep editions under their keys in one file: many are restored much faster together than one by one."""
    file = _file_of(places)
    if file is not None:
        content = packed(list(editions.values()), _common(shared.path, shared.key) or _keep_common(shared))
        _write(file, shared.key, len(editions).to_bytes(_COUNT, "big") + b"".join(editions) + content)


def _kept(file: Path | None, key: bytes) -> bytes | None:
    """Return what a file keeps under a key; None of one that is damaged or not ours."""
    if file is None or not is_ours(file):
        return None
    try:
        content = file.read_bytes()
    except OSError:
        return None
    payload = content[2 * _KEY :]
    whole = content[:_KEY] == key and hashlib.sha256(payload).digest() == content[_KEY : 2 * _KEY]
    return payload if whole else None


def _restored(read: Callable[[], T]) -> T | None:
    """Return what is read of our own file, whole, written by this very program; None where that is not so."""
    try:
        with uncollected():
            return read()
    except Exception:
        return None


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile: what is read stays, and looking through it again and again finds nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def keep(folder: Path, key: bytes, edition: Edition, shared: Shared) -> None:
    """Keep an edition under ``key``, in place of what was kept for the folder; a disk that refuses is no matter.

    Facts that it has of the shared vocabulary are kept once for all editions, which then hold the same objects.
    """
    file = _file(folder, "edition")
    if file is not None:
        _write(file, key, packed([edition], _common(shared.path, shared.key) or _keep_common(shared)))


@lru_cache(maxsize=4)
def _common(shared: Path, key: bytes) -> Common | None:
    """Return what is kept of the shared vocabulary; None where nothing is, or it is damaged or not ours."""
    payload = _kept(_file(shared, "facts"), key)
    return None if payload is None else _restored(lambda: Common(pickle.loads(payload)))  # noqa: S301 - our own


def _keep_common(shared: Shared) -> Common:
    from .edition import vocabulary_in
    from .vocabulary import plain_vocabulary

    facts = vocabulary_in(shared.content.decode("utf-8-sig"), str(shared.path), language())[0]
    vocabulary = plain_vocabulary(Same(facts))
    file = _file(shared.path, "facts")
    if file is not None:
        _write(file, shared.key, pickle.dumps(vocabulary, protocol=pickle.HIGHEST_PROTOCOL))
    _common.cache_clear()
    return Common(vocabulary)


def _write(file: Path, key: bytes, payload: bytes) -> None:
    """Write what is kept under a key whole or not at all; a disk that refuses is no matter."""
    import tempfile

    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".new")
        with os.fdopen(handle, "wb") as out:
            out.write(key + hashlib.sha256(payload).digest() + payload)
        Path(name).replace(file)
    except OSError:
        return


def _file_of(places: Sequence[Path]) -> Path | None:
    return _file(Path("\0".join(str(place.absolute()) for place in places)), "library")


def _file(folder: Path, kind: str) -> Path | None:
    if os.environ.get("GRANTCLI_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(folder.absolute()).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return user_cache_path("grantcli", appauthor=False) / "editions" / f"{name}.{kind}"
