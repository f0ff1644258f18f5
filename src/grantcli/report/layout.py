"""The pieces a screen is made of: headings, entries with a sign in the margin, labelled lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from .marks import MARKS

WIDEST = 120
T = TypeVar("T")
Screen = Iterator[RenderableType]


def width_of(console: Console) -> int:
    """Return the columns to write in: those of the console, up to what an eye follows."""
    return min(console.width, WIDEST)


def show(screen: Iterable[RenderableType], console: Console) -> None:
    """Print the pieces in turn, without blanks at the ends of lines."""
    options = console.options.update(width=width_of(console), highlight=False)
    for piece in screen:
        console.print(_Trimmed(console.render_lines(piece, options, pad=False)), end="")


class _Trimmed:
    """Lines already drawn, from which the blanks at the right are cut."""

    def __init__(self, drawn: list[list[Segment]]) -> None:
        self.drawn = drawn

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line in self.drawn:
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
            yield from line
            yield Segment.line()


def heading(title: str, note: str = "") -> RenderableType:
    """Return the title of a part, with a line to the right edge and a blank line before."""
    text = Text(title, style="bold")
    if note:
        text.append(f" · {note}", style="not bold dim")
    return Padding(Rule(text, align="left", style="dim"), (1, 0, 0, 0))


class Hanging:
    """Parts one under the other, behind a lead that is on the first line only."""

    def __init__(self, lead: Text, *parts: RenderableType) -> None:
        self.lead = lead
        self.parts = parts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        indent = self.lead.cell_len
        lead = list(self.lead.render(console))
        if indent > options.max_width // 2:
            yield from console.render(self.lead, options)
            indent, lead = 2, [Segment("  ")]
        inner = options.update(width=options.max_width - indent, height=None)
        for part in self.parts:
            for line in console.render_lines(part, inner, pad=False):
                yield from lead
                yield from line
                yield Segment.line()
                lead = [Segment(" " * indent)]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(min(20, options.max_width), options.max_width)


def grouped(
    items: Iterable[T], titles: Mapping[str, str], group_of: Callable[[T], str]
) -> Iterator[tuple[str, list[T]]]:
    """Yield the items by group, in the order of the groups' titles, each group that has some under its title."""
    groups: dict[str, list[T]] = {name: [] for name in titles}
    for one in items:
        groups[group_of(one)].append(one)
    yield from ((titles[name], group) for name, group in groups.items() if group)


def entry(console: Console, mark: str, *parts: RenderableType) -> RenderableType:
    """Return parts one under the other, indented, with the sign of ``mark`` in the margin."""
    sign = MARKS[mark]
    return Hanging(Text(f"{sign.on(console):>3} ", style=sign.style), *parts)


def labelled(label: str, text: str, style: str = "") -> RenderableType:
    """Return ``label: text`` whose text hangs under itself when it wraps."""
    return Hanging(Text(f"{label}: ", style="dim"), Text(text, style=style))


def aside(*parts: str) -> Text:
    """Return small print: the parts that are not empty, with a dot between."""
    return Text(" · ".join(part for part in parts if part), style="dim")


def note(text: str, style: str = "") -> RenderableType:
    """Return a paragraph indented as far as the entries are."""
    return Padding(Text(text, style=style), (0, 0, 0, 2))


def columns(rows: Iterable[Iterable[RenderableType]], *sides: Literal["left", "right", "full"]) -> RenderableType:
    """Return a table without lines: a column for each side; ``full`` takes what room is left, the others never wrap."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for side in sides:
        if side == "full":
            grid.add_column(ratio=1)
        else:
            grid.add_column(justify=side, no_wrap=True)
    for row in rows:
        grid.add_row(*row)
    return Padding(grid, (0, 0, 0, 2))
