"""What is wrong with a file (a Problem) or a value (a Refusal): a result to show, never an exception."""

import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .codes import CODES
from .i18n import _

_MOST = 39
_LONG = re.compile(r"(?<=«)[^«»]{41,}|[^\s«»]{41,}")
"""What stands between quotes, or a word without any space, beyond 40 characters."""
_LINE_ENDS = str.maketrans("\n\r\u2028\u2029", "␊␍␊␊")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: name as the user gave it, line and column from 1 (0: the whole file).

    ``cell``: how people find the column of a table, ``C6 «Importo»`` in a sheet, ``6:3 «Importo»`` in text.
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}:{self.cell}"
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


def on_one_line(text: str) -> str:
    """Return text with a sign for each end of a line in it: a name with one in it shall not pass for a line of ours."""
    return text.translate(_LINE_ENDS)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: its place, the path of the key (``expenses[1].amount``), a sentence, and what may help.

    ``kind`` is a stable word for tests and scripts (``not_a_number``, ``unknown_key``…); ``warning`` problems do
    not stop the reading.
    """

    place: Place
    path: str
    text: str
    hint: str = ""
    kind: str = "wrong"
    warning: bool = False

    def __str__(self) -> str:
        parts = [str(self.place), *([self.path] if self.path else []), self.text]
        line = ": ".join(parts)
        return on_one_line(f"{line} ({self.hint})" if self.hint else line)

    @property
    def severity(self) -> str:
        """Return ``error`` or ``warning``."""
        return "warning" if self.warning else "error"

    @property
    def code(self) -> str:
        """Return the stable code of its kind, ``G101``."""
        return CODES.get(self.kind, CODES["wrong"])

    def quoting_little(self) -> "Problem":
        """Return the same problem with at most 40 characters of anything it quotes or names of the text of a file.

        A path named in an application may lead to any file of the machine: messages must not print what is in it.
        """
        place = replace(self.place, cell=_shortened(self.place.cell))
        return replace(
            self, place=place, path=_shortened(self.path), text=_shortened(self.text), hint=_shortened(self.hint)
        )

    def in_file(self, file: str) -> "Problem":
        """Return the same problem said of another file name."""
        return replace(self, place=replace(self.place, file=file))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot be taken, before anybody knows its place: ``kind`` as of a problem, a sentence, what helps."""

    kind: str
    text: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the sentence, what helps in brackets."""
        return f"{self.text} ({self.hint})" if self.hint else self.text


def _shortened(text: str) -> str:
    return _LONG.sub(lambda found: f"{found[0][:_MOST]}…", text)


def errors(problems: "list[Problem] | tuple[Problem, ...]") -> Iterator[Problem]:
    """Yield the problems that stop the reading, leaving warnings out."""
    return (problem for problem in problems if not problem.warning)


def reason_of(error: OSError) -> str:
    """Say why the system refused a file, in the language spoken now; in the system's own words where it is rare."""
    words = {
        errno.ENOENT: _("il file o la cartella non esiste"),
        errno.EACCES: _("manca il permesso"),
        errno.EPERM: _("manca il permesso"),
        errno.EEXIST: _("c'è già"),
        errno.ENOTDIR: _("non è una cartella"),
        errno.EISDIR: _("è una cartella"),
        errno.ENOSPC: _("lo spazio sul disco è finito"),
        errno.EDQUOT: _("lo spazio sul disco è finito"),
        errno.EROFS: _("il disco è in sola lettura"),
        errno.ENAMETOOLONG: _("il nome è troppo lungo"),
        errno.EBADF: _("è chiuso"),
        errno.ELOOP: _("i collegamenti girano in tondo"),
    }
    return words.get(error.errno or 0) or error.strerror or str(error)
