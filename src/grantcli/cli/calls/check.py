"""``grantcli calls check [BANDO…]``: what is wrong or doubtful in the files of calls."""

from typing import Annotated

import typer

from ...i18n import _, plural
from ...problem import Problem, errors
from ..library import Library, folders
from ..reading import as_seen_from_here, tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting
from ..shell.terminal import give_data, screen
from .chosen import Paths, chosen_folders
from .problems_of_call import problems_of

ABOUT = _(
    "Guarda il bando, i suoi esempi e i suoi casi. Esce con 4 se qualcosa non si può leggere o è un errore; gli avvisi "
    "da soli non contano."
)


def run(
    ctx: typer.Context,
    named: Paths = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive i problemi in JSON."))] = False,
) -> int:
    """Check calls, their examples and their cases, and print every problem at its place."""
    library = Library(folders(ctx.obj))
    chosen, problems = chosen_folders(named, library)
    problems += [told for folder in chosen for told in problems_of(folder, today(), library)]
    shown = as_seen_from_here(problems)
    if as_json:
        give_data({"schema": "grantcli/calls-check/1", "calls": len(chosen)}, ctx.obj)
    tell(shown, ctx.obj)
    if not as_json:
        _sum_up(len(chosen), shown, ctx.obj)
    return BAD_INPUT if any(errors(problems)) else DONE


def _sum_up(calls: int, problems: list[Problem], setting: Setting) -> None:
    if calls and not any(errors(problems)):
        words = plural("{n} bando controllato, nessun errore", "{n} bandi controllati, nessun errore", calls)
        screen(setting).print(words.format(n=calls))
