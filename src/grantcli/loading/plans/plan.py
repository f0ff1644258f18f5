"""One client's plan, whatever its shape, as the list ``expenses``; what was understood is reported, not assumed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ...filing import is_regular
from ...i18n import _, quoted
from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact
from ...problem import Place, Problem, reason_of
from ...registry.spelling import fold
from ...registry.values import read_value
from ...tabular.cell_text import Numbers, cell_text, without_value
from ...tabular.file_sheets import FileSheet, file_sheets
from .categories import CallOfPlan, category_named
from .headings import MONEY, OWN
from .plan_amounts import PlanCost, cost_of, numbers_in
from .plan_checks import PlanProblems
from .plan_layout import PlanLayout, find_layout
from .plan_mapping import PlanMapping, load_plan_mapping, mapping_beside
from .plan_totals import PlanRow, Verdict, judge_rows


class LeftOut(NamedTuple):
    """A row of the plan that is no expense, and why: a ``total``, ``vat``, or a ``heading`` without an amount."""

    line: int
    text: str
    standing: str


@dataclass(slots=True)
class ReadPlan:
    """A plan as it was read: its expenses, the columns they came from (heading by field), what was left out.

    ``mapping`` says the same as a mapping file would; ``total`` is the sum of the amounts.
    """

    sheet: FileSheet
    items: tuple[Facts, ...]
    columns: Mapping[str, str]
    unread: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    total: Decimal
    gross: bool = False

    @property
    def file(self) -> str:
        """Return the file and, of a workbook, the sheet."""
        return self.sheet.place(0).file


def read_plan(
    path: Path, shown: str, expenses: Fact, call: CallOfPlan, columns: Path | None = None
) -> tuple[ReadPlan | None, list[Problem]]:
    """Read a plan (CSV, xlsx, xls, ods), shown in problems as ``shown``; ``expenses`` is the fact of the list.

    ``columns`` is a mapping file; without it the one beside the plan is taken where there is one, else the columns are
    guessed. None where no table of the file can be a plan. Time grows with the lines.
    """
    mapping, problems = _mapping(path, columns, expenses)
    if mapping is None:
        return None, problems
    try:
        sheets, told = file_sheets(path, shown, mapping.sheet, mapping.encoding, mapping.delimiter)
    except OSError as wrong:
        return None, [Problem(Place(shown), "", _("il file non si legge"), reason_of(wrong), "unreadable")]
    problems += told
    fields = frozenset(expenses.items or ())
    layouts = [(sheet, layout) for sheet in sheets if (layout := find_layout(sheet, mapping, fields)) is not None]
    layouts = [one for one in layouts if one[1].ours] or layouts
    if not layouts:
        return None, [*problems, *(_no_head(shown) if sheets else ())]
    sheet, layout = max(layouts, key=lambda one: len(one[1].columns))
    problems += _others(sheet, layouts)
    reading = _PlanReading(sheet, layout, mapping, expenses.items or {}, call, PlanProblems(sheet, layout))
    plan = reading.plan()
    return plan, [*problems, *layout.problems, *reading.told.problems]


def _mapping(path: Path, columns: Path | None, expenses: Fact) -> tuple[PlanMapping | None, list[Problem]]:
    beside = mapping_beside(path)
    chosen = columns or (beside if is_regular(beside) else None)
    return (PlanMapping(), []) if chosen is None else load_plan_mapping(chosen, expenses.items or {})


def _no_head(shown: str) -> Iterator[Problem]:
    said = _("nessuna riga nomina le colonne di un piano: almeno che cosa si compra e quanto costa")
    hint = _("dirle in un file delle colonne, con «first_row» e «columns»")
    yield Problem(Place(shown), "", said, hint, "no_head")


def _others(sheet: FileSheet, layouts: Sequence[tuple[FileSheet, PlanLayout]]) -> Iterator[Problem]:
    names = [other.name for other, _layout in layouts if other is not sheet]
    if names:
        said = _("anche altri fogli sembrano un piano, e non sono letti: {names}").format(names=", ".join(names))
        hint = _("per leggerne un altro: «sheet:» nel file delle colonne; un foglio per volta")
        yield Problem(sheet.place(0), "", said, hint, "other_sheets", warning=True)


@dataclass(slots=True)
class _Line:
    """A row on its way: its cells by field, what it costs, what was wrong with that."""

    number: int
    cells: dict[str, object]
    row: PlanRow
    cost: PlanCost
    inherited: bool = False


@dataclass(slots=True)
class _PlanReading:
    """One sheet on its way."""

    sheet: FileSheet
    layout: PlanLayout
    mapping: PlanMapping
    fields: Mapping[str, Fact]
    call: CallOfPlan
    told: PlanProblems
    categories: dict[int, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    headings: list[LeftOut] = field(default_factory=list)

    @property
    def gross(self) -> bool:
        return (self.mapping.vat or self.call.vat) == "gross"

    def plan(self) -> ReadPlan | None:
        if not any(name in self.layout.columns for name in ("taxable", "amount", "total")):
            text = _("non si trova la colonna dell'importo")
            hint = ", ".join(quoted(one) for one in self.layout.headings.values())[:200]
            self.told.tell(self.layout.line, "", "missing_column", text, hint)
            return None
        lines = list(self._lines())
        verdicts = judge_rows([line.row for line in lines])
        items, left_out = [], []
        for line, verdict in zip(lines, verdicts, strict=True):
            if verdict.standing in ("total", "vat"):
                left_out.append(LeftOut(line.number, " ".join(line.row.texts) or "–", verdict.standing))
                self.told.check_total(line.row, line.cost.doubts, verdict)
            elif item := self._item(line, verdict):
                items.append(item)
        if "category" in self.layout.columns:
            out = {one.line for one in left_out}
            self.told.inherited([line.number for line in lines if line.inherited and line.number not in out])
        if items:
            self.told.vat_unsaid(self.mapping.vat, self.gross)
        total = sum((a for one in items if isinstance(a := one.value("amount"), Decimal)), Decimal(0))
        self.told.check_stated(total)
        return ReadPlan(
            self.sheet,
            tuple(items),
            {name: self.layout.headings[at] for name, at in self.layout.columns.items()},
            tuple(self.layout.unread),
            tuple(sorted([*left_out, *self.headings])),
            total,
            self.gross,
        )

    def _lines(self) -> Iterator[_Line]:
        rows = [row for row in self.sheet.rows() if row[0] > self.layout.line]
        numbers = self.mapping.numbers or numbers_in(self._figures(rows))
        section, above = "", ""
        for number, cells in rows:
            texts = tuple(t for at, c in enumerate(cells, 1) if (t := self._text_at(at, c)))
            by_field = {name: cells[at - 1] for name, at in self.layout.columns.items() if at <= len(cells)}
            by_field = {name: cell for name, cell in by_field.items() if not _is_blank(cell)}
            if not texts and not any(name in by_field for name in MONEY):
                continue
            if self._is_head(cells):
                continue
            if not any(name in by_field for name in MONEY) and len(texts) == 1:
                section, above = texts[0], ""
                self.headings.append(LeftOut(number, texts[0], "heading"))
                continue
            line = self._line(number, by_field, texts, numbers)
            if not line.row.category:
                line.inherited = True
                merged = self._merged(number)
                line.row = line.row._replace(category=merged or above or section)
                line.inherited = bool(line.row.category) and not merged
            elif "category" in by_field:
                above = self.categories[number] = line.row.category
            yield line

    def _line(self, number: int, cells: dict[str, object], texts: tuple[str, ...], numbers: Numbers | None) -> _Line:
        cost = cost_of(cells, self.gross, numbers)
        supplier = cell_text(cells.get("supplier", "")).strip()
        category = cell_text(cells.get("category", "")).strip()
        return _Line(number, cells, PlanRow(number, texts, category, supplier, cost.amount), cost)

    def _text_at(self, at: int, cell: object) -> str:
        """Return the words of a cell; empty for figures, dates, columns of money and computed ones."""
        apart = at in self._money_columns() or at in self.layout.computed
        if _is_blank(cell) or not isinstance(cell, str) or apart:
            return ""
        text = cell.strip()
        return text if any(map(str.isalpha, text)) else ""

    def _money_columns(self) -> set[int]:
        return {at for name, at in self.layout.columns.items() if name in MONEY or name in ("quantity", "vat_rate")}

    def _figures(self, rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[str]:
        places = self._money_columns()
        for _number, cells in rows:
            yield from (cell for at in places if at <= len(cells) and isinstance(cell := cells[at - 1], str))

    def _is_head(self, cells: Sequence[object]) -> bool:
        """Return whether a row says the headings again, as on every printed page."""
        said = [(at, fold(cell)) for at, cell in enumerate(cells, 1) if isinstance(cell, str) and cell.strip()]
        own = self.layout.headings
        return len(said) > 1 and all(at in own and fold(own[at]).endswith(text) and text for at, text in said)

    def _merged(self, number: int) -> str:
        """Return the category of a merged cell that reaches down to a row."""
        at = self.layout.columns.get("category", 0)
        first = self.sheet.merged.get((number, at))
        return self.categories.get(first[0], "") if first and first[0] != number else ""

    def _item(self, line: _Line, verdict: Verdict) -> Facts | None:
        note = self._note(line.number)
        if not line.row.texts and line.row.amount is None:
            return None
        answers: dict[str, Answer] = {}
        ident = f"R{line.number}"
        for name, cell in line.cells.items():
            own = name in OWN and not (self.layout.ours and name in self.fields)
            if own or name in MONEY or name == "category":
                continue
            self._answer(name, cell, line, answers)
        self._category(line, answers)
        given = answers.pop("id", None)
        if given is not None and str(given.value) not in self.named:
            ident = str(given.value)
        self.named.add(ident)
        answers = {"id": Answer(ident, "file", note), **answers}
        for name, value in (("amount", line.cost.amount), ("vat", line.cost.vat)):
            if value is not None and name in self.fields:
                answers[name] = Answer(value, "file", note)
        self._doubts(line, ident, verdict)
        return Facts(answers=answers, id=ident, note=note)

    def _note(self, number: int) -> str:
        return f"{self.sheet.place(number).file}:{number}:1"

    def _answer(self, name: str, cell: object, line: _Line, answers: dict[str, Answer]) -> None:
        fact = self.fields.get(name)
        if fact is None:
            return
        if (lost := without_value(cell)) is not None:
            self.told.tell(line.number, name, lost.kind, lost.text, lost.hint)
            return
        text = cell_text(cell, fact)
        words = {fold(theirs): ours for theirs, ours in self.mapping.words(name).items()}
        value, refusal = read_value(fact, words.get(fold(text), text))
        if refusal is None:
            answers[name] = Answer(value, "file", self._note(line.number))
        elif text.strip(" -–—/"):
            self.told.tell(line.number, name, refusal.kind, refusal.text, refusal.hint)

    def _category(self, line: _Line, answers: dict[str, Answer]) -> None:
        said = line.row.category
        if not said:
            return
        words = {fold(theirs): ours for theirs, ours in self.mapping.words("category").items()}
        found = words.get(fold(said)) or category_named(said, self.call.categories)
        if found is None:
            known = ", ".join(self.call.categories)
            text = _("«{said}» non è una categoria del bando").format(said=said[:80])
            hint = _('una fra {known}; nel file delle colonne: values: {{category: {{"{said}": …}}}}')
            hint = hint.format(known=known, said=said[:80])
            self.told.tell(line.number, "category", "unknown_category", text, hint, warning=True)
        else:
            answers["category"] = Answer(found, "file", self._note(line.number))

    def _doubts(self, line: _Line, ident: str, verdict: Verdict) -> None:
        for doubt in line.cost.doubts:
            self.told.tell(line.number, doubt.field, doubt.kind, doubt.text, doubt.hint, doubt.warning)
        if line.cost.amount is None and all(doubt.warning for doubt in line.cost.doubts):
            text = _("la spesa {id} non ha un importo").format(id=ident)
            self.told.tell(line.number, self.told.cost_field(), "missing_amount", text, warning=True)
        if verdict.standing == "doubtful":
            text = _("la riga «{text}» sembra un totale, ma nulla lo prova: è letta come una spesa")
            hint = _("toglierla dal piano, se è un totale")
            said = text.format(text=" ".join(line.row.texts)[:80])
            self.told.tell(line.number, self.told.cost_field(), "looks_like_a_total", said, hint, warning=True)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip() and type(cell) is str)
