"""Golden cases as they went: how many hold, and for the others what was expected and what came."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, plural
from ..model.case import Case
from .layout import Screen, aside, columns, entry, show

Difference = tuple[str, str, str]
"""Path in the case, what was expected, what came."""


class RanCases(NamedTuple):
    """The cases of a call as they went; ``untried`` are rules that no case makes fail, where they were asked for."""

    call: str
    results: Sequence[tuple[Case, Sequence[Difference]]]
    untried: Sequence[str] = ()

    @property
    def held(self) -> bool:
        """Return whether every case gives what it says."""
        return not any(found for _case, found in self.results)


def cases_data(ran: Iterable[RanCases]) -> dict[str, object]:
    """Return the cases of calls as plain data: how many, and each that does not hold with what it expected."""
    return {"schema": "grantcli/calls-test/1", "calls": [_call_data(one) for one in ran]}


def _call_data(ran: RanCases) -> dict[str, object]:
    failed = [
        {
            "name": case.name,
            "file": case.file,
            "cite": case.cite,
            "differences": [{"path": path, "expected": expected, "got": got} for path, expected, got in found],
        }
        for case, found in ran.results
        if found
    ]
    return {"call": ran.call, "cases": len(ran.results), "failed": failed, "untried": list(ran.untried)}


def show_cases(ran: RanCases, console: Console) -> None:
    """Print one line for a call whose cases all hold; else every case that does not, with its differences."""
    show(_screen(ran.call, ran.results, console), console)
    show(_untried(ran.untried, console), console)


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
