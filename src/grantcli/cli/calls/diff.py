"""``grantcli calls diff ID --from D --to D``: what amendments and dated figures changed, and for an application."""

from datetime import date
from typing import Annotated

import typer

from ...i18n import _
from ...model.call import Edition
from ...problem import Place, Problem
from ..library import Library, folders, known_ids
from ..reading import ReadApplication, day_of, find_call, read_application, tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting
from ..shell.terminal import give_data, messages, screen


def run(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help=_("Il bando."), autocompletion=known_ids)],
    since: Annotated[str, typer.Option("--from", metavar=_("DATA"), help=_("Il primo dei due giorni."))],
    until: Annotated[str, typer.Option("--to", metavar=_("DATA"), help=_("Il secondo dei due giorni."))],
    file: Annotated[
        str | None, typer.Option("--with", metavar="FILE", help=_("Una domanda, per vedere che cosa cambia per lei."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive le differenze in JSON."))] = False,
) -> int:
    """Print how the call on one day differs from the call on another."""
    days = day_of(since, "--from"), day_of(until, "--to")
    edition = find_call(ident, Library(folders(ctx.obj)), ctx.obj)
    reading = _application(file, edition, ctx.obj) if file and edition else None
    if edition is None or (file and reading is None):
        return BAD_INPUT
    if as_json:
        give_data(_data(edition, days, reading), ctx.obj)
    else:
        _print(edition, days, reading, ctx.obj)
    return DONE


def _application(file: str, edition: Edition, setting: Setting) -> ReadApplication | None:
    """Read the application; None after reporting its problems, or that it is for another call."""
    reading = read_application(file, setting)
    if reading is None or reading.edition.call.id == edition.call.id:
        return reading
    text = _("la domanda è per «{other}», non per «{id}»").format(other=reading.edition.call.id, id=edition.call.id)
    tell([Problem(Place(file), "call", text, kind="other_call")], setting)
    return None


def _data(edition: Edition, days: tuple[date, date], reading: ReadApplication | None) -> dict[str, object]:
    from ...engine.comparison.differences import call_changes, outcome_changes
    from ...report.changes import changes_data

    data: dict[str, object] = {
        "schema": "grantcli/diff/1",
        "call": edition.call.id,
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "changes": changes_data(call_changes(edition.on(days[0]), edition.on(days[1]), days)),
    }
    if reading is not None:
        data["outcome"] = changes_data(outcome_changes(*(reading.outcome_on(day) for day in days)))
    return data


def _print(edition: Edition, days: tuple[date, date], reading: ReadApplication | None, setting: Setting) -> None:
    from ...engine.comparison.differences import call_changes, outcome_changes
    from ...report.changes import show_call_changes, show_outcome_changes

    console = screen(setting)
    between = [one for one in edition.call.amendments if min(days) < one.since <= max(days)]
    changes = call_changes(edition.on(days[0]), edition.on(days[1]), days)
    show_call_changes(between, changes, console)
    if not changes:
        messages(setting).print(_when_it_changes(edition), soft_wrap=True, markup=False)
    if reading is not None:
        show_outcome_changes(outcome_changes(*(reading.outcome_on(day) for day in days)), console)


def _when_it_changes(edition: Edition) -> str:
    """Say on which days the call changes, for who asked of two between which it does not."""
    from ...engine.comparison.differences import days_of_figures

    found = {version.since for version in edition.versions} | set(days_of_figures(edition.call))
    days = ", ".join(day.isoformat() for day in sorted(found))
    return _("Il bando cambia in questi giorni: {days}.").format(days=days) if days else _("Il bando non ha modifiche.")
