"""``grantcli calls keys``: every key of a call file, what it is for, what it may hold, an example."""

from typing import Annotated

import typer

from ...i18n import _
from ..shell.exits import DONE
from ..shell.terminal import give_data, screen


def run(
    ctx: typer.Context,
    word: Annotated[str, typer.Argument(metavar=_("PAROLA"), help=_("Solo le chiavi che la contengono."))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive JSON."))] = False,
) -> int:
    """Print the keys."""
    from ...loading.call.edition import read_vocabulary
    from ...loading.call.library import shared_facts
    from ...loading.schema.json_schema import call_schema
    from ...loading.schema.keys import key_lines

    vocabulary, _problems = read_vocabulary(shared_facts())
    lines = [one for one in key_lines(call_schema(vocabulary)) if word.lower() in f"{one.noun}.{one.key}".lower()]
    if as_json:
        give_data({"schema": "grantcli/keys/1", "keys": [one._asdict() for one in lines]}, ctx.obj)
        return DONE
    console = screen(ctx.obj)
    noun = ""
    for one in lines:
        if one.noun != noun:
            noun = one.noun
            console.print(f"\n{noun}", style="bold", highlight=False)
        console.print(f"  {one.key}: {one.holds}", highlight=False, markup=False)
        console.print(f"    {one.text}", style="dim", highlight=False, markup=False)
    return DONE
