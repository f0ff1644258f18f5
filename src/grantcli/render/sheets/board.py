"""One sheet being written: titles, heads, cells that hold a formula together with what it comes to."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ...i18n import language

_LINE, _WIDTH = 15, 9  # points of a line of text, letters of a column that says nothing of its width
_A4, _A3, _MANY = 9, 8, 12
_FIGURE, _SHARE, _COUNT = "#,##0.00", "0.00%", "#,##0.00##"


class Formats:
    """The formats of one workbook, each made once; ``colours`` by name, as ``#rrggbb``."""

    def __init__(self, book: Any, colours: Mapping[str, str]) -> None:
        day = "dd/mm/yyyy" if language() == "it" else "yyyy-mm-dd"
        plain = {"valign": "top"}
        ours = {**plain, "bg_color": colours["softer"]}
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": colours["ink"]})
        self.quiet = book.add_format({"font_color": "#5b6f82", "text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {"bold": True, "font_color": "#ffffff", "bg_color": colours["ink"], "text_wrap": True, "valign": "top"}
        )
        self.text = book.add_format({**plain, "text_wrap": True})
        self.day = book.add_format({**plain, "num_format": day})
        self.figure = book.add_format({**plain, "num_format": _FIGURE})
        self.count = book.add_format({**plain, "num_format": _COUNT})
        self.share = book.add_format({**plain, "num_format": _SHARE})
        self.our_figure = book.add_format({**ours, "num_format": _FIGURE})
        self.our_share = book.add_format({**ours, "num_format": _SHARE})
        self.our_text = book.add_format({**ours, "text_wrap": True})
        bold = {**plain, "bold": True, "top": 1}
        self.total = book.add_format({**bold, "num_format": _FIGURE})
        self.total_count = book.add_format({**bold, "num_format": _COUNT})
        self.total_text = book.add_format({**bold, "text_wrap": True})


class Board:
    """A sheet that is written from the top; ``row`` is the next one, from 0."""

    def __init__(self, book: Any, formats: Formats, name: str, widths: Sequence[int]) -> None:
        self.name = name
        self.formats = formats
        self.row = 0
        self._widths = widths
        self._lines = 1
        self.sheet = book.add_worksheet(name)
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A3 if len(widths) > _MANY else _A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&A&R&P/&N")

    def title(self, text: str, note: str = "") -> None:
        """Write a title, what it says below it, and a blank row."""
        self.sheet.write_string(self.row, 0, text, self.formats.title)
        self.row += 1
        if note:
            self.sheet.write_string(self.row, 0, note)
            self.row += 1
        self.row += 1

    def head(self, names: Sequence[str], *, freeze: int | None = None) -> None:
        """Write the names of columns; ``freeze`` so many columns, and repeat the row on each printed page."""
        for at, name in enumerate(names):
            self.put(at, name or " ", self.formats.head)
        if freeze is not None:
            self.sheet.freeze_panes(self.row + 1, freeze)
            self.sheet.repeat_rows(self.row)
        self.down()

    def put(self, column: int, value: object, shape: Any = None) -> None:
        """Write a value into the row: numbers as numbers, days as days, all else as text; nothing for nothing."""
        if isinstance(value, date):
            self.sheet.write_datetime(self.row, column, value, shape or self.formats.day)
        elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            self.sheet.write_number(self.row, column, value, shape or self.formats.figure)
        elif value not in (None, ""):
            width = self._widths[column] if column < len(self._widths) else _WIDTH
            self._lines = max(self._lines, -(-len(str(value)) // max(1, width - 2)))
            self.sheet.write_string(self.row, column, str(value)[:32_000], shape or self.formats.text)
        elif shape is not None:
            self.sheet.write_blank(self.row, column, None, shape)

    def work_out(self, column: int, formula: str, value: Decimal | str, shape: Any = None) -> None:
        """Write a formula with what it comes to, which readers that compute nothing show."""
        shown = value if isinstance(value, str) else float(value)
        self.sheet.write_formula(self.row, column, formula, shape or self.formats.our_figure, shown)

    def down(self, rows: int = 1) -> None:
        """Go on to a row below, and make this one as high as its longest text, which not every program does."""
        if self._lines > 1:
            self.sheet.set_row(self.row, _LINE * self._lines)
        self._lines = 1
        self.row += rows

    def cell(self, column: int, row: int | None = None) -> str:
        """Name a cell of this sheet, ``E5``; ``row`` from 0, else the row being written."""
        return f"{letters(column)}{(self.row if row is None else row) + 1}"

    def range(self, column: int, first: int, last: int, *, elsewhere: bool = False) -> str:
        """Name part of a column, rows from 0; ``elsewhere``: as another sheet names it, held fast."""
        name = letters(column)
        if not elsewhere:
            return f"{name}{first + 1}:{name}{last + 1}"
        return f"'{self.name}'!${name}${first + 1}:${name}${last + 1}"


def letters(column: int) -> str:
    """Return the letters of a column, from 0: ``A``, ``AB``."""
    named = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(65 + rest) + named
    return named
