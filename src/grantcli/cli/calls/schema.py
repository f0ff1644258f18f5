"""``grantcli calls schema``: the JSON Schema of a call file, for editors, and the facts that conditions may name."""

from typing import Annotated

import typer

from ...i18n import _
from ..shell.document import print_json
from ..shell.exits import DONE
from ..shell.terminal import screen

ABOUT = _(
    "Un editor che lo conosce completa le chiavi e segna gli errori: salvarlo e indicarlo in testa al file con "
    "«# yaml-language-server: $schema=…»."
)


def run(
    ctx: typer.Context,
    facts: Annotated[
        bool, typer.Option("--facts", help=_("Elenca invece i fatti comuni a tutti i bandi, uno per riga."))
    ] = False,
) -> int:
    """Print the schema, or the vocabulary."""
    from ...loading.call.edition import read_vocabulary
    from ...loading.call.library import shared_facts

    vocabulary, _problems = read_vocabulary(shared_facts())
    if facts:
        from ...report.vocabulary import show_facts

        show_facts(vocabulary, screen(ctx.obj))
    else:
        from ...loading.schema.json_schema import call_schema

        print_json(call_schema(vocabulary))
    return DONE
