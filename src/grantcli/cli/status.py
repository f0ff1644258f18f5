"""``grantcli status [FOLDER]``: the desk, every application below a folder, the most urgent first."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..desk.desk_rows import DeskRow
from ..i18n import _
from ..problem import Place, Problem
from .library import Library, folders
from .reading import day_of, tell, today
from .shell.exits import BAD_INPUT, DONE, SOME_BAD_ROWS
from .shell.terminal import give_data, screen

ABOUT = _(
    "Prima ciò che scade prima; ogni riga dice cliente, bando, esito, contributo, che cosa manca, documenti, giorni "
    "che restano, ultima modifica. Esce con 5 se qualche file non si legge: gli altri ci sono lo stesso."
)


def run(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=_("Cartella delle domande (altrimenti questa)."))
    ] = Path(),
    week: Annotated[bool, typer.Option("--week", help=_("Solo ciò che scade nei prossimi sette giorni."))] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar=_("DATA"), help=_("Che cosa cambiano le modifiche ai bandi da quel giorno.")),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_("DATA"), help=_("Come se fosse quel giorno, per tutte."))
    ] = None,
    as_calendar: Annotated[
        bool, typer.Option("--ics", help=_("Scrive le date di tutte come calendario (iCalendar)."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive l'elenco in JSON."))] = False,
) -> int:
    """Print the status of every application below a folder."""
    from ..desk.gathering import DeskOrder, DeskView, gather

    day, from_day = day_of(on) if on else None, day_of(since, "--since") if since else None
    library = Library(folders(ctx.obj))
    order = DeskOrder(library.all(), day or today(), day, from_day)
    view = gather(folder, order) if folder.exists() else DeskView()
    tell([*library.problems, *view.problems], ctx.obj)
    if not view.rows and not view.unread:
        tell([_nothing(folder)], ctx.obj)
        return BAD_INPUT
    view.rows = [one for one in view.rows if one.this_week or not week]
    if as_json:
        from ..desk.desk_data import desk_data

        give_data(desk_data(str(folder), view.rows, view.unread, order.today), ctx.obj)
    elif as_calendar:
        _print_calendar(view.rows)
    else:
        from ..desk.desk_text import DeskShown, show_desk

        show_desk(view.rows, view.unread, DeskShown(order.today, week, from_day), screen(ctx.obj))
    return SOME_BAD_ROWS if view.unread else DONE


def _print_calendar(rows: Sequence[DeskRow]) -> None:
    from ..render.deadlines_calendar import calendar_of

    lines = (line for one in rows for line in one.status.events)
    sys.stdout.buffer.write(calendar_of(_("Domande"), lines))


def _nothing(folder: Path) -> Problem:
    if not folder.exists():
        return Problem(Place(str(folder)), "", _("la cartella non esiste"), kind="missing_folder")
    hint = _("una domanda ha la riga «call:»; per cominciarne una: grantcli ask")
    text = _("nella cartella non ci sono domande (.yaml)")
    return Problem(Place(str(folder)), "", text, hint, kind="empty_folder")
