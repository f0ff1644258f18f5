"""Records of a CSV file as it flows: a quote left open, a broken encoding or a huge cell costs that record alone."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from ..i18n import _

MOST_BYTES = 4_000_000
_SAMPLE = 1 << 16
_DELIMITERS = ";,\t|"
_MOST_LINES = 500
_BOM = b"\xef\xbb\xbf"
_SEPARATOR = re.compile(rb"[\"']?sep=([\x20-\x7e\t])[\"']?\s*", re.IGNORECASE)
"""The line that spreadsheets write and read above the head, to say what parts the cells."""
_QUOTED = re.compile(rb'"[^"]*"')
_AS_TEXT = re.compile(r'^\s*="([^"]*)"\s*$')
"""How spreadsheets are told that digits are text: ``="00123"``."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class RecordRefusal(NamedTuple):
    """What is wrong with a record: a kind, a sentence, and the number of the column (from 1; 0: all of it)."""

    kind: str
    text: str
    at: int = 0


class CsvRecord(NamedTuple):
    """A record: the line it begins on (from 1), its cells as far as they can be read, what is wrong with it, if any."""

    number: int
    cells: list[str]
    wrong: RecordRefusal | None = None


class Dialect(NamedTuple):
    """How a CSV file is written."""

    encoding: str
    delimiter: str


def dialect_of(stream: BinaryIO, encoding: str | None = None, delimiter: str | None = None) -> Dialect | None:
    """Return how a file is written, by its beginning; None for one that is no text of single bytes or UTF-8."""
    stream.seek(0)
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    if sample.startswith(_WIDE) or b"\0" in sample.partition(b"\n")[0]:
        return None
    chosen = encoding or _encoding(sample)
    first = sample.removeprefix(_BOM).partition(b"\n")[0]
    told = _SEPARATOR.fullmatch(first)
    head = _QUOTED.sub(b"", first).decode(chosen, "replace")
    return Dialect(chosen, delimiter or (told[1].decode() if told else max(_DELIMITERS, key=head.count)))


def _encoding(sample: bytes) -> str:
    """Return whether it is UTF-8 or Windows-1252, by the lines that are not plain ASCII: the most win, else UTF-8."""
    if sample.startswith(_BOM):
        return "utf-8"
    lines = sample.split(b"\n")
    whole = lines[:-1] if len(sample) >= _SAMPLE and len(lines) > 1 else lines
    odd = [line for line in whole if not line.isascii()]
    wrong = sum(not _is_utf8(line) for line in odd)
    return "cp1252" if wrong * 2 > len(odd) else "utf-8"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_records(stream: BinaryIO, dialect: Dialect, width: int | None = None) -> Iterator[CsvRecord]:
    """Yield the records that are not blank; with ``width``, those of another number of cells are wrong."""
    lines = _Lines(stream)
    while (first := lines.next()) is not None:
        if first[0] == 1 and _SEPARATOR.fullmatch(first[1]):
            continue
        yield from _record(first, lines, dialect, width)


class _Lines:
    """Physical lines with their numbers, some of them given back to be read again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._again: deque[tuple[int, bytes]] = deque()
        self._number = 0

    def next(self) -> tuple[int, bytes] | None:
        if self._again:
            return self._again.popleft()
        line = self._stream.readline(MOST_BYTES)
        self._number += 1
        if self._number == 1:
            line = line.removeprefix(_BOM)
        return (self._number, line) if line else None

    def give_back(self, lines: list[tuple[int, bytes]]) -> None:
        self._again.extendleft(reversed(lines))


def _record(first: tuple[int, bytes], lines: _Lines, dialect: Dialect, width: int | None) -> Iterator[CsvRecord]:
    taken = [first]
    while _is_open(taken) and len(taken) < _MOST_LINES:
        line = lines.next()
        if line is None:
            break
        taken.append(line)
    record = _parsed(taken, dialect, width)
    if record.wrong is not None and len(taken) > 1:
        lines.give_back(taken[1:])
        record = _parsed(taken[:1], dialect, width)
    if record.wrong is not None or any(cell.strip() for cell in record.cells):
        yield record


def _is_open(taken: list[tuple[int, bytes]]) -> bool:
    return sum(line.count(b'"') for _number, line in taken) % 2 == 1


def _parsed(taken: list[tuple[int, bytes]], dialect: Dialect, width: int | None) -> CsvRecord:
    number, whole = taken[0][0], b"".join(line for _number, line in taken)
    try:
        text = whole.decode(dialect.encoding)
    except UnicodeDecodeError as error:
        cells = _loose(whole.decode(dialect.encoding, "replace"), dialect, width)
        at = len(_loose(whole[: error.start].decode(dialect.encoding, "replace"), dialect, None)) or 1
        said = _("un carattere non è scritto in {encoding}, come il resto del file")
        return CsvRecord(
            number, cells, RecordRefusal("wrong_encoding", said.format(encoding=dialect.encoding.upper()), at)
        )
    try:
        cells = next(csv.reader([text], delimiter=dialect.delimiter, strict=True), [])
    except csv.Error:
        parts = _loose(text, dialect, width)
        if max(map(len, text.split(dialect.delimiter))) > csv.field_size_limit():
            return CsvRecord(number, parts, RecordRefusal("too_long", _("una cella è troppo lunga")))
        return CsvRecord(number, parts, RecordRefusal("open_quote", _("le virgolette aperte qui non si chiudono")))
    if '="' in text:
        cells = [_AS_TEXT.sub(r"\1", cell) for cell in cells]
    if width is not None and len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        del cells[width:]
    if width is not None and len(cells) != width and any(cells):
        said = _("la riga ha {n} celle, le colonne sono {width}").format(n=len(cells), width=width)
        return CsvRecord(number, _padded(cells, width), RecordRefusal("wrong_width", said))
    return CsvRecord(number, cells)


def _loose(text: str, dialect: Dialect, width: int | None) -> list[str]:
    """Return the cells of a damaged record as well as they can be read: they say whose it is."""
    try:
        cells = next(csv.reader([text], delimiter=dialect.delimiter), [])
    except csv.Error:
        cells = text.split(dialect.delimiter)
    return cells if width is None else _padded(cells, width)


def _padded(cells: list[str], width: int) -> list[str]:
    return list(islice([*cells, *[""] * width], width))
