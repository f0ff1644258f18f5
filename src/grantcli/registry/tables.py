"""The shipped tables: read on first use, once, as lines of fields parted by tabs."""

from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a shipped table without its header (see data/PROVENANCE.md for what they hold)."""
    return tuple((DATA / f"{name}.tsv").read_text("utf-8").splitlines()[1:])


def fields(line: str, count: int) -> list[str]:
    """Return the fields of a line, made up to ``count`` with empty ones."""
    found = line.split("\t")
    return found + [""] * (count - len(found))


def day(text: str) -> date | None:
    """Return the day that a field holds, None for an empty field."""
    return date.fromisoformat(text) if text else None
