"""Where the shipped folders are, beside the package or at the top of a checkout; and a mark of the program's code."""

import hashlib
from collections.abc import Iterable
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
    files = list(package.glob("*.py"))
    for room in rooms:
        found = [path for path in (package / room).rglob("*") if path.suffix != ".pyc"]
        if not any(path.suffix == ".py" for path in found):
            raise RuntimeError(f"no code of {room} in {package}")
        files += found
    marks = []
    for path in sorted(files):
        known = path.stat()
        if not path.is_dir():
            marks.append(f"{path.relative_to(package)} {known.st_size} {known.st_mtime_ns}")
    return hashlib.sha256("\n".join(marks).encode("utf-8", "backslashreplace")).hexdigest()
