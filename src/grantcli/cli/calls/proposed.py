"""``grantcli calls cases ID --boundaries``: cases proposed at every threshold of a call, to be confirmed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...i18n import _
from ...model.call import Edition
from ...model.case import Case, Expect
from ..library import Library, folders, known_ids
from ..reading import On, day_of, find_call, tell, today
from ..shell.exits import BAD_INPUT, DONE

if TYPE_CHECKING:
    from datetime import date

    from ...engine.comparison.boundaries import Boundary

ABOUT = _(
    "I casi partono dalla domanda di esempio del bando, se c'è. Il risultato di oggi è scritto accanto: va confermato "
    "sul testo e copiato in «expect», che è vuoto apposta."
)


def run(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help=_("Il bando."), autocompletion=known_ids)],
    boundaries: Annotated[
        bool,
        typer.Option("--boundaries", help=_("Propone casi sotto, su e sopra ogni soglia e ogni giorno.")),
    ] = False,
    on: On = None,
) -> int:
    """Print the names of a call's cases, or cases proposed at its thresholds, ready for a file of cases."""
    from ...engine.comparison.boundaries import boundaries as found_in
    from ...loading.cases import load_cases

    day = day_of(on) if on else today()
    edition = find_call(ident, Library(folders(ctx.obj)), ctx.obj)
    if edition is None:
        return BAD_INPUT
    if boundaries:
        for one in found_in(edition.on(day), edition.vocabulary):
            typer.echo(_written(one, edition, day))
        return DONE
    cases, problems = load_cases(Path(edition.folder), edition)
    for case in cases:
        typer.echo(case.name)
    tell(problems, ctx.obj)
    return DONE


def _written(one: "Boundary", edition: Edition, day: "date") -> str:
    """Write one proposed case as a line of YAML, with what comes of it now beside it."""
    from ...assessment.assess import assess
    from ...loading.cases import EXAMPLE, base_file, case_facts

    side = {-1: _("appena sotto"), 0: _("al limite"), 1: _("appena sopra")}[one.side]
    filed = day if one.key else one.value
    base = EXAMPLE if base_file(EXAMPLE, edition).is_file() else None
    facts: dict[str, object] = {one.key: str(one.value)} if one.key else {}
    case = Case(name="", on=filed, expect=Expect(), base=base, facts=facts)  # type: ignore[arg-type]
    outcome = assess(edition, case_facts(case, edition)[0], case.on)
    amount = outcome.contribution.amount
    now = outcome.verdict if amount is None else f"{outcome.verdict}, contribution {amount}"
    name = f"{one.key or _('giorno')} {one.value}, {side}"
    parts = [f'name: "{name}"', f'cite: "{one.cite}"', f"on: {case.on}"]
    parts += [f"base: {base}"] if base else []
    parts += [f'facts: {{{one.key}: "{one.value}"}}'] if one.key else []
    confirm = _("oggi: {outcome}; da confermare").format(outcome=now)
    return f"- {{{', '.join(parts)}, expect: {{}}}}  # {confirm}"
