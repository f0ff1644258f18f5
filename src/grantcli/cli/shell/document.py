"""What a command says to scripts: one JSON document on standard output, its problems in it, whatever its exit."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...problem import Problem

NO_MORE = "--"


@dataclass(slots=True)
class Document:
    """The document of one run, written once at its end: ``data`` of the command if it came that far, and problems."""

    wanted: bool = False
    problems: list[Problem] = field(default_factory=list)
    data: Mapping[str, object] | None = None

    def note(self, problems: Iterable[Problem]) -> None:
        """Take in problems that people see on standard error."""
        self.problems += [problem for problem in problems if problem not in self.problems]

    def write(self) -> None:
        """Write the document where one is wanted: that of the command, else that of the problems alone."""
        from ...report.data.problems import SCHEMA, problems_data

        if self.wanted:
            print_json({**(self.data or {"schema": SCHEMA}), "problems": problems_data(self.problems)})


def wants_document(arguments: Sequence[str]) -> bool:
    """Return whether a line asks for JSON, so that one that is wrong is answered in JSON as well."""
    end = arguments.index(NO_MORE) if NO_MORE in arguments else len(arguments)
    return "--json" in arguments[:end]


def print_json(data: object) -> None:
    """Write data as JSON on standard output: accents as they are, where the stream has them."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    from .signs import escaped

    sys.stdout.write(escaped(text) + "\n")
