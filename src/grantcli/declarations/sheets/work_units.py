"""The table of annual work units: contract by contract, with what each gives and what is left out."""

from decimal import Decimal
from typing import cast

from ...i18n import _
from ...law.units import LEFT_OUT, annual_units, contracts_of
from ...model.facts import Facts
from ...model.paper.declaration import Blank, FilledPart, FilledTable
from ...wording.facts import written
from ...wording.formats import cents
from ..filling import Filling
from .columns import plain, rounded, sum_of

_FIELDS = ("kind", "count", "share", "start", "end", "leave_months")


def work_units(filling: Filling) -> list[FilledPart]:
    """Return a table for each accounting period whose contracts were given, the last first.

    A period whose work units were also given as a figure that is not the contracts' contradicts the declaration.
    """
    told = [year for year in filling.items("company.years") or () if year.lists.get("staff")]
    if not told:
        filling.blank("company.years")
        return [FilledPart(_("Contratti"), ((filling.blank("company.years"),),))]
    return [_of_year(year, filling) for year in sorted(told, key=_number, reverse=True)]


def _number(year: Facts) -> int:
    return cast("int", year.value("year") or 0)


def _of_year(year: Facts, filling: Filling) -> FilledPart:
    number, staff = _number(year), year.lists["staff"]
    contracts = contracts_of(staff)
    units = [annual_units([contract], number) for contract in contracts]
    shown = rounded(units)
    path = f"company.years[{year.id}].staff"
    rows = tuple(
        (*_cells(item, path, filling), _units(contract.kind, amount))
        for item, contract, amount in zip(staff, contracts, shown, strict=True)
    )
    _check(year, sum(units, Decimal(0)), filling)
    heads = tuple(filling.label(f"company.years[].staff[].{name}") for name in _FIELDS)
    table = FilledTable(
        "",
        (*heads, filling.label("company.years[].headcount")),
        (False, True, True, False, False, True, True),
        rows,
        (plain(_("Totale")), *(plain("") for _name in _FIELDS[1:]), sum_of(units)),
    )
    return FilledPart(_("Esercizio {year}").format(year=number), tables=(table,))


def _cells(item: Facts, path: str, filling: Filling) -> list[Blank]:
    """Return what a contract says; what silence means for the count (a whole year, full time) is written as such."""
    silent = {"kind": "employee", "count": 1, "share": Decimal(1), "leave_months": Decimal(0)}
    items = filling.vocabulary["company.years[].staff"].items or {}
    made = []
    for name in _FIELDS:
        value = item.value(name)
        if value is None and name in ("start", "end"):
            made.append(plain("–"))
            continue
        told = silent[name] if value is None else value
        made.append(Blank(written(told, items.get(name)), f"{path}[{item.id}].{name}"))
    return made


def _units(kind: str, amount: Decimal | None) -> Blank:
    return plain(_("non conta")) if kind in LEFT_OUT or amount is None else plain(cents(amount))


def _check(year: Facts, units: Decimal, filling: Filling) -> None:
    given = year.answers.get("headcount")
    if given is not None and given.origin != "derived" and isinstance(given.value, Decimal | int):
        off = abs(Decimal(given.value) - units)
        if off >= Decimal("0.01"):
            words = _("Per il {year} sono indicate {told} ULA, ma dai contratti ne risultano {counted}.")
            filling.refuse(words, year=_number(year), told=Decimal(given.value), counted=units)
