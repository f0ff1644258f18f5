"""A workbook ready to be filled in for a call: the facts it looks at, a sheet for each list, choices to pick from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from ...filing import ORDINARY, write_whole
from ...i18n import _, say
from ...model.call import Edition
from ...model.vocabulary import Fact
from ..results.spreadsheets import finish, safe_cell
from ..rows.origin import letters
from ..tables.columns import SHORT, Columns
from ..tables.our_sheets import CALL, CALL_DATA, INSTRUCTIONS, OPTIONS
from .contents import Lacking, always_needed, asked_facts, lacking

ROWS = 2_000
"""Rows for which the workbook checks what is typed."""
_LONGEST_NOTE = 1_000
_FIRST_DATE = date(1900, 1, 1)
_FIGURES = ("money", "number", "integer", "percent", "date")
_NEVER_EMPTY = ("expenses", "people")


def write_template(edition: Edition, on: date, path: Path) -> None:
    """Write the workbook for a call as it is on a day, in the language spoken now; needs the extra ``xlsx``.

    ``OSError`` where it cannot be written.
    """
    import xlsxwriter

    facts = asked_facts(edition, on)
    lists = {key: fact for key, fact in facts.items() if fact.kind == "list"}
    plain = {key: fact for key, fact in facts.items() if fact.kind != "list"}
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"strings_to_formulas": False})
    writing = _Writing(book, Columns(edition.vocabulary), always_needed(edition, on, facts))
    judged = asked_facts(edition, on, drafts=False).keys() - set(_NEVER_EMPTY)
    may_be_none = {key: fact for key, fact in lists.items() if key in judged and not fact.key}
    writing.instructions(instructions(edition, path.name))
    writing.sheet(_("Domande"), "", {"id": _name_fact(), **plain, **may_be_none})
    for key, fact in lists.items():
        fields = {name: one for name, one in (fact.items or {}).items() if one.kind != "list" and not one.derived}
        writing.sheet(_sheet_name(key, fact, writing.columns), key, {"domanda": _name_fact(), **fields})
    writing.call_data(edition.call.id, tuple(lacking(edition.on(on))))
    writing.options()
    writing.choices()
    finish(book)
    write_whole(path, content.getvalue(), ORDINARY)


def instructions(edition: Edition, file: str) -> list[str]:
    """Return how to fill in the workbook, a line each."""
    return [
        _("Domande per: {title}").format(title=say(edition.call.title)),
        _("Nel foglio «{sheet}» una riga per ogni domanda, con una sigla scelta da voi (per esempio: Rossi 1).").format(
            sheet=_("Domande")
        ),
        _("Negli altri fogli una riga per ogni spesa, persona, bilancio: la colonna «Domanda» ripete la sigla."),
        _("Le colonne col fondo giallo servono sempre, le altre solo in certi casi. Vuota, una cella è «non si sa»."),
        _("Un elenco senza voci si dice con «nessuno» nella sua colonna del foglio «{sheet}».").format(
            sheet=_("Domande")
        ),
        _("Il commento di ogni titolo dice che cosa scrivere. Date: 31/12/2022. Decimali con la virgola. Quote: 25 %."),
        _("Più risposte in una cella si separano con «;»; risposte e codici sono nel foglio «{sheet}».").format(
            sheet=say(OPTIONS)
        ),
        _("Nel foglio «{sheet}» ciò che il nostro testo del bando non ha: valore e fonte valgono per tutte.").format(
            sheet=say(CALL_DATA)
        ),
        _("Poi, nella cartella di questo file: grantcli batch {file} -o esiti").format(file=file),
    ]


def _name_fact() -> Fact:
    text = _("Una sigla per ogni domanda; negli altri fogli dice di chi è la riga.")
    return Fact(kind="text", label=_("Domanda"), help=text)


def _sheet_name(key: str, fact: Fact, columns: Columns) -> str:
    for name in (say(fact.label), say(SHORT.get(key, "")), say(fact.label)[:31]):
        if 0 < len(name) <= 31 and columns.list_named(name) == key and not set(name) & set("[]:*?/\\'"):
            return name
    return key[:31]


class _Writing:
    """A workbook on its way."""

    def __init__(self, book: Any, columns: Columns, needed: frozenset[str]) -> None:
        self.book = book
        self.columns = columns
        self.needed = needed
        head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._head = book.add_format(head)
        self._needed_head = book.add_format({**head, "bg_color": "#FFF2CC"})
        self._text = book.add_format({"num_format": "@"})
        self._share = book.add_format({"num_format": "0.00%"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._lists: dict[tuple[str, ...], int] = {}  # the texts of a choice, and their column
        self._options: dict[str, Mapping[str, Any]] = {}  # the answers of a fact, by the title of its column
        self._hidden = _("Elenchi")

    def instructions(self, lines: Sequence[str]) -> None:
        """Add the sheet that says how to fill in the others."""
        sheet = self.book.add_worksheet(say(INSTRUCTIONS))
        sheet.set_column(0, 0, 110, self._wrapped)
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, safe_cell(line), *(() if row else (self._head,)))

    def sheet(self, name: str, the_list: str, facts: Mapping[str, Fact]) -> None:
        """Add a sheet with a column for each fact; ``the_list`` is the one whose items its rows are."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        if not the_list:
            sheet.activate()
        for at, (key, fact) in enumerate(facts.items()):
            title = self._title(key, fact, the_list)
            needed = at == 0 or (f"{the_list}[].{key}" if the_list else key) in self.needed
            sheet.set_column(at, at, min(40, max(12, len(title) + 2)), self._form(fact))
            sheet.write_string(0, at, title, self._needed_head if needed else self._head)
            note = "\n".join(self._note(fact, needed))[:_LONGEST_NOTE]
            sheet.write_comment(0, at, f"{note}\n{key}".strip(), {"x_scale": 2, "y_scale": 2})
            rule = self._rule(fact)
            if rule:
                sheet.data_validation(1, at, ROWS, at, rule)
            if fact.choices:
                self._options.setdefault(title, fact.choices)

    def _form(self, fact: Fact) -> Any:
        if fact.kind == "percent":
            return self._share
        return None if fact.kind in _FIGURES else self._text

    def _title(self, key: str, fact: Fact, the_list: str) -> str:
        label = _("Sigla") if key == "id" and the_list else say(fact.label)
        found = self.columns.find_in(the_list, label) if the_list else self.columns.find(label)
        wanted = self.columns.find_in(the_list, key) if the_list else self.columns.find(key)
        return safe_cell(label if found is not None and found == wanted else key)

    def _note(self, fact: Fact, needed: bool) -> Iterable[str]:
        if needed:
            yield _("Serve sempre.")
        yield from filter(None, (say(fact.question), say(fact.help)))
        if fact.kind == "list":
            yield _("Scrivere «nessuno» se non ce ne sono; altrimenti le voci vanno nel loro foglio.")
        elif fact.kind == "choices":
            yield _("Più risposte si separano con «;»:")
            yield from (f"{code} = {say(text)}" for code, text in (fact.choices or {}).items())

    def _rule(self, fact: Fact) -> dict[str, Any] | None:
        """Return what may be typed into the cells of a fact, as the workbook's own validation."""
        if fact.kind == "list":
            return {"validate": "list", "source": [_("nessuno")]}
        if fact.kind == "yes_no":
            return {"validate": "list", "source": [_("sì"), _("no")]}
        if fact.kind == "choice" and fact.choices:
            return {"validate": "list", "source": self._choices(tuple(map(say, fact.choices.values())))}
        if fact.kind in ("money", "number", "integer"):
            least = float(fact.at_least) if fact.at_least is not None else 0
            return {"validate": "decimal", "criteria": ">=", "value": least, "error_type": "warning"}
        if fact.kind == "percent":
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1, "error_type": "warning"}
        if fact.kind == "date":
            return {"validate": "date", "criteria": ">=", "value": _FIRST_DATE, "error_type": "warning"}
        return None

    def _choices(self, texts: tuple[str, ...]) -> str:
        column = letters(self._lists.setdefault(texts, len(self._lists)) + 1)
        return f"='{self._hidden}'!${column}$1:${column}${len(texts)}"

    def call_data(self, call: str, figures: Sequence[Lacking]) -> None:
        """Add the sheet of what holds for all rows: the call, and the figures that its text lacks."""
        sheet = self.book.add_worksheet(say(CALL_DATA))
        for at, (title, width) in enumerate(
            ((_("Dato"), 18), (_("Che cosa è"), 70), (_("Valore"), 34), (_("Fonte"), 50))
        ):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, self._head)
        sheet.write_row(1, 0, [CALL, _("Il bando di queste domande"), call])
        for row, figure in enumerate(figures, start=2):
            what = ": ".join(say(part) for part in (figure.regime, figure.text) if part)
            sheet.write_string(row, 0, figure.id)
            sheet.write_string(row, 1, safe_cell(what), self._wrapped)
            rule = self._rule(Fact(kind=figure.kind, label=""))
            sheet.write_blank(row, 2, None, self._share if figure.kind == "percent" else self._wrapped)
            if rule:
                sheet.data_validation(row, 2, row, 2, rule)

    def options(self) -> None:
        """Add the sheet of the answers that choices have, with their codes."""
        sheet = self.book.add_worksheet(say(OPTIONS))
        sheet.set_column(0, 0, 34)
        sheet.set_column(2, 2, 90)
        sheet.write_row(0, 0, [_("Colonna"), _("Codice"), _("Risposta")], self._head)
        rows = [(title, code, say(text)) for title, texts in self._options.items() for code, text in texts.items()]
        for row, cells in enumerate(rows, start=1):
            for at, cell in enumerate(cells):
                sheet.write_string(row, at, safe_cell(cell))

    def choices(self) -> None:
        """Add the hidden sheet from which choices are picked."""
        sheet = self.book.add_worksheet(self._hidden)
        sheet.hide()
        for texts, at in self._lists.items():
            for row, text in enumerate(texts):
                sheet.write_string(row, at, safe_cell(text))
