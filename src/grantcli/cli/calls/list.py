"""``grantcli calls list``: the calls at hand."""

from typing import Annotated

import typer

from ...i18n import _
from ..library import Library, folders
from ..reading import On, day_of, tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import give_data, screen


def run(
    ctx: typer.Context,
    on: On = None,
    is_open: Annotated[bool, typer.Option("--open", help=_("Solo i bandi a cui oggi si può fare domanda."))] = False,
    search: Annotated[
        str | None, typer.Option("--search", metavar=_("PAROLE"), help=_("Solo i bandi che contengono queste parole."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive l'elenco in JSON."))] = False,
) -> int:
    """Print the calls as they stand on the day."""
    from ...engine.window import window_of
    from ...report.calls import has_words, list_data, show_list

    day = day_of(on) if on else today()
    library = Library(folders(ctx.obj))
    standing = [edition.on(day) for edition in library.all().values()]
    calls = [(call, window_of(call, day)) for call in standing if has_words(call, search or "")]
    calls = [pair for pair in calls if pair[1].state == "open" or not is_open]
    tell(library.problems, ctx.obj)
    if as_json:
        give_data(list_data(calls, day), ctx.obj)
    else:
        show_list(calls, today(), screen(ctx.obj))
    return DONE if standing else BAD_INPUT
