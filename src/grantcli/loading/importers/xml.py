"""XML read as it flows, in flat memory: control characters dropped, document types refused, errors as problems."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from xml.parsers import expat

from ...filing import open_regular
from ...i18n import _
from ...problem import Place, Problem, reason_of

CHUNK: Final = 1 << 18
_TAIL: Final = 16
_CONTROLS: Final = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_REFERENCE = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")


class Handler(Protocol):
    """Called with each element; names are «namespace local» or bare, ``text`` is that after the last start tag."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str, text: str, line: int) -> None:
        """Take the end of an element."""


class _DoctypeError(Exception):
    """A document type: it could declare entities that expand without end."""


def read_xml(path: Path, handler: Handler) -> list[Problem]:
    """Call ``handler`` with the elements of a file, however long; return what is wrong with it, at most one problem."""
    try:
        with open_regular(path) as stream:
            return _parse(stream, handler, str(path))
    except OSError as wrong:
        return [Problem(Place(str(path)), "", _("il file non si legge"), reason_of(wrong), "unreadable")]


def read_xml_bytes(data: bytes, handler: Handler, name: str) -> list[Problem]:
    """Call ``handler`` with the elements of a document in memory, shown as ``name``."""
    return _parse(BytesIO(data), handler, name)


def read_xml_stream(stream: BinaryIO, handler: Handler, name: str) -> list[Problem]:
    """Call ``handler`` with the elements of a stream, however long, shown as ``name``."""
    return _parse(stream, handler, name)


def _parse(stream: BinaryIO, handler: Handler, file: str) -> list[Problem]:
    parser = expat.ParserCreate(namespace_separator=" ")
    _listen(parser, handler)
    try:
        for chunk in _clean(stream):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _DoctypeError:
        place = Place(file, parser.CurrentLineNumber, 1)
        return [Problem(place, "", _("il file dichiara un tipo di documento (DOCTYPE): non si legge"), kind="doctype")]
    except (expat.ExpatError, LookupError, ValueError) as wrong:
        place = Place(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        return [Problem(place, "", _("il file XML è rovinato o incompleto"), str(wrong), "broken_xml")]
    return []


def _listen(parser: expat.XMLParserType, handler: Handler) -> None:
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        text.clear()
        handler.start(name, attributes)

    def end(name: str) -> None:
        handler.end(name, "".join(text).strip(), parser.CurrentLineNumber)
        text.clear()

    def refuse(*_told: object) -> None:
        raise _DoctypeError

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse


def _clean(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a file without control characters, written out or as references, that XML does not allow."""
    rest = b""
    while chunk := stream.read(CHUNK):
        whole = _REFERENCE.sub(b"", rest + chunk.translate(None, _CONTROLS))
        cut = whole.rfind(b"&", -_TAIL)
        rest = whole[cut:] if cut >= 0 else b""
        yield whole[:cut] if cut >= 0 else whole
    yield rest
