"""The folders of calls that a command was pointed at: paths, ids, or all of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ...filing import real
from ...i18n import _
from ...problem import Place, Problem
from ..library import Library, known_ids
from ..reading import no_such_call

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("BANDO"), help=_("Nome, cartella o file di un bando (senza: tutti)."), autocompletion=known_ids
    ),
]


def chosen_folders(named: Sequence[str] | None, library: Library) -> tuple[list[Path], list[Problem]]:
    """Return the folders of the calls named by path or id, each once (none named: all), and what was not found."""
    if not named:
        return library.every_folder()
    chosen: list[Path] = []
    problems: list[Problem] = []
    for name in named:
        inside = _on_disk(Path(name)) or library.folder(name)
        chosen += inside
        problems += [] if inside else [_not_found(name, library)]
    return list({real(folder): folder for folder in chosen}.values()), problems


def _on_disk(path: Path) -> list[Path]:
    """Return the calls in a folder, or the call that a file belongs to: ``call.yaml``, a case, an example."""
    from ...loading.call.file_names import CALL_FILE
    from ...loading.call.library import call_folders

    if path.is_dir():
        return call_folders(path)[0]
    if not path.is_file():
        return []
    above = [path.parent, path.absolute().parent.parent]
    return [folder for folder in above if (folder / CALL_FILE).is_file()][:1]


def _not_found(name: str, library: Library) -> Problem:
    path = Path(name)
    if path.exists():
        hint = _("per cominciarne uno: grantcli calls new ID")
        return Problem(Place(name), "", _("qui non c'è nessun bando, manca call.yaml"), hint=hint, kind="no_call")
    if len(path.parts) > 1:
        return Problem(Place(name), "", _("il file o la cartella non esiste"), kind="missing_folder")
    return no_such_call(name, library)
