"""``grantcli dossier FILE``: the application on paper, with the checklist of what must accompany it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ...i18n import _, language, speaking
from ...model.outcome import Outcome
from ..reading import (
    File,
    On,
    ReadApplication,
    as_seen_on,
    day_of,
    only_calls,
    read_application,
    tell,
    today,
    with_differences,
)
from ..rejudging import in_language
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting
from ..shell.terminal import give_data, print_message, screen
from .carried import Inside
from .components import lacking_component
from .papers import FORMATS, PARTS, Making, Paper, papers
from .shelf import Shelf
from .styles import StyleFolder, UnwrittenError, chosen_style
from .word import without_word

ABOUT = _(
    "Scrive memo, bozza della domanda e appendice in un fascicolo, con la lista dei documenti; stampa i nomi dei file"
    " scritti. Senza --lang parla la lingua del bando."
)


def _completed(incomplete: str, words: Iterable[str]) -> list[str]:
    """Return the lists, separated by commas, that what is typed can become with one word more."""
    before, comma, last = incomplete.rpartition(",")
    given = before.split(",")
    return [f"{before}{comma}{word}" for word in words if word.startswith(last) and word not in given]


Formats = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="pdf,docx,xlsx,ics,html,json,zip",
        help=_("Formati, separati da virgole (altrimenti pdf)."),
        autocompletion=lambda incomplete: _completed(incomplete, FORMATS),
    ),
]


Parts = Annotated[
    str,
    typer.Option(
        "--part",
        metavar="memo,application,sections,annex,checklist",
        help=_("Solo queste parti, ciascuna da sola (altrimenti il fascicolo intero e la lista)."),
        autocompletion=lambda incomplete: _completed(incomplete, PARTS),
    ),
]


def run(
    ctx: typer.Context,
    file: File,
    into: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help=_("Cartella in cui scrivere (altrimenti dossier)."))
    ] = Path("dossier"),
    formats: Formats = "pdf",
    part: Parts = "",
    style: StyleFolder = None,
    no_data: Annotated[
        bool, typer.Option("--no-data", help=_("Non mette nei PDF i dati della domanda (i memo non li hanno mai)."))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Scrive anche sopra file di altri."))] = False,
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive in JSON esito e file scritti."))] = False,
) -> int:
    """Judge the application and write its papers."""
    wanted = chosen(formats, FORMATS, "--format")
    kinds = chosen(part, PARTS, "--part") if part else ["dossier", "checklist"]
    day = day_of(on) if on else None
    if lacking := (without_word() if "docx" in wanted else None) or lacking_component(wanted):
        tell([lacking], ctx.obj)
        return BAD_INPUT
    house, problems = chosen_style(style)
    tell(problems, ctx.obj)
    reading = read_application(file, ctx.obj)
    if house is None or reading is None or not only_calls(reading, ctx.obj):
        return BAD_INPUT
    with speaking(ctx.obj.language or reading.edition.call.language):
        day = day or reading.application.on or today()
        inside, folder = None if no_data else Inside(reading, day), reading.edition.folder
        making = Making(judged(reading, day), house, lambda problem: tell([problem], ctx.obj), inside, folder)
        return _write(making, _asked(making, kinds, wanted), Shelf(into, force=force), ctx.obj, as_json=as_json)


def _asked(making: Making, kinds: list[str], formats: list[str]) -> Iterator[Paper]:
    """Yield the papers in the order of the formats, the zip of all of them last."""
    yield from papers(making, kinds, [one for one in formats if one != "zip"])
    if "zip" in formats:
        from .practice import practice

        yield Paper("practice", ".zip", lambda: practice(making))


def _write(making: Making, asked: Iterable[Paper], shelf: Shelf, setting: Setting, *, as_json: bool) -> int:
    try:
        files = [_shown(path, setting, as_json) for path in shelf.put(making, asked)]
    except (OSError, UnwrittenError) as error:
        tell([shelf.why_not(error)], setting)
        return BAD_INPUT
    if not making.has_documents:
        words = _("Nessun documento da raccogliere: la lista non è stata scritta.")
        print_message(words, setting)
    if as_json:
        give_data(_data(making.outcome, files), setting)
    return DONE


def _shown(path: Path, setting: Setting, as_json: bool) -> str:
    """Print the name of a file as it is written, unless it goes into the document."""
    if not as_json:
        screen(setting).print(str(path), soft_wrap=True, markup=False)
    return str(path)


def _data(outcome: Outcome, files: list[str]) -> dict[str, object]:
    return {
        "schema": "grantcli/dossier/1",
        "call": outcome.call.id,
        "on": outcome.on.isoformat(),
        "verdict": outcome.verdict,
        "unfunded": outcome.unfunded,
        "files": files,
    }


def judged(reading: ReadApplication, day: date) -> Outcome:
    """Judge in the language of the paper: the reasons of the law too, and the drafts as far as the call has it."""
    from ...assessment.assess import assess

    edition = in_language(reading.edition, language())
    return with_differences(as_seen_on(assess(edition, reading.application.facts, day), today()), reading)


def chosen(text: str, known: tuple[str, ...], option: str) -> list[str]:
    """Return the words of a list separated by commas, each once; wrong usage where one is not known."""
    wanted = list(dict.fromkeys(word.strip().lower() for word in text.split(",") if word.strip()))
    wrong = [word for word in wanted if word not in known]
    if wrong or not wanted:
        words = (
            _("«{text}» non è un formato fra: {known}") if option == "--format" else _("«{text}» non è fra: {known}")
        )
        raise typer.BadParameter(words.format(text=text, known=", ".join(known)), param_hint=option)
    return wanted
