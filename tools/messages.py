"""Gather the Italian messages of the source and the templates, update the English catalog, compile it.

Exits 1 when a message has no English.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "src" / "grantcli" / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "plural": (1, 2)}
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # the same messages give the same bytes


def gather() -> Catalog:
    """Return the catalog of all messages as they stand in the source and the templates."""
    found = Catalog(project="grantcli", charset="utf-8")
    for path in sorted((ROOT / "src" / "grantcli").rglob("*.py")):
        for message in spoken(path.read_text("utf-8")):
            found.add(message)
    for _name, _line, message, _comments, _context in extract_from_dir(
        ROOT / "templates", [("**.j2", "jinja2")], keywords=KEYWORDS
    ):
        found.add(message)
    return found


def spoken(source: str) -> Iterator[str | tuple[str, str]]:
    """Yield the messages of a Python source, those inside f-strings too: of ``plural`` both forms."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "plural"):
            texts = [ast.literal_eval(one) for one in node.args[: 1 if node.func.id == "_" else 2]]
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def main() -> int:
    """Write the catalog and its compiled form; return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "grantcli.po"
    catalog = read_po(path.open("rb"), locale="en") if path.exists() else Catalog(locale="en", project="grantcli")
    catalog.update(gather(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = UNDATED
    with path.open("wb") as out:
        write_po(out, catalog, width=120, sort_output=True, no_location=True, omit_header=False)
    with path.with_suffix(".mo").open("wb") as out:
        write_mo(out, catalog)
    lacking = [message.id for message in catalog if message.id and not _whole(message.string)]
    for message in lacking:
        print(f"no English: {message}", file=sys.stderr)
    return 1 if lacking else 0


def _whole(english: str | tuple[str, ...] | None) -> bool:
    """Tell whether a message is translated, in all its forms."""
    return all(english) if isinstance(english, tuple) else bool(english)


if __name__ == "__main__":
    sys.exit(main())
