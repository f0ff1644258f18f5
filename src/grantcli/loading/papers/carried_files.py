"""A PDF of this program read again: the application, the profile and the outcome it carries, the words on its pages."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from ...filing import open_regular
from ...i18n import _
from ...problem import Place, Problem, reason_of

APPLICATION, PROFILE, OUTCOME = "domanda.yaml", "profilo.yaml", "outcome.json"
"""The names of the files that a paper carries."""
PATIENCE = 60.0
"""Seconds that reading a PDF may take."""
MOST_BYTES = 50_000_000
"""The biggest PDF that is read."""
_PROGRAM = Path(__file__).with_name("pdf_process.py")
_START = 1024  # bytes in which a reader looks for the mark of a PDF


class OpenedPaper(NamedTuple):
    """What a PDF holds: ``texts`` (application and profile) and ``outcome`` as carried, the text of each page."""

    texts: Mapping[str, str]
    outcome: str | None
    pages: tuple[str, ...]


def read_paper(path: Path, *, pages: bool = False) -> tuple[OpenedPaper | None, list[Problem]]:
    """Return what a PDF carries, with the words of its ``pages`` where they are wanted, or why it cannot be read."""
    why = _why_not(path)
    if why is not None:
        return None, [why]
    told = _read_apart(path, pages)
    if "error" in told:
        return None, [_refusal(path, str(told["error"]), str(told.get("text", "")))]
    try:
        files = {name: base64.b64decode(data).decode("utf-8") for name, data in told["files"].items()}
    except UnicodeDecodeError:
        return None, [_refusal(path, "broken", "UTF-8")]
    if APPLICATION not in files:
        text = _("nel PDF non c'è la domanda: nulla da valutare")
        hint = _("la portano il fascicolo e la parte «application», se scritti senza --no-data")
        return None, [Problem(Place(str(path)), "", text, hint, "nothing_carried")]
    texts = {name: text for name, text in files.items() if name != OUTCOME}
    return OpenedPaper(texts, files.get(OUTCOME), tuple(told["pages"])), []


def _why_not(path: Path) -> Problem | None:
    place = Place(str(path))
    if find_spec("pypdf") is None:
        hint = _("installare: pip install 'grantcli[pdf]'")
        return Problem(place, "", _("per leggere i PDF manca un componente"), hint, "missing_extra")
    try:
        with open_regular(path) as stream:
            start = stream.read(_START)
            size = path.stat().st_size
    except FileNotFoundError:
        return Problem(place, "", _("il file non esiste"), kind="missing_file")
    except IsADirectoryError:
        return Problem(place, "", _("è una cartella, non un file"), kind="directory")
    except OSError as error:
        return Problem(place, "", _("il file non si legge: {why}").format(why=reason_of(error)), kind="unreadable")
    if b"%PDF-" not in start:
        return _refusal(path, "broken", _("non comincia come un PDF"))
    return _refusal(path, "limit", f"{size} > {MOST_BYTES}") if size > MOST_BYTES else None


def _read_apart(path: Path, pages: bool) -> dict[str, Any]:
    """Ask a process of its own; what fells it or takes too long is reported as a limit that was met."""
    wanted = [str(path.absolute()), "all" if pages else "files", APPLICATION, PROFILE, OUTCOME]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-P", str(_PROGRAM), *wanted],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"error": "limit", "text": _("troppo tempo")}
    except ValueError:
        return {"error": "limit", "text": _("chi lo legge ha finito la memoria o il tempo")}
    return told


def _refusal(path: Path, kind: str, text: str) -> Problem:
    place = Place(str(path))
    if kind == "encrypted":
        return Problem(place, "", _("il PDF è protetto da password"), kind="password")
    if kind == "limit":
        return Problem(place, "", _("il PDF chiede troppo per essere letto ({why})").format(why=text), kind="huge_pdf")
    why = _("il PDF è rovinato ({why})").format(why=text) if text else _("il PDF è rovinato")
    return Problem(place, "", why, kind="broken_pdf")
