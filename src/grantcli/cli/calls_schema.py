"""``grantcli calls schema``: the JSON Schema of a call file, for editors."""

import typer

from ..i18n import _
from .exits import DONE
from .terminal import print_json

ABOUT = _(
    "Un editor che lo conosce completa le chiavi e segna gli errori: salvarlo e indicarlo in testa al file con "
    "«# yaml-language-server: $schema=…»."
)


def run(ctx: typer.Context) -> int:  # noqa: ARG001
    """Print the schema."""
    from ..loading.calls import read_vocabulary, shared_facts
    from ..loading.schema import call_schema

    print_json(call_schema(read_vocabulary(shared_facts())[0]))
    return DONE
