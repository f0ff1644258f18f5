"""What is wrong where YAML itself breaks: found in the text of the line, never from the parser's English."""

import re

import yaml

from ...i18n import _
from ...problem import Place, Problem

_QUOTES = "'\""
_CLOSES = {"[": "]", "{": "}"}
_BARE_COLON = re.compile(r"^\s*(-\s+)?[^\s'\"#{\[][^:'\"]*:\s+[^'\"{\[|>&*!\s][^#]*?:(\s|$)")


def syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Return the problem for a file that is not YAML, with the likeliest cause as its hint."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    if mark is None:
        return Problem(Place(name), "", _("non è scritto in YAML"), kind="syntax")
    row = min(mark.line, len(lines) - 1)
    kind, message, hint = _cause(lines, row, mark.column, mark.line >= len(lines))
    line, column = mark.line + 1, mark.column + 1
    if kind == "unclosed":
        line, column = _last_open(lines) or (line, column)
    return Problem(Place(name, line, column), "", message, hint=hint, kind=kind)


def open_brackets(text: str) -> int:
    """Return how many more brackets a text opens than it closes."""
    return sum(text.count(opens) - text.count(closes) for opens, closes in _CLOSES.items())


def _last_open(lines: list[str]) -> tuple[int, int] | None:
    """Return where the innermost bracket or quote that never closes was opened."""
    opened: list[tuple[str, int, int]] = []
    for number, line in enumerate(lines, start=1):
        for column, sign in enumerate(line, start=1):
            top = opened[-1][0] if opened else ""
            if top in _QUOTES and top:
                if sign == top:
                    opened.pop()
            elif (sign in _QUOTES and not line[column - 2 : column - 1].isalnum()) or sign in _CLOSES:
                opened.append((sign, number, column))
            elif top and sign == _CLOSES.get(top):
                opened.pop()
    return opened[-1][1:] if opened else None


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
