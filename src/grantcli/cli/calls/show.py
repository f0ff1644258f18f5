"""``grantcli calls show ID``: what a call says."""

from typing import Annotated

import typer

from ...i18n import _
from ..library import Library, folders, known_ids
from ..reading import On, day_of, find_call, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import give_data, program, screen


def run(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help=_("Il bando."), autocompletion=known_ids)],
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive i dati principali in JSON."))] = False,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=_("Mostra anche tutte le regole, le letture, le fonti."))
    ] = False,
) -> int:
    """Print one call as it is on the day."""
    from ...engine.window import window_of
    from ...report.calls import call_data, show_call

    day = day_of(on) if on else today()
    library = Library(folders(ctx.obj))
    edition = find_call(ident, library, ctx.obj)
    if edition is None:
        return BAD_INPUT
    call = edition.on(day)
    dated = call, window_of(call, day)
    if as_json:
        give_data(call_data(dated, day), ctx.obj)
    else:
        show_call(dated, edition.vocabulary, today(), screen(ctx.obj), verbose=everything, program=program(ctx.obj))
    return DONE
