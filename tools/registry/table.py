"""Tables as text: rows of fields parted by tabs, one header line, the same bytes for the same rows."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent


def facts(name: str) -> Iterator[list[str]]:
    """Yield the rows of a hand-kept table of this folder, comments left out."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the table as text, rows in their order; ValueError for a field that holds a tab or a line end."""
    lines = ["\t".join(header)]
    for row in rows:
        if len(row) != len(header) or any("\t" in field or "\n" in field for field in row):
            raise ValueError(f"bad row: {row!r}")
        lines.append("\t".join(row).rstrip("\t"))
    return "\n".join(lines) + "\n"
