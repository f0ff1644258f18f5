"""The applications below a folder: files of YAML that name a call; hidden folders and links are left alone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..filing import read_regular
from ..loading.parser.tree import MOST_BYTES

_SUFFIXES = (".yaml", ".yml")
_CALL = re.compile(rb"^(?:\xef\xbb\xbf)?[{]?[ \t]*[\"']?call[\"']?[ \t]*:", re.MULTILINE)

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def applications_below(folder: Path) -> Iterator[Path]:
    """Yield the files of applications, in the order of their names.

    A file that cannot be read, as one in UTF-16, may be one: it is among them, and reading it says why.
    """
    for file in [folder] if folder.is_file() else _files(folder):
        try:
            content = read_regular(file, MOST_BYTES)
        except OSError:
            yield file
            continue
        if _CALL.search(content) or content.startswith(_UTF_16):
            yield file


def _files(folder: Path) -> Iterator[Path]:
    for place, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES) and not name.startswith("."):
                yield Path(place) / name
