"""Cells that know the heading of their column, so that a narrow screen can show a row as a card."""

import re
from html import escape, unescape

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)\b([^>]*)>")
_VALUE = re.compile(r"<td\b[^>]*>(.*?)</td>", re.DOTALL)
_WIDE = re.compile(r'<th\b[^>]*colspan="(?!1")')
_SPAN = re.compile(r'colspan="(\d+)"')
_TAG = re.compile(r"<[^>]*>")


def labelled(html: str) -> str:
    """Return the page with ``data-label`` on every cell of a table that has column headings."""
    return _TABLE.sub(lambda table: _labelled_table(table[0]), html)


def _labelled_table(table: str) -> str:
    head = _HEAD.search(table)
    if head is None:
        return table
    headings = [unescape(_TAG.sub("", text)).strip() for _attributes, text in _HEADING.findall(head[0])]
    if len(headings) < 2:
        return table
    return table[: head.end()] + _ROW.sub(lambda row: _labelled_row(row[0], headings), table[head.end() :])


def _labelled_row(row: str, headings: list[str]) -> str:
    values = [cell for cell in _VALUE.findall(row) if _TAG.sub("", cell).strip()]
    if len(values) == 1 and _WIDE.search(row):
        return row  # one value after what it is called: the heading of its column is not its own
    place = 0

    def marked(cell: re.Match[str]) -> str:
        nonlocal place
        here = place
        span = _SPAN.search(cell[2])
        place += int(span[1]) if span else 1
        told = headings[here] if here < len(headings) and cell[1] == "td" else ""
        return f'<{cell[1]}{cell[2]} data-label="{escape(told)}">' if len(told) > 1 else cell[0]

    return _CELL.sub(marked, row)
