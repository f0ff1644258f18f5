"""Many companies matched into a folder, row by row: their files, how far it is, how it ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...batch.inputs import Input
from ...batch.rows.row import Job
from ...batch.running.run import RunTally
from ...i18n import _, language, plural
from ...matching.many import Matching, companies_alone
from ...model.call import Edition
from ...problem import Place, Problem
from ..batch.ending import show_rest
from ..batch.progress import Progress
from ..batch.run import judge_by, run_watched
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE, SOME_BAD_ROWS
from ..shell.setting import Setting
from ..shell.terminal import messages, screen


class Run(NamedTuple):
    """How companies are matched into a folder: the day, whether one was asked for, by whom they are judged."""

    day: date
    own_days: bool
    cluster: str | None = None
    workers: int = 0
    resume: bool = False


def match_into(
    into: Path,
    editions: Sequence[Edition],
    library: Mapping[str, Edition],
    inputs: Sequence[Input],
    how: Run,
    setting: Setting,
) -> int:
    """Match all companies of the inputs and write the files; return the exit code."""
    calls = {one.call.id: one for one in editions}
    job = Job(calls, how.day, language=language(), work=Matching(library, own_days=how.own_days))
    left_out: dict[str, str] = {}
    rows = companies_alone((row for one in inputs for row in one.rows()), left_out)
    progress = Progress(inputs, messages(setting), read_words, _("Imprese"))
    judge = judge_by(how.cluster, how.workers)
    tally = run_watched(job, rows, progress, into, judge, how.resume, setting)
    if isinstance(tally, int):
        return tally
    told = (f"{file} ({why})" for file, why in left_out.items())
    aside = _("lasciati fuori: {files}").format(files="; ".join(told))
    tell([Problem(Place(str(into)), "", aside, kind="left_out", warning=True)] if left_out else [], setting)
    if not tally.seen:
        text = _("non c'è nessuna impresa da confrontare")
        tell([Problem(Place(str(into)), "", text, kind="nothing")], setting)
        return BAD_INPUT
    _show_end(tally, into, setting)
    return SOME_BAD_ROWS if tally.bad or tally.strays or tally.partial else DONE


def read_words(tally: RunTally) -> str:
    """Say how many companies were read, and how many of them are bad."""
    words = [plural("{n} impresa letta", "{n} imprese lette", tally.done).format(n=tally.done)]
    if tally.bad or tally.strays:
        bad = tally.bad + tally.strays
        words.append(plural("{n} con problemi", "{n} con problemi", bad).format(n=bad))
    return ", ".join(words)


def _show_end(tally: RunTally, into: Path, setting: Setting) -> None:
    """Print for how many companies at least one open call is possible, the first problems, and the files."""
    console = messages(setting)
    console.print(read_words(tally), soft_wrap=True)
    best = {
        "possible": _("possono chiedere almeno un bando aperto"),
        "missing": _("potrebbero, se le risposte che mancano vanno bene"),
        "undetermined": _("non si può dire: il testo dei bandi non basta"),
        "impossible": _("non possono chiedere nessuno dei bandi aperti"),
        "closed": _("nessun bando è aperto"),
    }
    for chance, words in best.items():
        if tally.verdicts[chance]:
            console.print(f"  {words}: {tally.verdicts[chance]}", soft_wrap=True)
    show_rest(tally, into, console)
    for path in tally.files:
        screen(setting).print(str(path), soft_wrap=True, markup=False)
