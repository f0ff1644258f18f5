"""``grantcli calls check [BANDO…]``: what is wrong or doubtful in the files of calls."""

import typer

from ..i18n import _, plural
from ..problem import errors
from .chosen import Paths, chosen_folders
from .exits import BAD_INPUT, DONE
from .reading import tell, today
from .terminal import screen

ABOUT = _("Esce con 4 se un bando non si può leggere o ha errori; gli avvisi da soli non contano.")


def run(ctx: typer.Context, named: Paths = None) -> int:
    """Check calls and their cases, and print every problem at its place."""
    from ..loading.calls import load_edition
    from ..loading.cases import load_cases
    from ..loading.lint import lint

    folders, problems = chosen_folders(named, ctx.obj)
    for folder in folders:
        edition, told = load_edition(folder)
        problems += told
        if edition is not None:
            problems += [*lint(edition, today()), *load_cases(folder, edition)[1]]
    tell(problems, ctx.obj)
    if any(errors(problems)):
        return BAD_INPUT
    words = plural("{n} bando controllato, nessun errore", "{n} bandi controllati, nessun errore", len(folders))
    screen(ctx.obj).print(words.format(n=len(folders)))
    return DONE
