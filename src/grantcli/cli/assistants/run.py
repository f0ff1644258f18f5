"""``grantcli mcp``: the program as tools for an assistant, over standard input and output."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ...filing import real
from ...i18n import _
from ...problem import Place, Problem, reason_of
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting

ABOUT = _(
    "Parla il Model Context Protocol: elencare e leggere bandi, valutare, dire che cosa manca, che cosa cambierebbe, "
    "spiegare, confrontare. Legge solo nella cartella di lavoro e, senza --write, non scrive niente. Serve il "
    "componente: pip install 'grantcli[mcp]'."
)


def run(
    ctx: typer.Context,
    root: Annotated[
        Path, typer.Option("--root", metavar="DIR", help=_("La cartella di lavoro: file fuori di qui non si leggono."))
    ] = Path(),
    write: Annotated[
        bool, typer.Option("--write", help=_("Permette di scrivere domande nuove nella cartella."))
    ] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, max=600, metavar="N", help=_("Secondi al massimo per ogni comando."))
    ] = 60,
) -> int:
    """Serve until the assistant goes away."""
    setting: Setting = ctx.obj
    if find_spec("mcp") is None:
        hint = _("installare: pip install 'grantcli[mcp]'")
        text = _("per parlare con un assistente manca un componente")
        tell([Problem(Place("mcp"), "", text, hint, "missing_extra")], setting)
        return BAD_INPUT
    if not root.is_dir():
        tell([Problem(Place(str(root)), "", _("la cartella non c'è"), kind="missing")], setting)
        return BAD_INPUT
    try:
        os.read(sys.stdin.fileno(), 0)
    except OSError as error:
        text = _("non si legge: {why}").format(why=reason_of(error))
        tell([Problem(Place(_("(standard input)")), "", text, kind="unreadable")], setting)
        return BAD_INPUT
    from .door import serve, server
    from .process import Runner

    serve(server(Runner(real(root), setting.calls, seconds), write=write))
    return DONE
