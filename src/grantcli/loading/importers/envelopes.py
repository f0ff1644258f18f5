"""Files as they travel: zipped, signed, in UTF-16. What is inside, within limits; signatures are not checked."""

import base64
import binascii
import zlib
from collections.abc import Iterator
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Final, NamedTuple, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from ...filing import open_regular, read_regular
from ...i18n import _
from ...problem import Place, Problem, reason_of

MOST_BYTES: Final = 100_000_000
"""The most that one document may be, unpacked."""
MOST_FLOWING: Final = 8_000_000_000
"""The most that a part of an archive may be that is read as it flows."""
MOST_PARTS: Final = 5_000
MOST_SHOWN: Final = 120
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF"
_SEQUENCE: Final = 0x30
_DEEPEST: Final = 3
_BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})


class Opened(NamedTuple):
    """A document out of its envelopes: its name (``a.zip/b.xml``), its bytes, whether a signature was taken off."""

    name: str
    data: bytes
    signed: bool = False


def documents(path: Path, shown: str, endings: tuple[str, ...]) -> Iterator[Opened | Problem]:
    """Yield the documents of a file: itself, or those of an archive named so; what cannot be opened is reported.

    Nothing is unpacked to the disk, and no more than ``MOST_BYTES`` of any document.
    """
    try:
        size = path.stat().st_size
        data = b"" if size > MOST_BYTES else read_regular(path, MOST_BYTES)
    except OSError as wrong:
        yield Problem(Place(shown), "", _("il file non si legge"), reason_of(wrong), "unreadable")
        return
    if size > MOST_BYTES:
        yield _too_big(shown)
        return
    yield from _opened(Opened(shown, data), endings, 0)


def is_packed(path: Path) -> bool:
    """Return whether a file is an archive or a signed document, not plain text."""
    try:
        with open_regular(path) as stream:
            zipped = stream.read(4) == _ZIP and path.suffix.lower() not in _BOOKS
            return zipped or path.suffix.lower() in (".p7m", ".zip")
    except OSError:
        return False


def _opened(one: Opened, endings: tuple[str, ...], depth: int) -> Iterator[Opened | Problem]:
    if depth > _DEEPEST:
        yield Problem(Place(one.name), "", _("troppi archivi o firme, uno dentro l'altro"), kind="too_deep")
    elif one.data.startswith(_ZIP):
        yield from _unzipped(one, endings, depth)
    elif one.data.startswith(_PDF):
        text = _("è un PDF: non si legge come dati")
        yield Problem(Place(one.name), "", text, _("serve il file da cui è stato stampato, in XML"), "pdf")
    elif _is_signed(one):
        inner = _unsigned(one)
        yield from [inner] if isinstance(inner, Problem) else _opened(inner, endings, depth + 1)
    else:
        yield one._replace(data=_in_one_byte(one.data))


def _unzipped(one: Opened, endings: tuple[str, ...], depth: int) -> Iterator[Opened | Problem]:
    try:
        with ZipFile(BytesIO(one.data)) as archive:
            parts = [part for part in archive.infolist() if _is_wanted(part, endings)]
            if not parts:
                text = _("nell'archivio non c'è nessun file {endings}").format(endings=", ".join(endings))
                yield Problem(Place(one.name), "", text, kind="empty_archive")
            for part in parts[:MOST_PARTS]:
                data = _part(archive, part)
                name = f"{one.name}/{part.filename[-MOST_SHOWN:]}"
                inner = Opened(name, data, one.signed) if data is not None else _too_big(name)
                yield from [inner] if isinstance(inner, Problem) else _opened(inner, endings, depth + 1)
            if len(parts) > MOST_PARTS:
                text = _("nell'archivio ci sono più di {n} file: gli altri non sono letti").format(n=MOST_PARTS)
                yield Problem(Place(one.name), "", text, kind="too_many_parts")
    except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as wrong:
        yield Problem(Place(one.name), "", _("l'archivio è rovinato o cifrato"), str(wrong)[:MOST_SHOWN], "broken_zip")


def _is_wanted(part: ZipInfo, endings: tuple[str, ...]) -> bool:
    name = part.filename.lower()
    return not part.is_dir() and name.endswith(endings) and not name.startswith("__macosx")


def _part(archive: ZipFile, part: ZipInfo) -> bytes | None:
    """Return the bytes of a part, None where they are too many, whatever the archive says they are."""
    with archive.open(part) as stream:
        data = stream.read(MOST_BYTES + 1)
    return data if len(data) <= MOST_BYTES else None


def _too_big(name: str) -> Problem:
    text = _("pesa oltre {most} MB").format(most=MOST_BYTES // 1_000_000)
    return Problem(Place(name), "", text, kind="too_big")


def _is_signed(one: Opened) -> bool:
    return one.name.lower().endswith(".p7m") or one.data[:1] == bytes([_SEQUENCE]) or b"BEGIN PKCS7" in one.data[:64]


def _unsigned(one: Opened) -> Opened | Problem:
    """Take the signature off (CAdES, DER or in letters); it is not checked here."""
    try:
        from asn1crypto import cms
    except ImportError:
        hint = _("installare: pip install asn1crypto")
        return Problem(Place(one.name), "", _("per togliere la firma manca un componente"), hint, "missing_extra")
    try:
        outer = cms.ContentInfo.load(_der(one.data))
        content = outer["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error) as wrong:
        text = _("il file firmato è rovinato, o la firma è separata dal documento")
        return Problem(Place(one.name), "", text, str(wrong)[:MOST_SHOWN], "broken_signature")
    if not isinstance(content, bytes):
        text = _("il file firmato è rovinato, o la firma è separata dal documento")
        return Problem(Place(one.name), "", text, kind="broken_signature")
    return Opened(one.name.removesuffix(".p7m"), content, signed=True)


def _der(data: bytes) -> bytes:
    if data[:1] == bytes([_SEQUENCE]):
        return data
    lines = [line for line in data.splitlines() if not line.startswith(b"-----")]
    return base64.b64decode(b"".join(lines), validate=True)


def _in_one_byte(data: bytes) -> bytes:
    """Return UTF-16 text as UTF-8, its declaration set right; anything else as it is."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    guess = "utf-16" if wide else "utf-16-le" if data[:4] == b"<\0?\0" else "utf-16-be" if data[:4] == b"\0<\0?" else ""
    if not guess:
        return data
    text = data.decode(guess, "replace")
    head, sep, rest = text.partition("?>")
    return (f"<?xml version='1.0'?>{rest}" if sep and head.lstrip().startswith("<?xml") else text).encode("utf-8")


def xml_parts(path: Path, problems: list[Problem]) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the XML files of an archive one at a time as streams, however long up to ``MOST_FLOWING``.

    What is wrong with the archive is added to ``problems``.
    """
    try:
        with ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if _is_wanted(part, (".xml",))]
            if not parts:
                text = _("nell'archivio non c'è nessun file {endings}").format(endings=".xml")
                problems.append(Problem(Place(str(path)), "", text, kind="empty_archive"))
            for part in parts[:MOST_PARTS]:
                with archive.open(part) as stream:
                    yield f"{path}/{part.filename[-MOST_SHOWN:]}", cast(BinaryIO, _Limited(stream))
    except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as wrong:
        text = _("l'archivio è rovinato o cifrato")
        problems.append(Problem(Place(str(path)), "", text, str(wrong)[:MOST_SHOWN], "broken_zip"))


class _Limited(BufferedIOBase):
    """A stream that ends with an error past ``MOST_FLOWING`` bytes, whatever an archive says of its size."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = MOST_FLOWING

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._stream.read(size if size is not None else -1)
        self._left -= len(data)
        if self._left < 0:
            raise BadZipFile(f"> {MOST_FLOWING}")
        return data
