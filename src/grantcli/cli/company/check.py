"""``grantcli company check FILE…``: what is wrong or doubtful in profiles."""

from pathlib import Path
from typing import Annotated

import typer

from ...i18n import _, plural
from ...problem import errors
from ..library import Library, folders
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import give_data, screen
from .profiles import read_profile

ABOUT = _(
    "Un dato che nessun bando conosce è un avviso. Esce con 4 se un profilo ha errori; gli avvisi da soli non contano."
)


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=_("I profili da controllare."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
) -> int:
    """Check profiles against the words of all calls, and groups and accounts against what can be."""
    library = Library(folders(ctx.obj)).all()
    known = {key: fact for edition in library.values() for key, fact in edition.vocabulary.items()}
    problems = [problem for file in files for problem in read_profile(file, known)[2]]
    tell(problems, ctx.obj)
    if as_json:
        give_data({"schema": "grantcli/company-check/1", "profiles": len(files)}, ctx.obj)
    if any(errors(problems)):
        return BAD_INPUT
    if as_json:
        return DONE
    words = plural("{n} profilo controllato, nessun errore", "{n} profili controllati, nessun errore", len(files))
    screen(ctx.obj).print(words.format(n=len(files)))
    return DONE
