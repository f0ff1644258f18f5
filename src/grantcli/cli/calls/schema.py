"""``grantcli calls schema [FILE]``: the JSON Schema of what people write, for editors, and the facts shared by all."""

from typing import Annotated

import typer

from ...i18n import _
from ...model.call import Edition
from ...model.vocabulary import Vocabulary
from ..library import Library, folders, known_ids
from ..reading import find_call
from ..shell.document import print_json
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import screen

ABOUT = _(
    "Un editor che lo conosce completa le chiavi e segna gli errori: salvarlo e indicarlo in testa al file con "
    "«# yaml-language-server: $schema=…»."
)


_KINDS = ("call", "application", "profile", "cases")


def complete(incomplete: str) -> list[str]:
    """Return the kinds of file that complete what is typed, for the shell."""
    return [name for name in _KINDS if name.startswith(incomplete)]


def run(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"), help=_("call (se non detto), application, profile o cases."), autocompletion=complete
        ),
    ] = "call",
    call: Annotated[
        str | None,
        typer.Option("--call", metavar=_("BANDO"), help=_("Con i fatti di questo bando."), autocompletion=known_ids),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help=_("Elenca invece i fatti comuni a tutti i bandi, uno per riga."))
    ] = False,
) -> int:
    """Print the schema of a file, or the vocabulary."""
    from ...loading.call.edition import read_vocabulary
    from ...loading.call.library import shared_facts

    vocabulary, _problems = read_vocabulary(shared_facts())
    if facts:
        from ...report.vocabulary import show_facts

        show_facts(vocabulary, screen(ctx.obj))
        return DONE
    if kind not in _KINDS:
        message = _("«{name}» non è un file fra: {known}").format(name=kind, known=", ".join(_KINDS))
        raise typer.BadParameter(message, param_hint=_("FILE"))
    edition = None if call is None else find_call(call, Library(folders(ctx.obj)), ctx.obj)
    if call is not None and edition is None:
        return BAD_INPUT
    print_json(_schema(kind, vocabulary, edition))
    return DONE


def _schema(kind: str, shared: Vocabulary, edition: Edition | None) -> dict[str, object]:
    from ...loading.application.profile import profile_vocabulary
    from ...loading.schema.answers import application_schema, cases_schema, profile_schema
    from ...loading.schema.json_schema import call_schema

    if kind == "call":
        return call_schema(shared)
    vocabulary = edition.vocabulary if edition is not None else profile_vocabulary()[0]
    if kind == "profile":
        return profile_schema(vocabulary)
    make = application_schema if kind == "application" else cases_schema
    return make(vocabulary, None if edition is None else edition.call)
