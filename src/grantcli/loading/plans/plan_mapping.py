"""How one client's plan is read: a file beside it that says which column is which field, and what its words mean."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Literal

from ...i18n import _
from ...model.noun import noun
from ...model.vocabulary import Fact
from ...problem import Place, Problem
from ..parser.reader import read_noun
from ..parser.suggestions import did_you_mean
from ..parser.tree import MappingNode, Tree, at
from .headings import OWN

BESIDE = ".columns.yaml"
"""What the mapping beside a plan is called: ``piano.columns.yaml`` for ``piano.xlsx``."""
_OF_ITEM = "expenses[]."


@noun
class PlanMapping:
    """What a mapping says. Names are compared without regard to case, accents and spaces.

    ``columns``: heading to the field of an expense (``amount`` or ``expenses[].amount``), or to ``taxable``, ``vat``,
    ``vat_rate``, ``total``, ``currency``, ``quantity``, ``unit_price``. ``ignore``: headings to leave out. ``values``:
    for a field, their words to ours. ``sheet``, ``first_row`` (of the head, from 1), ``header`` (its rows). ``vat``:
    ``net`` where amounts are without VAT though no heading says so, ``gross`` where they are with VAT and VAT is a
    cost. ``numbers``, ``encoding``, ``delimiter``: as in the mapping of a batch. ``fixed`` and the other keys of such
    a mapping may stand here and are not used: one file serves both.
    """

    columns: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    sheet: str | None = None
    first_row: int | None = None
    header: int = 1
    vat: Literal["net", "gross"] | None = None
    numbers: Literal["italian", "english"] | None = None
    encoding: Literal["utf-8", "cp1252"] | None = None
    delimiter: str | None = None
    fixed: dict[str, str] = field(default_factory=dict)
    id: str | None = None
    call: str | None = None
    on: str | None = None
    sheets: dict[str, str] = field(default_factory=dict)

    def field_of(self, target: str) -> str:
        """Return the field that a column goes to, by its bare name."""
        return target.strip().removeprefix(_OF_ITEM)

    def words(self, name: str) -> Mapping[str, str]:
        """Return their words for the values of a field."""
        return self.values.get(name) or self.values.get(f"{_OF_ITEM}{name}") or {}


def mapping_beside(plan: Path) -> Path:
    """Return where the mapping of a plan is remembered."""
    return plan.with_name(f"{plan.stem}{BESIDE}")


def load_plan_mapping(path: Path, fields: Mapping[str, Fact]) -> tuple[PlanMapping | None, list[Problem]]:
    """Read a mapping; None where it has problems. ``fields`` are those of an expense."""
    mapping, tree, problems = read_noun(PlanMapping, path)
    if mapping is None or tree is None or problems:
        return None, problems
    problems += _unknown_fields(mapping, tree, str(path), fields)
    if (mapping.first_row is not None and mapping.first_row < 1) or mapping.header < 1:
        problems.append(Problem(Place(str(path)), "first_row", _("le righe si contano da 1"), kind="too_small"))
    if mapping.delimiter is not None and len(mapping.delimiter) != 1:
        said = _("il separatore è un solo carattere")
        problems.append(Problem(Place(str(path)), "delimiter", said, kind="wrong_delimiter"))
    return (None if problems else mapping), problems


def _unknown_fields(mapping: PlanMapping, tree: Tree, file: str, fields: Mapping[str, Fact]) -> list[Problem]:
    known = {*fields, *OWN}
    node = at(tree, "columns")
    problems = []
    for heading, target in mapping.columns.items():
        if mapping.field_of(target) not in known:
            mark = node.key_mark(heading) if isinstance(node, MappingNode) else (0, 0)
            text = _("«{key}» non è un campo di una spesa").format(key=target[:80])
            hint = did_you_mean(mapping.field_of(target), known)
            problems.append(Problem(Place(file, *mark), f"columns.{heading}", text, hint, "unknown_fact"))
    return problems


def mapping_text(name: str, columns: Mapping[str, str], ignore: Sequence[str], sheet: str = "") -> str:
    """Return the mapping that says what was understood of the plan ``name``, to be kept beside it and corrected.

    ``columns``: heading by field; ``sheet``: of a workbook, the sheet that was read.
    """
    lines = [
        _("# Come si leggono le colonne di {file}: titolo della colonna e campo della spesa.").format(file=name),
        *([f"sheet: {_quoted(sheet)}"] if sheet else []),
        "columns:",
        *(f"  {_quoted(heading)}: {key}" for key, heading in columns.items() if heading),
        *(["ignore:", *(f"  - {_quoted(heading)}" for heading in ignore)] if ignore else []),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
