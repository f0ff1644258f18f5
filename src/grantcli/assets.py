"""Where the shipped folders are, beside the package or at the top of a checkout; and a mark of the program's code."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
"""The folder of the package itself."""


@cache
def shipped(name: str) -> Path:
    """Return the shipped folder ``name`` (``calls``, ``templates``); FileNotFoundError when the install lost it."""
    for place in (PACKAGE / "_data" / name, PACKAGE.parent.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation of grantcli lacks its folder «{name}»")


def code_mark(rooms: Iterable[str], package: Path = PACKAGE) -> str:
    """Return a digest of the code and data of some rooms: it changes when any of their files does.

    Raises RuntimeError when a room is not where it is looked for: a mark that sees nothing would keep stale results.
    """
    marks = [mark for name, mark in _marks_in(str(package), deep=False) if name.endswith(".py")]
    for room in rooms:
        found = list(_marks_in(str(package / room), room)) if (package / room).is_dir() else []
        if not any(name.endswith(".py") for name, _mark in found):
            raise RuntimeError(f"no code of {room} in {package}")
        marks += [mark for _name, mark in found]
    return hashlib.sha256("\n".join(sorted(marks)).encode("utf-8", "backslashreplace")).hexdigest()


def _marks_in(folder: str, inside: str = "", *, deep: bool = True) -> Iterator[tuple[str, str]]:
    """Yield the name of each file of a folder with a mark of it; what is compiled is no part of the code."""
    with os.scandir(folder) as found:
        for one in found:
            name = f"{inside}/{one.name}"
            if one.is_dir():
                yield from _marks_in(one.path, name) if deep and one.name != "__pycache__" else ()
            elif not name.endswith(".pyc"):
                known = one.stat()
                yield name, f"{name} {known.st_size} {known.st_mtime_ns}"
