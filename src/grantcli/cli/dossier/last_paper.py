"""``grantcli open FILE``: the last paper of an application, in the system's viewer."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ...i18n import _, plural
from ...problem import Place, Problem
from ...wording.formats import limit
from ..reading import On, day_of, read_application, tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import messages, screen
from ..shell.viewer import show_in_viewer
from .shelf import papers_in

_MOST_FOLDERS = 500
ABOUT = _(
    "Cerca fra i fascicoli scritti da «grantcli dossier»: accanto alla domanda e nella cartella in cui si è, nelle "
    "cartelle che contengono, o in quella indicata con -o. Dove nessun programma può mostrarlo stampa soltanto il "
    "percorso."
)


def run(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("La domanda (domanda.yaml)."))],
    into: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="DIR", help=_("Cartella in cui sono i fascicoli; si può ripetere.")),
    ] = None,
    on: On = None,
    only_path: Annotated[bool, typer.Option("--path", help=_("Stampa il percorso, senza aprire nulla."))] = False,
) -> int:
    """Find the paper written last for the application, print its path and show it."""
    from ...assessment.assess import assess
    from ...render.file_names import identity_of

    reading = read_application(file, ctx.obj)
    if reading is None:
        return BAD_INPUT
    day = day_of(on) if on else reading.application.on or today()
    identity = identity_of(assess(reading.edition, reading.application.facts, day, drafts=False))
    looked = into or [*dict.fromkeys((Path(file).parent, Path()))]
    found = papers_in(looked if into else [*looked, *_inside(looked)], identity)
    if not found:
        text = _("nessun fascicolo di questa domanda in «{folder}»")
        if not into:
            text = _("nessun fascicolo di questa domanda in «{folder}» né nelle cartelle che contiene")
        text = text.format(folder="», «".join(str(folder) for folder in looked))
        hint = _("lo scrive grantcli dossier; se è altrove: -o DIR")
        tell([Problem(Place(file), "", text, hint, kind="no_paper")], ctx.obj)
        return BAD_INPUT
    screen(ctx.obj).print(str(found[0]), soft_wrap=True, markup=False)
    if only_path:
        return DONE
    told = [_chosen(found[0], len(found) - 1)]
    if not show_in_viewer(found[0]):
        told.append(_("Qui nessun programma può mostrarlo: il percorso è quello."))
    messages(ctx.obj).print(" ".join(told), soft_wrap=True, markup=False)
    return DONE


def _inside(folders: list[Path]) -> list[Path]:
    """Return the folders one level down, hidden ones and links left alone, no more than a desk has."""
    found = []
    for folder in folders:
        try:
            inside = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
        except OSError:
            continue
        found += [one for one in inside if one.is_dir() and not one.is_symlink()]
    return found[:_MOST_FOLDERS]


def _chosen(file: Path, others: int) -> str:
    """Say which paper it is, of when, and how many others the application has."""
    written = datetime.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ006 - the hour of whoever reads
    words = {".pdf": _("Il PDF scritto il {when}."), ".docx": _("Il documento Word scritto il {when}.")}
    told = words.get(file.suffix, _("La pagina HTML scritta il {when}.")).format(when=limit(written))
    if not others:
        return told
    more = plural("Della domanda c'è anche {n} altro file.", "Della domanda ci sono anche altri {n} file.", others)
    return f"{told} {more.format(n=others)}"
