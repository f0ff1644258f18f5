"""The signs of a judgement in the margin: beside each are words, and never the colour alone."""

from typing import NamedTuple

from rich.console import Console


class Mark(NamedTuple):
    """A sign for the margin, its stand-in where the terminal has only ASCII, and a style."""

    sign: str
    ascii: str
    style: str

    def on(self, console: Console) -> str:
        """Return the sign that this console can show."""
        return self.ascii if console.options.ascii_only else self.sign


MARKS = {
    "pass": Mark("✓", "+", "green"),
    "fail": Mark("✗", "x", "bold red"),
    "unknown": Mark("?", "?", "bold yellow"),
    "undetermined": Mark("∅", "0", "bold magenta"),
    "manual": Mark("◉", "@", "bold cyan"),
    "warning": Mark("!", "!", "bold yellow"),
    "info": Mark("·", "-", "dim"),
    "todo": Mark("☐", "[]", "bold"),
    "none": Mark("–", "-", "dim"),
}
OVERALL = {
    "eligible": "pass",
    "to_verify": "manual",
    "undetermined": "undetermined",
    "incomplete": "unknown",
    "not_eligible": "fail",
}


def overall_mark(verdict: str, unfunded: bool) -> str:
    """Return the name of the mark of the whole; an application that is admitted and not paid is no success."""
    return "warning" if unfunded and verdict == "eligible" else OVERALL[verdict]


def overall_style(verdict: str, unfunded: bool) -> str:
    """Return the style of the whole verdict, bold."""
    mark = overall_mark(verdict, unfunded)
    return "bold green" if mark == "pass" else MARKS[mark].style
