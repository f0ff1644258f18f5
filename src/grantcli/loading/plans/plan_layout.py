"""Where the head of a plan is and what its columns hold: by the mapping, by headings, else by what is in them."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ...i18n import _, quoted
from ...problem import Problem
from ...registry.spelling import fold
from ...tabular.cell_text import cell_text
from ...tabular.file_sheets import FileSheet
from .headings import MONEY, Heading, is_bare_total, named_key, read_heading
from .plan_contents import columns_by_contents
from .plan_mapping import PlanMapping

_MOST_ROWS: Final = 80
_COSTS: Final = ("taxable", "amount", "total")
_LONGEST_HEADING = 80


@dataclass(slots=True)
class PlanLayout:
    """The head of a plan: its first and last row, its columns from 1 by field, their headings, what is unread.

    ``net``: whether the lines above the head say that amounts are without VAT (True), with it (False) or nothing.
    """

    first: int
    line: int
    columns: dict[str, int]
    headings: dict[int, str]
    unread: list[str] = field(default_factory=list)
    net: bool | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def ours(self) -> bool:
        """Return whether the headings end in keys, as those of plans written here do."""
        return any(named_key(heading) for heading in self.headings.values())

    @property
    def computed(self) -> set[int]:
        """Return the columns that were computed here: their values are nobody's answer."""
        return {at for at, heading in self.headings.items() if named_key(heading) == "="}

    def heading(self, name: str) -> str:
        """Return the heading of the column of a field, empty where it has none."""
        return self.headings.get(self.columns.get(name, 0), "")


def find_layout(sheet: FileSheet, mapping: PlanMapping, fields: Collection[str] = ()) -> PlanLayout | None:
    """Return the layout of a sheet, None where no row of it can be the head of a plan, not even by what is below.

    ``fields``: the keys of an expense in the call: a heading that is one of them, letter by letter, names that field.
    """
    rows = _top(sheet)
    layout = _by_headings(sheet, mapping, rows, fields)
    if layout is not None or mapping.first_row is not None:
        return layout
    guess = columns_by_contents(rows)
    if guess is None:
        return None
    told = replace(mapping, columns={**guess.columns, **mapping.columns}, first_row=guess.line, header=1)
    layout = _by_headings(sheet, told, rows, fields)
    if layout is not None and not set(guess.columns) <= set(mapping.columns):
        layout.problems.append(_guess(sheet, guess.line, guess.columns))
    return layout


def _guess(sheet: FileSheet, line: int, columns: Mapping[str, str]) -> Problem:
    names = ", ".join(f"{quoted(heading[:80])} → {field}" for heading, field in columns.items())
    text = _("nessun titolo lo dice: per il loro contenuto le colonne sembrano {names}").format(names=names)
    said = ", ".join(f"{json.dumps(heading, ensure_ascii=False)}: {field}" for heading, field in columns.items())
    hint = _("se è così, dirlo nel file delle colonne: columns: {{{said}}}").format(said=said)
    return Problem(sheet.place(line), "columns", text, hint, "guessed_columns", warning=True)


def _by_headings(
    sheet: FileSheet, mapping: PlanMapping, rows: Sequence[tuple[int, Sequence[object]]], fields: Collection[str]
) -> PlanLayout | None:
    top = [(number, [cell_text(cell) if cell is not None else "" for cell in cells]) for number, cells in rows]
    found = _by_mapping(top, mapping) if mapping.first_row is not None else _guessed(top, mapping)
    if found is None:
        return None
    at, height = found
    line, names = top[at + height - 1]
    groups = top[at][1] if height > 1 else None
    made = _headings(names, groups, sheet, top[at][0])
    headings = {n: one._replace(field=one.name) if one.name in fields else one for n, one in made.items()}
    layout = PlanLayout(top[at][0], line, {}, {n: one.text for n, one in headings.items() if one.text})
    _assign(layout, headings, sheet, mapping)
    layout.net = _said_of_vat([cell for _number, cells in top[:at] for cell in cells])
    return layout


def _top(sheet: FileSheet) -> list[tuple[int, Sequence[object]]]:
    rows = []
    for row in sheet.rows():
        rows.append(row)
        if len(rows) >= _MOST_ROWS:
            break
    return rows


def _by_mapping(top: list[tuple[int, list[str]]], mapping: PlanMapping) -> tuple[int, int] | None:
    at = next((at for at, (number, _cells) in enumerate(top) if number >= (mapping.first_row or 1)), None)
    return None if at is None or at + mapping.header > len(top) else (at, mapping.header)


def _guessed(top: list[tuple[int, list[str]]], mapping: PlanMapping) -> tuple[int, int] | None:
    """Return the row that names the most fields, with the row of groups above it where that helps."""
    best, chosen = (1, 0), None
    for at, (_number, cells) in enumerate(top):
        for rows in (1, 2):
            if at + rows > len(top):
                continue
            names = cells if rows == 1 else top[at + 1][1]
            if rows == 2 and not (_is_head(names) and _is_head(cells)):
                continue
            fields = _fields(names, cells if rows == 2 else None, mapping)
            if (len(fields), -rows) > best and not fields.isdisjoint(_COSTS):
                best, chosen = (len(fields), -rows), (at, rows)
    return chosen


def _is_head(names: Sequence[str]) -> bool:
    said = [name for name in names if name]
    return bool(said) and not any(any(map(str.isdigit, name)) and len(name) > 3 for name in said)


def _fields(names: Sequence[str], groups: Sequence[str] | None, mapping: PlanMapping) -> set[str]:
    if any(len(name) > _LONGEST_HEADING for name in names):
        return set()
    given = {fold(name): mapping.field_of(target) for name, target in mapping.columns.items()}
    spread = _spread(groups, len(names)) if groups else [""] * len(names)
    width = max(len(names), len(groups or ()))
    padded = [*names, *[""] * (width - len(names))]
    found = set()
    for name, group in zip(padded, [*spread, *(groups or ())[len(names) :]], strict=False):
        whole = f"{group} {name}".strip()
        known = given.get(fold(whole)) or given.get(fold(name)) or read_heading(name, group).field
        found |= {known} - {"", "left_out"}
    return found


def _spread(groups: Sequence[str], width: int) -> list[str]:
    """Say each group over all of its columns up to the next one."""
    spread, held = [], ""
    for cell in [*groups, *[""] * width][:width]:
        held = cell or held
        spread.append(held)
    return spread


def _headings(
    names: Sequence[str], groups: Sequence[str] | None, sheet: FileSheet, group_line: int
) -> dict[int, Heading]:
    width = max(len(names), len(groups or ()))
    made = {}
    for at in range(1, width + 1):
        name = names[at - 1] if at <= len(names) else ""
        group = ""
        if groups is not None:
            line, first = sheet.merged.get((group_line, at), (group_line, at))
            over = groups[first - 1] if line == group_line and first <= len(groups) else ""
            group = over or (_spread(groups, width)[at - 1] if name and not sheet.merged else "")
        made[at] = read_heading(name, group) if name else read_heading(group)
    return made


def _assign(layout: PlanLayout, headings: Mapping[int, Heading], sheet: FileSheet, mapping: PlanMapping) -> None:
    given = {fold(name): mapping.field_of(target) for name, target in mapping.columns.items()}
    ignored = {fold(name) for name in mapping.ignore}
    taken: dict[str, list[int]] = {}
    for at, heading in headings.items():
        if not heading.text or fold(heading.text) in ignored:
            continue
        told = given.pop(fold(heading.text), "") or given.pop(fold(heading.name), "")
        if not told and (heading.currency or heading.field in ("", "left_out")):
            layout.unread.append(heading.text)
            continue
        if told == "amount" and heading.field in ("taxable", "total"):
            told = heading.field
        taken.setdefault(told or heading.field, []).append(at)
    _one_total(taken, headings)
    for name, places in taken.items():
        layout.columns[name] = places[0]
        if len(places) > 1:
            _told_twice(layout, name, places, sheet)
    _dates(layout)
    for name in given:
        said = _("il piano non ha la colonna «{name}»").format(name=name[:80])
        hint = ", ".join(layout.headings.values())[:200]
        layout.problems.append(Problem(sheet.place(layout.line), "columns", said, hint, "unmet_column"))


def _one_total(taken: dict[str, list[int]], headings: Mapping[int, Heading]) -> None:
    """A bare «total» beside an amount or a VAT column is the sum with VAT, unless units and prices make it the cost."""
    bare = [at for at in taken.get("amount", ()) if is_bare_total(headings[at].name)]
    others = [at for at in taken.get("amount", ()) if at not in bare]
    if len(bare) == 1 and "total" not in taken and (others or "taxable" in taken):
        taken["total"] = bare
        taken["amount"] = others
        if not others:
            del taken["amount"]


def _told_twice(layout: PlanLayout, name: str, places: Sequence[int], sheet: FileSheet) -> None:
    names = ", ".join(quoted(layout.headings[at]) for at in places)
    if name in MONEY:
        text = _("più colonne possono essere l'importo: {names}").format(names=names)
        hint = _('dire quale nel file delle colonne: columns: {{"{name}": amount}}, e le altre in «ignore»')
        hint = hint.format(name=layout.headings[places[0]])
        layout.problems.append(Problem(sheet.place(layout.line, places[1]), "", text, hint, "ambiguous_column"))
    else:
        layout.unread += [layout.headings[at] for at in places[1:]]


def _dates(layout: PlanLayout) -> None:
    """A date that says no more is the quote's where there is a quote; else it is not read."""
    at = layout.columns.pop("date", None)
    if at is not None and "quote" in layout.columns and "quote_date" not in layout.columns:
        layout.columns["quote_date"] = at
    elif at is not None:
        layout.unread.append(layout.headings[at])


def _said_of_vat(texts: Sequence[str]) -> bool | None:
    said = Counter(read_heading(text).field for text in texts if "iva" in fold(text).split() or "vat" in fold(text))
    if said["taxable"] and not said["total"]:
        return True
    return False if said["total"] and not said["taxable"] else None
