"""``grantcli expenses import FILE… -a domanda.yaml``: plans and invoices into an application, shown before written."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from ...i18n import _
from ...loading.application.expense_merge import Incoming, beside
from ...model.call import Edition
from ...model.facts import Facts
from ...problem import Place, Problem, errors, reason_of
from ...report.expenses import IncomingRow, incoming_data, show_incoming
from ..claiming import content_of, unchanged_file
from ..confirming import confirmed
from ..library import Library, folders
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting
from ..shell.terminal import give_data, print_message, screen, typed
from ..starting_point import FilesGiven, starting_point

if TYPE_CHECKING:
    from ..starting_point import Start

ABOUT = _(
    "Le colonne di un piano sono riconosciute dai titoli e ricordate in un file accanto (piano.columns.yaml), che si "
    "può correggere. I file dati non sono mai toccati. Le firme delle fatture sono tolte, non verificate."
)
_INVOICES = frozenset({".xml", ".p7m", ".zip"})
_EXPENSES = "expenses"


class Per(StrEnum):
    """What of an invoice becomes an expense."""

    document = "document"
    line = "line"


class _Read(NamedTuple):
    """What one file gives: its expenses; of a plan the text of its mapping and where it is to be remembered."""

    items: tuple[Facts, ...]
    mapping: str = ""
    remembered: Path | None = None


_OWN_CODES: Final = ("company.vat_number", "company.tax_code")


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=_("Piani e fatture elettroniche."))],
    into: Annotated[
        Path, typer.Option("--application", "-a", metavar="FILE", help=_("La domanda (altrimenti domanda.yaml)."))
    ] = Path("domanda.yaml"),
    columns: Annotated[
        Path | None, typer.Option("--columns", metavar="FILE", help=_("Il file che dice come leggere le colonne."))
    ] = None,
    by: Annotated[
        Per, typer.Option("--by", metavar="MODO", help=_("Una spesa per fattura (document) o per riga (line)."))
    ] = Per.document,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Mostra soltanto, senza scrivere."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Scrive senza chiedere."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive JSON."))] = False,
) -> int:
    """Show what comes in beside what is there; write the new expenses once that is confirmed."""

    setting: Setting = ctx.obj
    before = content_of(into)
    start, edition, problems = _application(into, setting)
    tell(problems, setting)
    if start is None or edition is None:
        return BAD_INPUT
    read, problems = _read_all(files, edition, columns, (by, _codes(start.facts)))
    tell(problems, setting)
    if any(errors(problems)):
        return BAD_INPUT
    held = start.facts.lists.get(_EXPENSES, ())
    rows = beside([item for one in read for item in one.items], held)
    shown = _shown(rows)
    if as_json:
        give_data(incoming_data(shown, str(into)), setting)
    else:
        show_incoming(shown, screen(setting), str(into))
    fresh = tuple(row.item for row in rows if row.standing == "new")
    if dry_run or not fresh:
        return DONE
    if not (yes or confirmed(_("Scrivere in {file}?").format(file=into), into, setting)):
        return BAD_INPUT
    return unchanged_file(into, before, lambda: _written(start, edition, into, (*held, *fresh), read, setting), setting)


def _application(into: Path, setting: Setting) -> "tuple[Start | None, Edition | None, list[Problem]]":
    """Return the application as ``ask`` would take it up, the call it is for, and what is wrong."""
    from ...loading.application.application import load_application
    from ...loading.application.expense_files import names_a_plan

    library = Library(folders(setting))
    application, problems = load_application(into, library)
    problems = [*library.problems, *problems]
    if application is None or any(errors(problems)):
        return None, None, problems
    if names_a_plan(into):
        text = _("la domanda nomina già un piano («expenses: …»): le sue spese stanno lì")
        hint = _("aggiungere il file all'elenco, expenses: [piano.xlsx, altro.xlsx], o scrivere le spese nella domanda")
        return None, None, [*problems, Problem(Place(str(into)), _EXPENSES, text, hint, "named_plan")]
    edition = library[application.call]
    start, told = starting_point(edition, library, into, FilesGiven())
    return start, edition, [*problems, *told] if start is None else problems


def _codes(facts: Facts) -> frozenset[str]:
    """Return the tax codes of who applies: the company and the partners."""
    told = [one.value(key) for one in (facts, *facts.lists.get("partners", ())) for key in _OWN_CODES]
    return frozenset(str(code).upper() for code in told if code)


def _read_all(
    files: list[Path], edition: Edition, columns: Path | None, how: tuple[Per, frozenset[str]]
) -> tuple[list[_Read], list[Problem]]:
    read, problems = [], []
    for file in files:
        one, told = _read_invoices(file, *how) if file.suffix.lower() in _INVOICES else _plan(file, edition, columns)
        problems += told
        if one is not None:
            read.append(one)
    return read, problems


def _read_invoices(file: Path, by: Per, buyers: frozenset[str]) -> tuple[_Read | None, list[Problem]]:
    from ...loading.importers.invoice import read_invoices

    items, problems = read_invoices(file, str(file), by.value, buyers)
    if items:
        problems = [replace(problem, warning=True) for problem in problems]
    return _Read(items), problems


def _plan(file: Path, edition: Edition, columns: Path | None) -> tuple[_Read | None, list[Problem]]:
    from ...loading.application.expense_files import brief, call_of_plan
    from ...loading.plans.plan import read_plan
    from ...loading.plans.plan_mapping import mapping_beside, mapping_text

    plan, problems = read_plan(file, str(file), edition.vocabulary[_EXPENSES], call_of_plan(edition.call), columns)
    if plan is None:
        return None, problems
    beside_it = mapping_beside(file)
    text = mapping_text(file.name, plan.columns, plan.unread, plan.sheet.name if plan.sheet.letters else "")
    kept = None if columns or beside_it.exists() else beside_it
    return _Read(plan.items, text, kept), [brief(plan, Place(str(file))), *problems]


def _shown(rows: list[Incoming]) -> list[IncomingRow]:
    return [
        IncomingRow(
            row.standing,
            row.item.id,
            category=str(row.item.value("category") or ""),
            description=str(row.item.value("description") or ""),
            supplier=str(row.item.value("supplier") or ""),
            amount=row.item.value("amount"),
            where=row.item.note,
            held=row.held.id if row.held else "",
            held_amount=row.held.value("amount") if row.held else None,
        )
        for row in rows
    ]


def _written(
    start: "Start", edition: Edition, into: Path, expenses: tuple[Facts, ...], read: list[_Read], setting: Setting
) -> int:
    from ...writing.session import Session

    session = Session(
        into, edition.call.id, edition.vocabulary, start.facts, under=start.under, on=start.on, named=start.named
    )
    try:
        session.save(start.facts.with_list(_EXPENSES, expenses))
    except OSError as error:
        text = _("non si può scrivere: {why}").format(why=reason_of(error))
        tell([Problem(Place(str(into)), "", text, kind="cannot_write")], setting)
        return BAD_INPUT
    for one in read:
        if one.remembered is not None:
            _remember(one.remembered, one.mapping, setting)
    words = _("Ora: grantcli evaluate {file}").format(file=typed(into))
    print_message(words, setting)
    return DONE


def _remember(file: Path, mapping: str, setting: Setting) -> None:
    """Write a mapping beside its plan; where the disk refuses that costs the mapping alone."""
    from ...writing.session import write_whole

    try:
        write_whole(file, mapping)
    except OSError as error:
        tell([Problem(Place(str(file)), "", reason_of(error), kind="cannot_write", warning=True)], setting)
    else:
        words = _("Le colonne sono ricordate in {file}.").format(file=file)
        print_message(words, setting)
