"""Items of lists from tables of their own, by application; in a private file that goes with the process."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from ...problem import Place, Problem
from ..rows.origin import ItemOrigin, Layout


class ItemsOfRow(NamedTuple):
    """What the tables of items say of an application: items by list, where each was written, what is wrong."""

    lists: dict[str, list[dict[str, Any]]]
    sources: dict[str, tuple[ItemOrigin, ...]]
    problems: list[Problem]


class KeptItems:
    """Items kept until their application takes them."""

    def __init__(self) -> None:
        self._layouts: list[Layout] = []
        self._known = sqlite3.connect("")
        columns = "owner text, list text, layout integer, line integer, name text, data text, wrong text, taken integer"
        self._known.execute(f"create table item ({columns})")
        self._known.execute("create index owner on item (owner)")

    def add(
        self, owner: str, the_list: str, source: ItemOrigin, data: dict[str, Any], problems: Sequence[Problem] = ()
    ) -> None:
        """Keep an item of an application, with what is wrong with it."""
        if not self._layouts or self._layouts[-1] is not source.layout:
            self._layouts.append(source.layout)
        wrong = json.dumps([asdict(problem) for problem in problems]) if problems else ""
        row = (clean(owner), the_list, len(self._layouts) - 1, source.line, source.name, json.dumps(data), wrong, 0)
        self._known.execute("insert into item values (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def take(self, owner: str) -> ItemsOfRow | None:
        """Return the items of an application in their order; None where it has none."""
        query = "select list, layout, line, name, data, wrong from item where owner = ? order by rowid"
        found = self._known.execute(query, (clean(owner),)).fetchall()
        if not found:
            return None
        self._known.execute("update item set taken = 1 where owner = ?", (clean(owner),))
        kept = ItemsOfRow({}, {}, [])
        for the_list, layout, line, name, data, wrong in found:
            items = kept.lists.setdefault(the_list, [])
            items.append(json.loads(data))
            source = ItemOrigin(self._layouts[layout], line, name or str(len(items)))
            kept.sources[the_list] = (*kept.sources.get(the_list, ()), source)
            path = f"{the_list}[{source.name}]"
            kept.problems.extend(_problem(one, f"{the_list}[]", path) for one in json.loads(wrong or "[]"))
        return kept

    def left(self) -> Iterator[tuple[str, Place]]:
        """Yield the owner and the place of items that no application took."""
        for owner, layout, line in self._known.execute(
            "select owner, layout, line from item where taken = 0 order by rowid"
        ):
            table = self._layouts[layout]
            column = table.find("id")
            yield owner, table.place(line, column.at if column is not None else 0)


def _problem(data: dict[str, Any], any_item: str, item: str) -> Problem:
    place = Place(**data.pop("place"))
    data["path"] = data["path"].replace(any_item, item, 1)
    return Problem(place, **data)


def clean(text: str) -> str:
    """Return a name that every file can hold."""
    return text.encode("utf-8", "replace").decode()
