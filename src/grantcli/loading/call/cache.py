"""Editions remembered between runs, so that a second run needs neither YAML nor the reader; never a stale one.

An edition is kept under the content of its files and of this program: when either changed, it is read again. Only
editions without any problem are kept. ``GRANTCLI_NO_CACHE`` turns all this off.
"""

import gc
import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ... import __version__
from ...assets import PACKAGE, code_mark
from ...filing import is_ours
from ...i18n import language
from ...model.call import Edition
from ...model.vocabulary import Fact, Vocabulary
from ..identity_key import Same

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


class Shared(NamedTuple):
    """The shared vocabulary as it was read: where, what stood in it, and the key of what is kept of it."""

    path: Path
    content: bytes
    key: bytes


def recall(folder: Path, key: bytes, shared: Shared) -> Edition | None:
    """Return the edition kept for ``folder`` under ``key``; None when there is none, or it is damaged or not ours."""
    payload = _kept(_file(folder, "edition"), key)
    common = None if payload is None else _common(shared.path, shared.key)
    found = None if common is None or payload is None else _unpickled(payload, common)
    return found if isinstance(found, Edition) else None


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


def _unpickled(payload: bytes, common: "_Common | None" = None) -> object:
    """Read what ``keep`` wrote: our own file, whole, by this very program."""
    collecting = gc.isenabled()
    gc.disable()
    reader = pickle.Unpickler(io.BytesIO(payload))  # noqa: S301 - owned by the user, checksummed, written by us
    if common is not None:
        reader.persistent_load = common.parts.__getitem__  # type: ignore[method-assign]
    try:
        return reader.load()
    except Exception:
        return None
    finally:
        if collecting:
            gc.enable()


def keep(folder: Path, key: bytes, edition: Edition, shared: Shared) -> None:
    """Keep an edition under ``key``, in place of what was kept for the folder; a disk that refuses is no matter.

    Facts that it has of the shared vocabulary are kept once for all editions, which then hold the same objects.
    """
    file = _file(folder, "edition")
    if file is None:
        return
    common = _common(shared.path, shared.key) or _keep_common(shared)
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    writer.persistent_id = _numbers_in(edition, common)  # type: ignore[method-assign]
    writer.dump(edition)
    _write(file, key, stream.getvalue())


def _numbers_in(edition: Edition, common: "_Common") -> Callable[[object], int | None]:
    """Return what holds the number of a common key or fact where an edition has it."""
    facts = {id(fact): at for key, fact in edition.vocabulary.items() if (at := common.number(key, fact)) is not None}
    names = common.names

    def number(part: object) -> int | None:
        return names.get(part) if type(part) is str else facts.get(id(part)) if type(part) is Fact else None

    return number


class _Common:
    """The keys and facts of the shared vocabulary, by number: first the keys, then their facts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.parts: tuple[object, ...] = (*vocabulary, *vocabulary.values())
        self.names = {key: at for at, key in enumerate(vocabulary)}

    def number(self, key: str, fact: Fact) -> int | None:
        """Return the number of a fact under its key; None where it is another one."""
        at = self.names.get(key)
        if at is None:
            return None
        known = self.parts[len(self.names) + at]
        return len(self.names) + at if known is fact or known == fact else None


@lru_cache(maxsize=4)
def _common(shared: Path, key: bytes) -> _Common | None:
    """Return what is kept of the shared vocabulary; None where nothing is, or it is damaged or not ours."""
    payload = _kept(_file(shared, "facts"), key)
    found = None if payload is None else _unpickled(payload)
    return _Common(found) if isinstance(found, dict) else None


def _keep_common(shared: Shared) -> _Common:
    from .edition import vocabulary_in
    from .vocabulary import plain_vocabulary

    facts = vocabulary_in(shared.content.decode("utf-8-sig"), str(shared.path), language())[0]
    vocabulary = plain_vocabulary(Same(facts))
    file = _file(shared.path, "facts")
    if file is not None:
        _write(file, shared.key, pickle.dumps(vocabulary, protocol=pickle.HIGHEST_PROTOCOL))
    _common.cache_clear()
    return _Common(vocabulary)


def _write(file: Path, key: bytes, payload: bytes) -> None:
    """Write what is kept under a key whole or not at all; a disk that refuses is no matter."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".new")
        with os.fdopen(handle, "wb") as out:
            out.write(key + hashlib.sha256(payload).digest() + payload)
        Path(name).replace(file)
    except OSError:
        return


def _file(folder: Path, kind: str) -> Path | None:
    if os.environ.get("GRANTCLI_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(folder.absolute()).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return user_cache_path("grantcli", appauthor=False) / "editions" / f"{name}.{kind}"
