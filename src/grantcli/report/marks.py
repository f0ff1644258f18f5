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
STYLES = {
    "eligible": "bold green",
    **{verdict: MARKS[mark].style for verdict, mark in OVERALL.items() if mark != "pass"},
}
