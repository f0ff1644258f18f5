"""A fence around a process: what it opens lies inside folders named beforehand."""

import os
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ...i18n import _

MEMORY = 2_000_000_000
"""Bytes of address space that a fenced process may take, where the system can hold it to that."""
_LOOKS = {"os.listdir", "os.scandir"}
_CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def put_up(readable: Iterable[str], writable: Sequence[str]) -> None:
    """Fence this process in for good: reading in ``readable`` and the program's own folders, writing in ``writable``.

    Links are followed first, so that one that leads out is outside. What is refused is a ``PermissionError``.
    """
    write = [os.path.realpath(one) for one in [*writable, os.devnull]]
    read = [*write, *(os.path.realpath(one) for one in [*readable, *_own()])]

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            changes = bool((args[2] or 0) & _WRITING) if isinstance(args[2], int) else False
            _hold(args[0], write if changes else read)
        elif event in _LOOKS:
            _hold(args[0] or ".", read)
        elif event in _CHANGES:
            for path in args:
                _hold(path, write)

    sys.addaudithook(watch)
    _bound_memory()


def _hold(path: object, folders: Sequence[str]) -> None:
    if not isinstance(path, str | bytes | os.PathLike):
        return  # a descriptor: what it is of was opened before
    whole = os.path.realpath(os.fsdecode(path))
    if not any(whole == folder or whole.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders):
        raise PermissionError(1, _("sta fuori dalla cartella di lavoro"), os.fsdecode(path))


def _own() -> list[str]:
    """Return where the program, Python and the zones of time lie."""
    from ...assets import shipped

    zones = (sysconfig.get_config_var("TZPATH") or "").split(os.pathsep)
    found = [sys.prefix, sys.base_prefix, *sys.path, *zones, str(shipped("calls")), str(shipped("templates"))]
    return [one for one in found if one and Path(one).is_absolute()]


def _bound_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such bound
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
