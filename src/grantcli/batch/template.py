"""A workbook ready to be filled in for a call: the facts it looks at, a sheet for each list, choices to pick from."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..engine.compiled import conditions_of
from ..engine.evaluate import evaluate
from ..i18n import _, say
from ..law.derive import SOURCES
from ..model.call import Call, Edition
from ..model.condition import Each, Measure, Ref, Test
from ..model.fact import Fact, Vocabulary
from ..model.facts import Facts
from .safe import safe_cell
from .targets import Columns

ROWS = 2_000
"""Rows for which the workbook checks what is typed."""
_ALWAYS = ("company.name", "company.vat_number", "company.tax_code", "project.title", "expenses", "people")
_FIRST_DATE = date(1900, 1, 1)


def write_template(edition: Edition, on: date, path: Path) -> None:
    """Write the workbook for a call as it stands on a day, in the language spoken now; needs the extra ``xlsx``."""
    import xlsxwriter

    facts = asked_facts(edition, on)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    writing = _Writing(book, Columns(edition.vocabulary))
    plain = {key: fact for key, fact in facts.items() if fact.kind != "list"}
    writing.sheet(_("Domande"), "", {"id": _name_fact(), **plain})
    for key, fact in facts.items():
        if fact.kind == "list":
            fields = {name: one for name, one in (fact.items or {}).items() if one.kind != "list" and not one.derived}
            writing.sheet(_sheet_name(key, fact, writing.columns), key, {"domanda": _name_fact(), **fields})
    writing.choices()
    book.close()


def asked_facts(edition: Edition, on: date) -> Vocabulary:
    """Return the facts that a call looks at, in the order of the vocabulary: what can be asked, not what follows."""
    call = edition.on(on)
    wanted = {*_ALWAYS, *_named(call), *evaluate(edition, Facts(), on).missing}
    wanted |= {source for key in wanted & set(SOURCES) for source in SOURCES[key]}
    facts = {key: fact for key, fact in edition.vocabulary.items() if "[]" not in key and not fact.derived}
    return {key: fact for key, fact in facts.items() if key in wanted}


def _named(call: Call) -> Iterator[str]:
    for condition in conditions_of(call):
        if isinstance(condition, Test):
            yield condition.fact
            if isinstance(condition.value, Ref):
                yield condition.value.fact
        elif isinstance(condition, (Each, Measure)):
            yield condition.list


def _name_fact() -> Fact:
    text = _("Una sigla per ogni domanda; negli altri fogli dice di chi è la riga.")
    return Fact(kind="text", label=_("Domanda"), help=text)


def _sheet_name(key: str, fact: Fact, columns: Columns) -> str:
    label = say(fact.label)[:31]
    fits = columns.list_named(label) == key and not set(label) & set("[]:*?/\\'")
    return label if fits else key[:31]


class _Writing:
    """A workbook on its way."""

    def __init__(self, book: Any, columns: Columns) -> None:
        self.book = book
        self.columns = columns
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format({"num_format": "@"})
        self._lists: dict[tuple[str, ...], int] = {}  # the texts of a choice, and their column
        self._hidden = _("Elenchi")

    def sheet(self, name: str, the_list: str, facts: Mapping[str, Fact]) -> None:
        """Add a sheet with a column for each fact; ``the_list`` is the one whose items its rows are."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for at, (key, fact) in enumerate(facts.items()):
            title = self._title(key, fact, the_list)
            kept = None if fact.kind in ("money", "number", "integer", "percent", "date") else self._text
            sheet.set_column(at, at, min(40, max(12, len(title) + 2)), kept)
            sheet.write_string(0, at, title, self._head)
            note = "\n".join(part for part in (say(fact.question), say(fact.help), key) if part)
            sheet.write_comment(0, at, note[:1000])
            rule = self._rule(fact)
            if rule:
                sheet.data_validation(1, at, ROWS, at, rule)

    def _title(self, key: str, fact: Fact, the_list: str) -> str:
        label = say(fact.label)
        found = self.columns.find_in(the_list, label) if the_list else self.columns.find(label)
        wanted = self.columns.find_in(the_list, key) if the_list else self.columns.find(key)
        return safe_cell(label if found is not None and found == wanted else key)

    def _rule(self, fact: Fact) -> dict[str, Any] | None:
        """Return what may be typed into the cells of a fact, as the workbook's own validation."""
        if fact.kind == "yes_no":
            return {"validate": "list", "source": [_("sì"), _("no")]}
        if fact.kind == "choice" and fact.choices:
            return {"validate": "list", "source": self._choices(tuple(map(say, fact.choices.values())))}
        if fact.kind in ("money", "number", "integer"):
            least = float(fact.at_least) if fact.at_least is not None else 0
            return {"validate": "decimal", "criteria": ">=", "value": least, "error_type": "warning"}
        if fact.kind == "date":
            return {"validate": "date", "criteria": ">=", "value": _FIRST_DATE, "error_type": "warning"}
        return None

    def _choices(self, texts: tuple[str, ...]) -> str:
        column = _letters(self._lists.setdefault(texts, len(self._lists)))
        return f"='{self._hidden}'!${column}$1:${column}${len(texts)}"

    def choices(self) -> None:
        """Add the hidden sheet from which choices are picked."""
        sheet = self.book.add_worksheet(self._hidden)
        sheet.hide()
        for texts, at in self._lists.items():
            for row, text in enumerate(texts):
                sheet.write_string(row, at, safe_cell(text))


def _letters(column: int) -> str:
    more, last = divmod(column, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)
