"""Golden cases as they went: how many hold, and for the others what was expected and what came."""

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, plural
from ..model.case import Case
from .layout import Screen, aside, columns, entry, show

Difference = tuple[str, str, str]
"""Path in the case, what was expected, what came."""


def show_cases(
    call: str,
    results: Sequence[tuple[Case, Sequence[Difference]]],
    console: Console,
    untried: Sequence[str] = (),
) -> None:
    """Print one line for a call whose cases all hold; else every case that does not, with its differences.

    ``untried`` are rules that no case makes fail, to be named after the cases.
    """
    show(_screen(call, results, console), console)
    show(_untried(untried, console), console)


def _screen(call: str, results: Sequence[tuple[Case, Sequence[Difference]]], console: Console) -> Screen:
    failed = [(case, found) for case, found in results if found]
    held = len(results) - len(failed)
    words = plural("{n} caso su {all} torna", "{n} casi su {all} tornano", held).format(n=held, all=len(results))
    mark = "fail" if failed else "pass" if results else "none"
    yield entry(console, mark, Text.assemble((call, "bold"), f"  {words}"))
    for case, found in failed:
        yield entry(console, "fail", Text(case.name, style="bold"), aside(case.cite or "", case.file), _table(found))


def _untried(rules: Sequence[str], console: Console) -> Screen:
    if rules:
        words = plural("{n} regola che nessun caso fa scattare", "{n} regole che nessun caso fa scattare", len(rules))
        yield entry(console, "warning", Text(words.format(n=len(rules))), aside(*rules))


def _table(found: Iterable[Difference]) -> RenderableType:
    heads = [Text(word, style="dim") for word in ("", _("atteso"), _("ottenuto"))]
    rows = [[Text(path), Text(expected, style="green"), Text(got, style="red")] for path, expected, got in found]
    return columns([heads, *rows], "left", "left", "full")
