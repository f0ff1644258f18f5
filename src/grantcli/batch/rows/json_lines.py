"""Applications in JSON, one a line: read as they flow, however many."""

from collections.abc import Iterator
from typing import BinaryIO

from ...i18n import _
from ...problem import Place, Problem
from .row import Row

MOST_BYTES = 8_000_000
"""The longest line that is read; what is longer is one bad row."""
_BOM = b"\xef\xbb\xbf"


def read_lines(stream: BinaryIO, name: str) -> Iterator[Row]:
    """Yield a row for each line that is not blank; ``name`` is that of the file in results and problems."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            _skip_rest(stream)
            yield _too_long(name, number)
        elif content := line.strip():
            yield Row(name, number, content)


def _skip_rest(stream: BinaryIO) -> None:
    while (rest := stream.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
        pass


def _too_long(name: str, number: int) -> Row:
    said = _("la riga pesa oltre {most} MB").format(most=MOST_BYTES // 1_000_000)
    problem = Problem(Place(name, number, 1), "", said, kind="too_long")
    return Row(name, number, b"", ident=f"{name}:{number}", problems=(problem,))
