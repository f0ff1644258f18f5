"""Answers laid out to be read: short ones two to a line, yes and no gathered, long ones in full width, lists as tables.

Where an answer came from is said only where it is not the applicant's own word in this application.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

from ...i18n import _
from ...model.facts import Origin
from ...model.outcome import Outcome
from ...wording import facts as said
from ...wording.provenance import origin_word
from . import listed

Plain = dict[str, object]
_OWN = ("file", "asked")
_ELSEWHERE = frozenset(
    (
        "applicant",
        "company",
        "partners",
        "expenses",
        "sections",
        "declarations",
        "people",
        "application",
        "aid",
        "aids",
        "award",
        "score",
    )
) | {"reporting", "track"}
"""First parts of keys that are told with the company, in a table of their own, or with the other answers."""
_SHORT, _LONG = 44, 150  # letters of an answer that shares its line, and of one that is a text of its own


def part(outcome: Outcome, wanted: Callable[[str], bool]) -> Plain:
    """Return the answers whose key is ``wanted``: ``lines`` of one or two cells, yes, no, ``texts``, ``tables``."""
    facts = outcome.facts
    order = {key: position for position, key in enumerate(outcome.vocabulary)}
    keys = sorted(
        (key for key in facts.answers if wanted(key) and not listed.is_place_part(key, facts)),
        key=lambda key: (order.get(key, len(order)), key),
    )
    rows = [_row(key, outcome) for key in keys]
    decided = [row for row in rows if row["decided"] != ""]
    told = [row for row in rows if row["decided"] == ""]
    lists = sorted((key for key in facts.lists if wanted(key)), key=lambda key: (order.get(key, len(order)), key))
    return {
        "lines": _paired([row for row in told if not _is_text(row)]),
        "yes": [row for row in decided if row["decided"] == "yes"],
        "no": [row for row in decided if row["decided"] == "no"],
        "texts": [row for row in told if _is_text(row)],
        "tables": [table for key in lists for table in listed.tables(key, outcome)],
    }


def rows_of(laid: Plain) -> int:
    """Return about how many rows a part takes on paper."""
    lines, texts, tables = (cast("list[Any]", laid[name]) for name in ("lines", "texts", "tables"))
    decided = 2 * (bool(laid["yes"]) + bool(laid["no"]))
    return len(lines) + decided + 4 * len(texts) + sum(2 + len(table.get("rows", ())) for table in tables)


def root(key: str) -> str:
    """Return the first part of a key: ``company`` of ``company.name``."""
    return key.partition(".")[0].partition("[")[0]


def is_of_project(key: str) -> bool:
    """Return whether an answer is about the project, rather than of who applies or of how."""
    return root(key) not in _ELSEWHERE


def _row(key: str, outcome: Outcome) -> Plain:
    held = outcome.facts.answers[key]
    fact = said.described(key, outcome.vocabulary)
    label = said.name_of_fact(key, outcome.vocabulary)
    value = said.told(key, held, outcome.vocabulary, outcome.facts)
    return {
        "label": label,
        "value": value,
        "origin": "" if held.origin in _OWN else origin_word(held.origin),
        "decided": ("yes" if held.value else "no") if isinstance(held.value, bool) else "",
        "wide": len(label) > _SHORT >= len(value),  # a long label before a short answer
        "code": fact is not None and fact.kind in listed.CODES,
    }


def _is_text(row: Plain) -> bool:
    return len(str(row["value"])) > _LONG


def _paired(rows: list[Plain]) -> list[list[Plain]]:
    """Put two short answers on a line; a longer one has its own."""
    lines: list[list[Plain]] = []
    for row in rows:
        beside = lines and len(lines[-1]) == 1 and _fits(lines[-1][0])
        if beside and _fits(row):
            lines[-1].append(row)
        else:
            lines.append([row])
    return lines


def _fits(row: Plain) -> bool:
    return len(str(row["value"])) <= _SHORT and len(str(row["label"])) <= _SHORT


def origins(*parts: Plain) -> list[str]:
    """Say what the marks of origin mean that stand beside the answers of some parts, each once."""
    rows = [row for part in parts for row in _rows_in(part)]
    marked = {row["origin"] for row in rows}
    words: dict[Origin, str] = {
        "profile": _("profilo: dal profilo dell'impresa"),
        "import": _("importato: da un bilancio o da un registro letto dal programma"),
        "derived": _("ricavato: segue da altre risposte, per legge o per calcolo"),
        "default": _("predefinito: vale finché non si risponde altro"),
    }
    return [text for origin, text in words.items() if origin_word(origin) in marked]


def _rows_in(part: Plain) -> Iterator[Plain]:
    lines, yes, no, texts = (cast("list[Any]", part[name]) for name in ("lines", "yes", "no", "texts"))
    yield from (row for line in lines for row in line)
    yield from (*yes, *no, *texts)
