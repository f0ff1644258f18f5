"""How the interview looks: tones, lines broken between words for this terminal, what stays on the screen."""

from collections.abc import Iterator
from functools import cached_property
from shutil import get_terminal_size
from textwrap import fill, wrap

from prompt_toolkit import print_formatted_text
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.styles import Style

from ..prompter import Tone

Fragment = tuple[str, str]
_STYLE = [
    ("mark", "fg:ansicyan bold"),
    ("question", "bold"),
    ("given", "fg:ansigreen"),
    ("pointed", "fg:ansicyan bold"),
    ("heading", "fg:ansicyan"),
    ("dim", "fg:ansibrightblack"),
    ("good", "fg:ansigreen"),
    ("bad", "fg:ansired bold"),
    ("selected", "reverse"),
]
_TONES: dict[Tone, str] = {
    "plain": "",
    "heading": "bold fg:ansicyan",
    "good": "bold fg:ansigreen",
    "bad": "bold fg:ansired",
    "warn": "bold fg:ansiyellow",
    "dim": "fg:ansibrightblack",
}
_MARKS: dict[Tone, str] = {"good": "✓ ", "bad": "✗ ", "warn": "! "}
_WIDEST, _NARROWEST = 110, 20


def width() -> int:
    """Return the columns that a line may take: those of the terminal, and no more than can be read with ease."""
    return max(_NARROWEST, min(get_terminal_size().columns, _WIDEST) - 1)


def wrapped(text: str) -> str:
    """Break lines between words for this terminal."""
    return "\n".join(fill(line, width(), break_on_hyphens=False) if line else "" for line in text.split("\n"))


def hung(style: str, first: str, text: str) -> Iterator[Fragment]:
    """Yield a paragraph after the sign ``first``, its other lines under the text; each line ends with a break."""
    room = width() - len(first)
    lines = [part for line in text.split("\n") for part in wrap(line, room, break_on_hyphens=False) or [""]]
    for place, line in enumerate(lines):
        yield style, f"{' ' * len(first) if place else first}{line}\n"


class Look:
    """Colours or none, and what is left on the screen when a question is done."""

    def __init__(self, color: bool) -> None:
        self._color = color

    @cached_property
    def style(self) -> Style:
        """Return the style of all panels; without colours what is selected is still reversed."""
        plain = [(name, "reverse" if name == "selected" else "") for name, _look in _STYLE]
        return Style(_STYLE if self._color else plain)

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show a paragraph; a heading has a line of its own before it."""
        if tone == "heading":
            text = f"\n── {text} ──"
        self._print([(_TONES[tone], wrapped(f"{_MARKS.get(tone, '')}{text}"))])

    def echo(self, asked: str, given: str) -> None:
        """Leave a question and its answer on the screen, broken between words."""
        words = wrapped(f"{asked} {given}")
        end = len(words) - len(given)
        self._print([("bold", words[:end]), ("fg:ansigreen", words[end:])])

    def _print(self, parts: list[Fragment]) -> None:
        print_formatted_text(FormattedText([(look if self._color else "", text) for look, text in parts]))
