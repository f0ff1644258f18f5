"""``grantcli batch INPUT…``: many applications judged, each with its outcome or its problems."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import typer

from ...batch.inputs import Input, find_inputs
from ...batch.rows.row import Job, Row
from ...batch.running.cluster import ClusterError, judge_on_cluster
from ...batch.running.run import Judge, RunTally
from ...batch.running.run import run as run_all
from ...batch.running.workers import WorkersGoneError, cores, judge_all
from ...batch.tables.columns import Columns
from ...batch.tables.finder import Finder
from ...batch.tables.mapping import Mapping, load_mapping
from ...filing import HeldError
from ...i18n import _, language
from ...model.call import Edition
from ...problem import Place, Problem, errors, reason_of
from ..library import Library, folders, known_ids
from ..reading import On, as_seen_from_here, day_of, find_call, tell, today
from ..shell.exits import BAD_INPUT, DONE, INTERRUPTED, SOME_BAD_ROWS
from ..shell.lazy_commands import Command, built
from ..shell.setting import Setting
from ..shell.terminal import give_data, messages, screen
from .ending import as_data, show_end
from .options import Cluster, Resume, Workers
from .progress import Progress

TEMPLATE = "template"
ABOUT = _(
    "Legge domande da file .jsonl, .csv, .xlsx e da cartelle di domanda.yaml; scrive outcomes.jsonl, summary.csv e "
    ".xlsx, problems.jsonl. Una riga sbagliata non ferma le altre: esce con 5 se ce ne sono.\n\n"
    "Un foglio di calcolo da riempire: grantcli batch template BANDO."
)


Brief = Annotated[
    bool,
    typer.Option("--brief", "-b", help=_("Negli esiti tiene solo ciò che non è a posto (file dieci volte minori).")),
]


OneCall = Annotated[
    str | None,
    typer.Option(
        "--call", metavar=_("BANDO"), help=_("Il bando, per le righe che non lo dicono."), autocompletion=known_ids
    ),
]


class Batch(Command):
    """The command ``batch``, which leaves a line that begins with ``template`` to the command of that name."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **more: Any) -> Any:
        """Return the context to run in: its own, or that of ``batch template``."""
        if args[:1] != [TEMPLATE]:
            return super().make_context(info_name, args, parent, **more)
        from . import template as batch_template

        made = built(TEMPLATE, batch_template, _("Scrive un foglio di calcolo da riempire con molte domande."))
        return made.make_context(f"{info_name} {TEMPLATE}", args[1:], parent, **more)


def group(summary: str) -> Any:
    """Return the command ``batch``, with ``batch template`` under it."""
    return built("batch", SimpleNamespace(run=run, ABOUT=ABOUT), summary, Batch)


def run(
    ctx: typer.Context,
    given: Annotated[list[str], typer.Argument(metavar="INPUT", help=_("File o cartelle; «-»: righe JSON."))],
    into: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help=_("Cartella in cui scrivere."))],
    call: OneCall = None,
    on: On = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--columns", metavar="FILE", help=_("Che cosa contiene ogni colonna delle tabelle (YAML).")),
    ] = None,
    workers: Workers = 0,
    papers: Annotated[bool, typer.Option("--pdf", help=_("Scrive anche dossier e lista degli allegati."))] = False,
    cluster: Cluster = None,
    brief: Brief = False,
    resume: Resume = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Alla fine scrive i conti e i file come JSON."))] = False,
) -> int:
    """Judge all the rows of the inputs and write what comes of them."""
    setting: Setting = ctx.obj
    day = day_of(on) if on else None
    library = Library(folders(setting))
    asked = find_call(call, library, setting) if call else None
    editions = _editions(library, asked, setting) if asked or not call else {}
    if not editions:
        return BAD_INPUT
    inputs, problems = _inputs(given, [asked] if asked else [*editions.values()], mapping)
    tell(problems, setting)
    if any(errors(problems)):
        return BAD_INPUT
    named = asked.call.id if asked else None
    job = Job(editions, today(), named, day, brief=brief, papers=papers, language=language())
    judge = judge_by(cluster, workers)
    tally = run_watched(job, _rows(inputs), Progress(inputs, messages(setting)), into, judge, resume, setting)
    return tally if isinstance(tally, int) else _ended(tally, job, into, setting, as_json)


def _editions(library: Library, asked: Edition | None, setting: Setting) -> dict[str, Edition]:
    """Return the calls of the library, the one asked for first: the others say what a row for another call is."""
    editions = library.all()
    if asked is not None:
        return {asked.call.id: asked} | editions
    tell(library.problems, setting)
    return {} if any(errors(library.problems)) else editions


def _inputs(
    given: Sequence[str], editions: Sequence[Edition], mapping: Path | None
) -> tuple[list[Input], list[Problem]]:
    columns, problems = load_mapping(mapping) if mapping is not None else (Mapping(), [])
    if columns is None:
        return [], problems
    return find_inputs(given, Finder(Columns.of(editions), columns), only_applications=True)


def judge_by(cluster: str | None, workers: int) -> Judge:
    """Return what judges rows: a cluster where one is named, else processes, as many as there are cores for 0."""
    return partial(judge_on_cluster, cluster) if cluster else partial(judge_all, workers=workers or cores())


def run_watched(
    job: Job, rows: Iterable[Row], progress: Progress, into: Path, judge: Judge, resume: bool, setting: Setting
) -> RunTally | int:
    """Return how the run went, or the exit code of one that could not go on."""
    try:
        with progress:
            return run_all(job, rows, into, judge, progress.tell, resume=resume)
    except KeyboardInterrupt:
        return _interrupted(progress, setting)
    except ClusterError as error:
        problem = Problem(Place("--cluster"), "", str(error), kind="cluster")
    except WorkersGoneError as error:
        problem = Problem(Place("--workers"), "", str(error), kind="worker_died")
    except HeldError:
        text = _("un'altra elaborazione sta scrivendo in questa cartella")
        hint = _("aspettare che finisca, o indicare un'altra cartella con --output")
        problem = Problem(Place(str(into)), "", text, hint, "claimed")
    except OSError as error:
        text = _("non si può leggere o scrivere: {why}").format(why=reason_of(error))
        problem = Problem(Place(str(error.filename or into)), "", text, kind="unreadable")
    tell([problem], setting)
    return BAD_INPUT


def _ended(tally: RunTally, job: Job, into: Path, setting: Setting, as_json: bool) -> int:
    if not tally.seen:
        text = _("negli ingressi non c'è nessuna domanda; i file di una volta precedente restano come sono")
        tell([Problem(Place(str(into)), "", text, kind="no_rows")], setting)
        return BAD_INPUT
    show_end(tally, into, setting, papers=job.papers)
    if as_json:
        setting.document.note(as_seen_from_here(tally.first))
        give_data(as_data(tally), setting)
    else:
        for path in tally.files:
            screen(setting).print(str(path), soft_wrap=True, markup=False)
    return SOME_BAD_ROWS if tally.bad or tally.strays else DONE


def _rows(inputs: Sequence[Input]) -> Iterator[Row]:
    for one in inputs:
        yield from one.rows()


def _interrupted(progress: Progress, setting: Setting) -> int:
    console = messages(setting)
    console.print(_("Interrotto: {done}.").format(done=progress.words(progress.last)), soft_wrap=True)
    console.print(_("Per continuare da qui: lo stesso comando con --resume."), soft_wrap=True)
    return INTERRUPTED
