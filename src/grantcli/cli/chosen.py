"""The folders of calls that a command was pointed at: paths, ids, or all of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..i18n import _
from ..problem import Problem
from .library import Library, folders, known_ids
from .reading import no_such_call
from .setting import Setting

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="BANDO", help=_("Cartella o nome di un bando (senza: tutti)."), autocompletion=known_ids),
]


def chosen_folders(named: Sequence[str] | None, setting: Setting) -> tuple[list[Path], list[Problem]]:
    """Return the folders of the calls named by path or id (none named: all known), and what could not be found."""
    from ..loading.calls import call_folders

    places = folders(setting)
    if not named:
        found = [call_folders(place) for place in places]
        return [folder for inside, _told in found for folder in inside], [p for _inside, told in found for p in told]
    library, chosen, problems = Library(places), [], []
    for name in named:
        inside = library.folder(name) or _on_disk(Path(name))
        chosen += inside
        problems += [] if inside else [no_such_call(name, library)]
    return chosen, problems


def _on_disk(path: Path) -> list[Path]:
    from ..loading.calls import CALL_FILE, call_folders

    if path.name == CALL_FILE:
        return [path.parent]
    return call_folders(path)[0] if path.is_dir() else []
