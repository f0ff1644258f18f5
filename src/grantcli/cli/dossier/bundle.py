"""All papers of an application in one zip: numbered and named, with an index and the SHA-256 of each."""

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from ... import __version__
from ...i18n import _, plural, say
from ...model.outcome import Outcome
from ...render.pieces.filing_words import filing_rows, unsaid
from ...wording.formats import day, number

MANIFEST, SUMS, INDEX, TO_DO = "manifest.json", "SHA256SUMS", "00_indice.txt", "00_da-completare.txt"
"""What a zip holds beside the papers."""
_STILL = (1980, 1, 1, 0, 0, 0)
_MEGABYTE = 1_000_000
_FOR_FILING = ("01_", "02_")  # how the folders of what is filed begin
_RW_OWNER = 0o100600 << 16


class BundleFile(NamedTuple):
    """One paper in the zip: its folder, its name without number and ending, its ending, its title, its bytes."""

    folder: str
    name: str
    suffix: str
    title: str
    content: bytes


class PlacedFile(NamedTuple):
    """A paper with its path in the zip, its digest and what is wrong with it as a file to be filed."""

    path: str
    title: str
    content: bytes
    digest: str
    faults: tuple[str, ...]


def placed(files: Sequence[BundleFile], outcome: Outcome) -> list[PlacedFile]:
    """Return the papers with their paths, numbered through, those of one folder and name with one number."""
    made: list[PlacedFile] = []
    numbers: dict[tuple[str, str], int] = {}
    for one in files:
        own = bool(re.match(r"\d\d", one.name))  # the number that the call gives it
        number_of = 0 if own else numbers.setdefault((one.folder, one.name), len(numbers) + 1)
        path = f"{one.folder}/{'' if own else f'{number_of:02d}_'}{one.name}{one.suffix}"
        faults = tuple(_faults(path, one.content, outcome))
        made.append(PlacedFile(path, one.title, one.content, sha256(one.content).hexdigest(), faults))
    return made


def _faults(path: str, content: bytes, outcome: Outcome) -> Iterator[str]:
    """Yield why a portal would not take a file that is filed; nothing of what the call does not say."""
    filing = outcome.call.filing
    if filing is None or not path.startswith(_FOR_FILING):
        return
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2]
    if filing.formats and ending not in filing.formats:
        yield _("il bando non ammette .{ending}").format(ending=ending)
    if filing.max_mb is not None and len(content) > filing.max_mb * _MEGABYTE:
        yield _("pesa più di {n} MB").format(n=number(filing.max_mb))
    if filing.longest_name is not None and len(name) > filing.longest_name:
        yield _("il nome ha più di {n} lettere").format(n=filing.longest_name)


def zipped(files: Sequence[PlacedFile], outcome: Outcome, identity: str, to_do: Sequence[str]) -> bytes:
    """Return the zip: the same papers are the same bytes. ``to_do`` is what a person still has to fill in."""
    entries = {MANIFEST: _manifest(files, outcome, identity).encode("utf-8", "backslashreplace")}
    entries[INDEX] = _index(files, outcome).encode("utf-8", "replace")
    if to_do:
        entries[TO_DO] = ("\n".join(to_do) + "\n").encode("utf-8", "replace")
    entries |= {one.path: one.content for one in files}
    sums = (f"{sha256(content).hexdigest()}  {path}" for path, content in sorted(entries.items()))
    entries[SUMS] = ("\n".join(sums) + "\n").encode("utf-8", "backslashreplace")
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for path, content in sorted(entries.items(), key=lambda entry: (entry[0] != MANIFEST, entry[0])):
            entry = zipfile.ZipInfo(path, _STILL)
            entry.create_system, entry.external_attr = 3, _RW_OWNER
            packed = path != MANIFEST and not path.endswith((".pdf", ".docx", ".xlsx"))
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            made.writestr(entry, content)
    return held.getvalue()


def _manifest(files: Sequence[PlacedFile], outcome: Outcome, identity: str) -> str:
    told = {
        "schema": "grantcli/bundle/1",
        "application": identity,
        "tool": __version__,
        "call": {"id": outcome.call.id, "digest": outcome.digest},
        "on": outcome.on.isoformat(),
        "files": [
            {"path": one.path, "title": one.title, "bytes": len(one.content), "sha256": one.digest}
            | ({"faults": list(one.faults)} if one.faults else {})
            for one in files
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _index(files: Sequence[PlacedFile], outcome: Outcome) -> str:
    lines = [_("INDICE"), say(outcome.call.title), _("Valutata al {day}").format(day=day(outcome.on))]
    folder = ""
    for one in files:
        here, _slash, name = one.path.rpartition("/")
        if here != folder:
            lines += ["", f"{here}/"]
            folder = here
        lines.append(f"  {name}  {one.title}, {number(max(1, len(one.content) // 1000))} kB")
        lines += [f"      ! {fault}" for fault in one.faults]
    filing = outcome.call.filing
    if rows := filing_rows(filing):
        lines += ["", _("COME SI PRESENTA"), *(f"  {name}: {text}" for name, text in rows)]
        lines += [f"  {left}"] if (left := unsaid(filing)) else []
    else:
        lines += ["", _("Il bando non dice come si presentano i file: formati, peso e nomi non sono controllati.")]
    lines += [*_total(files, outcome), "", _("Le impronte si controllano con: sha256sum -c {file}").format(file=SUMS)]
    return "\n".join(lines) + "\n"


def _total(files: Sequence[PlacedFile], outcome: Outcome) -> Iterator[str]:
    filing = outcome.call.filing
    whole = sum(len(one.content) for one in files if one.path.startswith(_FOR_FILING))
    if filing is not None and filing.total_mb is not None and whole > filing.total_mb * _MEGABYTE:
        yield "  ! " + _("tutti i file insieme pesano più di {n} MB").format(n=number(filing.total_mb))


def faults_told(files: Sequence[PlacedFile]) -> str:
    """Say how many files the call would not take."""
    count = sum(bool(one.faults) for one in files)
    return plural("un file non è come il bando lo vuole", "{n} file non sono come il bando li vuole", count).format(
        n=count
    )
