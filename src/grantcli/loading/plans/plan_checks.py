"""What a plan says of itself, held against what was read of it: totals, VAT, categories; problems with their cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...i18n import _, plural
from ...model.vocabulary import Fact
from ...problem import Problem
from ...registry.values import write_value
from ...tabular.file_sheets import FileSheet
from .categories import EXPENSES
from .plan_amounts import PlanDoubt, cost_of
from .plan_layout import PlanLayout
from .plan_totals import PlanRow, Verdict, names_a_total

_MOST_SHOWN = 4


@dataclass(slots=True)
class PlanProblems:
    """The problems of one sheet, each with the cell and the heading of its column."""

    sheet: FileSheet
    layout: PlanLayout
    problems: list[Problem] = field(default_factory=list)

    def tell(self, line: int, name: str, kind: str, text: str, hint: str = "", warning: bool = False) -> None:
        """Report what is wrong with the cell of a field; with the row, for one without a column."""
        place = self.sheet.place(line, self.layout.columns.get(name, 0), self.layout.heading(name))
        self.problems.append(Problem(place, EXPENSES, text, hint, kind, warning))

    def cost_field(self) -> str:
        """Return the field whose column the amounts come from."""
        return next((name for name in ("taxable", "amount", "total") if name in self.layout.columns), "")

    def check_total(self, row: PlanRow, doubts: Sequence[PlanDoubt], verdict: Verdict) -> None:
        """Warn where a total that was written is not the sum of the lines that were read."""
        for doubt in doubts:
            if doubt.kind not in ("does_not_add_up", "rounded"):
                self.tell(row.line, doubt.field, doubt.kind, doubt.text, doubt.hint, warning=True)
        amount, expected = row.amount, verdict.expected
        if verdict.standing == "total" and amount is not None and expected is not None and amount != expected:
            text = _("il totale «{text}» dice {said}, le righe lette fanno {sum}")
            said = text.format(text=" ".join(row.texts)[:60], said=_shown(amount), sum=_shown(expected))
            self.tell(row.line, self.cost_field(), "total_differs", said, warning=True)

    def inherited(self, rows: Sequence[int]) -> None:
        """Report rows whose category is that of the row above, which nothing but their place says."""
        if rows:
            text = plural(
                "una riga senza categoria ha preso quella scritta sopra: {rows}",
                "{n} righe senza categoria hanno preso quella scritta sopra: {rows}",
                len(rows),
            )
            shown = ", ".join(map(str, rows[:_MOST_SHOWN])) + ("…" if len(rows) > _MOST_SHOWN else "")
            self.tell(rows[0], "category", "category_from_above", text.format(n=len(rows), rows=shown), warning=True)

    def check_stated(self, total: Decimal) -> None:
        """Warn where a total above the head is not the sum of the lines."""
        for number, cells in self.sheet.rows():
            if number >= self.layout.first:
                return
            words = [cell for cell in cells if isinstance(cell, str) and names_a_total(cell)]
            costs = [cost_of({"amount": cell}, False, None) for cell in cells if cell not in words and cell is not None]
            figures = [cost.amount for cost in costs if cost.amount is not None]
            if words and figures and total not in figures:
                text = _("il totale «{text}» dice {said}, le righe lette fanno {sum}")
                said = text.format(text=words[0][:60], said=_shown(figures[0]), sum=_shown(total))
                self.tell(number, "", "total_differs", said, warning=True)

    def vat_unsaid(self, told: str | None, gross: bool) -> None:
        """Warn where amounts may be with or without VAT and neither headings nor titles nor the mapping say.

        ``told``: what the mapping says; ``gross``: VAT is a cost.
        """
        columns, net = self.layout.columns, self.layout.net
        if "total" in columns or "vat" in columns:
            return
        if gross and net is not False:
            text = _("l'IVA conta come costo, e il piano dà gli importi senza: sono letti così")
            self.tell(self.layout.line, self.cost_field(), "vat_unsaid", text, warning=True)
        if gross or told or "taxable" in columns or net is True:
            return
        hint = _("nel file delle colonne «vat: net» se sono senza IVA; se sono con l'IVA, serve l'imponibile")
        if net is False:
            text = _("il piano dice che gli importi sono con l'IVA, e l'imponibile non c'è")
            self.tell(self.layout.line, "amount", "vat_included", text, hint)
        else:
            text = _("nulla dice se gli importi di «{heading}» sono con o senza IVA: sono letti come senza")
            said = text.format(heading=self.layout.heading("amount"))
            self.tell(self.layout.line, "amount", "vat_unsaid", said, hint, warning=True)


def _shown(amount: Decimal) -> str:
    return write_value(Fact(kind="money", label=""), amount)
