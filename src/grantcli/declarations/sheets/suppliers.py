"""The suppliers of the plan, each with what is bought from it and the tie that was answered."""

from decimal import Decimal

from ...i18n import _
from ...model.facts import Facts
from ...model.paper.declaration import Blank, FilledPart, FilledTable
from ...wording.facts import written
from ...wording.formats import cents
from ..filling import Filling
from .columns import plain, sum_of


def suppliers(filling: Filling) -> list[FilledPart]:
    """Return a row for each supplier: name, tax code, expenses, amount, tie; expenses without a supplier last."""
    lines = filling.items("expenses")
    if lines is None:
        return [FilledPart("", ((filling.blank("expenses"),),))]
    groups: dict[str, list[Facts]] = {}
    for line in lines:
        groups.setdefault(str(line.value("supplier") or ""), []).append(line)
    rows = [_row(name, held, filling) for name, held in sorted(groups.items(), key=lambda pair: not pair[0])]
    names = ("supplier", "supplier_tax_code", "id", "amount", "related_party")
    heads = [filling.label(f"expenses[].{name}") for name in names]
    heads[2] = _("Spese")
    total = sum_of([_amount(line) for line in lines])
    table = FilledTable(
        "",
        tuple(heads),
        (False, False, False, True, False),
        tuple(rows),
        (plain(_("Totale")), plain(""), plain(""), total, plain("")),
    )
    return [FilledPart("", tables=(table,))]


def _row(name: str, lines: list[Facts], filling: Filling) -> tuple[Blank, ...]:
    first = f"expenses[{lines[0].id}]"
    codes = {str(line.value("supplier_tax_code")) for line in lines if line.value("supplier_tax_code")}
    return (
        plain(name) if name else filling.blank(f"{first}.supplier"),
        plain(", ".join(sorted(codes))) if codes else filling.blank(f"{first}.supplier_tax_code"),
        plain(", ".join(line.id for line in lines)),
        _sum(lines, filling),
        _tie(lines, filling),
    )


def _sum(lines: list[Facts], filling: Filling) -> Blank:
    open_one = next((line for line in lines if _amount(line) is None), None)
    if open_one is not None:
        return filling.blank(f"expenses[{open_one.id}].amount")
    return plain(cents(sum((_amount(line) or Decimal(0) for line in lines), Decimal(0))))


def _amount(line: Facts) -> Decimal | None:
    amount = line.value("amount")
    return amount if isinstance(amount, Decimal) else None


def _tie(lines: list[Facts], filling: Filling) -> Blank:
    open_one = next((line for line in lines if line.value("related_party") is None), None)
    if open_one is not None:
        return filling.blank(f"expenses[{open_one.id}].related_party")
    fact = filling.vocabulary.get("expenses[].related_party")
    return plain("; ".join(dict.fromkeys(written(line.value("related_party"), fact) for line in lines)))
