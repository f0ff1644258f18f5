"""What is wrong where YAML itself breaks: told from the text of the line, never from the parser's English."""

import re

import yaml

from ..i18n import _
from ..problem import Place, Problem

_BARE_COLON = re.compile(r"^\s*(-\s+)?[^\s'\"#{\[][^:'\"]*:\s+[^'\"{\[|>&*!\s][^#]*?:(\s|$)")


def syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Return the problem for a file that is not YAML, with the likeliest cause as its hint."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    if mark is None:
        return Problem(Place(name), "", _("non è scritto in YAML"), kind="syntax")
    row = min(mark.line, len(lines) - 1)
    kind, message, hint = _cause(lines, row, mark.column, mark.line >= len(lines))
    context = getattr(error, "context_mark", None)
    if kind == "unclosed" and context is not None:
        mark = context
    return Problem(Place(name, mark.line + 1, mark.column + 1), "", message, hint=hint, kind=kind)


def _cause(lines: list[str], row: int, column: int, at_end: bool) -> tuple[str, str, str]:
    line = lines[row]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        return "tab", _("una tabulazione al posto degli spazi"), _("rientrare con spazi")
    if line[column : column + 1] in ("@", "`", "%"):
        sign = line[column]
        return (
            "reserved",
            _("«{sign}» non può cominciare un valore").format(sign=sign),
            _("mettere il testo fra virgolette"),
        )
    for number in (row, row - 1):
        if number >= 0 and _BARE_COLON.match(lines[number]):
            return "colon", _("due punti dentro un testo senza virgolette"), _("mettere il testo fra virgolette")
    if at_end or row == len(lines) - 1:
        return "unclosed", _("una parentesi o una virgoletta aperta qui non si chiude"), ""
    return "syntax", _("qui la scrittura YAML si interrompe"), _("controllare rientri, virgolette e parentesi")
