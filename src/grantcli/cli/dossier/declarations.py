"""``grantcli declarations FILE``: the declarations that go with an application, filled from its answers."""

from pathlib import Path
from typing import Annotated

import typer

from ...i18n import _, plural, say, speaking
from ...problem import Place, Problem
from ..reading import File, On, day_of, only_calls, read_application, tell, today
from ..shell.exits import BAD_INPUT, DONE, SOME_BAD_ROWS
from ..shell.setting import Setting
from ..shell.terminal import give_data, messages, screen
from .declared import DECLARED_FORMATS, DeclarationPapers, Declaring, as_papers, kind_of
from .run import chosen, judged
from .shelf import Shelf
from .styles import StyleFolder, UnwrittenError, chosen_style
from .word import without_word

ABOUT = _(
    "Ogni campo viene da una risposta; ciò che manca resta uno spazio vuoto, elencato in fondo. Una casella è segnata "
    "solo da una risposta. Se le risposte contraddicono una dichiarazione, questa non si scrive e il comando esce "
    "con 5."
)

Only = Annotated[
    str, typer.Option("--only", metavar="ID", help=_("Solo queste, separate da virgole, anche se non dovute."))
]
Formats = Annotated[
    str,
    typer.Option("--format", metavar="docx,pdf,html", help=_("Formati, separati da virgole (altrimenti docx,pdf).")),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Scrive in JSON che cosa è scritto, vuoto, rifiutato."))]


def run(
    ctx: typer.Context,
    file: File,
    into: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help=_("Cartella in cui scrivere (altrimenti dichiarazioni).")),
    ] = Path("dichiarazioni"),
    only: Only = "",
    formats: Formats = "docx,pdf",
    style: StyleFolder = None,
    force: Annotated[bool, typer.Option("--force", help=_("Scrive anche sopra file di altri."))] = False,
    on: On = None,
    as_json: AsJson = False,
) -> int:
    """Judge the application, fill its declarations and write them."""
    from ...loading.declarations import declaration_ids

    wanted = chosen(formats, DECLARED_FORMATS, "--format")
    named = chosen(only, declaration_ids(), "--only") if only else []
    day = day_of(on) if on else None
    house, problems = chosen_style(style)
    tell(problems, ctx.obj)
    if "docx" in wanted and (lacking := without_word()):
        tell([lacking], ctx.obj)
        return BAD_INPUT
    reading = read_application(file, ctx.obj)
    if house is None or reading is None or not only_calls(reading, ctx.obj):
        return BAD_INPUT
    with speaking("it"):
        outcome = judged(reading, day or reading.application.on or today())
    declaring = Declaring(outcome, house, lambda problem: tell([problem], ctx.obj), Path(reading.edition.folder))
    return _write(declaring, named, wanted, Shelf(into, force=force), ctx.obj, as_json=as_json)


def _write(
    declaring: Declaring, named: list[str], formats: list[str], shelf: Shelf, setting: Setting, *, as_json: bool
) -> int:
    written: dict[str, list[str]] = {}
    try:
        found = declaring.papers(formats, named)
        papers = as_papers(found)
        for paper, path in zip(papers, shelf.put(declaring, papers), strict=True):
            written.setdefault(paper.kind, []).append(str(path))
            if not as_json:
                screen(setting).print(str(path), soft_wrap=True, markup=False)
    except (OSError, UnwrittenError) as error:
        tell([shelf.why_not(error)], setting)
        return BAD_INPUT
    _tell_rest(found, named, setting)
    if as_json:
        give_data(_data(declaring, found, written), setting)
    asked = (one.filled for one in found if one.filled.number or one.filled.id in named)
    return SOME_BAD_ROWS if any(filled.contradictions for filled in asked) else DONE


def _tell_rest(found: list[DeclarationPapers], named: list[str], setting: Setting) -> None:
    """Say what was refused and why, and how much is left to complete.

    Of a declaration that nobody asked for (neither the call nor ``--only``) a refusal is a warning.
    """
    for one in found:
        for sentence in one.filled.contradictions:
            title = one.filled.title if not one.filled.who else f"{one.filled.title} ({one.filled.who})"
            hint = _("correggere la risposta, se è sbagliata; altrimenti questa dichiarazione non si può fare")
            doubt = not (one.filled.number or one.filled.id in named)
            tell([Problem(Place(title), "", say(sentence), hint, kind="contradicted", warning=doubt)], setting)
    if not found:
        words = _("Nessuna dichiarazione è dovuta per queste risposte: con --only si sceglie quale scrivere.")
        messages(setting).print(words, soft_wrap=True, markup=False)
    lacking = {key for one in found if not one.filled.contradictions for key, _label in one.filled.lacking}
    if lacking:
        words = plural(
            "Resta uno spazio da completare: è elencato in fondo alla dichiarazione.",
            "Restano {n} dati da completare: sono elencati in fondo a ogni dichiarazione.",
            len(lacking),
        )
        messages(setting).print(words.format(n=len(lacking)), soft_wrap=True, markup=False)


def _data(declaring: Declaring, found: list[DeclarationPapers], written: dict[str, list[str]]) -> dict[str, object]:
    from ...wording.facts import label_of

    vocabulary = declaring.outcome.vocabulary
    rows = []
    for one in found:
        filled = one.filled
        files = written.get(kind_of(filled), [])
        labels = [
            {"key": key, "label": label_of(key, vocabulary) if "[]" not in key else label}
            for key, label in filled.lacking
        ]
        rows.append(
            {
                "id": filled.name,
                "title": filled.title,
                "attachment": filled.number,
                "model": filled.model,
                "signer": filled.signer.text if filled.signer.known else "",
                "files": files,
                "to_complete": labels,
                "refused": [say(sentence) for sentence in filled.contradictions],
            }
        )
    return {
        "schema": "grantcli/declarations/1",
        "call": declaring.outcome.call.id,
        "on": declaring.outcome.on.isoformat(),
        "files": [file for files in written.values() for file in files],
        "declarations": rows,
    }
