"""How a batch ended: for people on standard error, for scripts as data."""

from pathlib import Path

from rich.console import Console

from ...batch.results.papers import PAPERS
from ...batch.results.problem_files import PROBLEMS_CSV
from ...batch.running.judging import KINDS
from ...batch.running.run import RunTally
from ...i18n import _, plural
from ...report.problems import line_of
from ..reading import as_seen_from_here
from ..shell.setting import Setting
from ..shell.terminal import messages
from .progress import done_words

SCHEMA = "grantcli/batch/1"


def show_end(tally: RunTally, into: Path, setting: Setting, *, papers: bool) -> None:
    """Print the counts by verdict, the first problems and where to read the others."""
    from ...report.marks import OVERALL
    from ...wording.verdicts import overall_word

    console = messages(setting)
    console.print(done_words(tally), soft_wrap=True)
    for verdict in OVERALL:
        unpaid = tally.unfunded[verdict]
        for unfunded, count in ((False, tally.verdicts[verdict] - unpaid), (True, unpaid)):
            if count:
                console.print(f"  {overall_word(verdict, unfunded)}: {count}")
    show_rest(tally, into, console)
    if papers:
        _show_other_papers(tally, into / PAPERS, console)


def show_rest(tally: RunTally, into: Path, console: Console) -> None:
    """Print what ends every run over rows: how many were done before, the first problems, where all of them are."""
    if tally.reused:
        words = plural("{n} già fatta prima", "{n} già fatte prima", tally.reused)
        console.print("  " + words.format(n=tally.reused))
    for problem in as_seen_from_here(tally.first):
        console.print(line_of(problem), soft_wrap=True)
    if tally.first or tally.warnings:
        words = _("Tutti i problemi e gli avvisi, con file e riga: {file}")
        console.print(words.format(file=into / PROBLEMS_CSV), soft_wrap=True)


def _show_other_papers(tally: RunTally, folder: Path, console: Console) -> None:
    """Say that papers of an earlier run, of applications that are not in this one, are still there."""
    own = len(KINDS) * sum(tally.verdicts.values())
    others = sum(1 for _path in folder.glob("*.pdf")) - own if folder.is_dir() else 0
    if others > 0:
        words = plural(
            "In {folder} resta {n} documento di domande che qui non ci sono",
            "In {folder} restano {n} documenti di domande che qui non ci sono",
            others,
        )
        console.print(words.format(folder=folder, n=others), soft_wrap=True)


def as_data(tally: RunTally) -> dict[str, object]:
    """Return the counts and the files of a run as plain data (``grantcli/batch/1``)."""
    return {
        "schema": SCHEMA,
        "done": tally.done,
        "bad": tally.bad,
        "strays": tally.strays,
        "reused": tally.reused,
        "warnings": tally.warnings,
        "verdicts": dict(tally.verdicts),
        "unfunded": tally.unfunded.total(),
        "files": [str(path) for path in tally.files],
    }
