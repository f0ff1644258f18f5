"""``grantcli batch template BANDO``: a workbook to fill in with many applications."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ...i18n import _
from ...model.call import Edition
from ...problem import Place, Problem, reason_of
from ...report.calls import why_not_a_call
from ..library import Library, folders, known_ids
from ..reading import On, day_of, find_call, tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import messages, program, screen

ABOUT = _("Un foglio per le domande e uno per ogni elenco (spese, persone…); poi: grantcli batch FILE -o DIR.")


def run(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar=_("BANDO"), help=_("Il bando."), autocompletion=known_ids)],
    into: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=_("Il file da scrivere (altrimenti BANDO.xlsx).")),
    ] = None,
    as_workbook: Annotated[bool, typer.Option("--xlsx", help=_("Un foglio di calcolo (l'unica forma)."))] = True,  # noqa: ARG001
    on: On = None,
) -> int:
    """Write the workbook for a call."""
    day = day_of(on) if on else today()
    edition = find_call(ident, Library(folders(ctx.obj)), ctx.obj)
    if edition is None:
        return BAD_INPUT
    if edition.call.kind != "call":
        for piece in why_not_a_call(edition.call, program(ctx.obj)):
            messages(ctx.obj).print(piece)
        return BAD_INPUT
    path = into or Path(f"{edition.call.id}.xlsx")
    problem = _written(edition, day, path)
    if problem is not None:
        tell([problem], ctx.obj)
        return BAD_INPUT
    screen(ctx.obj).print(str(path), soft_wrap=True, markup=False)
    return DONE


def _written(edition: Edition, day: date, path: Path) -> Problem | None:
    from ...batch.results.spreadsheets import has_xlsx
    from ...batch.template.workbook import write_template

    if path.suffix.lower() != ".xlsx":
        said, hint = _("si scrivono solo fogli .xlsx"), _("per esempio {name}").format(name=path.with_suffix(".xlsx"))
        return Problem(Place(str(path)), "", said, hint, "wrong_ending")
    if path.exists():
        return Problem(Place(str(path)), "", _("il file c'è già: non viene riscritto"), kind="exists")
    if not has_xlsx():
        hint = _("installare: pip install 'grantcli[xlsx]'")
        return Problem(
            Place(str(path)), "", _("per scrivere fogli di calcolo manca un componente"), hint, "missing_extra"
        )
    try:
        write_template(edition, day, path)
    except OSError as error:
        said = _("non si può scrivere: {why}").format(why=reason_of(error))
        return Problem(Place(str(path)), "", said, kind="cannot_write")
    return None
