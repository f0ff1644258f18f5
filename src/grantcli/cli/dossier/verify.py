"""``grantcli verify FILE.pdf``: what a paper carries judged again, and held against what it carries and prints."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ... import __version__
from ...i18n import LANGUAGES, _, language, speaking
from ...loading.papers.carried_files import OpenedPaper, read_paper
from ..library import Library, folders
from ..reading import tell
from ..rejudging import judged_again
from ..shell.exits import BAD_INPUT, DONE, INCOHERENT
from ..shell.setting import Setting
from ..shell.terminal import give_data, screen
from .coherence import HeldPaper, Incoherence, incoherences, kept_outcome
from .styles import BadStyleError, chosen_style

ABOUT = _(
    "Rivaluta la domanda che il PDF porta con sé e dice «coerente» o «incoerente» (uscita 0 o 6). Non prova chi l'ha"
    " scritto: quello lo dice soltanto una firma."
)


def run(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help=_("Il fascicolo o la bozza della domanda, in PDF."))],
    style: Annotated[
        Path | None,
        typer.Option("--style", metavar="DIR", help=_("Lo stile della casa con cui il PDF fu scritto.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
) -> int:
    """Judge again what a PDF carries and say what differs."""
    setting: Setting = ctx.obj
    house, problems = chosen_style(style)
    tell(problems, setting)
    paper, problems = read_paper(file, pages=True)
    tell(problems, setting)
    if paper is None or house is None:
        return BAD_INPUT
    held = _held(paper, str(file), setting)
    if held is None:
        return BAD_INPUT
    try:
        found, notes = incoherences(held, house)
    except BadStyleError as error:
        tell([error.problem], setting)
        return BAD_INPUT
    if as_json:
        give_data(_data(held, str(file), found, notes), setting)
    else:
        from ...report.verification import show_verification

        show_verification(held.outcome, found, notes, screen(setting))
    return INCOHERENT if found else DONE


def _held(paper: OpenedPaper, file: str, setting: Setting) -> HeldPaper | None:
    from ...report.data.outcome import as_data

    kept = kept_outcome(paper.outcome)
    told = kept.get("paper")
    spoken = str(told.get("language", "")) if isinstance(told, Mapping) else ""
    library = Library(folders(setting))
    with speaking(spoken if spoken in LANGUAGES else language()):
        outcome, problems = judged_again(paper.texts, library, language())
        again = json.loads(json.dumps(as_data(outcome))) if outcome is not None else {}
    tell([*library.problems, *(one.in_file(f"{file}/{one.place.file}") for one in problems)], setting)
    return HeldPaper(paper, kept, outcome, again) if outcome is not None else None


def _data(held: HeldPaper, file: str, found: list[Incoherence], notes: list[str]) -> dict[str, object]:
    return {
        "schema": "grantcli/verify/1",
        "tool": __version__,
        "file": file,
        "coherent": not found,
        "call": held.outcome.call.id,
        "on": held.outcome.on.isoformat(),
        "verdict": held.outcome.verdict,
        "unfunded": held.outcome.unfunded,
        "differences": [one._asdict() for one in found],
        "notes": notes,
    }
