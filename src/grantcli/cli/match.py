"""``grantcli match PROFILE…``: companies against calls."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..batch.companies import Companies
from ..batch.inputs import find_inputs
from ..batch.mapping import Mapping, load_mapping
from ..batch.match import Match, match, whole_vocabulary
from ..batch.tabular import Finder
from ..batch.targets import Columns
from ..i18n import _
from ..model.call import Edition
from ..model.fact import Vocabulary
from ..problem import errors
from .exits import BAD_INPUT, DONE, SOME_BAD_ROWS
from .library import Library, folders
from .reading import On, day_of, find_call, tell, today
from .setting import Setting
from .terminal import print_json, screen

ABOUT = _(
    "Legge profili (.yaml, cartelle) e tabelle di imprese (.csv, .xlsx, .jsonl). Ciò che non è noto resta non noto. "
    "Esce con 5 se qualche impresa non si può leggere."
)


def run(
    ctx: typer.Context,
    given: Annotated[
        list[str], typer.Argument(metavar=_("PROFILO"), help=_("Profili, cartelle o tabelle di imprese."))
    ],
    on: On = None,
    calls: Annotated[
        list[str] | None, typer.Option("--call", metavar=_("BANDO"), help=_("Solo questo bando; si può ripetere."))
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--columns", metavar="FILE", help=_("Che cosa contiene ogni colonna delle tabelle (YAML).")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help=_("Scrive una tabella CSV, una riga per impresa e bando."))
    ] = False,
) -> int:
    """Judge companies by calls and print who may apply where."""
    setting: Setting = ctx.obj
    day = day_of(on) if on else today()
    editions = _editions(calls or [], setting)
    columns, problems = load_mapping(mapping) if mapping is not None else (Mapping(), [])
    words = whole_vocabulary(editions)
    inputs, told = find_inputs(given, Finder(Columns(words), columns or Mapping()))
    tell([*problems, *told], setting)
    if not editions or any(errors([*problems, *told])):
        return BAD_INPUT
    companies = Companies(editions)
    found = [match(company, editions, day) for one in inputs for company in companies.read(one.rows())]
    tell(companies.problems, setting)
    _show(found, as_json, as_csv, words, day, setting)
    bad = any(errors(companies.problems))
    return BAD_INPUT if bad and not found else SOME_BAD_ROWS if bad else DONE


def _editions(calls: Sequence[str], setting: Setting) -> list[Edition]:
    library = Library(folders(setting))
    if calls:
        found = [find_call(name, library, setting) for name in calls]
        return [one for one in found if one is not None] if None not in found else []
    editions = list(library.all().values())
    tell(library.problems, setting)
    return editions


def _show(found: Sequence[Match], as_json: bool, as_csv: bool, words: Vocabulary, on: date, setting: Setting) -> None:
    from ..batch.match_data import MONEY, columns, match_data, match_rows
    from ..batch.match_text import show_matches
    from ..batch.tables import CsvTable

    if as_json:
        print_json(match_data(found, words, on))
    elif as_csv:
        table = CsvTable(sys.stdout, columns(), MONEY)
        for row in (row for one in found for row in match_rows(one, words)):
            table.add(row)
    else:
        show_matches(found, words, on, screen(setting))
