"""The gate to the terminal: nothing that a file says gets through as a command to it, whoever prints it."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from .signs import OBEYED, SIGN


class GatedConsole(Console):
    """A console that shows the characters a terminal would obey, and takes no text for markup."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield what is printed, its texts made harmless; what the console itself sends to the terminal stays."""
        for segment in super().render(renderable, options):
            if segment.control is None and OBEYED.search(segment.text):
                yield Segment(segment.text.translate(SIGN), segment.style)
            else:
                yield segment
