"""The money as a waterfall: bars that fill what width there is, from what is presented down to the contribution."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...i18n import _
from ...money import ZERO
from ...wording.formats import change, money
from ..layout import width_of

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_STYLES = {"total": "cyan", "gain": "green", "cut": "red"}


class TextBar(NamedTuple):
    """One row, in euro: a total from zero, or a move from where the row before it ended.

    ``start`` is a move from zero. ``note`` is small print after the label; ``amount`` None is a total not known.
    """

    label: str
    amount: Decimal | None
    kind: Literal["total", "start", "move"] = "move"
    note: str = ""


def waterfall(bars: Sequence[TextBar], console: Console) -> RenderableType:
    """Return the rows with label, amount and bar; the longest bar fills its column."""
    width = width_of(console)
    room = max(10, width // 4 if width < 100 else width // 3)
    spans = list(_spans(bars))
    longest = max((end for _start, end in spans), default=ZERO)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(width=room, no_wrap=True)
    for bar, (start, end) in zip(bars, spans, strict=True):
        grid.add_row(_label(bar), _amount(bar), _drawn(bar, start, end, longest, room, console))
    return Padding(grid, (0, 0, 0, 2))


def _spans(bars: Iterable[TextBar]) -> Iterable[tuple[Decimal, Decimal]]:
    level = ZERO
    for bar in bars:
        amount = bar.amount or ZERO
        start = level if bar.kind == "move" else ZERO
        level = start + amount
        yield min(start, level), max(start, level)


def _label(bar: TextBar) -> Text:
    text = Text(bar.label, style="bold" if bar.kind == "total" else "")
    if bar.note:
        text.append(f"\n{bar.note}", style="not bold dim")
    return text


def _amount(bar: TextBar) -> Text:
    if bar.amount is None:
        return Text(_("non calcolabile"), style="bold magenta")
    if bar.kind == "total":
        return Text(money(bar.amount), style="bold")
    return Text(change(bar.amount), style=_STYLES[_sense(bar)])


def _sense(bar: TextBar) -> str:
    if bar.kind == "total":
        return "total"
    return "cut" if (bar.amount or ZERO) < 0 else "gain"


def _drawn(bar: TextBar, start: Decimal, end: Decimal, longest: Decimal, room: int, console: Console) -> Text:
    """Draw from ``start`` to ``end`` where ``longest`` fills ``room`` columns; cuts are hatched, not just coloured."""
    if not longest or start == end:
        return Text("")
    before, after = (int(edge * room * 8 / longest) for edge in (start, end))
    ascii_only, cut = console.options.ascii_only, _sense(bar) == "cut"
    if cut or ascii_only:
        left = min(before // 8, room - 1)
        body = ("-" if ascii_only else "░") if cut else "#"
        return Text(" " * left + body * max(1, round((after - before) / 8)), style=_STYLES[_sense(bar)])
    left, solid = before // 8, max(1, (after - before) // 8)
    rest = _EIGHTHS[(after - before) % 8].strip() if solid * 8 < after - before else ""
    return Text((" " * left + "█" * solid + rest)[:room], style=_STYLES[_sense(bar)])
