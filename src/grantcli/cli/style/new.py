"""``grantcli style new FOLDER``: a house style to start from."""

from pathlib import Path
from typing import Annotated

import typer

from ...assets import shipped
from ...filing import new_folder
from ...i18n import _
from ...problem import Place, Problem, reason_of
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import print_message, screen, typed


def run(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("La cartella da scrivere; non deve esserci."))],
) -> int:
    """Write the folder of a new style: who prepares, colours, a template that one may change."""
    root = shipped("templates") / "style"
    try:
        with new_folder(folder):
            written = [_copied(file, folder / file.relative_to(root)) for file in sorted(root.rglob("*"))]
    except OSError as error:
        tell([Problem(Place(str(folder)), "", reason_of(error), kind="cannot_write")], ctx.obj)
        return BAD_INPUT
    for path in filter(None, written):
        screen(ctx.obj).print(str(path), soft_wrap=True, markup=False)
    words = _("Ora: completare style.yaml, poi grantcli dossier FILE --style {folder}").format(folder=typed(folder))
    print_message(words, ctx.obj)
    return DONE


def _copied(file: Path, path: Path) -> Path | None:
    if not file.is_file():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.read_bytes())
    return path
