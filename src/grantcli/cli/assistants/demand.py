"""What an assistant asked for: arguments held to their kinds, files held to the root folder and to a size."""

from collections.abc import Mapping
from pathlib import Path

from ...filing import real
from ...i18n import _
from ...problem import Place, Problem
from .process import RefusedError

MOST_FILE = 10_000_000
"""Bytes that a file named in a request may have."""
MOST_TEXT = 1_000_000
"""Letters of an application in a request."""
MOST_WORDS = 20_000
"""Letters of any other argument: they stand on a command line."""
_MOST_ITEMS = 200


class Demand:
    """The arguments of one request, for tools to take what they need."""

    def __init__(self, arguments: Mapping[str, object], known: Mapping[str, bool], root: Path) -> None:
        """``known``: the names of arguments, and whether each is a list."""
        self._root = root
        self._given = {key: value for key, value in arguments.items() if value is not None}
        for key, value in self._given.items():
            if key not in known:
                raise RefusedError(_problem(key, _("non è un argomento di questo strumento")))
            whole: list[object] = value if isinstance(value, list) else [value]
            texts = [one for one in whole if isinstance(one, str)]
            if isinstance(value, list) != known[key] or len(texts) < len(whole) or len(texts) > _MOST_ITEMS:
                raise RefusedError(
                    _problem(key, _("deve essere un elenco di testi") if known[key] else _("deve essere un testo"))
                )
            if sum(map(len, texts)) > (MOST_TEXT if key == "text" else MOST_WORDS) or not all(map(_is_text, texts)):
                raise RefusedError(_problem(key, _("è troppo lungo, o non è testo che si possa scrivere")))

    def text(self, key: str) -> str | None:
        """Return an argument that is one text."""
        return str(self._given[key]) if key in self._given else None

    def needed(self, key: str) -> str:
        """Return an argument that must be there."""
        if key not in self._given:
            raise RefusedError(_problem(key, _("manca")))
        return str(self._given[key])

    def texts(self, key: str) -> list[str]:
        """Return an argument that is a list of texts."""
        value = self._given.get(key, [])
        return [str(one) for one in value] if isinstance(value, list) else []

    def application(self) -> tuple[str, str | None]:
        """Return the application as a command takes it: a file, or ``-`` with its text."""
        text = self.text("text")
        if (text is None) == ("file" not in self._given):
            raise RefusedError(_problem("file", _("serve o «file» o «text», non tutti e due")))
        return ("-", text) if text is not None else (str(self.inside(self.needed("file"))), None)

    def inside(self, name: str) -> Path:
        """Return a file or folder that is there, inside the root, of a size that may be read."""
        path = self.place(name)
        if not _is_there(path):
            raise RefusedError(
                Problem(Place(name[:200]), "", _("il file non c'è, o non è un file normale"), kind="unreadable")
            )
        if path.is_file() and path.stat().st_size > MOST_FILE:
            text = _("pesa oltre {most} MB").format(most=MOST_FILE // 1_000_000)
            raise RefusedError(Problem(Place(name[:200]), "", text, kind="too_big"))
        return path

    def place(self, name: str) -> Path:
        """Return where a name leads, links followed; it must be inside the root."""
        path = real(self._root / name)
        if not path.is_relative_to(self._root):
            text = _("sta fuori dalla cartella di lavoro")
            raise RefusedError(Problem(Place(name[:200]), "", text, kind="unreadable"))
        return path


def _is_there(path: Path) -> bool:
    try:
        return path.is_dir() or path.is_file()
    except OSError:  # a name that no file can have
        return False


def _is_text(text: str) -> bool:
    """Return whether a text can be written as it is, and handed to a command: no zero in it, no half of a letter."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _problem(key: str, text: str) -> Problem:
    return Problem(Place(key[:40]), "", text, kind="usage")
