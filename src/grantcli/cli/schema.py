"""``grantcli schema [NAME]``: the JSON Schema of a document that the program prints."""

from typing import Annotated

import typer

from ..i18n import _
from ..report.schemas import schema_names, schema_of
from .shell.document import print_json
from .shell.exits import DONE
from .shell.terminal import screen

ABOUT = _("Senza nome elenca i documenti. Ogni documento porta il suo nome alla chiave «schema»: grantcli/NOME/1.")


def complete(incomplete: str) -> list[str]:
    """Return the names that complete what is typed, for the shell."""
    return [name for name in schema_names() if name.startswith(incomplete)]


def run(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar=_("NOME"), help=_("Il documento, come outcome."), autocompletion=complete)
    ] = None,
) -> int:
    """Print the schema of a document, or the names of all."""
    if name is None:
        for known in schema_names():
            screen(ctx.obj).print(known, markup=False)
        return DONE
    if name not in schema_names():
        message = _("«{name}» non è un documento fra: {known}").format(name=name, known=", ".join(schema_names()))
        raise typer.BadParameter(message, param_hint=_("NOME"))
    print_json(schema_of(name))
    return DONE
