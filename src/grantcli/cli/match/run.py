"""``grantcli match PROFILE…``: companies against calls."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ...batch.inputs import Input, find_inputs
from ...batch.tables.columns import Columns
from ...batch.tables.finder import Finder
from ...batch.tables.mapping import Mapping, load_mapping
from ...i18n import _
from ...matching.companies import Companies
from ...matching.left_out import left_out
from ...matching.match import Match, match, whole_vocabulary
from ...matching.ranking import ranked
from ...matching.unjudged import problems_of
from ...model.application import Application
from ...model.call import Edition
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem, errors
from ..batch.options import Cluster, Resume, Workers
from ..library import Library, folders, known_ids
from ..reading import On, ReadApplication, day_of, find_call, only_calls, tell, today
from ..shell.exits import BAD_INPUT, DONE, SOME_BAD_ROWS
from ..shell.setting import Setting
from ..shell.terminal import give_data, screen

ABOUT = _(
    "Legge profili (.yaml, cartelle) e tabelle di imprese (.csv, .xlsx, .jsonl). Ciò che non è noto resta non noto. "
    "Esce con 5 se qualche impresa non si può leggere, o qualche bando non si è potuto giudicare."
)


OnlyCalls = Annotated[
    list[str] | None,
    typer.Option("--call", metavar=_("BANDO"), help=_("Solo questo bando; si può ripetere."), autocompletion=known_ids),
]

TableMapping = Annotated[
    Path | None,
    typer.Option("--columns", metavar="FILE", help=_("Che cosa contiene ogni colonna delle tabelle (YAML).")),
]


Everything = Annotated[
    bool, typer.Option("--all", "-a", help=_("Mostra anche ogni impresa bando per bando, e i bandi chiusi."))
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))]
AsCsv = Annotated[bool, typer.Option("--csv", help=_("Scrive una tabella CSV, una riga per impresa e bando."))]
Into = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help=_("Cartella in cui scrivere, riga per riga: per migliaia.")),
]


def run(
    ctx: typer.Context,
    given: Annotated[
        list[str], typer.Argument(metavar=_("PROFILO"), help=_("Profili, cartelle o tabelle di imprese."))
    ],
    on: On = None,
    calls: OnlyCalls = None,
    mapping: TableMapping = None,
    everything: Everything = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    into: Into = None,
    workers: Workers = 0,
    cluster: Cluster = None,
    resume: Resume = False,
) -> int:
    """Judge companies by calls and print who may apply where, or write it into a folder."""
    setting: Setting = ctx.obj
    way = "json" if as_json else "csv" if as_csv else "all" if everything else ""
    if as_json and as_csv:
        ctx.fail(_("--json e --csv insieme non si può: indicarne uno"))
    if into is not None and way:
        ctx.fail(_("con --output si scrivono tutti i file: --json, --csv e --all non servono"))
    if into is None and (workers or cluster or resume):
        ctx.fail(_("--workers, --cluster e --resume vanno con --output"))
    day = day_of(on) if on else today()
    library = Library(folders(setting))
    editions = _editions(calls or [], library, setting)
    words = whole_vocabulary([*editions, *library.values()])
    inputs = _inputs(given, mapping, words, setting) if editions else []
    if not inputs:
        return BAD_INPUT
    if into is None:
        return _on_screen(_Asked(given, editions, library, day, own_days=on is None), inputs, way, setting)
    from .into import Run, match_into

    return match_into(into, editions, library.all(), inputs, Run(day, on is None, cluster, workers, resume), setting)


class _Asked(NamedTuple):
    """What is matched: what was given, the calls, all calls at hand, the day."""

    given: Sequence[str]
    editions: Sequence[Edition]
    library: Library
    day: date
    own_days: bool


def _on_screen(asked: _Asked, inputs: Sequence[Input], way: str, setting: Setting) -> int:
    """Print all matches at once, the best companies first."""
    companies = Companies(asked.editions, asked.library)
    rows = (row for one in inputs for row in one.rows())
    matches = (match(one, asked.editions, asked.day, own_days=asked.own_days) for one in companies.read(rows))
    found = ranked(matches)
    broken = [each for one in found for each in one.unjudged]
    if "--debug" in setting.line:
        print(*(each.where for each in broken), sep="\n", end="", file=sys.stderr)
    problems = [*companies.problems, *problems_of(broken), *left_out(asked.given, companies.left_out)]
    bad = any(errors(problems))
    tell(problems if found or bad else [*problems, _nothing(asked.given)], setting)
    if found:
        _show(found, way, asked.day, setting)
    return BAD_INPUT if not found else SOME_BAD_ROWS if bad else DONE


def _inputs(given: Sequence[str], mapping: Path | None, words: Vocabulary, setting: Setting) -> list[Input]:
    """Return what there is to read; nothing after telling what is wrong."""
    columns, problems = load_mapping(mapping) if mapping is not None else (Mapping(), [])
    inputs, told = find_inputs(given, Finder(Columns(words), columns or Mapping()))
    whole = [*problems, *told]
    tell(whole if inputs or any(errors(whole)) else [*whole, _nothing(given)], setting)
    return [] if any(errors(whole)) else inputs


def _editions(names: Sequence[str], library: Library, setting: Setting) -> list[Edition]:
    """Return the calls asked for, all where none is; nothing after reporting what is wrong."""
    if not names:
        editions = list(library.values())
        tell(library.problems, setting)
        return editions
    found = [find_call(name, library, setting) for name in dict.fromkeys(names)]
    calls = {one.call.id: one for one in found if one is not None}
    readings = [ReadApplication(Application(ident), edition) for ident, edition in calls.items()]
    whole = None not in found and all(only_calls(one, setting) for one in readings)
    return list(calls.values()) if whole else []


def _nothing(given: Sequence[str]) -> Problem:
    return Problem(Place(", ".join(given)), "", _("non c'è nessuna impresa da confrontare"), kind="nothing")


def _show(found: Sequence[Match], way: str, on: date, setting: Setting) -> None:
    from ...batch.results.spreadsheets import CsvTable
    from ...matching.data import MONEY, columns, match_data, match_rows
    from ...matching.text import show_matches

    if way == "json":
        give_data(match_data(found, on), setting)
    elif way == "csv":
        table = CsvTable(sys.stdout, columns(), MONEY)
        for row in (row for one in found for row in match_rows(one)):
            table.add(row)
    else:
        show_matches(found, on, screen(setting), everything=way == "all")
