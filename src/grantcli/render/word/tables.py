"""Tables of a page as Word tables: widths in per cent, a header row that repeats, totals that stand out."""

import re
from collections.abc import Callable

from .html_tree import Node

_WIDTH = re.compile(r"^w-(\d+)$")
_FILLED = {"total": "TableTotal", "group": "TableTotal", "grant": "TableTotal"}
_FIRST = {"named": 120, "turned": 300, "spread": 270}  # thousandths, as the style sheet has them
_SHADES = {"total": "soft", "grant": "soft", "group": "softer"}

Blocks = Callable[["list[Node | str]", str], str]
"""Gives what an element holds as paragraphs of a style."""


def table(node: Node, blocks: Blocks, colours: dict[str, str], width: int) -> str:
    """Return a table as WordprocessingML, ``width`` twentieths of a point wide; empty where it has no row.

    ``colours`` give the shade of totals.
    """
    rows = list(node.all("tr"))
    if not rows:
        return ""
    columns = max(sum(_span(cell) for cell in row.nodes) for row in rows)
    shares = _shares(node, columns)
    sizes = [width * share // 1000 for share in shares]
    heads = {id(row) for head in node.all("thead") for row in head.all("tr")}
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    # fmt: off
    look = (
        f'<w:tblPr><w:tblStyle w:val="GrantTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="06{"20" if heads else "00"}" w:firstRow="{int(bool(heads))}" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )
    # fmt: on
    made = "".join(_row(row, blocks, colours, sizes, head=id(row) in heads) for row in rows)
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _row(row: Node, blocks: Blocks, colours: dict[str, str], sizes: list[int], *, head: bool) -> str:
    style = next((_FILLED[name] for name in row.classes if name in _FILLED), "")
    shade = next((colours[_SHADES[name]] for name in row.classes if name in _SHADES), "")
    cells, place = [], 0
    for cell in row.nodes:
        span = min(_span(cell), len(sizes) - place)
        own = "TableHead" if head else style or ("TableSide" if cell.tag == "th" else "TableText")
        if "number" in cell.classes or "amount" in cell.classes:
            own += "Number" if own != "TableSide" else ""
        wide = sum(sizes[place : place + span])
        cells.append(_cell(blocks(cell.held, own), wide, span, shade))
        place += span
    if place < len(sizes):
        cells.append(_cell("", sum(sizes[place:]), len(sizes) - place, shade))
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(held: str, width: int, span: int, shade: str) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    if not held or held.endswith("</w:tbl>"):  # a cell ends in a paragraph, always
        held += '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{fill}</w:tcPr>{held}</w:tc>'


def _span(cell: Node) -> int:
    told = cell.attributes.get("colspan", "1")
    return max(1, int(told)) if told.isdigit() else 1


def _shares(node: Node, columns: int) -> list[int]:
    """Return the width of each column in thousandths: as given, the others sharing what is left."""
    told = [_share(column) for column in node.all("col")]
    if not told:
        first = next((row for row in node.all("tr") if len(row.nodes) == columns), None)
        told = [_share(cell) for cell in first.nodes] if first else []
    told = (told + [0] * columns)[:columns]
    told[0] = told[0] or next((_FIRST[name] for name in node.classes if name in _FIRST), 0)
    open_ones = told.count(0)
    left = max(1000 - sum(told), 60 * open_ones)
    filled = [share or left // open_ones for share in told]
    whole = sum(filled)
    return [share * 1000 // whole for share in filled]


def _share(node: Node) -> int:
    found = next((match for name in node.classes if (match := _WIDTH.match(name))), None)
    return int(found[1]) * 10 if found else 0
