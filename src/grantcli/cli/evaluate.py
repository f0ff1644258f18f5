"""``grantcli evaluate FILE``: an application judged today or on a given day."""

from typing import Annotated

import typer

from ..i18n import _
from .reading import On, ReadApplication, as_seen_on, day_of, only_calls, read_application, today, with_differences
from .shell.exits import BAD_INPUT, OF_VERDICT
from .shell.setting import Setting
from .shell.terminal import give_data, program, screen

ABOUT = _(
    "Esce con 0 se la domanda è ammissibile (o solo da verificare), 1 se non lo è, 3 se mancano risposte o parti del "
    "bando, 4 se il file ha errori o non riguarda un bando (di un programma calcola comunque i costi)."
)


def run(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=_("La domanda (domanda.yaml), o un PDF che la porta; «-»: dallo standard input.")
        ),
    ],
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help=_("Mostra anche i requisiti soddisfatti, tutte le spese, le fonti."))
    ] = False,
    brief: Annotated[
        bool, typer.Option("--brief", "-b", help=_("Mostra solo il verdetto e ciò che lo ostacola."))
    ] = False,
) -> int:
    """Judge the application and print what comes of it."""
    setting: Setting = ctx.obj
    asked = day_of(on) if on else None
    reading = read_application(file, setting)
    if reading is None or not _judgeable(reading, setting, aloud=as_json):
        return BAD_INPUT
    day = asked or reading.application.on or today()
    outcome = as_seen_on(reading.outcome_on(day), today())
    if as_json:
        from ..report.data.outcome import as_data

        give_data(as_data(with_differences(outcome, reading)), setting)
    else:
        from ..report.outcome.screen import render

        named = "domanda.yaml" if file == "-" else file
        render(
            outcome, screen(setting), brief=brief, verbose=everything, file=named, program=program(setting), on=asked
        )
    return OF_VERDICT[outcome.verdict] if outcome.call.kind == "call" else BAD_INPUT


def _judgeable(reading: ReadApplication, setting: Setting, *, aloud: bool) -> bool:
    """Return whether there is anything to compute: of a programme the costs, though nobody can apply.

    The screen says by itself what a programme is; data do not, so with ``aloud`` standard error does.
    """
    if reading.edition.call.kind == "programme" and not aloud:
        return True
    return only_calls(reading, setting) or reading.edition.call.kind == "programme"
