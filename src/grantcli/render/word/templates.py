"""Word templates of a house or of a call filled with the plain values of a paper, in a process that can do little."""

import json
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ...i18n import _
from ..pieces.office_package import repacked

MOST_PACKED, MOST_UNPACKED, MOST_PART = 20_000_000, 60_000_000, 4_000_000
"""Bytes of a template, of all it unpacks to, of a part of it that holds text."""
MOST_PARTS = 1_000
_SECONDS = 30
_PROGRAM = Path(__file__).with_name("template_process.py")
_DRAWINGS = frozenset({"chart", "group"})


class BadWordTemplateError(ValueError):
    """A Word template asks for what is not there or for more than it may, or is no Word file."""

    def __init__(self, file: Path, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.file, self.text, self.hint = str(file), text, hint


def filled(file: Path, values: Mapping[str, object], *, identity: str, created: str) -> bytes:
    """Return a template filled with plain values (strings, numbers, lists, mappings); the same for the same.

    :class:`BadWordTemplateError` says what is wrong with it: all names that lead nowhere, before anything is filled.
    ``created`` is the day in its properties, ``identity`` says whose application it is.
    """
    _check(file)
    plain = {key: value for key, value in values.items() if key not in _DRAWINGS}
    request = {"template": str(file), "values": plain, "identity": identity, "created": created}
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", str(_PROGRAM)],
            input=json.dumps(request, default=str).encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadWordTemplateError(file, _too_much("time")) from error
    head, _line, made = done.stdout.partition(b"\n")
    told = json.loads(head) if head else {"too_much": "time"}
    if "ok" not in told:
        raise _wrong(file, told)
    return repacked(made)


def _check(file: Path) -> None:
    """Refuse what is no Word file, or unpacks to more than a document has."""
    try:
        if file.stat().st_size > MOST_PACKED:
            raise BadWordTemplateError(file, _too_much("size"))
        with ZipFile(file) as archive:
            parts = archive.infolist()
    except (OSError, BadZipFile, zlib.error, ValueError) as error:
        if isinstance(error, BadWordTemplateError):
            raise
        raise BadWordTemplateError(file, _("non è un documento Word (.docx)")) from error
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_UNPACKED
        or max(texts, default=0) > MOST_PART
    ):
        raise BadWordTemplateError(file, _too_much("size"))


def _wrong(file: Path, told: Mapping[str, object]) -> BadWordTemplateError:
    lost = told.get("lost")
    if isinstance(lost, list):
        words = [_lost_words(one) for one in lost]
        hint = _("i nomi che un modello può usare sono in docs/house-style.md")
        return BadWordTemplateError(file, "; ".join(words), hint)
    if "too_much" in told:
        return BadWordTemplateError(file, _too_much(str(told["too_much"])))
    where = str(told.get("paragraph") or "")
    text = str(told.get("error") or "")
    text = _("{text}, vicino a «{paragraph}»").format(text=text, paragraph=where) if where else text
    return BadWordTemplateError(
        file, text, _("scrivere ogni segno {{ }} o {% %} in una volta sola, senza cambi di carattere")
    )


def _lost_words(one: Mapping[str, str]) -> str:
    words = _("«{name}» non c'è").format(name=one["name"])
    if one["near"]:
        words += " " + _("(forse «{near}»)").format(near=one["near"])
    return words + (" " + _("nel paragrafo «{text}»").format(text=one["paragraph"]) if one["paragraph"] else "")


def _too_much(what: str) -> str:
    words = {
        "size": _("il modello è troppo grande"),
        "time": _("il modello chiede troppo tempo o troppa memoria"),
        "loops": _("il modello ripete troppe volte i suoi cicli"),
        "text": _("il modello mette insieme un testo troppo lungo"),
        "output": _("il modello scrive un documento troppo lungo"),
        "operator": _("il modello fa un calcolo che non può fare"),
    }
    return words.get(what) or _("il modello usa un'istruzione che non può usare: {what}").format(what=what.split()[-1])
