"""The process in which a PDF is read: run as a program of its own, so that a hostile file fells nothing else.

It needs neither this package nor anything but the standard library and the reader. Its arguments are the file, what is
wanted of it (``files`` or ``all``) and the names of the files to take out; the answer is JSON on standard output.
"""

import base64
import contextlib
import json
import logging
import sys
from typing import Any

MOST_MEMORY = 1_500_000_000
"""Bytes of address space that reading may take, where the system can hold a process to that."""
MOST_SECONDS = 30
"""Seconds of processor time that reading may take."""
MOST_PAGES = 400
MOST_CARRIED = 5_000_000
"""Bytes that one carried file may unpack to."""
MOST_TEXT = 5_000_000
"""Characters on all pages together."""


class OverLimitError(Exception):
    """The file asks for more than is granted."""


class TwiceError(Exception):
    """A file that is wanted is there twice: it could be read either way."""


def _hold_back() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))  # last: macOS refuses it


def _carried(reader: Any, names: list[str]) -> dict[str, str]:
    """Return the files of these names, as Base64."""
    held = reader.attachments
    found = {}
    for name in names:
        if name not in held:
            continue
        contents = held[name]
        contents = contents if isinstance(contents, list) else [contents]
        if len(contents) != 1:
            raise TwiceError(f"{name} × {len(contents)}")
        if len(contents[0]) > MOST_CARRIED:
            raise OverLimitError(f"{name}: {len(contents[0])} > {MOST_CARRIED}")
        found[name] = base64.b64encode(contents[0]).decode("ascii")
    return found


def _texts(reader: Any) -> list[str]:
    texts, whole = [], 0
    for page in reader.pages:
        texts.append(page.extract_text())
        whole += len(texts[-1])
        if whole > MOST_TEXT:
            raise OverLimitError(f"{whole} > {MOST_TEXT}")
    return texts


def _read(path: str, what: str, names: list[str]) -> dict[str, object]:
    import pypdf

    logging.disable(logging.CRITICAL)
    with open(path, "rb") as stream:  # noqa: PTH123 - in a process that needs nothing else
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted:
            return {"error": "encrypted"}
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise OverLimitError(f"{pages} > {MOST_PAGES}")
        return {"files": _carried(reader, names), "pages": _texts(reader) if what == "all" else []}


def answer() -> None:
    """Read what the command line names and write the answer."""
    _hold_back()
    _program, path, what, *names = sys.argv
    try:
        told = _read(path, what, names)
    except OverLimitError as error:
        told = {"error": "limit", "text": str(error)[:100]}
    except TwiceError as error:
        told = {"error": "broken", "text": str(error)}
    except BaseException:  # whatever a broken file makes of its reader
        told = {"error": "broken", "text": ""}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    answer()
