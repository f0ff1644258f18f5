"""``grantcli calls cases ID --boundaries``: cases proposed at every threshold of a call, to be confirmed."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ...i18n import _
from ...model.call import Edition
from ..library import Library, folders, known_ids
from ..reading import On, day_of, find_call, tell, today
from ..shell.exits import BAD_INPUT, DONE

if TYPE_CHECKING:
    from ...engine.comparison.boundaries import Boundary
    from ...model.facts import Facts
    from ...model.outcome import Outcome

ABOUT = _(
    "I casi partono dalla domanda di esempio del bando, se c'è, e dal suo giorno. Per limiti, tetti, scaglioni, "
    "tabelle, elenchi e cifre calcolate si cerca l'importo di una spesa o la risposta con cui si tocca la soglia; "
    "ciò che da lì non si raggiunge è detto in fondo. Il risultato di oggi è scritto accanto: va confermato sul "
    "testo e copiato in «expect», che è vuoto apposta."
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
    from ...loading.cases import load_cases

    edition = find_call(ident, Library(folders(ctx.obj)), ctx.obj)
    if edition is None:
        return BAD_INPUT
    if boundaries:
        _propose(_Start.of(edition, day_of(on) if on else None))
        return DONE
    cases, problems = load_cases(Path(edition.folder), edition)
    for case in cases:
        typer.echo(case.name)
    tell(problems, ctx.obj)
    return DONE


class _Start(NamedTuple):
    """What the proposed cases start from: the example of the call where it has one, and its day."""

    edition: Edition
    base: str | None
    facts: "Facts"
    day: date

    @classmethod
    def of(cls, edition: Edition, day: date | None) -> "_Start":
        from ...loading.application.application import load_application
        from ...loading.cases import EXAMPLE, base_file
        from ...model.facts import Facts

        file = base_file(EXAMPLE, edition)
        example = load_application(file, {edition.call.id: edition})[0] if file.is_file() else None
        facts = example.facts if example is not None else Facts()
        own = example.on if example is not None else None
        return cls(edition, None if example is None else EXAMPLE, facts, day or own or today())

    def judge(self, changes: Mapping[str, object], on: date | None = None) -> "Outcome | None":
        """Return what comes of the base with some changes; None where they cannot be made."""
        from ...assessment.assess import assess
        from ...loading.cases import overlay

        facts, problems = overlay(self.facts, changes, self.edition)
        return None if problems else assess(self.edition, facts, on or self.day, drafts=False)

    def written(self, one: "Boundary") -> str | None:
        """Write one proposed case as a line of YAML, with what comes of it now beside it."""
        filed = one.value if not one.key and isinstance(one.value, date) else self.day
        outcome = self.judge(one.changes, filed)
        if outcome is None:
            return None
        amount = outcome.contribution.amount
        now = outcome.verdict if amount is None else f"{outcome.verdict}, contribution {amount}"
        side = {-1: _("appena sotto"), 0: _("al limite"), 1: _("appena sopra")}[one.side]
        what = one.key or _("giorno")
        name = f"{one.of}: {what} {one.value}, {side}" if one.of else f"{what} {one.value}, {side}"
        parts = [f"name: {_flow(name)}", f"cite: {_flow(one.cite)}", f"on: {filed}"]
        parts += [f"base: {self.base}"] if self.base else []
        parts += [f"facts: {_flow(one.changes)}"] if one.changes else []
        confirm = _("oggi: {outcome}; da confermare").format(outcome=now)
        return f"- {{{', '.join(parts)}, expect: {{}}}}  # {confirm}"


def _propose(start: _Start) -> None:
    from ...engine.comparison.boundaries import boundaries
    from ...engine.comparison.turning_points import turning_points

    call, vocabulary = start.edition.on(start.day), start.edition.vocabulary
    turning = turning_points(call, vocabulary, start.facts, start.judge)
    for one in (*boundaries(call, vocabulary, start.facts, start.day), *turning.found):
        if (line := start.written(one)) is not None:
            typer.echo(line)
    if turning.out_of_reach:
        text = _("non raggiunti dalla domanda di esempio: {ids}")
        typer.echo(f"# {text.format(ids=' · '.join(turning.out_of_reach))}")


def _flow(value: object) -> str:
    """Write a value in one line of YAML, its texts quoted: as JSON, which is YAML."""
    return json.dumps(value, ensure_ascii=False, default=str)
